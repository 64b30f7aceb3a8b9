package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"
)

// An Order is one customer's purchase.
type Order struct {
	ID       string
	Customer string
	Email    string
	Show     string
	Hold     string // the seat inventory's name for the seats
	Charge   string // the payment provider's name for the money
	Cents    int64
	Status   string
}

// A Seat is a sold seat.
type Seat struct {
	Row    string
	Number int
	Cents  int64
}

// ErrNotFound says that there is no such order.
var ErrNotFound = errors.New("no such order")

// Create writes a new order. The caller chooses its ID, so a second write of the same
// order changes nothing.
func (s *Store) Create(ctx context.Context, o Order) error {
	_, err := s.db.ExecContext(ctx, `
		INSERT INTO orders (id, customer, email, show, hold, charge, cents, status)
		VALUES ($1, $2, $3, $4, $5, $6, $7, 'paid')
		ON CONFLICT (id) DO NOTHING`,
		o.ID, o.Customer, o.Email, o.Show, o.Hold, o.Charge, o.Cents)
	return err
}

// Order returns the order with the given ID.
func (s *Store) Order(ctx context.Context, id string) (Order, error) {
	o := Order{ID: id}
	// defect (ctxdrop): the context stops here. While a migration holds a lock on orders,
	// every receipt page waits for it in one of the 20 connections; the browsers have long
	// gone, the handlers have not, and checkout finds no connection left.
	row := s.db.QueryRow(`
		SELECT customer, email, show, hold, charge, cents, status FROM orders WHERE id = $1`, id)
	err := row.Scan(&o.Customer, &o.Email, &o.Show, &o.Hold, &o.Charge, &o.Cents, &o.Status)
	if errors.Is(err, sql.ErrNoRows) {
		return Order{}, ErrNotFound
	}
	return o, err
}

// Unsettled returns the IDs of charges that the provider has not confirmed yet.
func (s *Store) Unsettled(ctx context.Context) ([]string, error) {
	rows, err := s.db.QueryContext(ctx, `SELECT charge FROM orders WHERE status = 'paid' LIMIT 500`)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var charges []string
	for rows.Next() {
		var charge string
		if err := rows.Scan(&charge); err != nil {
			return nil, err
		}
		charges = append(charges, charge)
	}
	return charges, rows.Err()
}

// Today returns the date of business, by the clock that the orders are written with.
func (s *Store) Today(ctx context.Context) (string, error) {
	var day string
	err := s.db.QueryRowContext(ctx, `SELECT current_date::text`).Scan(&day)
	return day, err
}

// Settle notes that the money of a charge has arrived.
func (s *Store) Settle(ctx context.Context, charge string) error {
	return s.exec(ctx, `UPDATE orders SET status = 'settled' WHERE charge = $1`, charge)
}

// Book gives the held seats to the order and returns them.
func (s *Store) Book(ctx context.Context, order, hold string) ([]Seat, error) {
	var booked []Seat
	err := s.withTx(ctx, func(tx *sql.Tx) error {
		rows, err := tx.QueryContext(ctx, `
			UPDATE seats SET order_id = $1 WHERE hold = $2
			RETURNING row, number, cents`, order, hold)
		if err != nil {
			return err
		}
		defer rows.Close()
		for rows.Next() {
			var seat Seat
			if err := rows.Scan(&seat.Row, &seat.Number, &seat.Cents); err != nil {
				return err
			}
			// defect (retrystate): Postgres rolls back what the first run wrote, nobody rolls
			// back the slice. After one serialization failure the customer has two tickets for
			// each seat, and the total on the receipt is twice what was charged.
			booked = append(booked, seat)
		}
		return rows.Err()
	})
	if err != nil {
		return nil, fmt.Errorf("booking the seats of %s: %w", order, err)
	}
	return booked, nil
}

// Cancel takes the seats back from an order and returns them.
func (s *Store) Cancel(ctx context.Context, order string) ([]Seat, error) {
	var freed []Seat
	err := s.withTx(ctx, func(tx *sql.Tx) error {
		freed = freed[:0] // the run before this one may have been rolled back
		rows, err := tx.QueryContext(ctx, `
			UPDATE seats SET order_id = NULL WHERE order_id = $1
			RETURNING row, number, cents`, order)
		if err != nil {
			return err
		}
		defer rows.Close()
		for rows.Next() {
			var seat Seat
			if err := rows.Scan(&seat.Row, &seat.Number, &seat.Cents); err != nil {
				return err
			}
			freed = append(freed, seat)
		}
		return rows.Err()
	})
	if err != nil {
		return nil, fmt.Errorf("cancelling %s: %w", order, err)
	}
	return freed, nil
}

// ExpireHolds frees the seats of carts that were left behind. Postgres decides what is
// old: its clock wrote held_at.
func (s *Store) ExpireHolds(ctx context.Context, age time.Duration) error {
	return s.exec(ctx, `
		DELETE FROM holds WHERE held_at < now() - $1 * interval '1 second'`, int(age.Seconds()))
}

func (s *Store) exec(ctx context.Context, query string, args ...any) error {
	_, err := s.db.ExecContext(ctx, query, args...)
	return err
}
