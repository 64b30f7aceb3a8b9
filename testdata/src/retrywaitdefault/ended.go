package retrywaitdefault

import (
	"context"
	"log"
	"net/http"
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

// Closing ends the loop by another channel.
func Closing(ctx context.Context, work chan string, quit chan struct{}) {
	for {
		select {
		case <-ctx.Done():
			close(quit)
		case <-quit:
			return
		case text := <-work:
			log.Print(text)
		}
	}
}

// Serve asks the request for its context on every turn.
func Serve(w http.ResponseWriter, r *http.Request, work chan string) {
	for {
		select { // want `once its context has ended, Serve comes back here`
		case <-r.Context().Done():
			break
		case text := <-work:
			log.Print(text)
		}
	}
}
