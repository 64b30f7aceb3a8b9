// Package parts has servers that lie within other objects, and are made by no literal.
package parts

import (
	"flag"
	"net"
	"net/http"
	"time"
)

// API keeps its server by value.
type API struct{ srv http.Server }

func (a *API) Run(h http.Handler) error {
	a.srv.Addr = ":80"
	a.srv.Handler = h
	return a.srv.ListenAndServe() // want `http.Server has no ReadHeaderTimeout`
}

// Limited is limited elsewhere.
type Limited struct{ srv http.Server }

func (l *Limited) limit() { l.srv.ReadHeaderTimeout = time.Second }

func (l *Limited) Run(h http.Handler) error {
	l.srv.Addr = ":80"
	l.srv.Handler = h
	return l.srv.ListenAndServe()
}

// Made gets its server as a literal.
type Made struct{ srv http.Server }

func NewMade(h http.Handler) *Made {
	return &Made{srv: http.Server{Addr: ":80", Handler: h}} // want `http.Server has no ReadHeaderTimeout`
}

func (m *Made) Run() error { return m.srv.ListenAndServe() }

// Lent is changed by others.
type Lent struct{ srv http.Server }

func (l *Lent) Run(h http.Handler, change func(*http.Server)) error {
	l.srv.Addr = ":80"
	l.srv.Handler = h
	change(&l.srv)
	return l.srv.ListenAndServe()
}

// Embedded can be limited by whoever has it.
type Embedded struct{ http.Server }

func Run(h http.Handler) error {
	l := &Embedded{}
	l.Addr = ":80"
	l.Handler = h
	return l.ListenAndServe()
}

// Flagged asks the command line.
type Flagged struct{ srv http.Server }

func (f *Flagged) Run(h http.Handler, flags *flag.FlagSet) error {
	flags.DurationVar(&f.srv.ReadHeaderTimeout, "header-timeout", time.Second, "")
	f.srv.Addr = ":80"
	f.srv.Handler = h
	return f.srv.ListenAndServe()
}

// Twice is served on two listeners.
type Twice struct{ srv http.Server }

func (t *Twice) Run(h http.Handler, a, b net.Listener) error {
	t.srv.Handler = h
	go t.srv.Serve(a) // want `http.Server has no ReadHeaderTimeout`
	return t.srv.Serve(b)
}

// Home answers this machine alone.
type Home struct{ srv http.Server }

func (s *Home) Run(h http.Handler) error {
	s.srv.Addr = "localhost:80"
	s.srv.Handler = h
	return s.srv.ListenAndServe() // want `http.Server has no ReadHeaderTimeout`
}
