// Command agent tries for as long as the program runs.
package main

import (
	"context"
	"net/http"
	"time"
)

type monitor struct {
	http     *http.Client
	shutdown chan struct{}
}

func (m *monitor) leader() error {
	resp, err := m.http.Get("http://leader")
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

// The channel is closed when the program ends, and the loop with it.
func (m *monitor) await() {
	for {
		if m.leader() == nil {
			return
		}
		time.Sleep(time.Second)
	}
}

// Who gives a context wants to hear of its end.
func (m *monitor) awaitFor(ctx context.Context) {
	for { // want `monitor.leader is tried again for ever in monitor.awaitFor`
		if m.leader() == nil {
			return
		}
		time.Sleep(time.Second)
	}
}

func main() {
	m := &monitor{http: http.DefaultClient, shutdown: make(chan struct{})}
	ctx, cancel := context.WithCancel(context.Background())
	go func() {
		<-m.shutdown
		cancel()
	}()
	m.await()
	m.awaitFor(ctx)
}
