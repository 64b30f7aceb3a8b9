package support

import "net/http"

func OldSeats(url string) (*http.Response, error) { return http.Get(url) }
