package a

import (
	"context"
	"errors"
	"io"
	"net/http"
	"time"
)

// Each answer but the last stays open.
func untilReady(c *http.Client, url string) error {
	for range 30 {
		resp, err := c.Get(url) // want `the response of this attempt is left open when the next one begins`
		if err == nil && resp.StatusCode == http.StatusOK {
			return resp.Body.Close()
		}
		time.Sleep(time.Second)
	}
	return context.DeadlineExceeded
}

// Each is closed.
func untilReadyClosed(c *http.Client, url string) error {
	for range 30 {
		resp, err := c.Get(url)
		if err == nil {
			resp.Body.Close()
			if resp.StatusCode == http.StatusOK {
				return nil
			}
		}
		time.Sleep(time.Second)
	}
	return context.DeadlineExceeded
}

// Each is closed before the next.
func untilReadyLater(c *http.Client, url string) (*http.Response, error) {
	var resp *http.Response
	var err error
	for range 30 {
		if resp != nil {
			resp.Body.Close()
		}
		resp, err = c.Get(url)
		if err == nil && resp.StatusCode == http.StatusOK {
			return resp, nil
		}
		time.Sleep(time.Second)
	}
	return resp, err
}

// There is nothing to close after an error.
func untilReached(c *http.Client, url string) (*http.Response, error) {
	var last error
	for range 30 {
		resp, err := c.Get(url)
		if err == nil {
			return resp, nil
		}
		last = err
		time.Sleep(time.Second)
	}
	return nil, last
}

// Nor with a HEAD.
func untilThere(c *http.Client, url string) error {
	for range 30 {
		resp, err := c.Head(url)
		if err == nil && resp.StatusCode == http.StatusOK {
			return nil
		}
		time.Sleep(time.Second)
	}
	return context.DeadlineExceeded
}

// A function that drains it.
func untilDrained(c *http.Client, url string) error {
	for range 30 {
		resp, err := c.Get(url)
		if err == nil && resp.StatusCode == http.StatusOK {
			return resp.Body.Close()
		}
		drain(resp)
		time.Sleep(time.Second)
	}
	return context.DeadlineExceeded
}

func drain(resp *http.Response) {
	if resp != nil {
		io.Copy(io.Discard, resp.Body)
		resp.Body.Close()
	}
}

// Every answer stays open, and every context alive, until there is a good one.
func untilGood(ctx context.Context, c *http.Client, url string) error {
	for {
		ctx, cancel := context.WithTimeout(ctx, time.Second)
		defer cancel() // want `releases the context of every attempt only when untilGood returns`
		req, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
		if err != nil {
			return err
		}
		resp, err := c.Do(req)
		if err != nil {
			time.Sleep(time.Second)
			continue
		}
		defer resp.Body.Close() // want `releases the response of every attempt only when untilGood returns`
		if resp.StatusCode == http.StatusOK {
			return nil
		}
		time.Sleep(time.Second)
	}
}

// The attempt is a function of its own.
func untilGoodByOnce(ctx context.Context, c *http.Client, url string) error {
	once := func() (bool, error) {
		ctx, cancel := context.WithTimeout(ctx, time.Second)
		defer cancel()
		req, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
		if err != nil {
			return false, err
		}
		resp, err := c.Do(req)
		if err != nil {
			return false, err
		}
		defer resp.Body.Close()
		return resp.StatusCode == http.StatusOK, nil
	}
	for {
		if good, err := once(); err == nil && good {
			return nil
		}
		time.Sleep(time.Second)
	}
}

// Only the last answer is put off.
func lastPutOff(c *http.Client, url string) error {
	for {
		resp, err := c.Get(url)
		if err != nil {
			time.Sleep(time.Second)
			continue
		}
		if resp.StatusCode != http.StatusOK {
			resp.Body.Close()
			time.Sleep(time.Second)
			continue
		}
		defer resp.Body.Close()
		_, err = io.Copy(io.Discard, resp.Body)
		return err
	}
}

// The flag that closes is set with the flag that repeats.
func closedByFlag(c *http.Client, url string, codes []int) (*http.Response, error) {
	for i := 0; ; i++ {
		again, closing := false, false
		resp, err := c.Get(url)
		if err != nil {
			again = true
		}
		if resp != nil {
			for _, code := range codes {
				if resp.StatusCode == code {
					again, closing = true, true
				}
			}
		}
		if !again || i == 4 {
			return resp, err
		}
		if closing {
			resp.Body.Close()
		}
		time.Sleep(time.Second)
	}
}

// No flag closes.
func openWhateverFlag(c *http.Client, url string, codes []int) (*http.Response, error) {
	for i := 0; ; i++ {
		again := false
		resp, err := c.Get(url) // want `the response of this attempt is left open when the next one begins`
		if err != nil {
			again = true
		}
		if resp != nil {
			for _, code := range codes {
				if resp.StatusCode == code {
					again = true
				}
			}
		}
		if !again || i == 4 {
			return resp, err
		}
		time.Sleep(time.Second)
	}
}

// One status is closed, and the other one is not.
func closedForOne(c *http.Client, url string) (*http.Response, error) {
	for {
		resp, err := c.Get(url) // want `the response of this attempt is left open when the next one begins`
		if err != nil {
			return nil, err
		}
		if resp.StatusCode == http.StatusInternalServerError {
			resp.Body.Close()
			time.Sleep(time.Second)
			continue
		}
		if resp.StatusCode == http.StatusTooManyRequests {
			time.Sleep(time.Minute)
			continue
		}
		return resp, nil
	}
}

