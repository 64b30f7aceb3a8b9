package seats

import "net/http"

func Seats() (*http.Response, error) { return http.Get("http://seats.example") }
