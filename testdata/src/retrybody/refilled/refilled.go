// Package refilled sends what a buffer holds, again and again.
package refilled

import (
	"bytes"
	"encoding/json"
	"net/http"
)

// What encodes to the buffer fills it for each request.
func Each(c *http.Client, url string, lists [][]string) error {
	buf := new(bytes.Buffer)
	enc := json.NewEncoder(buf)
	for _, list := range lists {
		if err := enc.Encode(list); err != nil {
			return err
		}
		req, err := http.NewRequest(http.MethodPut, url, buf)
		if err != nil {
			return err
		}
		resp, err := c.Do(req)
		if err != nil {
			return err
		}
		resp.Body.Close()
	}
	return nil
}

// So does what is written to it.
func EachName(c *http.Client, url string, names []string) error {
	buf := new(bytes.Buffer)
	for _, name := range names {
		buf.WriteString(name)
		req, err := http.NewRequest(http.MethodPut, url, buf)
		if err != nil {
			return err
		}
		resp, err := c.Do(req)
		if err != nil {
			return err
		}
		resp.Body.Close()
	}
	return nil
}

func write(buf *bytes.Buffer, list []string) {
	for _, s := range list {
		buf.WriteString(s)
	}
}

// A function of one's own may.
func EachByName(c *http.Client, url string, lists [][]string) error {
	buf := new(bytes.Buffer)
	for _, list := range lists {
		write(buf, list)
		req, err := http.NewRequest(http.MethodPut, url, buf)
		if err != nil {
			return err
		}
		resp, err := c.Do(req)
		if err != nil {
			return err
		}
		resp.Body.Close()
	}
	return nil
}

// Its length is asked for, which fills nothing.
func Counted(c *http.Client, urls, list []string) error {
	buf := new(bytes.Buffer)
	write(buf, list)
	for _, url := range urls {
		req, err := http.NewRequest(http.MethodPut, url, buf) // want `buf was read by the attempt before`
		if err != nil {
			return err
		}
		req.ContentLength = int64(buf.Len())
		resp, err := c.Do(req)
		if err != nil {
			return err
		}
		resp.Body.Close()
	}
	return nil
}

// It is filled once.
func First(c *http.Client, url string, urls, list []string) error {
	buf := new(bytes.Buffer)
	enc := json.NewEncoder(buf)
	if err := enc.Encode(list); err != nil {
		return err
	}
	for _, url := range urls {
		req, err := http.NewRequest(http.MethodPut, url, buf) // want `buf was read by the attempt before`
		if err != nil {
			return err
		}
		resp, err := c.Do(req)
		if err != nil {
			return err
		}
		resp.Body.Close()
	}
	return nil
}
