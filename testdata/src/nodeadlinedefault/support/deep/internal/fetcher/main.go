// The program fetches what its parent embeds, when that is generated.
package main

import "net/http"

func main() {
	for {
		get("http://seats.example")
	}
}

func get(url string) (*http.Response, error) { return http.Get(url) }
