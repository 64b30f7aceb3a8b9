// The program shows what others send.
package main

import "net/http"

func main() {
	for {
		get("http://seats.example")
	}
}

func get(url string) (*http.Response, error) { return http.Get(url) }
