// The program serves others, whatever it is called.
package main

import "net/http"

func main() {
	http.ListenAndServe(":80", http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { get("http://seats.example") }))
}

func get(url string) (*http.Response, error) {
	return http.Get(url) // want `http.Get has no deadline`
}
