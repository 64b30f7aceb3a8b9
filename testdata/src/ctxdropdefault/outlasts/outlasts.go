// Package outlasts keeps the context of the program, for what has to be told when a request has failed.
package outlasts

import (
	"context"
	"database/sql"
	"errors"

	"ctxdropdefault/outlasts/exporter"
)

type Repo struct {
	db   *sql.DB
	life context.Context
}

func New(life context.Context, db *sql.DB) *Repo { return &Repo{db, life} }

func (r *Repo) Refresh(ctx context.Context) error {
	if err := r.db.PingContext(ctx); err != nil {
		_, failed := r.db.ExecContext(r.life, "UPDATE state SET failed = 1")
		return errors.Join(err, failed)
	}
	return nil
}

func (r *Repo) Note(ctx context.Context) error {
	if err := r.db.PingContext(ctx); err != nil {
		return err
	}
	_, err := r.db.ExecContext(r.life, "UPDATE state SET failed = 0") // want `sql.DB.ExecContext does not get ctx, which is at hand, but a context that was stored earlier`
	return err
}

func (r *Repo) Export(ctx context.Context) error {
	return exporter.Start(context.Background(), r.db)
}

func (r *Repo) ExportAll(ctx context.Context) error {
	return exporter.All(context.Background(), r.db) // want `sql.DB.PingContext through exporter.All does not get ctx`
}

// The requests that are sent with the context are made with it.
func (r *Repo) Send(ctx context.Context) error {
	return exporter.Sends(context.Background(), "https://export.example")
}

func (r *Repo) SendNow(ctx context.Context) error {
	return exporter.SendsNow(context.Background(), "https://export.example") // want `http.Client.Do through exporter.SendsNow`
}

func (r *Repo) Finish(ctx context.Context) error {
	// A detached context, so that what is begun is finished.
	return r.db.PingContext(context.Background())
}

func (r *Repo) Look(ctx context.Context) error {
	// The database is asked once more.
	return r.db.PingContext(context.Background()) // want `sql.DB.PingContext does not get ctx`
}

// A Verifier keeps the context of the request that it verifies.
type Verifier struct {
	db  *sql.DB
	ctx context.Context
}

func (v *Verifier) Verify(ctx context.Context) error {
	v.ctx = ctx
	return v.lookup(ctx)
}

func (v *Verifier) lookup(ctx context.Context) error {
	return v.db.PingContext(v.ctx)
}
