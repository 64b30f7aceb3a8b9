package a

import (
	"context"
	"database/sql"
	"net/http"
	"time"
)

// A helper takes no context although all its callers have one. Where the client ends the call
// in time, or what the helper makes ends by itself, that is worth a look.

type api struct {
	client *http.Client
	db     *sql.DB
}

// New returns an api.
func New(db *sql.DB) *api { return &api{&http.Client{Timeout: time.Second}, db} }

func (a *api) Item(ctx context.Context, id string) error { return a.get("/items/" + id) }

func (a *api) get(path string) error {
	req, err := http.NewRequest("GET", path, nil)
	if err != nil {
		return err
	}
	resp, err := a.client.Do(req)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

func (a *api) Touch(ctx context.Context, id string) error { return a.touch(id) }

func (a *api) touch(id string) error {
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	_, err := a.db.ExecContext(ctx, "UPDATE items SET seen = true WHERE id = $1", id)
	return err
}

// A client that ends its calls itself ends them without the context, too.

func (a *api) Revoke(ctx context.Context, id string) error {
	req, err := http.NewRequest("DELETE", "/items/"+id, nil)
	if err != nil {
		return err
	}
	resp, err := a.client.Do(req)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

var plain = &http.Client{}

func (a *api) Report(ctx context.Context, id string) error {
	req, err := http.NewRequest("POST", "/items/"+id, nil)
	if err != nil {
		return err
	}
	resp, err := plain.Do(req) // want `http.Client.Do does not get ctx, which is at hand, but a request made without a context`
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

func (a *api) Renew(ctx context.Context, id string) error {
	req, err := http.NewRequest("PUT", "/items/"+id, nil)
	if err != nil {
		return err
	}
	mine, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	resp, err := plain.Do(req.WithContext(mine)) // want `http.Client.Do does not get ctx, which is at hand, but a context made from a root context`
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

// What is over in seconds leaves little behind.

func (a *api) Nudge(ctx context.Context, id string) error {
	req, err := http.NewRequest("PUT", "/items/"+id, nil)
	if err != nil {
		return err
	}
	mine, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	resp, err := plain.Do(req.WithContext(mine))
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

// A context of one's own that ends is still not the caller's; a client's own limit is another
// matter.

func (a *api) Reset(ctx context.Context, id string) error {
	req, err := http.NewRequestWithContext(context.Background(), "PUT", "/items/"+id, nil)
	if err != nil {
		return err
	}
	resp, err := a.client.Do(req)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

// What a request begins may be meant to be finished in the time that it is given.
func (a *api) Expire(w http.ResponseWriter, r *http.Request) {
	mine, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	req, err := http.NewRequestWithContext(mine, "DELETE", "/items/old", nil)
	if err != nil {
		return
	}
	resp, err := plain.Do(req)
	if err == nil {
		resp.Body.Close()
	}
}

// What tells of a failure must not end with the context that may be why it failed.
func (a *api) Mark(ctx context.Context, id string) error {
	_, err := a.db.ExecContext(ctx, "UPDATE items SET told = true WHERE id = $1", id)
	if err != nil {
		mine, cancel := context.WithTimeout(context.Background(), time.Minute)
		defer cancel()
		_, _ = a.db.ExecContext(mine, "UPDATE items SET failed = true WHERE id = $1", id)
	}
	return err
}

func (a *api) MarkBoth(ctx context.Context, id string) error {
	_, err := a.db.ExecContext(ctx, "UPDATE items SET told = true WHERE id = $1", id)
	if err == nil {
		mine, cancel := context.WithTimeout(context.Background(), time.Minute)
		defer cancel()
		_, err = a.db.ExecContext(mine, "UPDATE items SET done = true WHERE id = $1", id) // want `sql.DB.ExecContext does not get ctx, which is at hand, but a context made from a root context`
	}
	return err
}

// What cancels something goes on when its caller has gone.
func (a *api) CancelHold(ctx context.Context, id string) error {
	_, err := a.db.ExecContext(context.Background(), "DELETE FROM holds WHERE id = $1", id)
	return err
}

func (a *api) DropHold(ctx context.Context, id string) error {
	_, err := a.db.ExecContext(context.Background(), "DELETE FROM holds WHERE id = $1", id) // want `sql.DB.ExecContext does not get ctx, which is at hand`
	return err
}

func (a *api) End(ctx context.Context, id string) error {
	return cancelAll(context.Background(), a.db, id)
}

func cancelAll(ctx context.Context, db *sql.DB, id string) error {
	_, err := db.ExecContext(ctx, "DELETE FROM holds WHERE id = $1", id)
	return err
}
