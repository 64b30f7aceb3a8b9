package store

import (
	"context"
	"database/sql"
	"errors"
	"time"
)

// A Lease lets one of several replicas do a job.
type Lease struct {
	Name    string
	Holder  string
	Expires time.Time
}

// expired reports whether the holder has let the lease run out.
func (l Lease) expired() bool {
	// defect (wallexpiry): Expires was written with the clock of the holder's host and is
	// judged with ours. With ours half a minute ahead, we take a lease that its holder still
	// renews, both replicas send the nightly digest, and every customer gets it twice.
	return time.Now().After(l.Expires)
}

// TakeLease takes or renews the lease for the holder and reports whether it has it.
func (s *Store) TakeLease(ctx context.Context, name, holder string, ttl time.Duration) (bool, error) {
	l, err := s.lease(ctx, name)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return false, err
	}
	if err == nil && l.Holder != holder && !l.expired() {
		return false, nil
	}
	err = s.exec(ctx, `
		INSERT INTO leases (name, holder, expires) VALUES ($1, $2, $3)
		ON CONFLICT (name) DO UPDATE SET holder = $2, expires = $3`,
		name, holder, time.Now().Add(ttl))
	return err == nil, err
}

func (s *Store) lease(ctx context.Context, name string) (Lease, error) {
	l := Lease{Name: name}
	err := s.db.QueryRowContext(ctx, `SELECT holder, expires FROM leases WHERE name = $1`, name).
		Scan(&l.Holder, &l.Expires)
	return l, err
}

// TakeSweep takes or renews the lease on the sweeper. Postgres writes the expiry, Postgres
// judges it, in one statement: there is one clock, and no moment between look and write.
func (s *Store) TakeSweep(ctx context.Context, holder string, ttl time.Duration) (bool, error) {
	res, err := s.db.ExecContext(ctx, `
		INSERT INTO leases (name, holder, expires)
		VALUES ('sweep', $1, now() + $2 * interval '1 second')
		ON CONFLICT (name) DO UPDATE SET holder = $1, expires = now() + $2 * interval '1 second'
		WHERE leases.holder = $1 OR leases.expires < now()`,
		holder, int(ttl.Seconds()))
	if err != nil {
		return false, err
	}
	n, err := res.RowsAffected()
	return n == 1, err
}
