package retrywaitdefault

import (
	"context"
	"log"
	"net"
	"time"

	"google.golang.org/grpc"
)

type event struct{}

// events is the client's end of a stream, as generated.
type events interface {
	Recv() (*event, error)
	grpc.ClientStream
}

type source interface {
	Open(ctx context.Context) (events, error)
}

type Watcher struct {
	source source
	events chan *event
	failed chan error
	other  chan error
	open   chan struct{}
	pause  time.Duration
}

// connect pauses after openings that fail, which hardly any does.
func (w *Watcher) connect(ctx context.Context) error {
	for {
		s, err := w.source.Open(ctx)
		if err == nil {
			go w.read(s)
			return nil
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(w.pause):
		}
	}
}

func (w *Watcher) read(s events) {
	for {
		e, err := s.Recv()
		if err != nil {
			w.failed <- err
			return
		}
		w.events <- e
	}
}

func (w *Watcher) Run(ctx context.Context) error {
	if err := w.connect(ctx); err != nil {
		return err
	}
	for {
		select {
		case e := <-w.events:
			log.Print(e)
		case err := <-w.failed:
			log.Print(err)
			if err := w.connect(ctx); err != nil { // want `a stream that fails is opened anew at once in Watcher.Run: to open one asks nothing of the server`
				return err
			}
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

// It waits before each.
func (w *Watcher) Patient(ctx context.Context) error {
	if err := w.connect(ctx); err != nil {
		return err
	}
	for {
		select {
		case e := <-w.events:
			log.Print(e)
		case err := <-w.failed:
			log.Print(err)
			select {
			case <-ctx.Done():
				return ctx.Err()
			case <-time.After(w.pause):
			}
			if err := w.connect(ctx); err != nil {
				return err
			}
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

func (w *Watcher) Sleepy(ctx context.Context) error {
	for {
		select {
		case e := <-w.events:
			log.Print(e)
		case err := <-w.failed:
			log.Print(err)
			time.Sleep(w.pause)
			if err := w.connect(ctx); err != nil {
				return err
			}
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

// A look at something else is no pause.
func (w *Watcher) Looks(ctx context.Context) error {
	for {
		select {
		case e := <-w.events:
			log.Print(e)
		case <-ctx.Done():
			return ctx.Err()
		case err := <-w.failed:
			log.Print(err)
			select {
			case <-w.open:
				return nil
			default:
			}
			if err := w.connect(ctx); err != nil { // want `a stream that fails is opened anew at once in Watcher.Looks`
				return err
			}
		}
	}
}

// What fails tells another channel.
func (w *Watcher) Deaf(ctx context.Context) error {
	for {
		select {
		case e := <-w.events:
			log.Print(e)
		case err := <-w.other:
			log.Print(err)
			if err := w.connect(ctx); err != nil {
				return err
			}
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

// To dial asks the server: one that is down refuses, and the pause is taken.
func (w *Watcher) Dials(ctx context.Context) error {
	for {
		select {
		case err := <-w.failed:
			log.Print(err)
			if err := w.dial(ctx); err != nil {
				return err
			}
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

func (w *Watcher) dial(ctx context.Context) error {
	for {
		c, err := new(net.Dialer).DialContext(ctx, "tcp", "source:1")
		if err == nil {
			go w.copy(c)
			return nil
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(w.pause):
		}
	}
}

func (w *Watcher) copy(c net.Conn) {
	defer c.Close()
	for {
		_, err := c.Read(make([]byte, 1))
		if err != nil {
			w.failed <- err
			return
		}
	}
}

// A failure is the end.
func (w *Watcher) Once(ctx context.Context) error {
	if err := w.connect(ctx); err != nil {
		return err
	}
	for {
		select {
		case e := <-w.events:
			log.Print(e)
		case err := <-w.failed:
			log.Print(err)
			return w.connect(ctx)
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

// They are counted.
func (w *Watcher) Counted(ctx context.Context) error {
	if err := w.connect(ctx); err != nil {
		return err
	}
	left := 5
	for {
		select {
		case e := <-w.events:
			log.Print(e)
		case err := <-w.failed:
			if left--; left == 0 {
				return err
			}
			if err := w.connect(ctx); err != nil {
				return err
			}
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

// The loop is told of the failure by the last case, and may be told of it alone.
func (w *Watcher) Alone(ctx context.Context) error {
	for {
		if err := w.connect(ctx); err != nil { // want `a stream that fails is opened anew at once in Watcher.Alone`
			return err
		}
		log.Print(<-w.failed)
	}
}

// The other end reads what somebody else has opened.
func (w *Watcher) Elsewhere(ctx context.Context) error {
	for {
		select {
		case e := <-w.events:
			log.Print(e)
		case err := <-w.failed:
			log.Print(err)
			if err := w.note(ctx); err != nil {
				return err
			}
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

func (w *Watcher) note(ctx context.Context) error {
	_, err := w.source.Open(ctx)
	return err
}

// A function that is there to wait is called off by its context.

func (w *Watcher) WaitOpen(ctx context.Context) error {
	for {
		select {
		case <-w.open:
			return nil
		case <-ctx.Done():
			return ctx.Err()
		default:
			time.Sleep(time.Second) // want `time.Sleep in the polling loop of Watcher.WaitOpen does not listen to ctx`
		}
	}
}

// This one does more than to wait.
func (w *Watcher) Register(ctx context.Context) error {
	for {
		select {
		case <-w.open:
			return nil
		case <-ctx.Done():
			return ctx.Err()
		default:
			time.Sleep(time.Second)
		}
	}
}

// The pause is over at once.
func (w *Watcher) WaitBriefly(ctx context.Context) error {
	for {
		select {
		case <-w.open:
			return nil
		case <-ctx.Done():
			return ctx.Err()
		default:
			time.Sleep(10 * time.Millisecond)
		}
	}
}
