// Package names tells by its words what its requests do. What sets something is reported as
// possible only.
package names

import (
	"bytes"
	"errors"
	"fmt"
	"log"
	"net/http"
	"time"

	"github.com/cenkalti/backoff/v4"
)

var errGivenUp = errors.New("given up")

// Nothing says that a second order is as good as one.
func Order(c *http.Client, url string, data []byte) error {
	for range 3 {
		resp, err := c.Post(url+"/orders", "application/json", bytes.NewReader(data)) // want `repeats http.Client.Post`
		if err == nil {
			return resp.Body.Close()
		}
		log.Printf("cannot order: %v", err)
		time.Sleep(time.Second)
	}
	return errGivenUp
}

// The function says that it sets something.
func PushConfig(c *http.Client, url string, data []byte) error {
	for range 3 {
		resp, err := c.Post(url+"/orders", "application/json", bytes.NewReader(data))
		if err == nil {
			return resp.Body.Close()
		}
		log.Printf("cannot order: %v", err)
		time.Sleep(time.Second)
	}
	return errGivenUp
}

// The URL does.
func Order2(c *http.Client, url string, data []byte) error {
	for range 3 {
		resp, err := c.Post(url+"/orders/settings", "application/json", bytes.NewReader(data))
		if err == nil {
			return resp.Body.Close()
		}
		log.Printf("cannot order: %v", err)
		time.Sleep(time.Second)
	}
	return errGivenUp
}

// A query of the URL names no operation.
func Order3(c *http.Client, url string, data []byte) error {
	for range 3 {
		resp, err := c.Post(url+"/orders?mark=blue", "application/json", bytes.NewReader(data)) // want `repeats http.Client.Post`
		if err == nil {
			return resp.Body.Close()
		}
		time.Sleep(time.Second)
	}
	return errGivenUp
}

// What is said of the failure does.
func Announce2(c *http.Client, url string, data []byte) error {
	for range 3 {
		resp, err := c.Post(url+"/orders", "application/json", bytes.NewReader(data))
		if err == nil {
			return resp.Body.Close()
		}
		log.Printf("cannot register: %v", err)
		time.Sleep(time.Second)
	}
	return errGivenUp
}

// What is said of something else does not.
func OrderAndGreet(c *http.Client, url string, data []byte) error {
	log.Printf("register first: %v", url)
	for range 3 {
		resp, err := c.Post(url+"/orders", "application/json", bytes.NewReader(data)) // want `repeats http.Client.Post`
		if err == nil {
			return resp.Body.Close()
		}
		time.Sleep(time.Second)
	}
	return errGivenUp
}

// What is said of the helper's failure does.
func Enlist(c *http.Client, url string, data []byte) error {
	err := backoff.Retry(func() error {
		resp, err := c.Post(url, "application/json", bytes.NewReader(data))
		if err != nil {
			return err
		}
		return resp.Body.Close()
	}, backoff.NewExponentialBackOff())
	if err != nil {
		return fmt.Errorf("registration of %s: %w", url, err)
	}
	return nil
}

// Nothing is.
func EnlistSilently(c *http.Client, url string, data []byte) error {
	err := backoff.Retry(func() error {
		resp, err := c.Post(url, "application/json", bytes.NewReader(data)) // want `repeats http.Client.Post`
		if err != nil {
			return err
		}
		return resp.Body.Close()
	}, backoff.NewExponentialBackOff())
	if err != nil {
		return fmt.Errorf("order of %s: %w", url, err)
	}
	return nil
}

// A PATCH mostly sets fields.
func Patch(c *http.Client, url string, data []byte) error {
	for range 3 {
		req, err := http.NewRequest(http.MethodPatch, url, bytes.NewReader(data))
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
