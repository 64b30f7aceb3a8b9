// Package seatspb has the shape of what is generated for gRPC.
package seatspb

import (
	"context"

	"google.golang.org/grpc"
)

type Seat struct{}

// The .proto file says that CreateSeat is idempotent, and that it is unknown of CreateNote.
const file_seats_proto_rawDesc = "" +
	"\n" +
	"\x0bseats.proto\x12\x05seats\x22\x06\n" +
	"\x04Seat2\x89\x01\n" +
	"\x05Seats\x12+\n" +
	"\n" +
	"CreateSeat\x12\x0b.seats.Seat\x1a\x0b.seats.Seat\x22\x03\x90\x02\x02\x12&\n" +
	"\n" +
	"CreateHold\x12\x0b.seats.Seat\x1a\x0b.seats.Seat\x12+\n" +
	"\n" +
	"CreateNote\x12\x0b.seats.Seat\x1a\x0b.seats.Seat\x22\x03\x90\x02\x00b\x06proto3"

type SeatsClient interface {
	CreateSeat(ctx context.Context, in *Seat, opts ...grpc.CallOption) (*Seat, error)
	CreateHold(ctx context.Context, in *Seat, opts ...grpc.CallOption) (*Seat, error)
	CreateNote(ctx context.Context, in *Seat, opts ...grpc.CallOption) (*Seat, error)
}

type seatsClient struct{ cc grpc.ClientConnInterface }

func NewSeatsClient(cc grpc.ClientConnInterface) SeatsClient { return &seatsClient{cc} }

func (c *seatsClient) CreateSeat(ctx context.Context, in *Seat, opts ...grpc.CallOption) (*Seat, error) {
	out := new(Seat)
	return out, c.cc.Invoke(ctx, "/seats.Seats/CreateSeat", in, out, opts...)
}

func (c *seatsClient) CreateHold(ctx context.Context, in *Seat, opts ...grpc.CallOption) (*Seat, error) {
	out := new(Seat)
	return out, c.cc.Invoke(ctx, "/seats.Seats/CreateHold", in, out, opts...)
}

func (c *seatsClient) CreateNote(ctx context.Context, in *Seat, opts ...grpc.CallOption) (*Seat, error) {
	out := new(Seat)
	return out, c.cc.Invoke(ctx, "/seats.Seats/CreateNote", in, out, opts...)
}
