package imports

import (
	"context"
	"net/http"

	"ctxdrop/lib"
)

// The last use of a package goes, and its import with it.
func handler(w http.ResponseWriter, r *http.Request) {
	lib.Load(context.Background(), "http://peer") // want `does not get r.Context\(\)`
}
