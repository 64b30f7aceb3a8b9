// Package tuning sets limits on what it is given, or looks at it.
package tuning

import (
	"fmt"
	"net/http"
	"time"
)

func Harden(c *http.Client) { c.Timeout = 10 * time.Second }

func Deep(c *http.Client) { Harden(c) }

func Show(c *http.Client) { fmt.Println(c.Jar != nil) }

func Fetch(c *http.Client, url string) error {
	req, err := http.NewRequest(http.MethodGet, url, nil)
	if err != nil {
		return err
	}
	_ = req
	return nil
}

type Tune func(*http.Client)

func Apply(c *http.Client, list ...Tune) {
	for _, tune := range list {
		tune(c)
	}
}

func All(list ...*http.Client) {
	for _, c := range list {
		c.Timeout = time.Second
	}
}

// App is filled in by those who use it.
type App struct{ HTTP *http.Client }

func (a *App) Init() { a.HTTP.Timeout = time.Second }
