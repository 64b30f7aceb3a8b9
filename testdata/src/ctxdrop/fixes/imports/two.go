// Package imports loses the last use of an import.
package imports

import (
	stdctx "context"
	"net/http"

	"ctxdrop/lib"
)

func kept(w http.ResponseWriter, r *http.Request) {
	lib.Load(stdctx.Background(), "http://peer") // want `does not get r.Context\(\)`
}

func still() stdctx.Context { return stdctx.Background() }
