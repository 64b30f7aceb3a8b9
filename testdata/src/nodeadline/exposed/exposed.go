// Package exposed makes objects whose fields are set where no store to them tells: by options,
// decoders, flags and other packages. Beside each is one whose address goes nowhere of the kind.
package exposed

import (
	"encoding/json"
	"flag"
	"fmt"
	"net/http"
	"time"

	"nodeadline/exposed/settings"
)

func get(c *http.Client, url string) error {
	resp, err := c.Get(url)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

type options struct{ Timeout time.Duration }

type Option func(*options)

func WithTimeout(d time.Duration) Option { return func(o *options) { o.Timeout = d } }

func byOptions(url string, opts ...Option) error {
	o := options{}
	for _, opt := range opts {
		opt(&o)
	}
	return get(&http.Client{Timeout: o.Timeout}, url)
}

func withoutOptions(url string, opts ...Option) error {
	o := options{}
	for range opts {
		url += "/"
	}
	return get(&http.Client{Timeout: o.Timeout}, url) // want `http.Client has no Timeout`
}

// What the options were applied to is returned as a value and read by another function.
func applied(opts ...Option) options {
	o := options{}
	for _, opt := range opts {
		opt(&o)
	}
	return o
}

func byApplied(url string, opts ...Option) error {
	return get(&http.Client{Timeout: applied(opts...).Timeout}, url)
}

type knobs struct{ Timeout time.Duration }

type knob interface{ turn(*knobs) }

type limit time.Duration

func (l limit) turn(k *knobs) { k.Timeout = time.Duration(l) }

func byKnobs(url string, list ...knob) error {
	k := &knobs{}
	for _, one := range list {
		one.turn(k)
	}
	return get(&http.Client{Timeout: k.Timeout}, url)
}

type config struct {
	Name    string
	Timeout time.Duration
}

func byDecoder(data []byte, url string) error {
	var c config
	if err := json.Unmarshal(data, &c); err != nil {
		return err
	}
	return get(&http.Client{Timeout: c.Timeout}, url)
}

func printed(url string) error {
	var c config
	fmt.Println(&c)
	return get(&http.Client{Timeout: c.Timeout}, url) // want `http.Client has no Timeout`
}

// A method that decodes, and one that only looks.
type file struct{ Timeout time.Duration }

func (f *file) read(data []byte) error { return json.Unmarshal(data, f) }

func (f *file) name() string { return fmt.Sprint(f.Timeout) }

func byMethod(data []byte, url string) error {
	var f file
	if err := f.read(data); err != nil {
		return err
	}
	return get(&http.Client{Timeout: f.Timeout}, url)
}

func named(url string) error {
	var f file
	return get(&http.Client{Timeout: f.Timeout}, url+f.name()) // want `http.Client has no Timeout`
}

// Reflection sets what is exported.
type private struct {
	name    string
	timeout time.Duration
}

func unexported(data []byte, url string) error {
	var p private
	if err := json.Unmarshal(data, &p); err != nil {
		return err
	}
	return get(&http.Client{Timeout: p.timeout}, url+p.name) // want `http.Client has no Timeout`
}

type flags struct {
	name    string
	timeout time.Duration
}

func byFlag(args []string, url string) error {
	var f flags
	set := flag.NewFlagSet("exposed", flag.ContinueOnError)
	set.DurationVar(&f.timeout, "timeout", 0, "")
	if err := set.Parse(args); err != nil {
		return err
	}
	return get(&http.Client{Timeout: f.timeout}, url)
}

type others struct {
	name    string
	timeout time.Duration
}

func byOtherFlag(args []string, url string) error {
	var f others
	set := flag.NewFlagSet("exposed", flag.ContinueOnError)
	set.StringVar(&f.name, "name", "", "")
	if err := set.Parse(args); err != nil {
		return err
	}
	return get(&http.Client{Timeout: f.timeout}, url+f.name) // want `http.Client has no Timeout`
}

func byDefault(url string) error {
	var h settings.HTTP
	h.Default()
	return get(&http.Client{Timeout: h.Timeout}, url)
}

func byCompletion(url string) error {
	var h settings.HTTP
	settings.Complete(&h)
	return get(&http.Client{Timeout: h.Timeout}, url)
}

func untouched(url string) error {
	var h settings.HTTP
	return get(&http.Client{Timeout: h.Timeout}, url) // want `http.Client has no Timeout`
}

// What is sent may be set by whoever receives it.
func bySend(ch chan<- *knobs, done <-chan bool, url string) error {
	k := &knobs{}
	ch <- k
	<-done
	return get(&http.Client{Timeout: k.Timeout}, url)
}

// A closure that is called here, and one whose variable goes to an option.
func byClosure(url string, opt Option) error {
	o := options{}
	apply := func() { opt(&o) }
	apply()
	return get(&http.Client{Timeout: o.Timeout}, url)
}

func byBareClosure(url string) error {
	o := options{}
	show := func() { fmt.Println(o.Timeout) }
	show()
	return get(&http.Client{Timeout: o.Timeout}, url) // want `http.Client has no Timeout`
}

// One of two objects goes to the option.
func byEither(url string, slow bool, opt Option) error {
	o := &options{}
	other := &options{}
	either := o
	if slow {
		either = other
	}
	opt(either)
	return get(&http.Client{Timeout: o.Timeout}, url)
}

// The object is kept in a field, and given to the options from there.
type handler struct{ options *kept }

type kept struct{ Timeout time.Duration }

type Keep func(*kept)

func Within(d time.Duration) Keep { return func(k *kept) { k.Timeout = d } }

func (h *handler) init(list ...Keep) {
	h.options = &kept{}
	for _, opt := range list {
		opt(h.options)
	}
}

func (h *handler) get(url string) error {
	return get(&http.Client{Timeout: h.options.Timeout}, url)
}

// The same without options.
type plain struct{ options *bare }

type bare struct{ Timeout time.Duration }

func (p *plain) init(list ...Keep) {
	p.options = &bare{}
	for range list {
		fmt.Println(p.options)
	}
}

func (p *plain) get(url string) error {
	return get(&http.Client{Timeout: p.options.Timeout}, url) // want `http.Client has no Timeout`
}
