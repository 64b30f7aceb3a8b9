package retrylost

import (
	"context"
	"errors"
)

// taxonomy: never-ran (possible): a limit of nought

func (c *client) never(ctx context.Context, url string, most int) (err error) {
	for i := 0; i < most; i++ {
		if err = c.send(ctx, url); err == nil {
			return nil
		}
		pause(ctx)
	}
	return err // want `client.never returns nil if its limit is nought, although client.send has never run; see to it that there is one attempt at least, or start with an error`
}

func (c *client) neverEnough(ctx context.Context, url string, most int) (err error) {
	if most < 1 {
		most = 1
	}
	for i := 0; i < most; i++ {
		if err = c.send(ctx, url); err == nil {
			return nil
		}
		pause(ctx)
	}
	return err
}

func (c *client) neverSilent(ctx context.Context, url string, most int) error {
	err := errors.New("not tried")
	for i := 0; i < most; i++ {
		if err = c.send(ctx, url); err == nil {
			return nil
		}
		pause(ctx)
	}
	return err
}

func (c *client) alwaysOnce(ctx context.Context, url string, most int) (err error) {
	for i := 0; ; i++ {
		if err = c.send(ctx, url); err == nil || i >= most {
			return err
		}
		pause(ctx)
	}
}

type options struct{ most, tries int }

func (o *options) fill() {
	if o.tries == 0 {
		o.tries = 3
	}
}

func (c *client) neverSet(ctx context.Context, url string, o *options) (err error) {
	for i := 0; i < o.most; i++ {
		if err = c.send(ctx, url); err == nil {
			return nil
		}
		pause(ctx)
	}
	return err // want `client.neverSet returns nil if its limit is nought`
}

func (c *client) filled(ctx context.Context, url string, o *options) (err error) {
	for i := 0; i < o.tries; i++ {
		if err = c.send(ctx, url); err == nil {
			return nil
		}
		pause(ctx)
	}
	return err
}
