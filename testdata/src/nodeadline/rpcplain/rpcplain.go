// Package rpcplain has an interceptor that gives no call a deadline.
package rpcplain

import (
	"context"
	"log"

	"google.golang.org/grpc"

	"nodeadline/rpc/seatpb"
)

func note(ctx context.Context, method string, req, reply any, cc *grpc.ClientConn, invoker grpc.UnaryInvoker, opts ...grpc.CallOption) error {
	log.Print(method)
	return invoker(ctx, method, req, reply, cc, opts...)
}

func Connect(target string) (*grpc.ClientConn, error) {
	return grpc.NewClient(target, grpc.WithUnaryInterceptor(note), grpc.WithDefaultServiceConfig(`{"methodConfig": [{"waitForReady": true}]}`))
}

type Desk struct{ Seats seatpb.SeatsClient }

func (d *Desk) Hold() (*seatpb.Seat, error) {
	return d.Seats.Hold(context.Background(), &seatpb.SeatRequest{}) // want `seatpb.SeatsClient.Hold has no deadline`
}
