// Package placed has servers that are values: their limits are set in the variable.
package placed

import (
	"fmt"
	"net/http"
	"time"
)

func Late(h http.Handler) error {
	s := http.Server{Addr: ":80", Handler: h}
	s.ReadHeaderTimeout = 5 * time.Second
	return s.ListenAndServe()
}

func Idle(h http.Handler) error {
	s := http.Server{Addr: ":80", Handler: h} // want `http.Server has no ReadHeaderTimeout`
	s.IdleTimeout = 5 * time.Second
	return s.ListenAndServe()
}

func ByPointer(h http.Handler) error {
	var s http.Server
	s = http.Server{Addr: ":80", Handler: h}
	p := &s
	p.ReadHeaderTimeout = 5 * time.Second
	return s.ListenAndServe()
}

type hello struct{}

func (hello) ServeHTTP(w http.ResponseWriter, r *http.Request) { fmt.Fprintln(w, r.URL) }

var (
	tuned = http.Server{Addr: ":80", Handler: hello{}}
	plain = http.Server{Addr: ":81", Handler: hello{}} // want `http.Server has no ReadHeaderTimeout`
)

func init() {
	tuned.ReadHeaderTimeout = 5 * time.Second
	plain.IdleTimeout = 5 * time.Second
}

func Serve() error {
	go plain.ListenAndServe()
	return tuned.ListenAndServe()
}

// One of several, each limited in turn.
type App struct{ web, api *http.Server }

func New(h http.Handler) *App {
	a := &App{
		web: &http.Server{Addr: ":80", Handler: h},
		api: &http.Server{Addr: ":81", Handler: h}, // want `http.Server has no ReadHeaderTimeout`
	}
	for _, s := range []*http.Server{a.web} {
		s.ReadHeaderTimeout = 5 * time.Second
	}
	return a
}

func (a *App) Run() error {
	go a.api.ListenAndServe()
	return a.web.ListenAndServe()
}

func limited(s *http.Server) { s.ReadHeaderTimeout = time.Second }

func shown(s *http.Server) { fmt.Println(s.Addr) }

func each(f func(*http.Server), list ...*http.Server) {
	for _, s := range list {
		f(s)
	}
}

func ByFunction(h http.Handler) error {
	s := &http.Server{Addr: ":80", Handler: h}
	each(limited, s)
	return s.ListenAndServe()
}

func ByName(h http.Handler) error {
	s := &http.Server{Addr: ":80", Handler: h} // want `http.Server has no ReadHeaderTimeout`
	shown(s)
	return s.ListenAndServe()
}

// A chain that is made in a loop is made of itself, too.
func Chain(prefixes ...string) error {
	var h http.Handler = http.FileServer(http.Dir("."))
	for _, p := range prefixes {
		h = http.StripPrefix(p, h)
	}
	return (&http.Server{Addr: ":80", Handler: h}).ListenAndServe() // want `http.Server has no ReadHeaderTimeout`
}
