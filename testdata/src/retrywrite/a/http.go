// Package a writes more than once.
package a

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"syscall"
	"time"

	"github.com/cenkalti/backoff/v4"
	"github.com/google/uuid"
)

var errGivenUp = errors.New("given up")

// A payment is posted until an answer comes.
func charge(c *http.Client, url string, data []byte) error {
	for range 3 {
		req, err := http.NewRequest(http.MethodPost, url, bytes.NewReader(data))
		if err != nil {
			return err
		}
		resp, err := c.Do(req) // want `the retry loop of \w+ repeats POST also when only the reply was lost, and does it twice; send an Idempotency-Key`
		if err == nil {
			return resp.Body.Close()
		}
		time.Sleep(time.Second)
	}
	return errGivenUp
}

// The second attempt fails for want of a body before it does anything: that is retrybody's.
func chargeSpent(c *http.Client, url string, data []byte) error {
	req, err := http.NewRequest(http.MethodPost, url, bytes.NewReader(data))
	if err != nil {
		return err
	}
	for range 3 {
		resp, err := c.Do(req)
		if err == nil {
			return resp.Body.Close()
		}
		time.Sleep(time.Second)
	}
	return errGivenUp
}

// A new key for each attempt is a cause of its own.
func chargeSpentNewKey(c *http.Client, url string, data []byte) error {
	req, err := http.NewRequest(http.MethodPost, url, bytes.NewReader(data))
	if err != nil {
		return err
	}
	for range 3 {
		req.Header.Set("Idempotency-Key", uuid.NewString()) // want `makes a new Idempotency-Key for each attempt`
		resp, err := c.Do(req)
		if err == nil {
			return resp.Body.Close()
		}
		time.Sleep(time.Second)
	}
	return errGivenUp
}

// PUT says what shall be, not what shall be done.
func put(c *http.Client, url string, data []byte) error {
	for range 3 {
		req, err := http.NewRequest(http.MethodPut, url, bytes.NewReader(data))
		if err != nil {
			return err
		}
		resp, err := c.Do(req)
		if err == nil {
			return resp.Body.Close()
		}
		time.Sleep(time.Second)
	}
	return errGivenUp
}

// A key from outside the loop.
func chargeKeyed(c *http.Client, url, key string, data []byte) error {
	for range 3 {
		req, err := http.NewRequest(http.MethodPost, url, bytes.NewReader(data))
		if err != nil {
			return err
		}
		req.Header.Set("Idempotency-Key", key)
		resp, err := c.Do(req)
		if err == nil {
			return resp.Body.Close()
		}
		time.Sleep(time.Second)
	}
	return errGivenUp
}

// A key made before the loop.
func chargeKeyedOnce(c *http.Client, url string, data []byte) error {
	key := uuid.NewString()
	for range 3 {
		req, err := http.NewRequest(http.MethodPost, url, bytes.NewReader(data))
		if err != nil {
			return err
		}
		req.Header.Set("Idempotency-Key", key)
		resp, err := c.Do(req)
		if err == nil {
			return resp.Body.Close()
		}
		time.Sleep(time.Second)
	}
	return errGivenUp
}

// A key made in the loop.
func chargeNewKey(c *http.Client, url string, data []byte) error {
	for range 3 {
		req, err := http.NewRequest(http.MethodPost, url, bytes.NewReader(data))
		if err != nil {
			return err
		}
		req.Header.Set("Idempotency-Key", uuid.New().String()) // want `the retry loop of \w+ makes a new Idempotency-Key for each attempt of POST`
		resp, err := c.Do(req)
		if err == nil {
			return resp.Body.Close()
		}
		time.Sleep(time.Second)
	}
	return errGivenUp
}

// A key that the content decides.
func chargeContentKey(c *http.Client, url string, data []byte) error {
	for range 3 {
		req, err := http.NewRequest(http.MethodPost, url, bytes.NewReader(data))
		if err != nil {
			return err
		}
		req.Header.Set("Idempotency-Key", uuid.NewSHA1(uuid.UUID{}, data).String())
		resp, err := c.Do(req)
		if err == nil {
			return resp.Body.Close()
		}
		time.Sleep(time.Second)
	}
	return errGivenUp
}

