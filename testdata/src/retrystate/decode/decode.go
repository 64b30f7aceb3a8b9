// Package decode decodes into variables that live longer than an attempt.
package decode

import (
	"context"
	"encoding/gob"
	"encoding/json"
	"encoding/xml"
	"io"
	"net/http"
	"time"

	"github.com/cenkalti/backoff/v4"
	"github.com/jmoiron/sqlx"
)

type feed struct {
	Title string
	Items []string `xml:"item"`
}

type head struct {
	Title string
	Body  []byte
}

// Items that were read before the answer broke off are there twice.
func Feed(c *http.Client, url string) (feed, error) {
	var f feed
	err := backoff.Retry(func() error {
		resp, err := c.Get(url)
		if err != nil {
			return err
		}
		defer resp.Body.Close()
		return xml.NewDecoder(resp.Body).Decode(&f) // want `f keeps what a failed attempt decoded, and xml.Decoder.Decode adds to the slices that it finds`
	}, backoff.NewExponentialBackOff())
	return f, err
}

// Each attempt has its own.
func FeedOfAttempt(c *http.Client, url string) (feed, error) {
	var f feed
	err := backoff.Retry(func() error {
		resp, err := c.Get(url)
		if err != nil {
			return err
		}
		defer resp.Body.Close()
		var mine feed
		if err := xml.NewDecoder(resp.Body).Decode(&mine); err != nil {
			return err
		}
		f = mine
		return nil
	}, backoff.NewExponentialBackOff())
	return f, err
}

// It is emptied first.
func FeedEmptied(c *http.Client, url string) (feed, error) {
	var f feed
	err := backoff.Retry(func() error {
		resp, err := c.Get(url)
		if err != nil {
			return err
		}
		defer resp.Body.Close()
		f = feed{}
		return xml.NewDecoder(resp.Body).Decode(&f)
	}, backoff.NewExponentialBackOff())
	return f, err
}

// Its slice is.
func FeedSliceEmptied(c *http.Client, url string) (feed, error) {
	var f feed
	err := backoff.Retry(func() error {
		resp, err := c.Get(url)
		if err != nil {
			return err
		}
		defer resp.Body.Close()
		f.Items = nil
		return xml.NewDecoder(resp.Body).Decode(&f)
	}, backoff.NewExponentialBackOff())
	return f, err
}

// Bytes are replaced.
func Head(c *http.Client, url string) (head, error) {
	var h head
	err := backoff.Retry(func() error {
		resp, err := c.Get(url)
		if err != nil {
			return err
		}
		defer resp.Body.Close()
		return xml.NewDecoder(resp.Body).Decode(&h)
	}, backoff.NewExponentialBackOff())
	return h, err
}

// A failure to decode ends the attempts, and nothing follows.
func FeedOnce(c *http.Client, url string) (feed, error) {
	var f feed
	err := backoff.Retry(func() error {
		resp, err := c.Get(url)
		if err != nil {
			return err
		}
		defer resp.Body.Close()
		if err := xml.NewDecoder(resp.Body).Decode(&f); err != nil {
			return backoff.Permanent(err)
		}
		return nil
	}, backoff.NewExponentialBackOff())
	return f, err
}

// Nobody looks at it.
func FeedChecked(c *http.Client, url string) error {
	var f feed
	for range 3 {
		resp, err := c.Get(url)
		if err != nil {
			return err
		}
		err = xml.NewDecoder(resp.Body).Decode(&f)
		resp.Body.Close()
		if err == nil {
			return nil
		}
		time.Sleep(time.Second)
	}
	return nil
}

// Rows that were read before the connection broke are there twice.
func Names(ctx context.Context, db *sqlx.DB) ([]string, error) {
	var names []string
	var err error
	for range 3 {
		if err = db.SelectContext(ctx, &names, "SELECT name FROM t"); err == nil { // want `names keeps what a failed attempt decoded`
			return names, nil
		}
		time.Sleep(time.Second)
	}
	return nil, err
}

// It is emptied first.
func NamesEmptied(ctx context.Context, db *sqlx.DB) ([]string, error) {
	var names []string
	var err error
	for range 3 {
		names = names[:0]
		if err = db.SelectContext(ctx, &names, "SELECT name FROM t"); err == nil {
			return names, nil
		}
		time.Sleep(time.Second)
	}
	return nil, err
}

// One row is replaced.
func Name(ctx context.Context, db *sqlx.DB) (string, error) {
	var name string
	var err error
	for range 3 {
		if err = db.GetContext(ctx, &name, "SELECT name FROM t"); err == nil {
			return name, nil
		}
		time.Sleep(time.Second)
	}
	return "", err
}

// Keys of which the second answer says nothing stay: possible.
func Labels(c *http.Client, url string) (map[string]string, error) {
	var v map[string]string
	err := backoff.Retry(func() error {
		resp, err := c.Get(url)
		if err != nil {
			return err
		}
		defer resp.Body.Close()
		return json.NewDecoder(resp.Body).Decode(&v) // want `v keeps what a failed attempt decoded, and json.Decoder.Decode leaves alone`
	}, backoff.NewExponentialBackOff())
	return v, err
}

// The fields of two answers are the same.
func Status(c *http.Client, url string) (head, error) {
	var v head
	err := backoff.Retry(func() error {
		resp, err := c.Get(url)
		if err != nil {
			return err
		}
		defer resp.Body.Close()
		return json.NewDecoder(resp.Body).Decode(&v)
	}, backoff.NewExponentialBackOff())
	return v, err
}

// Fields that are zero are left out.
func Stored(c *http.Client, url string) (head, error) {
	var v head
	err := backoff.Retry(func() error {
		resp, err := c.Get(url)
		if err != nil {
			return err
		}
		defer resp.Body.Close()
		return gob.NewDecoder(resp.Body).Decode(&v) // want `v keeps what a failed attempt decoded, and gob.Decoder.Decode leaves alone`
	}, backoff.NewExponentialBackOff())
	return v, err
}

// Slices are replaced.
func List(c *http.Client, url string) ([]string, error) {
	var list []string
	err := backoff.Retry(func() error {
		resp, err := c.Get(url)
		if err != nil {
			return err
		}
		defer resp.Body.Close()
		data, err := io.ReadAll(resp.Body)
		if err != nil {
			return err
		}
		return json.Unmarshal(data, &list)
	}, backoff.NewExponentialBackOff())
	return list, err
}
