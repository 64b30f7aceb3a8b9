// A program that tells its commands apart by itself, and gives them a context without end.
package main

import (
	"context"
	"net/http"
	"os"
)

func main() {
	switch ctx := context.Background(); os.Args[1] {
	case "show":
		cmdShow(ctx, os.Args[2])
	case "serve":
		http.ListenAndServe(":80", nil)
	}
}

// Its context ends as little as none: nodeadline's.
func cmdShow(ctx context.Context, url string) error {
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}
