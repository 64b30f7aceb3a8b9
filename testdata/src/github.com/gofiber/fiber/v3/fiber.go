// Package fiber stands for github.com/gofiber/fiber/v3.
package fiber

import (
	"context"
	"time"
)

// Ctx has the methods of a context.
type Ctx interface {
	Deadline() (deadline time.Time, ok bool)
	Done() <-chan struct{}
	Err() error
	Value(key any) any

	Context() context.Context
	Params(key string) string
}
