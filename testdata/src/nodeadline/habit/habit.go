// Package habit sends everything through the default client.
package habit

import "net/http"

func send(method, url string) error {
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

func get(url string) error {
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

func head(url string) error {
	resp, err := http.Head(url)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

func post(url string) error {
	resp, err := http.Post(url, "text/plain", nil)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

func getAll(urls []string) error {
	for _, url := range urls {
		resp, err := http.DefaultClient.Get(url)
		if err != nil {
			return err
		}
		resp.Body.Close()
	}
	return nil
}

func headAll(urls []string) error {
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

func getOwn(url string) error {
	resp, err := own.Get(url)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}