type doer interface {
	Do(*http.Request) (*http.Response, error)
}

type fetcher interface {
	Fetch(url string) (*http.Response, error)
}

// What stands in for a client leaves the body to the caller, who keeps the last one alone.
func lastOfThree(c doer, urls [3]string) (*http.Response, error) {
	var last *http.Response
	var err error
	for _, url := range urls {
		var req *http.Request
		if req, err = http.NewRequest(http.MethodGet, url, nil); err != nil {
			return nil, err
		}
		var resp *http.Response
		resp, err = c.Do(req) // want `the response of this attempt is left open when the next one begins`
		if err != nil || resp.StatusCode >= 500 {
			last = resp
			time.Sleep(time.Second)
			continue
		}
		return resp, nil
	}
	return last, err
}

// What fetches may have read it.
func lastFetched(c fetcher, urls [3]string) (*http.Response, error) {
	var last *http.Response
	var err error
	for _, url := range urls {
		var resp *http.Response
		resp, err = c.Fetch(url)
		if err != nil || resp.StatusCode >= 500 {
			last = resp
			time.Sleep(time.Second)
			continue
		}
		return resp, nil
	}
	return last, err
}

// The one before is closed.
func lastOfThreeClosed(c doer, urls [3]string) (*http.Response, error) {
	var last *http.Response
	var err error
	for _, url := range urls {
		if last != nil {
			last.Body.Close()
		}
		var req *http.Request
		if req, err = http.NewRequest(http.MethodGet, url, nil); err != nil {
			return nil, err
		}
		var resp *http.Response
		resp, err = c.Do(req)
		if err != nil || resp.StatusCode >= 500 {
			last = resp
			time.Sleep(time.Second)
			continue
		}
		return resp, nil
	}
	return last, err
}

// The context of a failed attempt is cancelled at once; what is put off is for the ways out.
func untilStarted(ctx context.Context, start func(context.Context) error) error {
	for {
		ctx, cancel := context.WithTimeout(ctx, time.Second)
		defer cancel()
		if err := start(ctx); err == nil {
			return nil
		}
		cancel()
		time.Sleep(time.Second)
	}
}

// Nothing is done at once.
func untilStartedLater(ctx context.Context, start func(context.Context) error) error {
	for {
		ctx, cancel := context.WithTimeout(ctx, time.Second)
		defer cancel() // want `releases the context of every attempt only when untilStartedLater returns`
		if err := start(ctx); err == nil {
			return nil
		}
		time.Sleep(time.Second)
	}
}

// What runs beside the attempt cancels it when the attempt is over.
func untilStartedBeside(ctx context.Context, start func(context.Context) error, over <-chan struct{}) error {
	for {
		ctx, cancel := context.WithTimeout(ctx, time.Second)
		defer cancel()
		go func() {
			<-over
			cancel()
		}()
		if err := start(ctx); err == nil {
			return nil
		}
		time.Sleep(time.Second)
	}
}

// It waits for the end of the context.
func untilStartedUntold(ctx context.Context, start func(context.Context) error, tell func()) error {
	for {
		ctx, cancel := context.WithTimeout(ctx, time.Second)
		defer cancel() // want `releases the context of every attempt only when untilStartedUntold returns`
		go func() {
			<-ctx.Done()
			tell()
		}()
		if err := start(ctx); err == nil {
			return nil
		}
		time.Sleep(time.Second)
	}
}

// The body of a bad answer is closed at once.
func untilGoodClosed(c *http.Client, url string) error {
	for {
		resp, err := c.Get(url)
		if err != nil {
			return err
		}
		defer resp.Body.Close()
		if resp.StatusCode == http.StatusOK {
			_, err := io.Copy(io.Discard, resp.Body)
			return err
		}
		resp.Body.Close()
		time.Sleep(time.Second)
	}
}

// An error that says it was a timeout is an error: there is no answer then.
func anewAfterTimeout(c *http.Client, url string) (resp *http.Response, err error) {
	for range 3 {
		resp, err = c.Get(url)
		if t, ok := err.(interface{ Timeout() bool }); ok && t.Timeout() {
			continue
		}
		break
	}
	return resp, err
}

func passing(err error) bool { return errors.Is(err, io.ErrUnexpectedEOF) }

func worthwhile(resp *http.Response, err error) bool {
	return errors.Is(err, io.ErrUnexpectedEOF) || err == nil && resp.StatusCode >= 500
}

// What is asked of the error alone is asked of none when there is an answer.
func anewWhilePassing(c *http.Client, url string) (*http.Response, error) {
	for {
		resp, err := c.Get(url)
		if !passing(err) {
			return resp, err
		}
		time.Sleep(time.Second)
	}
}

// The answer is asked as well.
func anewWhileWorthwhile(c *http.Client, url string) (*http.Response, error) {
	for {
		resp, err := c.Get(url) // want `the response of this attempt is left open when the next one begins`
		if !worthwhile(resp, err) {
			return resp, err
		}
		time.Sleep(time.Second)
	}
}

// One that says nothing of the kind may be none.
func anewUnlessTimeout(c *http.Client, url string) (resp *http.Response, err error) {
	for range 3 {
		resp, err = c.Get(url) // want `the response of this attempt is left open when the next one begins`
		if t, ok := err.(interface{ Timeout() bool }); ok && t.Timeout() {
			break
		}
	}
	return resp, err
}
