// Package twice gives one call two contexts.
package twice

import (
	"context"
	"net/http"

	"ctxdrop/lib"
)

func both(a, b context.Context, url string) error {
	if err := lib.Load(a, url); err != nil {
		return err
	}
	return lib.LoadPatiently(b, url)
}

func handle(w http.ResponseWriter, r *http.Request) {
	both(context.Background(), context.TODO(), r.URL.Path) // want `http.Client.Do through twice.both and lib.Load does not get r.Context\(\), which is at hand`
}
