// Package handlers answers calls, and makes some, which have the same shape.
package handlers

import (
	"context"

	"connectrpc.com/connect"
)

type Seat struct{}

type SeatsHandler interface {
	Hold(context.Context, *connect.Request[Seat]) (*connect.Response[Seat], error)
}

type SeatsClient interface {
	Hold(context.Context, *connect.Request[Seat]) (*connect.Response[Seat], error)
}

// Hall keeps its seats in memory.
type Hall struct{ seats map[string]Seat }

func (h *Hall) Hold(ctx context.Context, req *connect.Request[Seat]) (*connect.Response[Seat], error) {
	h.seats["1"] = *req.Msg
	return &connect.Response[Seat]{Msg: req.Msg}, nil
}

func (h *Hall) Open() error {
	_, err := h.Hold(context.Background(), &connect.Request[Seat]{Msg: &Seat{}})
	return err
}

func Check(answers SeatsHandler) error {
	_, err := answers.Hold(context.Background(), &connect.Request[Seat]{Msg: &Seat{}})
	return err
}

func Ask(seats SeatsClient) error {
	_, err := seats.Hold(context.Background(), &connect.Request[Seat]{Msg: &Seat{}}) // want `handlers.SeatsClient.Hold has no deadline`
	return err
}
