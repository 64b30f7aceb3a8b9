// Package bus speaks a protocol of its own, which only its author can tell anything about.
package bus

import (
	"context"
	"net/http"
)

var queue = make(chan func(), 1)

// Send hands a message to the bus and waits for its answer.
//
//distvet:crossing the daemon forwards it to the broker
func Send(ctx context.Context, topic string) error {
	done := make(chan error)
	queue <- func() { done <- nil }
	return <-done
}

// Note is like Send, and nobody told.
func Note(ctx context.Context, topic string) error {
	done := make(chan error)
	queue <- func() { done <- nil }
	return <-done
}

// Raw is written in another language.
//
//distvet:crossing
func Raw(ctx context.Context, topic string) error

// Probe asks a daemon on this machine.
//
//distvet:bounded the supervisor kills a probe that takes longer than three seconds
func Probe(url string) error {
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

// Fetch is like Probe, and nobody told.
func Fetch(url string) error {
	resp, err := http.Get(url) // want `http.Get has no deadline`
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

// Ask is bounded, as is what a literal in it does, but what it calls is judged for itself.
//
//distvet:bounded the supervisor kills it
func Ask(ctx context.Context, url string) error {
	err := func() error {
		_, err := http.Get(url)
		return err
	}()
	if err != nil {
		return err
	}
	return Fetch(url)
}
