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

// behindAny is given its client, which may be anything, or falls back on one.
type behindAny struct{ client doer }

// NewBehindAny is for others to call.
func NewBehindAny(d doer) *behindAny {
	if d == nil {
		d = &http.Client{} // want `http.Client has no Timeout and is used where no other is given`
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

// A default that nobody has to accept, and that has no limit.

// Feed is told which client to use, or not.
type Feed struct{ client *http.Client }

// Option changes a feed.
type Option func(*Feed)

// WithClient sets the client.
func WithClient(c *http.Client) Option { return func(f *Feed) { f.client = c } }

// NewFeed makes a feed.
func NewFeed(opts ...Option) *Feed {
	f := &Feed{client: &http.Client{}} // want `http.Client has no Timeout and is used where no other is given, and http.Client.Get in Feed.Load has no deadline either`
	for _, o := range opts {
		o(f)
	}
	return f
}

// Load waits for the client's limit.
func (f *Feed) Load(url string) { f.client.Get(url) }

// LimitedFeed has a default with a limit.
type LimitedFeed struct{ client *http.Client }

// NewLimitedFeed makes a feed.
func NewLimitedFeed(c *http.Client) *LimitedFeed {
	if c == nil {
		c = &http.Client{Timeout: time.Second}
	}
	return &LimitedFeed{client: c}
}

// Load waits for the client's limit.
func (f *LimitedFeed) Load(url string) { f.client.Get(url) }

// CallerFeed leaves the limit to who calls.
type CallerFeed struct{ client *http.Client }

// NewCallerFeed makes a feed.
func NewCallerFeed(c *http.Client) *CallerFeed {
	if c == nil {
		c = &http.Client{}
	}
	return &CallerFeed{client: c}
}

// Load waits for the client's limit or that of ctx.
func (f *CallerFeed) Load(ctx context.Context, url string) {
	req, _ := http.NewRequestWithContext(ctx, "GET", url, nil)
	f.client.Do(req)
}

// NilFeed has a default made where it finds none.
type NilFeed struct{ client *http.Client }

// NewNilFeed makes a feed.
func NewNilFeed(c *http.Client) *NilFeed {
	if c == nil {
		c = &http.Client{} // want `http.Client has no Timeout and is used where no other is given, and http.Client.Do in NilFeed.Load`
	}
	return &NilFeed{client: c}
}

// Load has no deadline of its own.
func (f *NilFeed) Load(url string) {
	req, _ := http.NewRequest("GET", url, nil)
	f.client.Do(req)
}
