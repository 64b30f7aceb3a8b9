package retrywait

import (
	"context"
	"log"
	"net/http"
	"time"
)

// Contexts that have ended: their channel is ready at once and for ever.

type desk struct {
	ctx  context.Context
	work chan string
	open bool
}

func newDesk(ctx context.Context) *desk { return &desk{ctx: ctx, work: make(chan string)} }

// taxonomy: ended-context
func (d *desk) breaks(ctx context.Context) {
	for {
		select { // want `once its context has ended, desk.breaks comes back here at once and for ever, and the loop burns a processor`
		case <-ctx.Done():
			break
		case text := <-d.work:
			log.Print(text)
		}
	}
}

func (d *desk) returns(ctx context.Context) {
	for {
		select {
		case <-ctx.Done():
			return
		case text := <-d.work:
			log.Print(text)
		}
	}
}

func (d *desk) leaves(ctx context.Context) {
loop:
	for {
		select {
		case <-ctx.Done():
			break loop
		case text := <-d.work:
			log.Print(text)
		}
	}
	log.Print("closed")
}

// taxonomy: ended-context
func (d *desk) notes(ctx context.Context) {
	for {
		select { // want `once its context has ended, desk.notes comes back here`
		case <-ctx.Done():
			log.Print("the context has ended")
		case text := <-d.work:
			log.Print(text)
		}
	}
}

// pauses waits a little on every turn.
func (d *desk) pauses(ctx context.Context) {
	for {
		select {
		case <-ctx.Done():
			log.Print("the context has ended")
		case text := <-d.work:
			log.Print(text)
		}
		time.Sleep(time.Second)
	}
}

// drains leaves when there is nothing left to do.
func (d *desk) drains(ctx context.Context, left int) {
	for {
		select {
		case <-ctx.Done():
			if left == 0 {
				return
			}
		case <-d.work:
			left--
		}
	}
}

// looks asks first whether it is still wanted.
func (d *desk) looks(ctx context.Context) {
	for ctx.Err() == nil {
		select {
		case <-ctx.Done():
		case text := <-d.work:
			log.Print(text)
		}
	}
}

// renewed waits for another context each time.
func (d *desk) renewed(next func() context.Context) {
	for {
		ctx := next()
		select {
		case <-ctx.Done():
		case text := <-d.work:
			log.Print(text)
		}
	}
}

// polls does its work on every turn.
func (d *desk) polls(ctx context.Context) {
	for {
		select {
		case <-ctx.Done():
		default:
		}
		log.Print(<-d.work)
	}
}

// taxonomy: ended-context
func (d *desk) kept() {
	for {
		select { // want `once its context has ended, desk.kept comes back here`
		case <-d.ctx.Done():
		case text := <-d.work:
			log.Print(text)
		}
	}
}

// taxonomy: ended-context
func (d *desk) serve(w http.ResponseWriter, r *http.Request) {
	for {
		select { // want `once its context has ended, desk.serve comes back here`
		case <-r.Context().Done():
			log.Print("the client has gone")
		case text := <-d.work:
			w.Write([]byte(text))
		}
	}
}

// taxonomy: ended-context
func (d *desk) closes(ctx context.Context, done chan struct{}) {
	for {
		select { // want `once its context has ended, desk.closes comes back here`
		case <-ctx.Done():
			d.stop(done)
		case <-done:
			return
		}
	}
}

func (d *desk) stop(done chan struct{}) {
	if d.open {
		d.open = false
		close(done)
	}
}

// stops leaves on the turn after the context has ended.
func (d *desk) stops(ctx context.Context) {
	stopping, changed := false, false
	for {
		select {
		case <-ctx.Done():
			stopping = true
		case <-d.work:
			changed = true
		}
		if changed {
			changed = false
			log.Print("changed")
			continue
		}
		if stopping {
			return
		}
	}
}
