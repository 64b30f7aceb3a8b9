// Package rpc calls a generated client.
package rpc

import (
	"context"
	"time"

	"google.golang.org/grpc"

	"nodeadline/rpc/seatpb"
)

type desk struct{ seats seatpb.SeatsClient }

func newDesk(cc *grpc.ClientConn) *desk { return &desk{seatpb.NewSeatsClient(cc)} }

func (d *desk) hold() (*seatpb.Seat, error) {
	return d.seats.Hold(context.Background(), &seatpb.SeatRequest{}) // want `seatpb.SeatsClient.Hold has no deadline: it gets context.Background\(\) and waits for ever`
}

func (d *desk) holdBriefly() (*seatpb.Seat, error) {
	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	return d.seats.Hold(ctx, &seatpb.SeatRequest{})
}

func (d *desk) holdFor(ctx context.Context) (*seatpb.Seat, error) {
	return d.seats.Hold(ctx, &seatpb.SeatRequest{})
}

// A stream waits by design.
func (d *desk) watch() (seatpb.Seats_WatchClient, error) {
	return d.seats.Watch(context.Background(), &seatpb.SeatRequest{})
}

// NewClient and Dial connect when they are first used; a dial that blocks waits.

func connect(target string) { grpc.NewClient(target) }

func dial(target string) { grpc.Dial(target) }

func dialBlocking(target string, secure bool) (*grpc.ClientConn, error) {
	option := grpc.WithInsecure()
	if secure {
		option = grpc.WithTransportCredentials(nil)
	}
	return grpc.Dial(target, option, grpc.WithBlock()) // want `grpc.Dial has no deadline and waits for ever for a peer that never answers; use grpc.NewClient, or grpc.DialContext with a deadline`
}

func dialListed(target string) (*grpc.ClientConn, error) {
	opts := []grpc.DialOption{grpc.WithInsecure()}
	opts = append(opts, grpc.WithBlock())
	return grpc.Dial(target, opts...) // want `grpc.Dial has no deadline`
}

func dialInTime(target string) (*grpc.ClientConn, error) {
	return grpc.Dial(target, grpc.WithBlock(), grpc.WithTimeout(time.Second))
}

func dialAsGiven(target string, opts ...grpc.DialOption) (*grpc.ClientConn, error) {
	return grpc.Dial(target, append(opts, grpc.WithBlock())...)
}

func dialBlockingDeadline(target string) {
	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	grpc.DialContext(ctx, target, grpc.WithBlock())
}

func dialContextBlocking(target string) (*grpc.ClientConn, error) {
	return grpc.DialContext(context.Background(), target, grpc.WithBlock()) // want `grpc.DialContext has no deadline: it gets context.Background\(\)`
}

func dialContextTimed(target string) (*grpc.ClientConn, error) {
	return grpc.DialContext(context.Background(), target, grpc.WithBlock(), grpc.WithTimeout(time.Second))
}

func invoke(cc *grpc.ClientConn, in, out any) error {
	return cc.Invoke(context.Background(), "/a/B", in, out) // want `grpc.ClientConn.Invoke has no deadline`
}

func invokeDeadline(cc *grpc.ClientConn, in, out any) error {
	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	return cc.Invoke(ctx, "/a/B", in, out)
}
