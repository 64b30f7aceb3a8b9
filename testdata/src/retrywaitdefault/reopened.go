package retrywaitdefault

import (
	"context"
	"errors"
	"io"
	"log"
	"time"

	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
)

// A stream that fails is opened anew by the loop around the one that receives.

func (w *Watcher) Follow(ctx context.Context) {
	for {
		stream, err := w.source.Open(ctx) // want `a stream that fails is opened anew at once in Watcher.Follow`
		if err != nil {
			time.Sleep(w.pause)
			continue
		}
		for {
			e, err := stream.Recv()
			if err != nil {
				log.Print(err)
				break
			}
			w.events <- e
		}
	}
}

// It waits, whatever has failed.
func (w *Watcher) FollowSlowly(ctx context.Context) {
	for {
		stream, err := w.source.Open(ctx)
		if err != nil {
			time.Sleep(w.pause)
			continue
		}
		for {
			e, err := stream.Recv()
			if err != nil {
				log.Print(err)
				break
			}
			w.events <- e
		}
		time.Sleep(w.pause)
	}
}

// What fails is the end.
func (w *Watcher) FollowOnce(ctx context.Context) error {
	for {
		stream, err := w.source.Open(ctx)
		if err != nil {
			return err
		}
		for {
			e, err := stream.Recv()
			if err == io.EOF {
				break // the server has said all that it had
			}
			if err != nil {
				return err
			}
			w.events <- e
		}
	}
}

// So it is where the end is asked for in another way.
func (w *Watcher) FollowEnds(ctx context.Context) error {
	for {
		stream, err := w.source.Open(ctx)
		if err != nil {
			return err
		}
		for {
			e, err := stream.Recv()
			if errors.Is(err, io.EOF) {
				break
			}
			if err != nil {
				return err
			}
			w.events <- e
		}
	}
}

// A server that is not there is the failure that counts.
func (w *Watcher) FollowUnavailable(ctx context.Context) error {
	for {
		stream, err := w.source.Open(ctx) // want `a stream that fails is opened anew at once in Watcher.FollowUnavailable`
		if err != nil {
			return err
		}
		for {
			e, err := stream.Recv()
			if err != nil {
				if status.Code(err) == codes.Unavailable {
					break
				}
				return err
			}
			w.events <- e
		}
	}
}

func (w *Watcher) FollowAborted(ctx context.Context) error {
	for {
		stream, err := w.source.Open(ctx)
		if err != nil {
			return err
		}
		for {
			e, err := stream.Recv()
			if err != nil {
				if status.Code(err) == codes.Aborted {
					break
				}
				return err
			}
			w.events <- e
		}
	}
}

// A count ends it, and something out of sight may wait.
func (w *Watcher) FollowThrice(ctx context.Context) {
	failures := 0
	for {
		stream, err := w.source.Open(ctx)
		if err != nil {
			return
		}
		for {
			e, err := stream.Recv()
			if err != nil {
				break
			}
			w.events <- e
		}
		if failures++; failures == 3 {
			return
		}
	}
}

func (w *Watcher) FollowPaced(ctx context.Context, pace func()) {
	for {
		stream, err := w.source.Open(ctx)
		if err != nil {
			return
		}
		for {
			e, err := stream.Recv()
			if err != nil {
				break
			}
			w.events <- e
		}
		pace()
	}
}

// The opening waits, or has asked the server, or the next one is another peer's.

func (w *Watcher) later(ctx context.Context) (events, error) {
	time.Sleep(w.pause)
	return w.source.Open(ctx)
}

func (w *Watcher) FollowLater(ctx context.Context) error {
	for {
		stream, err := w.later(ctx)
		if err != nil {
			return err
		}
		for {
			e, err := stream.Recv()
			if err != nil {
				log.Print(err)
				break
			}
			w.events <- e
		}
	}
}

func (w *Watcher) asked(ctx context.Context) (events, error) {
	stream, err := w.source.Open(ctx)
	if err != nil {
		return nil, err
	}
	_, err = stream.Recv()
	return stream, err
}

func (w *Watcher) FollowAsked(ctx context.Context) {
	for {
		stream, err := w.asked(ctx)
		if err != nil {
			time.Sleep(w.pause)
			continue
		}
		for {
			e, err := stream.Recv()
			if err != nil {
				log.Print(err)
				break
			}
			w.events <- e
		}
	}
}

func FollowAny(ctx context.Context, peers map[string]source) *event {
	for name, peer := range peers {
		stream, err := peer.Open(ctx)
		if err != nil {
			continue
		}
		e, err := stream.Recv()
		if err != nil {
			log.Print(name, err)
			continue
		}
		return e
	}
	return nil
}

// Nothing is said of the failure.
func (w *Watcher) FollowMutely(ctx context.Context) {
	for {
		stream, err := w.source.Open(ctx) // want `a stream that fails is opened anew at once in Watcher.FollowMutely`
		if err != nil {
			return
		}
		for {
			e, err := stream.Recv()
			if err != nil {
				break
			}
			w.events <- e
		}
	}
}
