// The program serves others, wherever it lies.
package main

import "net/http"

func main() {
	for {
		get("http://seats.example")
	}
}

func get(url string) (*http.Response, error) {
	return http.Get(url) // want `http.Get has no deadline`
}
