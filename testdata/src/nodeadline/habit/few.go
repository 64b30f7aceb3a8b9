package habit

import "net/http"

// Three are told one by one.
func first(url string) error {
	resp, err := http.Get(url) // want `http.Get has no deadline and waits`
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

func second(url string) error {
	resp, err := http.Get(url) // want `http.Get has no deadline and waits`
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

func third(url string) error {
	resp, err := http.Head(url) // want `http.Head has no deadline and waits`
	if err != nil {
		return err
	}
	return resp.Body.Close()
}
