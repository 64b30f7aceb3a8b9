// Package inprocess asks a server of its own.
package inprocess

import (
	"context"

	"google.golang.org/grpc"
	"google.golang.org/grpc/test/bufconn"
)

// Shop keeps its server in memory.
type Shop struct {
	server *bufconn.Listener
	conn   *grpc.ClientConn
}

func (s *Shop) Open() error {
	return s.conn.Invoke(context.Background(), "/stock.Stock/Open", nil, nil)
}
