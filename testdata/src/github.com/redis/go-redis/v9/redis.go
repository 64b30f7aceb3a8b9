// Package redis stands for github.com/redis/go-redis/v9.
package redis

import (
	"context"
	"time"
)

type Client struct{ cmdable }

type cmdable func()

type IntCmd struct{}

func (*IntCmd) Err() error             { return nil }
func (*IntCmd) Result() (int64, error) { return 0, nil }

type StatusCmd struct{}

func (*StatusCmd) Err() error { return nil }

func (cmdable) Incr(ctx context.Context, key string) *IntCmd                 { return nil }
func (cmdable) LPush(ctx context.Context, key string, values ...any) *IntCmd { return nil }
func (cmdable) SAdd(ctx context.Context, key string, members ...any) *IntCmd { return nil }
func (cmdable) Set(ctx context.Context, key string, value any, expiration time.Duration) *StatusCmd {
	return nil
}

type Cmdable interface {
	Incr(ctx context.Context, key string) *IntCmd
}

type Pipeliner interface {
	Cmdable
	Exec(ctx context.Context) ([]any, error)
}
