// Package grpc holds the few declarations of google.golang.org/grpc that the tour names.
// It connects to nothing.
package grpc

import (
	"context"
	"errors"

	"google.golang.org/grpc/credentials"
)

// A CallOption changes one call.
type CallOption interface{ before() }

type callOption struct{}

func (callOption) before() {}

// StaticMethod says that the method name comes from generated code.
func StaticMethod() CallOption { return callOption{} }

// ClientConnInterface is what generated clients call through.
type ClientConnInterface interface {
	Invoke(ctx context.Context, method string, args any, reply any, opts ...CallOption) error
}

// A DialOption changes a connection.
type DialOption interface{ apply(*ClientConn) }

type dialOption struct{}

func (dialOption) apply(*ClientConn) {}

// WithTransportCredentials sets the transport security of a connection.
func WithTransportCredentials(credentials.TransportCredentials) DialOption { return dialOption{} }

// A ClientConn is a connection to a server.
type ClientConn struct{ target string }

var _ ClientConnInterface = (*ClientConn)(nil)

// NewClient returns a connection that is opened by the first call.
func NewClient(target string, opts ...DialOption) (*ClientConn, error) {
	cc := &ClientConn{target: target}
	for _, opt := range opts {
		opt.apply(cc)
	}
	return cc, nil
}

// Invoke makes one unary call.
func (cc *ClientConn) Invoke(ctx context.Context, method string, args any, reply any, opts ...CallOption) error {
	return errors.New("this is not gRPC: no connection to " + cc.target)
}

// Close closes the connection.
func (cc *ClientConn) Close() error { return nil }
