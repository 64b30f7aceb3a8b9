// Package asks has requests of which those who make them say that they only ask.
package asks

import (
	"fmt"
	"net/http"
	"strings"
	"time"

	"github.com/cenkalti/backoff/v4"
)

type ImageSelector struct{ c *http.Client }

// The type says so.
func (s *ImageSelector) request(url string, lines []string) error {
	return backoff.Retry(func() error {
		resp, err := s.c.Post(url+"/items", "text/plain", strings.NewReader(strings.Join(lines, "\n")))
		if err != nil {
			return err
		}
		return resp.Body.Close()
	}, backoff.NewExponentialBackOff())
}

func (s *ImageSelector) One(url string) error { return s.request(url, nil) }

type builder struct{ c *http.Client }

// All that call it do.
func (b *builder) request(url string) error {
	for range 3 {
		resp, err := b.c.Post(url+"/orders", "text/plain", strings.NewReader("x"))
		if err == nil {
			return resp.Body.Close()
		}
		time.Sleep(time.Second)
	}
	return nil
}

func (b *builder) queryAll(url string) error { return b.request(url) }

func (b *builder) lookUp(url string) error { return b.request(url) }

// One of those that call it does not.
func (b *builder) ask(url string) error {
	for range 3 {
		resp, err := b.c.Post(url+"/orders", "text/plain", strings.NewReader("x")) // want `the retry loop of ask repeats`
		if err == nil {
			return resp.Body.Close()
		}
		time.Sleep(time.Second)
	}
	return nil
}

func (b *builder) queryOne(url string) error { return b.ask(url) }

func (b *builder) enter(url string) error { return b.ask(url) }

// Anybody may call it.
func (b *builder) Request(url string) error {
	for range 3 {
		resp, err := b.c.Post(url+"/orders", "text/plain", strings.NewReader("x")) // want `the retry loop of Request repeats`
		if err == nil {
			return resp.Body.Close()
		}
		time.Sleep(time.Second)
	}
	return nil
}

func (b *builder) queryTwo(url string) error { return b.Request(url) }

// No name tells what the other end does: possible.
func (b *builder) Exchange(url string) error {
	for range 3 {
		resp, err := b.c.Post(url, "text/plain", strings.NewReader("x"))
		if err == nil {
			return resp.Body.Close()
		}
		time.Sleep(time.Second)
	}
	return nil
}

// The name of the host tells nothing.
func (b *builder) ExchangeAbroad() error {
	for range 3 {
		resp, err := b.c.Post("https://payments.example/exchange", "text/plain", strings.NewReader("x"))
		if err == nil {
			return resp.Body.Close()
		}
		time.Sleep(time.Second)
	}
	return nil
}

// The path does.
func (b *builder) ExchangePaid() error {
	for range 3 {
		resp, err := b.c.Post("https://bank.example/payments", "text/plain", strings.NewReader("x")) // want `the retry loop of ExchangePaid repeats`
		if err == nil {
			return resp.Body.Close()
		}
		time.Sleep(time.Second)
	}
	return nil
}

// What is said of its failure does.
func (b *builder) ExchangeSaid(url string) error {
	for range 3 {
		resp, err := b.c.Post(url, "text/plain", strings.NewReader("x")) // want `the retry loop of ExchangeSaid repeats`
		if err == nil {
			return resp.Body.Close()
		}
		fmt.Println("cannot transfer the money:", err)
		time.Sleep(time.Second)
	}
	return nil
}

// The one who calls it does.
func (b *builder) talk(url string) error {
	for range 3 {
		resp, err := b.c.Post(url, "text/plain", strings.NewReader("x")) // want `the retry loop of talk repeats`
		if err == nil {
			return resp.Body.Close()
		}
		time.Sleep(time.Second)
	}
	return nil
}

func (b *builder) BuyInstance(url string) error { return b.talk(url) }

// An instance too many is deleted again, or has a name that the second one may not have.
func (b *builder) speak(url string) error {
	for range 3 {
		resp, err := b.c.Post(url, "text/plain", strings.NewReader("x"))
		if err == nil {
			return resp.Body.Close()
		}
		time.Sleep(time.Second)
	}
	return nil
}

func (b *builder) CreateInstance(url string) error { return b.speak(url) }

// post says beside the error whether another attempt is worth it.
func (b *builder) post(url string) (again bool, err error) {
	resp, err := b.c.Post(url, "text/plain", strings.NewReader("x"))
	if err != nil {
		return strings.Contains(err.Error(), "refused"), err
	}
	return false, resp.Body.Close()
}

// So it is left to that.
func (b *builder) PayIfTold(url string) (err error) {
	for range 3 {
		var again bool
		if again, err = b.post(url); err == nil {
			return nil
		}
		if !again {
			return err
		}
		time.Sleep(time.Second)
	}
	return err
}

// Nobody asks.
func (b *builder) PayAnyway(url string) (err error) {
	for range 3 {
		if _, err = b.post(url); err == nil { // want `the retry loop of PayAnyway repeats`
			return nil
		}
		time.Sleep(time.Second)
	}
	return err
}
