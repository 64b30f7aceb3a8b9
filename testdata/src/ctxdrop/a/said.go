package a

import (
	"context"
	"database/sql"
	"net/http"
	"time"

	"ctxdrop/lib"
)

// What is detached on purpose may say so.

func audited(ctx context.Context, db *sql.DB) error {
	own, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	//distvet:detached the entry is written whatever becomes of the request
	_, err := db.ExecContext(own, "INSERT INTO audit VALUES (1)")
	return err
}

func auditedSilently(ctx context.Context, db *sql.DB) error {
	own, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	_, err := db.ExecContext(own, "INSERT INTO audit VALUES (1)") // want `sql.DB.ExecContext does not get ctx`
	return err
}

// A word about one statement says nothing about the next.
func auditedOnce(ctx context.Context, url string) error {
	//distvet:detached the entry is written whatever becomes of the request
	if err := lib.Load(context.Background(), url); err != nil {
		return err
	}
	return lib.Load(context.Background(), url) // want `does not get ctx`
}

// record is about the process, not about its caller.
//
//distvet:detached the record outlives the request
func record(ctx context.Context, url string) error {
	req, err := http.NewRequest("GET", url, nil)
	if err != nil {
		return err
	}
	c := &http.Client{Timeout: time.Second}
	if _, err := c.Do(req); err != nil {
		return err
	}
	own, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	return lib.Load(own, url)
}
