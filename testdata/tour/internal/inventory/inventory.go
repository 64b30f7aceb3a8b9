// Package inventory asks the seat inventory which seats are free, and holds them.
package inventory

import (
	"context"
	"errors"
	"fmt"
	"log"
	"time"

	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"

	"example.com/tickets/internal/inventory/inventorypb"
	"example.com/tickets/internal/retry"
)

// ErrResting is returned while the inventory is left alone after too many failures.
var ErrResting = errors.New("inventory: too many failures, resting")

const attempts = 5

// A Client talks to the seat inventory.
type Client struct {
	rpc     inventorypb.InventoryClient
	breaker breaker
}

// New returns a client on the connection.
func New(cc grpc.ClientConnInterface) *Client {
	return &Client{rpc: inventorypb.NewInventoryClient(cc)}
}

// A Hold keeps seats for one cart.
type Hold struct {
	ID    string
	Cents int64
}

// Seats lists the seats of a show.
func (c *Client) Seats(ctx context.Context, show string) ([]*inventorypb.Seat, error) {
	if !c.breaker.allow() {
		return nil, ErrResting
	}
	var last error
	for range attempts {
		resp, err := c.rpc.ListSeats(ctx, &inventorypb.ListSeatsRequest{Show: show})
		// defect (retrywait): this branch skips the wait below. A restarting inventory refuses
		// connections within a millisecond: the five attempts are over before it is up, and
		// what it meets then is five times the load it went down under.
		if status.Code(err) == codes.Unavailable {
			last = err
			continue
		}
		if err == nil {
			c.breaker.succeed()
			return resp.GetSeats(), nil
		}
		last = err
		if err := retry.Wait(ctx, 1); err != nil {
			return nil, errors.Join(last, err)
		}
	}
	c.breaker.fail()
	return nil, fmt.Errorf("listing seats of %s: %w", show, last)
}

// patience is how long a customer waits for seats to be held.
const patience = 8 * time.Second

// Hold holds seats for a cart. The inventory knows the request by its id and answers a
// repeat with the hold it already made.
func (c *Client) Hold(ctx context.Context, id, show string, seats []string) (Hold, error) {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	req := &inventorypb.HoldSeatsRequest{RequestId: id, Show: show, Seats: seats}
	var last error
	for n := range attempts {
		resp, err := c.rpc.HoldSeats(ctx, req)
		if err == nil {
			return Hold{ID: resp.GetHold(), Cents: resp.GetCents()}, nil
		}
		last = err
		pause(n)
	}
	return Hold{}, fmt.Errorf("holding seats of %s: %w", show, last)
}

// pause waits before the next attempt.
func pause(n int) {
	// defect (retrywait): pause looks at no context. When the patience of Hold is at its end,
	// or the customer has left, the handler sleeps on all the same, for nobody, and tries again
	// what can only fail.
	time.Sleep(250 * time.Millisecond << min(n, 4))
}

// Release gives held seats back. Releasing a hold that is gone is no error.
func (c *Client) Release(ctx context.Context, hold string) error {
	for n := range attempts {
		_, err := c.rpc.ReleaseHold(ctx, &inventorypb.ReleaseHoldRequest{Hold: hold})
		if err == nil || status.Code(err) == codes.NotFound {
			return nil
		}
		log.Printf("inventory: releasing %s: %v", hold, err)
		if err := retry.Wait(ctx, n+1); err != nil {
			return err
		}
	}
	// defect (retrylost): after the last attempt the caller hears that the seats are free.
	// They stay held until the show has begun, nobody can buy them, and the only trace is
	// five log lines.
	return nil
}
