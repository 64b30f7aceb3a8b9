package writes

import (
	"context"
	"time"

	"models/rpc"
)

func pause(ctx context.Context) bool {
	select {
	case <-ctx.Done():
		return false
	case <-time.After(time.Second):
		return true
	}
}

func Call(ctx context.Context, c rpc.Conn) (err error) {
	for range 3 {
		if err = c.Call(ctx, "charge"); err == nil { // want `the retry loop of Call repeats rpc.Conn.Call`
			return nil
		}
		if !pause(ctx) {
			return ctx.Err()
		}
	}
	return err
}

func Find(ctx context.Context, c rpc.Conn) (err error) {
	for range 3 {
		if err = c.Find(ctx, "id"); err == nil {
			return nil
		}
		if !pause(ctx) {
			return ctx.Err()
		}
	}
	return err
}

func Insert(ctx context.Context, c rpc.Conn) (err error) {
	for range 3 {
		if err = c.Exec(ctx, "INSERT INTO orders (amount) VALUES (1)"); err == nil { // want `repeats`
			return nil
		}
		if !pause(ctx) {
			return ctx.Err()
		}
	}
	return err
}

func Upsert(ctx context.Context, c rpc.Conn) (err error) {
	for range 3 {
		if err = c.Exec(ctx, "INSERT INTO orders (id) VALUES (1) ON CONFLICT (id) DO NOTHING"); err == nil {
			return nil
		}
		if !pause(ctx) {
			return ctx.Err()
		}
	}
	return err
}
