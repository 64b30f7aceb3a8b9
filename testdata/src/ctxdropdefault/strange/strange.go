// Package strange has contexts that end with each other, flags that decide about themselves, and
// requests by another name.
package strange

import (
	"context"
	"net/http"
	"time"
)

var client = &http.Client{Timeout: time.Second}

func post(ctx context.Context, url string) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, url, nil)
	if err != nil {
		return err
	}
	resp, err := client.Do(req)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

func Both(parent context.Context, url string) error {
	one, stopOne := context.WithCancel(parent)
	two, stopTwo := context.WithCancel(parent)
	defer stopOne()
	defer stopTwo()
	context.AfterFunc(one, stopTwo)
	context.AfterFunc(two, stopOne)
	if err := post(one, url); err != nil {
		return err
	}
	return post(two, url)
}

func Itself(parent context.Context, url string) error {
	ctx, cancel := context.WithTimeout(parent, time.Second)
	context.AfterFunc(ctx, cancel)
	return post(ctx, url)
}

func Flag(ctx context.Context, url string, note func()) error {
	seen := false
	for {
		old := seen
		if old {
			note()
		}
		seen = true
		if old {
			continue
		}
		return post(context.Background(), url) // want `http.Client.Do through strange.post does not get ctx`
	}
}

type Req = *http.Request

func Handle(w http.ResponseWriter, r Req) {
	post(context.Background(), r.URL.Path)
}
