package resamples

import "net/http"

func Seats() (*http.Response, error) {
	return http.Get("http://seats.example") // want `http.Get has no deadline`
}
