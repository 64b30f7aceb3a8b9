// Package wait stands for k8s.io/apimachinery/pkg/util/wait.
package wait

import (
	"context"
	"time"
)

type ConditionFunc func() (done bool, err error)

type ConditionWithContextFunc func(context.Context) (done bool, err error)

type Backoff struct {
	Duration time.Duration
	Factor   float64
	Steps    int
}

func ExponentialBackoff(backoff Backoff, condition ConditionFunc) error { return nil }

func PollUntilContextTimeout(ctx context.Context, interval, timeout time.Duration, immediate bool, condition ConditionWithContextFunc) error {
	return nil
}

func PollImmediate(interval, timeout time.Duration, condition ConditionFunc) error { return nil }
