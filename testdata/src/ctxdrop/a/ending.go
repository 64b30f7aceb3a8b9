package a

import (
	"context"
	"errors"
	"os"
	"os/signal"
	"sync"
	"time"

	"golang.org/x/sync/errgroup"

	"ctxdrop/lib"
)

// That the context has ended may be learned in other ways than by looking at it in place.

func untilDone(ctx context.Context) { <-ctx.Done() }

func afterHelper(ctx context.Context, url string) error {
	untilDone(ctx)
	return lib.Load(context.Background(), url)
}

func orSoon(ctx context.Context) {
	select {
	case <-ctx.Done():
	case <-time.After(time.Second):
	}
}

func afterShortHelper(ctx context.Context, url string) error {
	orSoon(ctx)
	return lib.Load(context.Background(), url) // want `does not get ctx, which is at hand`
}

func isOver(ctx context.Context) bool {
	select {
	case <-ctx.Done():
		return true
	default:
		return false
	}
}

func whenOver(ctx context.Context, url string) error {
	if isOver(ctx) {
		return lib.Load(context.Background(), url)
	}
	return nil
}

func whenNotOver(ctx context.Context, url string) error {
	if !isOver(ctx) {
		return lib.Load(context.Background(), url) // want `does not get ctx, which is at hand`
	}
	return nil
}

func nap(ctx context.Context, d time.Duration) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(d):
		return nil
	}
}

func whenNapFails(ctx context.Context, url string) error {
	if err := nap(ctx, time.Second); err != nil {
		return lib.Load(context.Background(), url)
	}
	return nil
}

func whenNapDoesNot(ctx context.Context, url string) error {
	if err := nap(ctx, time.Second); err != nil {
		return err
	}
	return lib.Load(context.Background(), url) // want `does not get ctx, which is at hand`
}

// An error says so.

func whenCancelled(ctx context.Context, url string) error {
	err := lib.Load(ctx, url)
	if errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return lib.Load(context.Background(), url+"/undo")
	}
	return err
}

func whenMissing(ctx context.Context, url string) error {
	err := lib.Load(ctx, url)
	if errors.Is(err, os.ErrNotExist) {
		return lib.Load(context.Background(), url+"/make") // want `does not get ctx, which is at hand`
	}
	return err
}

func whenCancelledOrMissing(ctx context.Context, url string) error {
	err := lib.Load(ctx, url)
	if errors.Is(err, context.Canceled) || errors.Is(err, os.ErrNotExist) {
		return lib.Load(context.Background(), url+"/make") // want `does not get ctx, which is at hand`
	}
	return err
}

// The Timeout of a client says that a deadline has passed, too.
func whenLate(ctx context.Context, url string) error {
	err := lib.LoadPatiently(ctx, url)
	if errors.Is(err, context.DeadlineExceeded) {
		return lib.Load(context.Background(), url+"/late") // want `does not get ctx, which is at hand`
	}
	return err
}

func whenErrIs(ctx context.Context, url string) error {
	if errors.Is(ctx.Err(), context.DeadlineExceeded) {
		return lib.Load(context.Background(), url)
	}
	return nil
}

// Loops that end with the context.

func afterLoop(ctx context.Context, tick <-chan time.Time, url string) error {
	for ctx.Err() == nil {
		<-tick
	}
	return lib.Load(context.Background(), url)
}

func afterFlag(ctx context.Context, tick <-chan time.Time, url string) error {
	for over := false; !over; {
		select {
		case <-tick:
			lib.Load(ctx, url)
		case <-ctx.Done():
			over = true
		}
	}
	return lib.Load(context.Background(), url)
}

func afterEitherFlag(ctx context.Context, tick, stop <-chan time.Time, url string) error {
	for over := false; !over; {
		select {
		case <-tick:
			lib.Load(ctx, url)
		case <-stop:
			over = true
		case <-isOverChan(ctx):
			over = true
		}
	}
	return lib.Load(context.Background(), url) // want `does not get ctx, which is at hand`
}

func isOverChan(ctx context.Context) <-chan struct{} { return ctx.Done() }

// Goroutines that end with the context.

func afterGoroutine(ctx context.Context, url string) error {
	done := make(chan struct{})
	go func() {
		defer close(done)
		for ctx.Err() == nil {
			lib.Load(ctx, url)
		}
	}()
	<-done
	return lib.Load(context.Background(), url)
}

func afterShortGoroutine(ctx context.Context, url string) error {
	done := make(chan struct{})
	go func() {
		defer close(done)
		lib.Load(ctx, url)
	}()
	<-done
	return lib.Load(context.Background(), url) // want `does not get ctx, which is at hand`
}

func afterWorkers(ctx context.Context, url string) error {
	var wg sync.WaitGroup
	for range 3 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			untilDone(ctx)
		}()
	}
	wg.Wait()
	return lib.Load(context.Background(), url)
}

func afterShortWorkers(ctx context.Context, url string) error {
	var wg sync.WaitGroup
	wg.Go(func() { orSoon(ctx) })
	wg.Wait()
	return lib.Load(context.Background(), url) // want `does not get ctx, which is at hand`
}

func afterGroup(ctx context.Context, url string) error {
	g, own := errgroup.WithContext(ctx)
	g.Go(func() error {
		<-own.Done()
		return own.Err()
	})
	return errors.Join(g.Wait(), lib.Load(context.Background(), url))
}

func afterShortGroup(ctx context.Context, url string) error {
	g, own := errgroup.WithContext(ctx)
	g.Go(func() error { return lib.Load(own, url) })
	return errors.Join(g.Wait(), lib.Load(context.Background(), url)) // want `does not get ctx, which is at hand`
}

// The only context there is by then is the group's, which ends with the wait.
func afterGroupThatHides(ctx context.Context, url string) error {
	g, ctx := errgroup.WithContext(ctx)
	g.Go(func() error { return lib.Load(ctx, url) })
	return errors.Join(g.Wait(), lib.Load(context.Background(), url))
}

// A signal ends the process.
func afterSignal(ctx context.Context, url string) error {
	ctx, stop := signal.NotifyContext(ctx, os.Interrupt)
	defer stop()
	<-ctx.Done()
	return lib.Load(context.Background(), url)
}

func afterSignalThatOthersSee(ctx context.Context, url string) error {
	ctx, stop := signal.NotifyContext(ctx, os.Interrupt)
	defer stop()
	go lib.Load(ctx, url)
	go func() { lib.Load(ctx, url) }()
	<-ctx.Done()
	return lib.Load(context.Background(), url)
}

func afterAnother(ctx context.Context, url string) error {
	own, cancel := context.WithTimeout(ctx, time.Second)
	defer cancel()
	<-own.Done()
	return lib.Load(context.Background(), url) // want `does not get ctx, which is at hand`
}
