// Package contexts follows contexts from where they are made to the call they end.
package contexts

import (
	"context"
	"net/http"
	"os"
	"os/signal"
	"time"

	"golang.org/x/sync/errgroup"
)

// get is ended by its context, or by nothing.
func get(ctx context.Context, url string) error {
	req, err := http.NewRequestWithContext(ctx, "GET", url, nil)
	if err != nil {
		return err
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

type key struct{}

func value(url string) error {
	ctx := context.WithValue(context.Background(), key{}, 1)
	return get(ctx, url) // want `http.Client.Do has no deadline: value passes context.Background\(\) through contexts.get`
}

func valueOverTimeout(url string) error {
	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	return get(context.WithValue(ctx, key{}, 1), url)
}

func timeoutOverValue(url string) error {
	ctx, cancel := context.WithTimeout(context.WithValue(context.Background(), key{}, 1), time.Second)
	defer cancel()
	return get(ctx, url)
}

// Somebody may cancel it; who and when is not in sight of the client.
func cancelOnly(url string) error {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	return get(ctx, url)
}

func deadline(url string) error {
	ctx, cancel := context.WithDeadline(context.Background(), time.Now().Add(time.Second))
	defer cancel()
	return get(ctx, url)
}

func timeoutCause(url string) error {
	ctx, cancel := context.WithTimeoutCause(context.Background(), time.Second, os.ErrDeadlineExceeded)
	defer cancel()
	return get(ctx, url)
}

func cancelOverTimeout(url string) error {
	outer, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	ctx, stop := context.WithCancel(outer)
	defer stop()
	return get(ctx, url)
}

// The deadline is undone again.
func undone(url string) error {
	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	return get(context.WithoutCancel(ctx), url) // want `http.Client.Do has no deadline`
}

func undoneAndSetAgain(url string) error {
	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	ctx, cancel = context.WithTimeout(context.WithoutCancel(ctx), time.Minute)
	defer cancel()
	return get(ctx, url)
}

// No deadline is one that nobody lives to see.

func hourTimeout(url string) error {
	ctx, cancel := context.WithTimeout(context.Background(), time.Hour)
	defer cancel()
	return get(ctx, url)
}

func dayTimeout(url string) error {
	ctx, cancel := context.WithTimeout(context.Background(), 24*time.Hour)
	defer cancel()
	return get(ctx, url) // want `http.Client.Do has no deadline`
}

func dayDeadline(url string) error {
	ctx, cancel := context.WithDeadline(context.Background(), time.Now().Add(24*time.Hour))
	defer cancel()
	return get(ctx, url) // want `http.Client.Do has no deadline`
}

func monthDeadline(url string) error {
	ctx, cancel := context.WithDeadline(context.Background(), time.Now().AddDate(0, 1, 0))
	defer cancel()
	return get(ctx, url) // want `http.Client.Do has no deadline`
}

func givenDeadline(url string, until time.Time) error {
	ctx, cancel := context.WithDeadline(context.Background(), until)
	defer cancel()
	return get(ctx, url)
}

func givenDelay(url string, d time.Duration) error {
	ctx, cancel := context.WithDeadline(context.Background(), time.Now().Add(d))
	defer cancel()
	return get(ctx, url)
}

// A cancellation by a timer is a deadline.

var timedClient = &http.Client{}

func request(ctx context.Context, url string) *http.Request {
	req, _ := http.NewRequestWithContext(ctx, "GET", url, nil)
	return req
}

func afterFunc(url string) {
	ctx, cancel := context.WithCancel(context.Background())
	t := time.AfterFunc(time.Second, cancel)
	defer t.Stop()
	timedClient.Do(request(ctx, url))
}

func afterFuncLiteral(url string) {
	ctx, cancel := context.WithCancel(context.Background())
	time.AfterFunc(time.Second, func() { cancel() })
	timedClient.Do(request(ctx, url))
}

func timer(url string) {
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan struct{})
	defer close(done)
	go func() {
		select {
		case <-time.After(time.Second):
			cancel()
		case <-done:
		}
	}()
	timedClient.Do(request(ctx, url))
}

var untimedClient = &http.Client{} // want `http.Client has no Timeout, and http.Client.Do in stopped ends only with a cancellation`

func stopped(url string, stop <-chan struct{}) {
	ctx, cancel := context.WithCancel(context.Background())
	go func() {
		<-stop
		cancel()
	}()
	untimedClient.Do(request(ctx, url))
}

func stoppedAfterTick(url string) {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel() // at the end, whatever a timer says
	<-time.After(time.Millisecond)
	untimedClient.Do(request(ctx, url))
}

func givenTimeout(url string, d time.Duration) error {
	ctx, cancel := context.WithTimeout(context.Background(), d)
	defer cancel()
	return get(ctx, url)
}

// Merges.

func nilDefault(ctx context.Context, url string) error {
	if ctx == nil {
		ctx = context.Background()
	}
	return get(ctx, url) // the caller decides
}

func usesNilDefault(url string) error {
	return nilDefault(context.Background(), url) // want `http.Client.Do has no deadline: usesNilDefault passes context.Background\(\) through contexts.nilDefault and contexts.get`
}

func usesNilDefaultDeadline(url string) error {
	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	return nilDefault(ctx, url)
}

func timeoutWhenAsked(url string, d time.Duration) error {
	ctx := context.Background()
	if d > 0 {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeout(ctx, d)
		defer cancel()
	}
	return get(ctx, url)
}

func eitherWay(url string, fast bool) error {
	ctx := context.Background()
	if fast {
		ctx = context.TODO()
	}
	return get(ctx, url) // want `http.Client.Do has no deadline`
}

// Shadowing and closures.

func shadowed(url string) error {
	ctx := context.Background()
	if url != "" {
		ctx, cancel := context.WithTimeout(ctx, time.Second)
		defer cancel()
		get(ctx, url)
	}
	return get(ctx, url) // want `http.Client.Do has no deadline`
}

func reassigned(url string) error {
	ctx := context.Background()
	ctx, cancel := context.WithTimeout(ctx, time.Second)
	defer cancel()
	return get(ctx, url)
}

func captured(url string) error {
	ctx := context.Background()
	f := func() error {
		return get(ctx, url) // want `http.Client.Do has no deadline: captured passes context.Background\(\) through contexts.get`
	}
	return f()
}

func capturedDeadline(url string) error {
	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	f := func() error { return get(ctx, url) }
	return f()
}

func started(url string) {
	go get(context.Background(), url) // want `http.Client.Do has no deadline`
}

func startedDeadline(url string) {
	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
	go func() {
		defer cancel()
		get(ctx, url)
	}()
}

// Helpers that make a context.

func root() context.Context { return context.Background() }

func useRoot(url string) error {
	return get(root(), url) // want `http.Client.Do has no deadline`
}

func brief() (context.Context, context.CancelFunc) {
	return context.WithTimeout(context.Background(), time.Second)
}

func useBrief(url string) error {
	ctx, cancel := brief()
	defer cancel()
	return get(ctx, url)
}

func derived(ctx context.Context) context.Context { return context.WithValue(ctx, key{}, 2) }

func useDerived(url string) error {
	return get(derived(context.Background()), url) // want `http.Client.Do has no deadline`
}

func useDerivedDeadline(url string) error {
	ctx, cancel := brief()
	defer cancel()
	return get(derived(ctx), url)
}

// Groups.

func group(urls []string) error {
	g, ctx := errgroup.WithContext(context.Background())
	for _, url := range urls {
		g.Go(func() error { return get(ctx, url) }) // a failed sibling ends it, and nothing else
	}
	return g.Wait()
}

func groupDeadline(urls []string) error {
	parent, cancel := brief()
	defer cancel()
	g, ctx := errgroup.WithContext(parent)
	for _, url := range urls {
		g.Go(func() error { return get(ctx, url) })
	}
	return g.Wait()
}

func signalled(url string) error {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	return get(ctx, url)
}

func signalledDeadline(url string) error {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	ctx, cancel := context.WithTimeout(ctx, time.Second)
	defer cancel()
	return get(ctx, url)
}
