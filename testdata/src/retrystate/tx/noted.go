package tx

import (
	"context"
	"errors"
	"strings"
)

type row struct {
	Full bool
	Size int64
}

// Rows reads and writes one.
type Rows interface {
	Get(ctx context.Context, r *row) error
	Put(ctx context.Context, r *row) error
}

type rows struct{ db Batched[Rows] }

func (s *rows) compact()  {}
func (s *rows) use(int64) {}

// An attempt that was rolled back has found the row full; the next one may not.
func (s *rows) append(ctx context.Context) error {
	full := false
	err := s.db.ExecTx(ctx, func(q Rows) error {
		var r row
		if err := q.Get(ctx, &r); err != nil {
			return err
		}
		if r.Full {
			full = true // want `full keeps what an attempt noted that was rolled back, and an attempt of tx.Batched.ExecTx that works may leave it as it is; set full anew at the top of each attempt`
		}
		return q.Put(ctx, &r)
	})
	if err == nil && full {
		s.compact()
	}
	return err
}

// It is set anew.
func (s *rows) appendAnew(ctx context.Context) error {
	full := false
	err := s.db.ExecTx(ctx, func(q Rows) error {
		full = false
		var r row
		if err := q.Get(ctx, &r); err != nil {
			return err
		}
		if r.Full {
			full = true
		}
		return q.Put(ctx, &r)
	})
	if err == nil && full {
		s.compact()
	}
	return err
}

// Every attempt that works sets it.
func (s *rows) appendSet(ctx context.Context) error {
	full := false
	err := s.db.ExecTx(ctx, func(q Rows) error {
		var r row
		if err := q.Get(ctx, &r); err != nil {
			return err
		}
		full = r.Full
		return q.Put(ctx, &r)
	})
	if err == nil && full {
		s.compact()
	}
	return err
}

// It is the transaction's alone.
func (s *rows) appendOnce(ctx context.Context) error {
	full := false
	err := s.db.Once(ctx, func(q Rows) error {
		var r row
		if err := q.Get(ctx, &r); err != nil {
			return err
		}
		if r.Full {
			full = true
		}
		return q.Put(ctx, &r)
	})
	if err == nil && full {
		s.compact()
	}
	return err
}

// What decides is the same for all attempts.
func (s *rows) appendAsked(ctx context.Context, force bool) error {
	forced := false
	err := s.db.ExecTx(ctx, func(q Rows) error {
		var r row
		if err := q.Get(ctx, &r); err != nil {
			return err
		}
		if force {
			forced = true
		}
		return q.Put(ctx, &r)
	})
	if err == nil && forced {
		s.compact()
	}
	return err
}

// Only the transaction reads it.
func (s *rows) appendInside(ctx context.Context) error {
	full := false
	return s.db.ExecTx(ctx, func(q Rows) error {
		var r row
		if err := q.Get(ctx, &r); err != nil {
			return err
		}
		if r.Full {
			full = true
		}
		if full {
			r.Size = 0
		}
		return q.Put(ctx, &r)
	})
}

var errFull = errors.New("full")

// It is set where the transaction is given up.
func (s *rows) appendRefused(ctx context.Context) error {
	full := false
	err := s.db.ExecTx(ctx, func(q Rows) error {
		var r row
		if err := q.Get(ctx, &r); err != nil {
			return err
		}
		if r.Full {
			full = true
			return errFull
		}
		return q.Put(ctx, &r)
	})
	if full {
		s.compact()
	}
	return err
}

// A number.
func (s *rows) grow(ctx context.Context, size int64) error {
	var more int64
	err := s.db.ExecTx(ctx, func(q Rows) error {
		var r row
		if err := q.Get(ctx, &r); err != nil {
			return err
		}
		if size > r.Size {
			more = size - r.Size // want `more keeps what an attempt noted that was rolled back`
			r.Size = size
		}
		return q.Put(ctx, &r)
	})
	if err == nil {
		s.use(more)
	}
	return err
}

// It grows by what it holds, and counts what all attempts did.
func (s *rows) growAll(ctx context.Context, size int64) error {
	var more int64
	err := s.db.ExecTx(ctx, func(q Rows) error {
		var r row
		if err := q.Get(ctx, &r); err != nil {
			return err
		}
		if size > r.Size {
			more = more + size - r.Size
		}
		return q.Put(ctx, &r)
	})
	if err == nil {
		s.use(more)
	}
	return err
}

// What all attempts share decides, by way of calls and loops.
func (s *rows) appendShared(ctx context.Context, name string, kinds map[string]bool, list []row) error {
	special, listed, large := false, false, false
	err := s.db.ExecTx(ctx, func(q Rows) error {
		var r row
		if err := q.Get(ctx, &r); err != nil {
			return err
		}
		if strings.HasPrefix(name, "x-") {
			special = true
		}
		if kinds[name] {
			listed = true
		}
		for _, x := range list {
			if x.Full {
				large = true
			}
		}
		return q.Put(ctx, &r)
	})
	if err == nil && (special || listed || large) {
		s.compact()
	}
	return err
}
