// Package alike has one function repeat what many others do in the same way: one habit, told once.
package alike

import (
	"net/http"
	"strings"
	"time"
)

func try(f func() error) (err error) {
	for range 3 {
		if err = f(); err == nil {
			return nil
		}
		time.Sleep(time.Second)
	}
	return err
}

func tryFew(f func() error) (err error) {
	for range 3 {
		if err = f(); err == nil {
			return nil
		}
		time.Sleep(time.Second)
	}
	return err
}

func One(c *http.Client, url string) error {
	req, err := http.NewRequest("POST", url, strings.NewReader("one"))
	if err != nil {
		return err
	}
	return try(func() error {
		resp, err := c.Do(req) // want `the body of req was read by the attempt before`
		if err != nil {
			return err
		}
		return resp.Body.Close()
	})
}

func Two(c *http.Client, url string) error {
	req, err := http.NewRequest("POST", url, strings.NewReader("two"))
	if err != nil {
		return err
	}
	return try(func() error {
		resp, err := c.Do(req)
		if err != nil {
			return err
		}
		return resp.Body.Close()
	})
}

func Three(c *http.Client, url string) error {
	req, err := http.NewRequest("POST", url, strings.NewReader("three"))
	if err != nil {
		return err
	}
	return try(func() error {
		resp, err := c.Do(req)
		if err != nil {
			return err
		}
		return resp.Body.Close()
	})
}

func Four(c *http.Client, url string) error {
	req, err := http.NewRequest("POST", url, strings.NewReader("four"))
	if err != nil {
		return err
	}
	return try(func() error {
		resp, err := c.Do(req)
		if err != nil {
			return err
		}
		return resp.Body.Close()
	})
}

func Five(c *http.Client, url string) error {
	req, err := http.NewRequest("POST", url, strings.NewReader("five"))
	if err != nil {
		return err
	}
	return try(func() error {
		resp, err := c.Do(req)
		if err != nil {
			return err
		}
		return resp.Body.Close()
	})
}

func Six(c *http.Client, url string) error {
	req, err := http.NewRequest("POST", url, strings.NewReader("six"))
	if err != nil {
		return err
	}
	return tryFew(func() error {
		resp, err := c.Do(req) // want `the body of req was read by the attempt before`
		if err != nil {
			return err
		}
		return resp.Body.Close()
	})
}

func Seven(c *http.Client, url string) error {
	req, err := http.NewRequest("POST", url, strings.NewReader("seven"))
	if err != nil {
		return err
	}
	return tryFew(func() error {
		resp, err := c.Do(req) // want `the body of req was read by the attempt before`
		if err != nil {
			return err
		}
		return resp.Body.Close()
	})
}
