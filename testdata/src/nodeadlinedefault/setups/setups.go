// Package setups asks once, when it is set up.
package setups

import (
	"context"

	"google.golang.org/grpc"
)

var registered []func(conn grpc.ClientConnInterface) error

func init() { registered = append(registered, setup, refresh) }

func setup(conn grpc.ClientConnInterface) error { return first(conn) }

func first(conn grpc.ClientConnInterface) error {
	return conn.Invoke(context.Background(), "/stock.Stock/Open", nil, nil)
}

func refresh(conn grpc.ClientConnInterface) error { return again(conn) }

func again(conn grpc.ClientConnInterface) error {
	return conn.Invoke(context.Background(), "/stock.Stock/Open", nil, nil) // want `grpc.ClientConnInterface.Invoke has no deadline`
}

// Pay is asked by whoever imports this.
type Pay struct{ conn grpc.ClientConnInterface }

func (p *Pay) InitializePayment() error {
	return p.conn.Invoke(context.Background(), "/stock.Stock/Pay", nil, nil) // want `grpc.ClientConnInterface.Invoke has no deadline`
}
