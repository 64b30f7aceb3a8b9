package imports

import (
	"context"
	"net/http"

	"ctxdrop/lib"
)

// Each of two fixes leaves a use of the import to the other.

func first(w http.ResponseWriter, r *http.Request) {
	lib.Load(context.Background(), "http://peer") // want `does not get r.Context\(\)`
}

func second(w http.ResponseWriter, r *http.Request) {
	lib.Load(context.TODO(), "http://peer") // want `does not get r.Context\(\)`
}
