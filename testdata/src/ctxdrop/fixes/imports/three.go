package imports

import "context"

import (
	"net/http"

	"ctxdrop/lib"
)

type serverLike struct{}

func (serverLike) ServeHTTP(w http.ResponseWriter, req *http.Request) {
	ctx := context.Background()
	lib.Load(ctx, "http://peer") // want `does not get req.Context\(\)`
}
