// Package ends asks what is left until an end.
package ends

import (
	"context"
	"fmt"
	"time"
)

// What is left is taken after the end was asked for: one cause, told at the question.
func Take(try func() bool, timeout time.Duration) bool {
	end := time.Now().UnixNano() + int64(timeout)
	for {
		if try() {
			return true
		}
		now := time.Now().UnixNano()
		if now >= end { // want `Take decides by elapsed time between wall clock numbers`
			return false
		}
		time.Sleep(time.Duration(end - now))
	}
}

// It asks whether the clock was set before it takes the difference.
func Guarded(try func() bool, began int64, limit time.Duration) bool {
	began = time.Now().UnixNano()
	for !try() {
		now := time.Now().UnixNano()
		if now < began || now-began > int64(limit) {
			return false
		}
	}
	return true
}

// The deadline of a context keeps its monotonic reading.
func Left(ctx context.Context, most time.Duration) (context.Context, context.CancelFunc) {
	deadline, ok := ctx.Deadline()
	if ok {
		if left := deadline.Sub(time.Now().UTC()); left < most { // want `time.Now\(\).UTC\(\) has no monotonic reading, and Left measures elapsed time with it`
			most = left
		}
	}
	return context.WithTimeout(ctx, most)
}

// So does this reading.
func Kept(ctx context.Context, most time.Duration) (context.Context, context.CancelFunc) {
	deadline, ok := ctx.Deadline()
	if ok {
		if left := deadline.Sub(time.Now()); left < most {
			most = left
		}
	}
	return context.WithTimeout(ctx, most)
}

// It is shown only.
func Shown(ctx context.Context) string {
	deadline, _ := ctx.Deadline()
	return fmt.Sprint(deadline.Sub(time.Now().UTC()))
}

// The deadline of an order in a store is nobody's monotonic reading.
type Order struct{ due string }

func (o Order) Deadline() (time.Time, error) { return time.Parse(time.RFC3339, o.due) }

func Due(o Order) bool {
	due, err := o.Deadline()
	return err == nil && due.Sub(time.Now().UTC()) < 0
}

type worker struct{ until int64 }

func (w *worker) tell(until int64) { w.until = until }

func (w *worker) ask(until int64) bool { return until > 0 }

// The end is told somebody else, who has a clock of its own.
func Told(w *worker, try func() bool) bool {
	end := time.Now().Add(5 * time.Second).UnixMilli()
	w.tell(end)
	return waits(try, end)
}

func waits(try func() bool, end int64) bool {
	for time.Now().UnixMilli() < end { // possible // want `waits decides by elapsed time between wall clock numbers`
		if try() {
			return true
		}
	}
	return false
}

// Nobody else is told who keeps it.
func Untold(w *worker, try func() bool) bool {
	end := time.Now().Add(5 * time.Second).UnixMilli()
	w.ask(end)
	for time.Now().UnixMilli() < end { // want `Untold decides by elapsed time between wall clock numbers`
		if try() {
			return true
		}
	}
	return false
}
