package conns

import (
	"errors"
	"net"
	"net/rpc"
	"time"
)

// Clients of net/rpc, whose calls have no limit but that of their connection.

type clerk struct{ c *rpc.Client }

func hire(addr string) (*clerk, error) {
	c, err := rpc.DialHTTP("tcp", addr) // want `rpc.DialHTTP has no deadline`
	if err != nil {
		return nil, err
	}
	return &clerk{c}, nil
}

func (k *clerk) ask(n int) (answer int, err error) {
	err = k.c.Call("Clerk.Ask", n, &answer) // want `rpc.Client.Call has no deadline and waits for ever`
	return answer, err
}

func (k *clerk) tell(n int) error { return k.c.Call("Clerk.Tell", n, nil) }

// asked waits with a limit of its own.
func (k *clerk) asked(n int) (answer int, err error) {
	select {
	case call := <-k.c.Go("Clerk.Ask", n, &answer, nil).Done:
		return answer, call.Error
	case <-time.After(time.Second):
		return 0, errors.New("no answer")
	}
}

func askOnce(addr string, n int) (answer int, err error) {
	conn, err := net.DialTimeout("tcp", addr, time.Second)
	if err != nil {
		return 0, err
	}
	conn.SetDeadline(time.Now().Add(time.Minute))
	c := rpc.NewClient(conn)
	defer c.Close()
	err = c.Call("Clerk.Ask", n, &answer)
	return answer, err
}
