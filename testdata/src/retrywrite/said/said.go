// Package said repeats writes of which comments tell whether that is harmless.
package said

import (
	"net/http"
	"time"

	"retrywrite/said/orders"
)

func charge(url string) (err error) {
	for range 3 {
		if err = orders.Charge(url); err == nil {
			return nil
		}
		time.Sleep(time.Second)
	}
	return err
}

func order(url string) (err error) {
	for range 3 {
		if err = orders.Order(url); err == nil { // want `repeats http.Post`
			return nil
		}
		time.Sleep(time.Second)
	}
	return err
}

// all repeats by itself what is harmless to repeat.
//
//distvet:idempotent the list is a set at the other end
func all(url string) (err error) {
	for range 3 {
		var resp *http.Response
		if resp, err = http.Post(url, "application/json", nil); err == nil {
			return resp.Body.Close()
		}
		time.Sleep(time.Second)
	}
	return err
}
