package nests

import (
	"context"
	"time"

	"models/rpc"
)

func Retried(ctx context.Context, c rpc.Conn) (err error) {
	for range 4 { // want `4 x 5 = 20`
		if err = c.Retried(ctx, "find"); err == nil {
			return nil
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(time.Second):
		}
	}
	return err
}

func Once(ctx context.Context, c rpc.Conn) (err error) {
	for range 4 {
		if err = c.Find(ctx, "find"); err == nil {
			return nil
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(time.Second):
		}
	}
	return err
}
