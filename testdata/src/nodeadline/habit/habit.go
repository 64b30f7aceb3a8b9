// Package habit sends everything through the default client.
package habit

import "net/http"

// Nobody calls it: it does not stand for the others.
func old(url string) error {
	resp, err := http.Get(url) // want `http.Get has no deadline and waits`
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

// Deprecated: use Send.
func Old(url string) error {
	resp, err := http.Get(url) // want `http.Get has no deadline and waits`
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

func Send(method, url string) error {
	req, err := http.NewRequest(method, url, nil)
	if err != nil {
		return err
	}
	resp, err := http.DefaultClient.Do(req) // want `http.Client.Do has no deadline, like other HTTP calls of this file: it gets http.NewRequest`
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

func Get(url string) error {
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

func Head(url string) error {
	resp, err := http.Head(url)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

func Post(url string) error {
	resp, err := http.Post(url, "text/plain", nil)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

func GetAll(urls []string) error {
	for _, url := range urls {
		resp, err := http.DefaultClient.Get(url)
		if err != nil {
			return err
		}
		resp.Body.Close()
	}
	return nil
}

func HeadAll(urls []string) error {
	for _, url := range urls {
		resp, err := http.DefaultClient.Head(url)
		if err != nil {
			return err
		}
		resp.Body.Close()
	}
	return nil
}

// A client of its own is another place to mend.
var own = &http.Client{} // want `http.Client has no Timeout`

func GetOwn(url string) error {
	resp, err := own.Get(url)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}
