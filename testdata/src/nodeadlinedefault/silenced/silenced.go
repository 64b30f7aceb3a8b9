// Package silenced has lines on which other linters are told to be quiet.
package silenced

import "net/http"

// What gosec says of a request is whose address it goes to.

func Configured(url string) (*http.Response, error) {
	return http.Get(url) /* want `http.Get has no deadline` */ //nolint:gosec // the address is our own
}

func ConfiguredToo(url string) (*http.Response, error) {
	return http.Get(url) /* want `http.Get has no deadline` */ // #nosec G107
}

// Somebody has looked at contexts there.

func Judged(url string) (*http.Response, error) {
	return http.Get(url) //nolint:noctx // a redirect at most
}

func JudgedToo(url string) (*http.Response, error) {
	return http.Get(url) //nolint:noctx,gosec
}

func JudgedApart(url string) (*http.Response, error) {
	return http.Get(url) // nolint: gosec, noctx
}

func JudgedOther(url string) (*http.Response, error) {
	return http.Get(url) /* want `http.Get has no deadline` */ // nolint: gosec // not noctx
}

// noctx speaks of the request, where it is made.
func Asked(c *http.Client, url string) (*http.Response, error) {
	req, err := http.NewRequest("GET", url, nil) //nolint:noctx // the page is small
	if err != nil {
		return nil, err
	}
	return http.DefaultClient.Do(req)
}

func AskedAnyway(c *http.Client, url string) (*http.Response, error) {
	req, err := http.NewRequest("GET", url, nil) //nolint:gosec // the address is our own
	if err != nil {
		return nil, err
	}
	return http.DefaultClient.Do(req) // want `http.Client.Do has no deadline`
}
