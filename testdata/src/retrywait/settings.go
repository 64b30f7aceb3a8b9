package retrywait

import (
	"time"

	"google.golang.org/grpc"
)

// taxonomy: setting-without-pause: the library's own retries lose their pause

func dialHasty(target string) (*grpc.ClientConn, error) {
	return grpc.NewClient(target, grpc.WithConnectParams(grpc.ConnectParams{ // want `ConnectParams without Backoff replaces gRPC's backoff by zeroes: a lost connection is dialled again at once, for ever; set Backoff to backoff.DefaultConfig`
		MinConnectTimeout: time.Second,
	}))
}

func dialPatient(target string) (*grpc.ClientConn, error) {
	p := grpc.ConnectParams{MinConnectTimeout: time.Second}
	p.Backoff.BaseDelay = time.Second
	return grpc.NewClient(target, grpc.WithConnectParams(p))
}
