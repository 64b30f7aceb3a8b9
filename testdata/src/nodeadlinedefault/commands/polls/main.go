// A program that looks again and again, until it cannot.
package main

import (
	"net/http"
	"os"
	"time"
)

func main() {
	if look(os.Args[1]) != nil {
		os.Exit(1)
	}
}

func look(url string) error {
	for {
		resp, err := http.Get(url) // want `http.Get has no deadline`
		if err != nil {
			return err
		}
		resp.Body.Close()
		time.Sleep(time.Minute)
	}
}
