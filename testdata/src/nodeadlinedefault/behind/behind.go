// Package behind has calls through an interface of a library behind which stand the package's own
// types, and others.
package behind

import "net/http"

// canned answers without asking anybody.
type canned struct{}

func (canned) RoundTrip(*http.Request) (*http.Response, error) {
	return &http.Response{StatusCode: http.StatusNoContent}, nil
}

func ask(rt http.RoundTripper, url string) (*http.Response, error) {
	req, err := http.NewRequest(http.MethodGet, url, nil)
	if err != nil {
		return nil, err
	}
	return rt.RoundTrip(req)
}

func Ask(url string) (*http.Response, error) { return ask(canned{}, url) }

func askThem(rt http.RoundTripper, url string) (*http.Response, error) {
	req, err := http.NewRequest(http.MethodGet, url, nil)
	if err != nil {
		return nil, err
	}
	return rt.RoundTrip(req)
}

func AskThem(url string) (*http.Response, error) { return askThem(http.DefaultTransport, url) } // want `http.RoundTripper.RoundTrip has no deadline`

func askEither(rt http.RoundTripper, url string) (*http.Response, error) {
	req, err := http.NewRequest(http.MethodGet, url, nil)
	if err != nil {
		return nil, err
	}
	return rt.RoundTrip(req)
}

func AskCanned(url string) (*http.Response, error) { return askEither(canned{}, url) }

func AskEither(url string) (*http.Response, error) { return askEither(http.DefaultTransport, url) } // want `http.RoundTripper.RoundTrip has no deadline`
