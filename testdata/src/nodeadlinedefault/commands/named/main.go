// A program that tells its commands apart by itself.
package main

import (
	"net/http"
	"os"
)

var commands = map[string]func(url string) error{"show": cmdShow, "list": listCommand, "fetch": fetch, "wait": cmdWait, "serve": cmdServe}

func main() {
	if run := commands[os.Args[1]]; run != nil && run(os.Args[2]) != nil {
		os.Exit(1)
	}
}

func cmdShow(url string) error { return get(url) }

func get(url string) error {
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

func listCommand(url string) error {
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

func fetch(url string) error {
	resp, err := http.Get(url) // want `http.Get has no deadline`
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

// It asks for as long as it runs.
func cmdWait(url string) error {
	for {
		resp, err := http.Get(url) // want `http.Get has no deadline`
		if err == nil {
			return resp.Body.Close()
		}
	}
}

func cmdServe(addr string) error { return http.ListenAndServe(addr, nil) }
