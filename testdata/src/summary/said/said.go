// Package said tells in comments what cannot be seen, and importers hear of it. // want package:"analysed"
package said

import (
	"context"
	"net/http"
)

// Send hands a message to a daemon.
//
//distvet:crossing the daemon forwards it to the broker
func Send(ctx context.Context, topic string) error { return nil } // want Send:"said.Send decided by a parameter 0"

// Raw is written in another language.
//
//distvet:crossing
func Raw(ctx context.Context, topic string) error // want Raw:"said.Raw decided by a parameter 0"

// Bare has nothing that could end it.
//
//distvet:crossing
func Bare(topic string) error { return nil } // want Bare:"said.Bare unknown"

// Probe asks a daemon on this machine.
//
//distvet:bounded the supervisor kills a probe that takes longer than three seconds
func Probe(url string) error { // want Probe:"http.Get bounded"
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

// Charge sends the order's number, by which the provider knows a repeat.
//
//distvet:idempotent the provider knows a repeat by the order's number
func Charge(url string) error { // want Charge:"http.Post none; idempotent"
	resp, err := http.Post(url, "application/json", nil)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}
