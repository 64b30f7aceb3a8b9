// Package span runs what it is given, and notes how it went.
package span

import "context"

func In(ctx context.Context, name string, f func(ctx context.Context) (bool, error)) (bool, error) {
	done, err := f(ctx)
	if err != nil {
		println(name, err.Error())
	}
	return done, err
}
