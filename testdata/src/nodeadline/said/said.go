// Package said calls functions of which comments tell what cannot be seen.
package said

import (
	"context"
	"time"

	"nodeadline/said/bus"
)

func send() error {
	return bus.Send(context.Background(), "t") // want `bus.Send has no deadline: it gets context.Background\(\) and waits for ever for a peer that never answers; use context.WithTimeout`
}

func sendRaw() error {
	return bus.Raw(context.TODO(), "t") // want `bus.Raw has no deadline: it gets context.TODO\(\)`
}

func sendInTime() error {
	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	return bus.Send(ctx, "t")
}

func note() error { return bus.Note(context.Background(), "t") }

func probe() error { return bus.Probe("http://127.0.0.1") }

// Through a function of this package it is the same.

func forward(ctx context.Context) error { return bus.Send(ctx, "t") }

func forwarded() error {
	return forward(context.Background()) // want `bus.Send has no deadline: forwarded passes context.Background\(\) through said.forward; use context.WithTimeout`
}
