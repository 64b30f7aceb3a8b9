// Package rpclimited calls a generated client over a connection that may have the interceptor of
// another package of the module.
package rpclimited

import (
	"context"
	"time"

	"google.golang.org/grpc"

	"nodeadline/rpc/seatpb"
	"nodeadline/rpclimited/interceptors"
)

func Connect(target string) (*grpc.ClientConn, error) {
	return grpc.NewClient(target, grpc.WithUnaryInterceptor(interceptors.Limit(time.Second)))
}

type Desk struct{ Seats seatpb.SeatsClient }

func (d *Desk) Hold() (*seatpb.Seat, error) {
	return d.Seats.Hold(context.Background(), &seatpb.SeatRequest{})
}

// A dial that blocks is not a call.
func Wait(target string) (*grpc.ClientConn, error) {
	return grpc.Dial(target, grpc.WithBlock()) // want `grpc.Dial has no deadline`
}
