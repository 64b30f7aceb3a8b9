// Package rpcconn has a connection of its own that gives each call a deadline.
package rpcconn

import (
	"context"
	"time"

	"google.golang.org/grpc"

	"nodeadline/rpc/seatpb"
)

type limited struct {
	grpc.ClientConnInterface
	d time.Duration
}

func (l *limited) Invoke(ctx context.Context, method string, args, reply any, opts ...grpc.CallOption) error {
	ctx, cancel := context.WithTimeout(ctx, l.d)
	defer cancel()
	return l.ClientConnInterface.Invoke(ctx, method, args, reply, opts...)
}

func Hold(d *Desk) (*seatpb.Seat, error) {
	return d.Seats.Hold(context.Background(), &seatpb.SeatRequest{})
}

type Desk struct{ Seats seatpb.SeatsClient }
