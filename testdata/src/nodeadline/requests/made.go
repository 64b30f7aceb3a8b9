package requests

import (
	"context"
	"net/http"
	"time"
)

func clone(url string) {
	req, _ := http.NewRequest("GET", url, nil)
	http.DefaultClient.Do(req.Clone(context.Background())) // want `http.Client.Do has no deadline`
}

func cloneDeadline(url string) {
	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	req, _ := http.NewRequest("GET", url, nil)
	http.DefaultClient.Do(req.Clone(ctx))
}

func literal() {
	http.DefaultClient.Do(&http.Request{Method: "GET"}) // want `http.Client.Do has no deadline`
}

func literalWithContext() {
	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	http.DefaultClient.Do((&http.Request{Method: "GET"}).WithContext(ctx))
}

// given is decided by whoever made the request.
func given(req *http.Request) { http.DefaultClient.Do(req) }

func giver(url string) {
	req, _ := http.NewRequest("GET", url, nil)
	given(req) // want `http.Client.Do has no deadline: giver passes http.NewRequest through requests.given; use context.WithTimeout`
}

func giverDeadline(url string) {
	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	req, _ := http.NewRequestWithContext(ctx, "GET", url, nil)
	given(req)
}

func made(url string) *http.Request {
	req, err := http.NewRequest("GET", url, nil)
	if err != nil {
		return nil
	}
	return req
}

func makes(url string) (*http.Request, error) {
	req, err := http.NewRequest("GET", url, nil)
	if err != nil {
		return nil, err
	}
	req.Header.Set("Accept", "text/plain")
	return req, nil
}

func useMakesDeadline(ctx context.Context, url string) {
	ctx, cancel := context.WithTimeout(ctx, time.Second)
	defer cancel()
	req, err := makes(url)
	if err != nil {
		return
	}
	http.DefaultClient.Do(req.WithContext(ctx))
}

func simply(url string) *http.Request {
	req, _ := http.NewRequest("GET", url, nil)
	return req
}

func useSimply(url string) {
	http.DefaultClient.Do(simply(url)) // want `http.Client.Do has no deadline`
}

func useMadeDeadline(url string) {
	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	http.DefaultClient.Do(made(url).WithContext(ctx))
}

// A request that is made and never sent crosses nothing.
func unsent(url string) *http.Request {
	req, _ := http.NewRequest("GET", url, nil)
	return req
}

func roundTripDeadline(url string) {
	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	req, _ := http.NewRequestWithContext(ctx, "GET", url, nil)
	http.DefaultTransport.RoundTrip(req)
}
