// Package shutdown stops servers in goroutines, for whose end the program waits or not.
package shutdown

import (
	"context"
	"log"
	"net/http"
	"sync"
)

func Unawaited(ctx context.Context, srv *http.Server) error {
	go func() {
		<-ctx.Done()
		if err := srv.Shutdown(context.Background()); err != nil {
			log.Print(err)
		}
	}()
	return srv.ListenAndServe()
}

func Closed(ctx context.Context, srv *http.Server) error {
	idle := make(chan struct{})
	go func() {
		<-ctx.Done()
		if err := srv.Shutdown(context.Background()); err != nil { // want `http.Server.Shutdown gets context.Background\(\)`
			log.Print(err)
		}
		close(idle)
	}()
	err := srv.ListenAndServe()
	<-idle
	return err
}

func Counted(ctx context.Context, srv *http.Server, wg *sync.WaitGroup) {
	wg.Add(1)
	go func() {
		defer wg.Done()
		<-ctx.Done()
		srv.Shutdown(context.Background()) // want `http.Server.Shutdown gets context.Background\(\)`
	}()
}

func Sent(ctx context.Context, srv *http.Server, errs chan<- error) {
	go func() {
		<-ctx.Done()
		errs <- srv.Shutdown(context.Background()) // want `http.Server.Shutdown gets context.Background\(\)`
	}()
}

func Kept(ctx context.Context, srv *http.Server, stopped *bool) {
	go func() {
		<-ctx.Done()
		srv.Shutdown(context.Background()) // want `http.Server.Shutdown gets context.Background\(\)`
		*stopped = true
	}()
}

func Deferred(ctx context.Context, srv *http.Server) {
	defer func() {
		srv.Shutdown(context.Background()) // want `http.Server.Shutdown gets context.Background\(\)`
	}()
	<-ctx.Done()
}

func Exits(ctx context.Context, srv *http.Server, exit func(int)) {
	go func() {
		<-ctx.Done()
		srv.Shutdown(context.Background()) // want `http.Server.Shutdown gets context.Background\(\)`
		exit(0)
	}()
}

// One server that ends in two ways is one decision.
func TwoWays(ctx context.Context, srv *http.Server, done <-chan struct{}) error {
	select {
	case <-ctx.Done():
		return srv.Shutdown(context.Background()) // want `http.Server.Shutdown gets context.Background\(\)`
	case <-done:
		return srv.Shutdown(context.Background())
	}
}
