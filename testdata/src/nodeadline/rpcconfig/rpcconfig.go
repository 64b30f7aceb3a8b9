// Package rpcconfig gives the calls on its connection a deadline by configuration.
package rpcconfig

import (
	"context"

	"google.golang.org/grpc"

	"nodeadline/rpc/seatpb"
)

func Connect(target string) (*grpc.ClientConn, error) {
	return grpc.NewClient(target, grpc.WithDefaultServiceConfig(`{"methodConfig": [{"timeout": "5s"}]}`))
}

type Desk struct{ Seats seatpb.SeatsClient }

func (d *Desk) Hold() (*seatpb.Seat, error) {
	return d.Seats.Hold(context.Background(), &seatpb.SeatRequest{})
}
