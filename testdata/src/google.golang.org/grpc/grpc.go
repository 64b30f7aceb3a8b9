// Package grpc is a stub: the names and signatures that generated clients use.
package grpc

import (
	"context"
	"time"
)

type CallOption interface{ before() }

type ClientStream interface {
	CloseSend() error
	SendMsg(m any) error
	RecvMsg(m any) error
}

type StreamDesc struct{ ServerStreams bool }

type ClientConnInterface interface {
	Invoke(ctx context.Context, method string, args, reply any, opts ...CallOption) error
	NewStream(ctx context.Context, desc *StreamDesc, method string, opts ...CallOption) (ClientStream, error)
}

type ClientConn struct{}

func (*ClientConn) Invoke(ctx context.Context, method string, args, reply any, opts ...CallOption) error {
	return nil
}

func (*ClientConn) NewStream(ctx context.Context, desc *StreamDesc, method string, opts ...CallOption) (ClientStream, error) {
	return nil, nil
}

type DialOption interface{ apply() }

func NewClient(target string, opts ...DialOption) (*ClientConn, error) { return &ClientConn{}, nil }

func Dial(target string, opts ...DialOption) (*ClientConn, error) { return &ClientConn{}, nil }

func DialContext(ctx context.Context, target string, opts ...DialOption) (*ClientConn, error) {
	return &ClientConn{}, nil
}

func WithBlock() DialOption { return nil }

func WithInsecure() DialOption { return nil }

func WithTransportCredentials(creds any) DialOption { return nil }

func WithTimeout(d time.Duration) DialOption { return nil }

type ConnectParams struct {
	Backoff           struct{ BaseDelay, MaxDelay time.Duration }
	MinConnectTimeout time.Duration
}

func WithConnectParams(p ConnectParams) DialOption { return nil }

// ServerStream is the server's side of a stream.
type ServerStream interface {
	SetTrailer(md map[string][]string)
	Context() context.Context
	SendMsg(m any) error
	RecvMsg(m any) error
}

// UnaryInvoker is what an interceptor of a client calls to go on.
type UnaryInvoker func(ctx context.Context, method string, req, reply any, cc *ClientConn, opts ...CallOption) error

type UnaryClientInterceptor func(ctx context.Context, method string, req, reply any, cc *ClientConn, invoker UnaryInvoker, opts ...CallOption) error

func WithUnaryInterceptor(f UnaryClientInterceptor) DialOption { return nil }

func WithDefaultServiceConfig(s string) DialOption { return nil }
