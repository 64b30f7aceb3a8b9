package deadlines

import (
	"context"
	"time"

	"models/rpc"
)

func Call(c rpc.Conn) error {
	return c.Call(context.Background(), "x") // want `rpc.Conn.Call has no deadline: it gets context.Background\(\)`
}

func CallInTime(c rpc.Conn) error {
	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	return c.Call(ctx, "x")
}

func Send(c rpc.Conn) error {
	return c.Send("x") // want `rpc.Conn.Send has no deadline, no way to give it one`
}

// The context stands where the model does not say, and is found.
func Late(c rpc.Conn) error {
	return c.Late("x", context.Background()) // want `rpc.Conn.Late has no deadline: it gets context.Background\(\)`
}

func Within(c rpc.Conn) error {
	if err := c.Within("x", time.Second); err != nil {
		return err
	}
	return c.Within("x", 0) // want `rpc.Conn.Within has no deadline`
}

func Bounded(c rpc.Conn) error { return c.Bounded("x") }

// It waits by design and can be stopped.
func Watch(ctx context.Context, c rpc.Conn) error { return c.Watch(ctx) }

func Peer(c rpc.Conn) string { return c.Peer(context.Background()) }

// Nothing is told of it.
func Untold(c rpc.Conn) error { return c.Untold(context.Background()) }

func Value(do rpc.Do) error {
	return do(context.Background()) // want `Do has no deadline: it gets context.Background\(\)`
}

// The limits of the client are those that the model names.
func Get() error {
	c := rpc.NewClient(rpc.WithName("x")) // want `has no limit|no deadline|Timeout`
	return c.Get("x")
}

func GetInTime() error {
	return rpc.NewClient(rpc.WithTimeout(time.Second)).Get("x")
}

func GetSet() error {
	c := rpc.NewClient()
	c.SetTimeout(time.Second)
	return c.Get("x")
}

func GetLiteral() error {
	c := &rpc.Client{Timeout: time.Second}
	return c.Get("x")
}
