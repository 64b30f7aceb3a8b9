// Package clients holds HTTP clients made in every way, each with its neighbours that end.
package clients

import (
	"net"
	"net/http"
	"time"

	"nodeadline/clients/factory"
)

func defaultClient(url string) {
	http.DefaultClient.Get(url) // want `http.Client.Get has no deadline`
}

func defaultClientInLocal(url string) {
	c := http.DefaultClient
	c.Get(url) // want `http.Client.Get has no deadline`
}

func twiceInOneFunction(u string) {
	http.Get(u) // want `http.Get has no deadline`
	http.Get(u) // the same cause: one edit mends both
}

func notCalled() func(string) (*http.Response, error) { return http.Get }

func localServer() { http.NewRequest("GET", "http://x", nil) }

// A literal, new, and a variable.

func literalZero(url string) {
	c := &http.Client{Timeout: 0} // want `http.Client has no Timeout`
	c.Get(url)
}

func literalNegative(url string) {
	c := &http.Client{Timeout: -1} // want `http.Client has no Timeout`
	c.Get(url)
}

func literalValue(url string) {
	c := http.Client{} // want `http.Client has no Timeout`
	c.Get(url)
}

func literalValueLimited(url string) {
	c := http.Client{Timeout: time.Second}
	c.Get(url)
}

func literalWithJar(url string, jar http.CookieJar) {
	c := &http.Client{Jar: jar} // want `http.Client has no Timeout`
	c.Get(url)
}

func newClient(url string) {
	c := new(http.Client) // want `http.Client has no Timeout`
	c.Get(url)
}

func newClientLimited(url string) {
	c := new(http.Client)
	c.Timeout = 10 * time.Second
	c.Get(url)
}

func variable(url string) {
	var c http.Client // want `http.Client has no Timeout`
	c.Get(url)
}

func variableLimited(url string) {
	var c http.Client
	c.Timeout = time.Minute
	c.Get(url)
}

func twoCallsOneClient(url string) {
	c := &http.Client{} // want `http.Client has no Timeout`
	c.Get(url)
	c.Head(url)
}

func limitedLater(url string, slow bool) {
	c := &http.Client{}
	if slow {
		c.Timeout = time.Minute
	} else {
		c.Timeout = time.Second
	}
	c.Get(url)
}

func limitedWhenAsked(url string, d time.Duration) {
	c := &http.Client{}
	if d > 0 {
		c.Timeout = d
	}
	c.Get(url) // whoever asks for no limit may mean it
}

func limitedByArgument(url string, d time.Duration) {
	c := &http.Client{Timeout: d}
	c.Get(url)
}

const settled = 3

func limitedByProduct(url string) {
	c := &http.Client{Timeout: settled * time.Second}
	c.Get(url)
}

// A client may be absurdly patient: its Timeout covers the body, and downloads are long.
func limitedForADay(url string) {
	c := &http.Client{Timeout: 24 * time.Hour}
	c.Get(url)
}

func copiedLimited(url string) {
	c := *http.DefaultClient
	c.Timeout = time.Second
	c.Get(url)
}

// Fields, package variables and constructors.

var shared = &http.Client{} // want `http.Client has no Timeout, and http.Client.Get in useShared has no deadline either: it waits for ever for a peer that never answers; set Timeout`

func useShared(url string)      { shared.Get(url) }
func useSharedAgain(url string) { shared.Head(url) }

var sharedLimited = &http.Client{Timeout: time.Second}

func useSharedLimited(url string) { sharedLimited.Get(url) }

var sharedLater = &http.Client{}

func init() { sharedLater.Timeout = time.Second }

func useSharedLater(url string) { sharedLater.Get(url) }

type held struct {
	client  *http.Client
	limited *http.Client
}

func newHeld() *held {
	h := &held{limited: &http.Client{Timeout: time.Second}}
	h.client = &http.Client{} // want `http.Client has no Timeout, and http.Client.Get in held.get`
	return h
}

func (h *held) get(url string)        { h.client.Get(url) }
func (h *held) getAgain(url string)   { h.client.Get(url) }
func (h *held) getLimited(url string) { h.limited.Get(url) }

// Given is set by others: nothing is known of it.
type Given struct{ Client *http.Client }

func (g *Given) get(url string) { g.Client.Get(url) }

type kept struct{ client *http.Client }

func newKept(c *http.Client) *kept { return &kept{client: c} }

func (k *kept) get(url string) { k.client.Get(url) }

func useKept(url string) {
	newKept(&http.Client{Timeout: time.Second}).get(url)
}

type fallback struct{ client *http.Client }

// NewFallback is exported: others may bring a client with a limit.
func NewFallback(c *http.Client) *fallback {
	if c == nil {
		c = http.DefaultClient
	}
	return &fallback{c}
}

func (f *fallback) get(url string) { f.client.Get(url) }

// Factories, here and elsewhere.

func plain() *http.Client { return &http.Client{} } // want `http.Client has no Timeout, and http.Client.Get in usePlain`

func usePlain(url string) { plain().Get(url) }

func limited() *http.Client { return &http.Client{Timeout: time.Second} }

func useLimited(url string) { limited().Get(url) }

func useFactoryPlain(url string) { factory.Plain().Get(url) } // told where the client is made

func useFactoryLimited(url string) { factory.Limited().Get(url) }

func useFactoryVariable(url string) { factory.Shared.Get(url) }

// Transports. Limits on the phases of an exchange leave the answer without one, but code
// that sets any has thought about it.

func transportPlain(url string) {
	c := &http.Client{Transport: &http.Transport{}} // want `http.Client has no Timeout`
	c.Get(url)
}

func transportDial(url string) {
	c := &http.Client{Transport: &http.Transport{ // want `http.Client has no Timeout`
		DialContext: (&net.Dialer{Timeout: time.Second}).DialContext,
	}}
	c.Get(url)
}

func transportHeader(url string) {
	c := &http.Client{Transport: &http.Transport{ResponseHeaderTimeout: time.Second}}
	c.Get(url)
}

func transportHeaderLater(url string) {
	t := http.DefaultTransport.(*http.Transport).Clone()
	t.ResponseHeaderTimeout = time.Second
	c := &http.Client{Transport: t}
	c.Get(url)
}

func transportCloneLimited(url string) {
	t := http.DefaultTransport.(*http.Transport).Clone()
	c := &http.Client{Transport: t, Timeout: time.Second}
	c.Get(url)
}

func transportGiven(url string, t http.RoundTripper) {
	c := &http.Client{Transport: t} // want `http.Client has no Timeout`
	c.Get(url)
}

// tagged only adds a header: it sets no limit.
type tagged struct{ next http.RoundTripper }

func (t tagged) RoundTrip(r *http.Request) (*http.Response, error) {
	r = r.Clone(r.Context())
	r.Header.Set("X-Tag", "a")
	return t.next.RoundTrip(r)
}

func transportTaggedLimited(url string) {
	c := &http.Client{Transport: tagged{http.DefaultTransport}, Timeout: time.Second}
	c.Get(url)
}
