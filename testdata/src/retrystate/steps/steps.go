// Package steps takes several steps in each attempt, by a loop of their own.
package steps

import (
	"net/http"
	"time"
)

func page(c *http.Client, url string) ([]string, error) {
	resp, err := c.Get(url)
	if err != nil {
		return nil, err
	}
	return []string{resp.Status}, resp.Body.Close()
}

// All keeps the pages that came before the one that failed.
func All(c *http.Client, urls []string) ([]string, error) {
	var got []string
	var err error
	for range 3 {
		for _, url := range urls {
			var l []string
			if l, err = page(c, url); err != nil {
				break
			}
			got = append(got, l...) // want `got keeps what a failed attempt appended, so the retry loop of All leaves it there twice`
		}
		if err == nil {
			return got, nil
		}
		time.Sleep(time.Second)
	}
	return nil, err
}

// AllAnew begins anew.
func AllAnew(c *http.Client, urls []string) ([]string, error) {
	var err error
	for range 3 {
		var got []string
		for _, url := range urls {
			var l []string
			if l, err = page(c, url); err != nil {
				break
			}
			got = append(got, l...)
		}
		if err == nil {
			return got, nil
		}
		time.Sleep(time.Second)
	}
	return nil, err
}

// Each goes on with the next batch, whatever became of this one.
func Each(c *http.Client, batches [][]string) []string {
	var got []string
	for _, urls := range batches {
		var err error
		for _, url := range urls {
			var l []string
			if l, err = page(c, url); err != nil {
				break
			}
			got = append(got, l...)
		}
		if err != nil {
			time.Sleep(time.Second)
		}
	}
	return got
}
