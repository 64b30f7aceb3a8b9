package retrywaitdefault

import (
	"context"
	"log"
)

// Broken leaves the select alone.
func Broken(ctx context.Context, work chan string) {
	for {
		select { // want `once its context has ended, Broken comes back here at once and for ever`
		case <-ctx.Done():
			break
		case text := <-work:
			log.Print(text)
		}
	}
}

// Stopping calls what may end the loop at last.
func Stopping(ctx context.Context, work chan string, stop func()) {
	for {
		select {
		case <-ctx.Done():
			stop()
		case text, ok := <-work:
			if !ok {
				return
			}
			log.Print(text)
		}
	}
}
