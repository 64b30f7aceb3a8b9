// Package hours gives some calls hours, which may be meant, and others no deadline at all.
package hours

import (
	"context"
	"time"

	"nodeadline/rpc/seatpb"
)

type Mover struct{ seats seatpb.SeatsClient }

func (m *Mover) Move() error {
	ctx, cancel := context.WithTimeout(context.Background(), 2*time.Hour)
	defer cancel()
	_, err := m.seats.Hold(ctx, &seatpb.SeatRequest{})
	return err
}

type Asker struct{ seats seatpb.SeatsClient }

func (a *Asker) Ask() error {
	_, err := a.seats.Hold(context.Background(), &seatpb.SeatRequest{}) // want `seatpb.SeatsClient.Hold has no deadline`
	return err
}
