// Package seatsconnect has the shape of what is generated for connect.
package seatsconnect

import (
	"context"

	"connectrpc.com/connect"
)

type Seat struct{}

type SeatsClient interface {
	CreateSeat(context.Context, *connect.Request[Seat]) (*connect.Response[Seat], error)
	CreateHold(context.Context, *connect.Request[Seat]) (*connect.Response[Seat], error)
	CreateNote(context.Context, *connect.Request[Seat]) (*connect.Response[Seat], error)
}

func NewSeatsClient(c connect.HTTPClient, url string, opts ...connect.ClientOption) SeatsClient {
	return &seatsClient{
		createSeat: connect.NewClient[Seat, Seat](c, url+"/CreateSeat", connect.WithIdempotency(connect.IdempotencyIdempotent), connect.WithClientOptions(opts...)),
		createHold: connect.NewClient[Seat, Seat](c, url+"/CreateHold", connect.WithClientOptions(opts...)),
		createNote: connect.NewClient[Seat, Seat](c, url+"/CreateNote", connect.WithIdempotency(connect.IdempotencyUnknown), connect.WithClientOptions(opts...)),
	}
}

type seatsClient struct {
	createSeat, createHold, createNote *connect.Client[Seat, Seat]
}

func (c *seatsClient) CreateSeat(ctx context.Context, req *connect.Request[Seat]) (*connect.Response[Seat], error) {
	return c.createSeat.CallUnary(ctx, req)
}

func (c *seatsClient) CreateHold(ctx context.Context, req *connect.Request[Seat]) (*connect.Response[Seat], error) {
	return c.createHold.CallUnary(ctx, req)
}

func (c *seatsClient) CreateNote(ctx context.Context, req *connect.Request[Seat]) (*connect.Response[Seat], error) {
	return c.createNote.CallUnary(ctx, req)
}

type UnimplementedSeatsHandler struct{}

func (UnimplementedSeatsHandler) CreateSeat(context.Context, *connect.Request[Seat]) (*connect.Response[Seat], error) {
	return nil, nil
}

func (UnimplementedSeatsHandler) CreateHold(context.Context, *connect.Request[Seat]) (*connect.Response[Seat], error) {
	return nil, nil
}

func (UnimplementedSeatsHandler) CreateNote(context.Context, *connect.Request[Seat]) (*connect.Response[Seat], error) {
	return nil, nil
}
