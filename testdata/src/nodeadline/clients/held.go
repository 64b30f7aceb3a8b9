package clients

import (
	"context"
	"net/http"
	"time"
)

// Clients that are not called by their name: embedded, behind an interface, as a value.

// session embeds its client, which nobody gives a limit.
type session struct {
	http.Client
	base string
}

func newSession(base string) *session { return &session{base: base} }

func (s *session) load() { s.Get(s.base) } // want `http.Client.Get has no deadline and waits for ever for a peer that never answers; use a Timeout on the client`

// timedSession sets the limit of the embedded client in its constructor.
type timedSession struct {
	http.Client
	base string
}

func newTimedSession(base string) *timedSession {
	s := &timedSession{base: base}
	s.Timeout = time.Second
	return s
}

func (s *timedSession) load() { s.Get(s.base) }

// OpenSession is for others to fill in.
type OpenSession struct {
	http.Client
	base string
}

func (s *OpenSession) load() { s.Get(s.base) }

// pointedSession hands the address of its client to a function that may set a limit.
type pointedSession struct {
	client http.Client
	base   string
}

func limit(c *http.Client) { c.Timeout = time.Second }

func newPointedSession(base string) *pointedSession {
	s := &pointedSession{base: base}
	limit(&s.client)
	return s
}

func (s *pointedSession) load() { s.client.Get(s.base) }

func embeddedInLocal(url string) {
	var s struct{ client http.Client }
	s.client.Get(url) // want `http.Client.Get has no deadline`
}

func embeddedInLocalLimited(url string) {
	var s struct{ client http.Client }
	s.client.Timeout = time.Second
	s.client.Get(url)
}

// Method values and functions in variables.

func methodValue(url string) {
	c := &http.Client{} // want `http.Client has no Timeout, and http.Client.Do in methodValue`
	req, _ := http.NewRequest("GET", url, nil)
	do := c.Do
	do(req)
}

func methodValueLimited(url string) {
	c := &http.Client{Timeout: time.Second}
	req, _ := http.NewRequest("GET", url, nil)
	do := c.Do
	do(req)
}

func methodValueDeadline(url string) {
	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	c := &http.Client{}
	req, _ := http.NewRequestWithContext(ctx, "GET", url, nil)
	do := c.Do
	do(req)
}

func methodExpression(url string) {
	c := &http.Client{} // want `http.Client has no Timeout, and http.Client.Get in methodExpression`
	get := (*http.Client).Get
	get(c, url)
}

// httpGet is a variable for the sake of tests.
var httpGet = http.Get

func getByVariable(url string) {
	httpGet(url) // want `http.Get has no deadline`
}

// HTTPGet is there for others to replace.
var HTTPGet = http.Get

func getByExportedVariable(url string) { HTTPGet(url) }

var getLimited = (&http.Client{Timeout: time.Second}).Get

func getByLimitedVariable(url string) { getLimited(url) }

// Interfaces of which one client is known to stand behind.

type doer interface {
	Do(*http.Request) (*http.Response, error)
}

type behind struct{ client doer }

func newBehind() *behind {
	return &behind{client: &http.Client{}} // want `http.Client has no Timeout, and http.Client.Do in behind.load`
}

func (b *behind) load(url string) {
	req, _ := http.NewRequest("GET", url, nil)
	b.client.Do(req)
}

type behindLimited struct{ client doer }

func newBehindLimited() *behindLimited {
	return &behindLimited{client: &http.Client{Timeout: time.Second}}
}

func (b *behindLimited) load(url string) {
	req, _ := http.NewRequest("GET", url, nil)
	b.client.Do(req)
}

// behindAny is given its client: it may be anything.
type behindAny struct{ client doer }

// NewBehindAny is for others to call.
func NewBehindAny(d doer) *behindAny {
	if d == nil {
		d = &http.Client{}
	}
	return &behindAny{client: d}
}

func (b *behindAny) load(url string) {
	req, _ := http.NewRequest("GET", url, nil)
	b.client.Do(req)
}

// A type with value methods, behind an interface: told where it goes out.

type fetcher interface{ fetch(url string) }

type plainFetcher struct{}

func (plainFetcher) fetch(url string) {
	http.Get(url) // want `http.Get has no deadline`
}

func fetchThrough(url string) {
	var f fetcher = plainFetcher{}
	f.fetch(url)
}
