// Package keeps opens stores whose clients keep the context that they are given.
package keeps

import (
	"context"

	"nodeadlinedefault/keeps/store"
)

// Connect would end the client with a deadline.
func Connect(project string) (*store.Store, error) {
	return store.Open(context.Background(), project)
}

func Reconnect(project string) (*store.Store, error) {
	return store.Reopen(context.Background(), project) // want `http.Client.Do has no deadline: Reconnect passes context.Background\(\) through store.Reopen and store.ask; use context.WithTimeout`
}
