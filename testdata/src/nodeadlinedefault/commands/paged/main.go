// A program that goes through all pages of an answer, and ends.
package main

import (
	"encoding/json"
	"fmt"
	"net/http"
	"os"
)

func main() {
	pages, err := startAll(os.Args[1])
	if err != nil {
		os.Exit(1)
	}
	fmt.Println(len(pages))
}

type page struct{ Next string }

func startAll(url string) (pages []page, err error) {
	for {
		resp, err := http.Get(url)
		if err != nil {
			return nil, err
		}
		var p page
		err = json.NewDecoder(resp.Body).Decode(&p)
		resp.Body.Close()
		if err != nil {
			return nil, err
		}
		pages = append(pages, p)
		if p.Next == "" {
			break
		}
		url = p.Next
	}
	return pages, nil
}
