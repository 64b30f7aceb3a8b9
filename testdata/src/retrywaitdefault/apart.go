package retrywaitdefault

import (
	"context"
	"log"
	"net"
	"net/http"
	"time"

	"retrywaitdefault/dones"
	"retrywaitdefault/timers"
)

// Other packages hold the attempts apart.

func ByTimer(ctx context.Context, c *http.Client, req *http.Request) (resp *http.Response) {
	for {
		resp, err := c.Do(req)
		if err == nil {
			return resp
		}
		timers.Wait(ctx, time.Second)
	}
}

func ByContext(ctx context.Context, c *http.Client, req *http.Request) (resp *http.Response) {
	for {
		resp, err := c.Do(req)
		if err == nil {
			return resp
		}
		dones.Wait(ctx, time.Second)
	}
}

func ByNothing(ctx context.Context, c *http.Client, req *http.Request) (resp *http.Response) {
	for { // want `a failed http.Client.Do is tried again at once in ByNothing`
		resp, err := c.Do(req)
		if err == nil {
			return resp
		}
		if dones.Look(ctx) {
			return nil
		}
	}
}

// The last attempt needs none, whatever it is that may wait.
func ButLast(c *http.Client, req *http.Request, pace func()) (resp *http.Response, err error) {
	for i := range 5 {
		if resp, err = c.Do(req); err == nil {
			return resp, nil
		}
		if i < 4 {
			pace()
		}
	}
	return nil, err
}

// A deadline that the loop sets each time takes a while to be over.

type echo struct{ conn net.PacketConn }

func (e *echo) Listen(ctx context.Context, got func([]byte)) {
	buf := make([]byte, 1500)
	for ctx.Err() == nil {
		e.conn.SetReadDeadline(time.Now().Add(time.Second))
		n, _, err := e.conn.ReadFrom(buf)
		if err != nil {
			log.Print(err)
			continue
		}
		got(buf[:n])
	}
}
