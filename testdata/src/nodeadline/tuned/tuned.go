// Package tuned has clients that other functions and packages limit, each beside one that they only
// look at.
package tuned

import (
	"net/http"
	"time"

	"nodeadline/exposed/tuning"
)

func get(c *http.Client, url string) error {
	resp, err := c.Get(url)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

func hardened(url string) error {
	c := &http.Client{}
	tuning.Harden(c)
	return get(c, url)
}

func deep(url string) error {
	c := &http.Client{}
	tuning.Deep(c)
	return get(c, url)
}

func shown(url string) error {
	c := &http.Client{} // want `http.Client has no Timeout`
	tuning.Show(c)
	return get(c, url)
}

func applied(url string, tune tuning.Tune) error {
	c := &http.Client{}
	tuning.Apply(c, tune)
	return get(c, url)
}

func all(url string) error {
	c := &http.Client{}
	tuning.All(c)
	return get(c, url)
}

func filled(url string) error {
	a := &tuning.App{HTTP: &http.Client{}}
	a.Init()
	return get(a.HTTP, url)
}

type limits struct{ d time.Duration }

func (l limits) on(c *http.Client) { c.Timeout = l.d }

func byMethod(url string) error {
	c := &http.Client{}
	set := limits{time.Second}.on
	set(c)
	return get(c, url)
}

func listed(url string) error {
	list := []*http.Client{{}, {}}
	for _, c := range list {
		c.Timeout = time.Second
	}
	resp, err := list[0].Get(url)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

func jarred(url string, jar http.CookieJar) error {
	list := []*http.Client{{}, {}} // want `http.Client has no Timeout, and http.Client.Get in jarred has no deadline`
	for _, c := range list {
		c.Jar = jar
	}
	resp, err := list[0].Get(url)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

var one, other = &http.Client{}, &http.Client{}

func each(f func(*http.Client), list ...*http.Client) {
	for _, c := range list {
		f(c)
	}
}

func init() { each(func(c *http.Client) { c.Timeout = time.Second }, one, other) }

func byOne(url string) error { return get(one, url) }
