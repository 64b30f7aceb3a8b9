package app

import "net/http"

func Show(url string) (*http.Response, error) { return http.Get(url) }
