package support

import "net/http"

func MockSeats(url string) (*http.Response, error) { return http.Get(url) }
