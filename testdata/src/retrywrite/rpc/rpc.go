// Package rpc repeats remote procedures. Their names say that they create something; some are
// declared to be idempotent all the same.
package rpc

import (
	"context"
	"errors"
	"time"

	"connectrpc.com/connect"
	"retrywrite/rpc/seatsconnect"
	"retrywrite/rpc/seatspb"
)

var errGivenUp = errors.New("given up")

func CreateSeatSeatsConnect(ctx context.Context, c seatsconnect.SeatsClient) error {
	for range 3 {
		_, err := c.CreateSeat(ctx, &connect.Request[seatsconnect.Seat]{})
		if err == nil {
			return nil
		}
		time.Sleep(time.Second)
	}
	return errGivenUp
}

func CreateHoldSeatsConnect(ctx context.Context, c seatsconnect.SeatsClient) error {
	for range 3 {
		_, err := c.CreateHold(ctx, &connect.Request[seatsconnect.Seat]{}) // want `repeats CreateHold`
		if err == nil {
			return nil
		}
		time.Sleep(time.Second)
	}
	return errGivenUp
}

func CreateNoteSeatsConnect(ctx context.Context, c seatsconnect.SeatsClient) error {
	for range 3 {
		_, err := c.CreateNote(ctx, &connect.Request[seatsconnect.Seat]{}) // want `repeats CreateNote`
		if err == nil {
			return nil
		}
		time.Sleep(time.Second)
	}
	return errGivenUp
}

func CreateSeatSeatsPB(ctx context.Context, c seatspb.SeatsClient) error {
	for range 3 {
		_, err := c.CreateSeat(ctx, &seatspb.Seat{})
		if err == nil {
			return nil
		}
		time.Sleep(time.Second)
	}
	return errGivenUp
}

func CreateHoldSeatsPB(ctx context.Context, c seatspb.SeatsClient) error {
	for range 3 {
		_, err := c.CreateHold(ctx, &seatspb.Seat{}) // want `repeats CreateHold`
		if err == nil {
			return nil
		}
		time.Sleep(time.Second)
	}
	return errGivenUp
}

func CreateNoteSeatsPB(ctx context.Context, c seatspb.SeatsClient) error {
	for range 3 {
		_, err := c.CreateNote(ctx, &seatspb.Seat{}) // want `repeats CreateNote`
		if err == nil {
			return nil
		}
		time.Sleep(time.Second)
	}
	return errGivenUp
}