// A key out of the clock.
func chargeClockKey(c *http.Client, url, order string, data []byte) error {
	for range 3 {
		req, err := http.NewRequest(http.MethodPost, url, bytes.NewReader(data))
		if err != nil {
			return err
		}
		req.Header["Idempotency-Key"] = []string{fmt.Sprintf("%s-%d", order, time.Now().UnixNano())} // want `the retry loop of \w+ makes a new Idempotency-Key for each attempt`
		resp, err := c.Do(req)
		if err == nil {
			return resp.Body.Close()
		}
		time.Sleep(time.Second)
	}
	return errGivenUp
}

// A POST that asks.
func search(c *http.Client, base string, query []byte) error {
	for range 3 {
		req, err := http.NewRequest(http.MethodPost, base+"/orders/_search", bytes.NewReader(query))
		if err != nil {
			return err
		}
		resp, err := c.Do(req)
		if err == nil {
			return resp.Body.Close()
		}
		time.Sleep(time.Second)
	}
	return errGivenUp
}

// Only refused connections are tried again: nothing was sent.
func chargeUnlessSent(c *http.Client, url string, data []byte) error {
	for range 3 {
		req, err := http.NewRequest(http.MethodPost, url, bytes.NewReader(data))
		if err != nil {
			return err
		}
		resp, err := c.Do(req)
		if err == nil {
			return resp.Body.Close()
		}
		if !errors.Is(err, syscall.ECONNREFUSED) {
			return err
		}
		time.Sleep(time.Second)
	}
	return errGivenUp
}

// Connections that broke are tried again: much may have been sent.
func chargeAfterReset(c *http.Client, url string, data []byte) error {
	for range 3 {
		req, err := http.NewRequest(http.MethodPost, url, bytes.NewReader(data))
		if err != nil {
			return err
		}
		resp, err := c.Do(req) // want `the retry loop of \w+ repeats POST`
		if err == nil {
			return resp.Body.Close()
		}
		if !strings.Contains(err.Error(), "connection reset") && !errors.Is(err, io.EOF) {
			return err
		}
		time.Sleep(time.Second)
	}
	return errGivenUp
}

// Conflicts are what the first attempt has made.
func createOnce(c *http.Client, url string, data []byte) error {
	for range 3 {
		req, err := http.NewRequest(http.MethodPost, url, bytes.NewReader(data))
		if err != nil {
			return err
		}
		resp, err := c.Do(req)
		if err == nil && (resp.StatusCode == http.StatusCreated || resp.StatusCode == http.StatusConflict) {
			return resp.Body.Close()
		}
		time.Sleep(time.Second)
	}
	return errGivenUp
}

// Each order is posted once.
func postAll(c *http.Client, url string, orders [][]byte) {
	for _, data := range orders {
		resp, err := c.Post(url, "application/json", bytes.NewReader(data))
		if err != nil {
			continue
		}
		resp.Body.Close()
	}
}

// A helper repeats the literal.
func chargeBackoff(c *http.Client, url string, data []byte) error {
	return backoff.Retry(func() error {
		resp, err := c.Post(url, "application/json", bytes.NewReader(data)) // want `backoff.Retry repeats http.Client.Post`
		if err != nil {
			return err
		}
		return resp.Body.Close()
	}, backoff.NewExponentialBackOff())
}

// The literal stops the helper.
func chargePermanent(c *http.Client, url string, data []byte) error {
	return backoff.Retry(func() error {
		resp, err := c.Post(url, "application/json", bytes.NewReader(data))
		if err != nil {
			return backoff.Permanent(err)
		}
		return resp.Body.Close()
	}, backoff.NewExponentialBackOff())
}

// A client of its own repeats whatever it is asked to do.
type client struct{ http *http.Client }

func (c *client) Call(ctx context.Context, method, url string, data []byte) (*http.Response, error) {
	for range 3 {
		req, err := http.NewRequestWithContext(ctx, method, url, bytes.NewReader(data))
		if err != nil {
			return nil, err
		}
		resp, err := c.http.Do(req) // want `the retry loop of \w+ repeats requests of every method, POST included`
		if err == nil {
			return resp, nil
		}
		time.Sleep(time.Second)
	}
	return nil, errGivenUp
}

// Another looks at the method first.
func (c *client) CallSafely(ctx context.Context, method, url string, data []byte) (*http.Response, error) {
	for range 3 {
		req, err := http.NewRequestWithContext(ctx, method, url, bytes.NewReader(data))
		if err != nil {
			return nil, err
		}
		resp, err := c.http.Do(req)
		if err == nil || method == http.MethodPost || method == http.MethodPatch {
			return resp, err
		}
		time.Sleep(time.Second)
	}
	return nil, errGivenUp
}

