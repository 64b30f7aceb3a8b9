// Package dressed calls with contexts to which other packages attached something.
package dressed

import (
	"context"
	"time"

	"google.golang.org/grpc/metadata"

	"nodeadline/dressed/limits"
	"nodeadline/dressed/notes"
	"nodeadline/rpc/seatpb"
)

type Tagged struct{ Seats seatpb.SeatsClient }

func tagged(id string) context.Context {
	return metadata.NewOutgoingContext(context.Background(), metadata.MD{"id": {id}})
}

func (d *Tagged) Hold() {
	d.Seats.Hold(tagged("a"), &seatpb.SeatRequest{}) // want `seatpb.SeatsClient.Hold has no deadline: it gets context.Background\(\)`
}

func (d *Tagged) Limited() {
	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	d.Seats.Hold(metadata.NewOutgoingContext(ctx, nil), &seatpb.SeatRequest{})
}

type Traced struct{ Seats seatpb.SeatsClient }

func (d *Traced) Hold() {
	ctx, span := notes.Begin(context.Background(), "hold")
	defer span.End()
	d.Seats.Hold(ctx, &seatpb.SeatRequest{}) // want `seatpb.SeatsClient.Hold has no deadline: it gets context.Background\(\)`
}

type Brief struct{ Seats seatpb.SeatsClient }

func (d *Brief) Hold() {
	d.Seats.Hold(limits.Brief(context.Background(), "a"), &seatpb.SeatRequest{})
}

type Made struct {
	Seats seatpb.SeatsClient
	Make  limits.Maker
}

func (d *Made) Hold() {
	ctx, end := d.Make.Ending(context.Background()) // it says how to end it
	defer end()
	d.Seats.Hold(ctx, &seatpb.SeatRequest{})
}

func (d *Made) Until(t time.Time) {
	d.Seats.Hold(d.Make.Until(context.Background(), t), &seatpb.SeatRequest{})
}

func (d *Made) Deadline() {
	d.Seats.Hold(d.Make.WithDeadline(context.Background()), &seatpb.SeatRequest{})
}

type Named struct {
	Seats seatpb.SeatsClient
	Make  limits.Maker
}

func (d *Named) Hold() {
	ctx, err := d.Make.Named(context.Background())
	if err != nil {
		return
	}
	d.Seats.Hold(ctx, &seatpb.SeatRequest{}) // want `seatpb.SeatsClient.Hold has no deadline: it gets context.Background\(\)`
}
