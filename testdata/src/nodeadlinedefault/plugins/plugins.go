// Package plugins asks processes that this one has started.
package plugins

import (
	"context"

	"github.com/hashicorp/go-plugin"

	"nodeadline/rpc/seatpb"
)

type Seats struct {
	broker *plugin.GRPCBroker
	seats  seatpb.SeatsClient
}

func (s *Seats) Hold() error {
	_, err := s.seats.Hold(context.Background(), &seatpb.SeatRequest{})
	return err
}
