package retrywait

import (
	"context"
	"time"

	"github.com/urfave/cli/v2"
)

// taxonomy: no-context: a command line's never ends

func (c *client) command(line *cli.Context, url string) (err error) {
	for range 9 {
		if err = c.send(c.life, url); err == nil {
			return nil
		}
		time.Sleep(jittered(c.delay))
	}
	return err
}

func (c *client) commandWith(line context.Context, url string) (err error) {
	for range 9 {
		if err = c.send(c.life, url); err == nil {
			return nil
		}
		waitFor(c.delay)
	}
	return err
}

func waitFor(d time.Duration) {
	time.Sleep(jittered(d)) // want `time.Sleep between attempts in client.commandWith does not listen to line`
}