// A server error may come after the work was done.
func chargeOn5xx(c *http.Client, url string, data []byte) error {
	for range 3 {
		req, err := http.NewRequest(http.MethodPost, url, bytes.NewReader(data))
		if err != nil {
			return err
		}
		resp, err := c.Do(req) // want `the retry loop of \w+ repeats POST`
		if err != nil {
			return err
		}
		resp.Body.Close()
		if resp.StatusCode < 500 {
			return nil
		}
		time.Sleep(time.Second)
	}
	return errGivenUp
}

// Who is asked to come later has not been served.
func chargeOn429(c *http.Client, url string, data []byte) error {
	for range 3 {
		req, err := http.NewRequest(http.MethodPost, url, bytes.NewReader(data))
		if err != nil {
			return err
		}
		resp, err := c.Do(req)
		if err != nil {
			return err
		}
		resp.Body.Close()
		if resp.StatusCode != http.StatusTooManyRequests {
			return nil
		}
		time.Sleep(time.Second)
	}
	return errGivenUp
}

// A later step fails: the payment is made again.
func chargeThenStore(c *http.Client, url string, data []byte, store func() error) error {
	return backoff.Retry(func() error {
		resp, err := c.Post(url, "application/json", bytes.NewReader(data)) // want `backoff.Retry repeats http.Client.Post although it succeeded when a later step`
		if err != nil {
			return backoff.Permanent(err)
		}
		resp.Body.Close()
		return store()
	}, backoff.NewExponentialBackOff())
}

// The payment is the last step.
func storeThenCharge(c *http.Client, url string, data []byte, store func() error) error {
	return backoff.Retry(func() error {
		if err := store(); err != nil {
			return err
		}
		resp, err := c.Post(url, "application/json", bytes.NewReader(data))
		if err != nil {
			return backoff.Permanent(err)
		}
		resp.Body.Close()
		return nil
	}, backoff.NewExponentialBackOff())
}

var rewind func(*http.Request)

// A middleware that repeats whatever it is given.
type again struct{ next http.RoundTripper }

func (t again) RoundTrip(req *http.Request) (*http.Response, error) {
	var resp *http.Response
	var err error
	for range 3 {
		if rewind != nil {
			rewind(req)
		}
		resp, err = t.next.RoundTrip(req) // want `the retry loop of \w+ repeats requests of every method`
		if err == nil {
			return resp, nil
		}
		time.Sleep(time.Second)
	}
	return nil, err
}

// One that looks at the method.
type againSafely struct{ next http.RoundTripper }

func (t againSafely) RoundTrip(req *http.Request) (*http.Response, error) {
	if req.Method != http.MethodGet {
		return t.next.RoundTrip(req)
	}
	var resp *http.Response
	var err error
	for range 3 {
		resp, err = t.next.RoundTrip(req)
		if err == nil {
			return resp, nil
		}
		time.Sleep(time.Second)
	}
	return nil, err
}

type event struct{ DedupeKey, Kind string }

// Nothing is recognised by such a key.
func eventNow(kind string) event {
	return event{Kind: kind, DedupeKey: fmt.Sprintf("%s-%d", kind, time.Now().UnixNano())} // want `DedupeKey holds the time of its making`
}

// A long key is replaced by one that holds the time.
func eventLong(kind string) event {
	key := "kind:" + kind
	if len(key) > 200 {
		key = fmt.Sprintf("kind-%d-%d", len(kind), time.Now().UnixNano())
	}
	return event{Kind: kind, DedupeKey: key} // want `DedupeKey holds the time of its making`
}

// One event of a kind an hour.
func eventHourly(kind string) event {
	return event{Kind: kind, DedupeKey: fmt.Sprintf("%s-%d", kind, time.Now().Truncate(time.Hour).Unix())}
}

// One event of a kind a day.
func eventDaily(kind string) event {
	return event{Kind: kind, DedupeKey: kind + time.Now().Format("2006-01-02")}
}

// A request id serves for tracing as often as for recognising a repeat.
func chargeFollowed(c *http.Client, url string, data []byte) error {
	for range 3 {
		req, err := http.NewRequest(http.MethodPost, url, bytes.NewReader(data))
		if err != nil {
			return err
		}
		req.Header.Set("X-Request-Id", uuid.NewString())
		resp, err := c.Do(req)
		if err == nil {
			return resp.Body.Close()
		}
		time.Sleep(time.Second)
	}
	return errGivenUp
}
