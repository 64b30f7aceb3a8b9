// A program that tells its commands apart by itself.
package main

import (
	"errors"
	"net/http"
	"os"
)

var commands = map[string]func(url string) error{"show": cmdShow, "list": commandList, "fetch": fetch, "wait": cmdWait, "serve": cmdServe}

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

func commandList(url string) error {
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

// What it serves is asked again and again.
func cmdServe(addr string) error {
	return http.ListenAndServe(addr, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if err := errors.Join(fetchFor(r.URL.Path), bot{}.cmdSay(r.URL.Path)); err != nil {
			http.Error(w, err.Error(), http.StatusBadGateway)
		}
	}))
}

func fetchFor(url string) error {
	resp, err := http.Get(url) // want `http.Get has no deadline`
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

// A bot is told what to do.
type bot struct{}

func (bot) cmdSay(url string) error {
	resp, err := http.Get(url) // want `http.Get has no deadline`
	if err != nil {
		return err
	}
	return resp.Body.Close()
}
