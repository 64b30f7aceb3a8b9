package clients

import (
	"encoding/json"
	"errors"
	"net"
	"net/http"
	"time"
)

// Options come from a file; two have defaults here.
type Options struct {
	Connect time.Duration `yaml:"connect"`
	Request time.Duration `yaml:"request"`
	Idle    time.Duration `yaml:"idle"`
	Warm    time.Duration `yaml:"warm"`
}

func (o *Options) setDefaults() {
	if o.Idle == 0 {
		o.Idle = time.Minute
	}
	if o.Warm == 0 {
		o.Warm = time.Second
	}
}

func optionClient(o *Options, url string) {
	c := &http.Client{Timeout: o.Request} // want `http.Client has no Timeout unless it is configured, and http.Client.Get in optionClient has no deadline either: it waits for ever for a peer that never answers; set Timeout to a default`
	c.Get(url)
}

func optionClientDefault(o *Options, url string) {
	c := &http.Client{Timeout: o.Warm}
	c.Get(url)
}

func optionClientElse(o *Options, url string) {
	c := &http.Client{Timeout: o.Request}
	if c.Timeout == 0 {
		c.Timeout = time.Second
	}
	c.Get(url)
}

func optionDial(o *Options, addr string) {
	net.DialTimeout("tcp", addr, o.Connect) // want `net.DialTimeout has no deadline unless its timeout is configured, and waits for ever for a peer that never answers; give the timeout a default, as its neighbours have`
}

func optionDialDefault(o *Options, addr string) {
	net.DialTimeout("tcp", addr, o.Warm)
}

func optionDialElse(o *Options, addr string) {
	d := o.Connect
	if d <= 0 {
		d = time.Second
	}
	net.DialTimeout("tcp", addr, d)
}

// Peers come from a file, and one is written here, which says nothing about the others.
type Peer struct {
	Answer time.Duration `json:"answer"`
	Idle   time.Duration `json:"idle"`
	Dial   time.Duration `json:"dial"`
}

func (p *Peer) setDefaults() {
	if p.Idle == 0 {
		p.Idle = time.Minute
	}
}

func builtin() *Peer { return &Peer{Answer: 10 * time.Second, Idle: time.Minute} }

func peerClient(p *Peer, url string) {
	c := &http.Client{Timeout: p.Answer} // want `http.Client has no Timeout unless it is configured, and http.Client.Get in peerClient has no deadline either`
	c.Get(url)
}

func peerClientElse(p *Peer, url string) {
	c := &http.Client{Timeout: p.Answer}
	if c.Timeout == 0 {
		c.Timeout = time.Second
	}
	c.Get(url)
}

// Written first and decoded into: what is written is the default.
type Route struct {
	Answer time.Duration `json:"answer"`
	Idle   time.Duration `json:"idle"`
}

func (r *Route) setDefaults() {
	if r.Idle == 0 {
		r.Idle = time.Minute
	}
}

func decodeRoute(data []byte) (*Route, error) {
	r := &Route{Answer: 10 * time.Second}
	return r, json.Unmarshal(data, r)
}

func routeClient(r *Route, url string) {
	c := &http.Client{Timeout: r.Answer}
	c.Get(url)
}

// Written whole, with no default for what is decoded.
type Link struct {
	Answer time.Duration `json:"answer"`
	Idle   time.Duration `json:"idle"`
}

func link() *Link { return &Link{Answer: 10 * time.Second, Idle: time.Minute} }

func linkClient(l *Link, url string) {
	c := &http.Client{Timeout: l.Answer}
	c.Get(url)
}

// The defaults are made by a function of their own, and decoded into elsewhere.
type Hop struct {
	Answer time.Duration `json:"answer"`
	Idle   time.Duration `json:"idle"`
}

func (h *Hop) setDefaults() {
	if h.Idle == 0 {
		h.Idle = time.Minute
	}
}

// DefaultHop is decoded into.
func DefaultHop() *Hop { return &Hop{Answer: 10 * time.Second} }

func hopClient(h *Hop, url string) {
	c := &http.Client{Timeout: h.Answer}
	c.Get(url)
}

// A source whose timeout is refused where it is missing, one whose decoder knows a default, and one
// that is merely asked about.
type Source struct {
	Refused time.Duration `json:"refused"`
	Known   time.Duration `json:"known" env:"KNOWN" envDefault:"10s"`
	Asked   time.Duration `json:"asked"`
	Idle    time.Duration `json:"idle"`
}

func (s *Source) setDefaults() error {
	if s.Idle == 0 {
		s.Idle = time.Minute
	}
	if s.Refused <= 0 {
		return errors.New("refused must be positive")
	}
	if s.Asked > time.Hour {
		return errors.New("asked is too long")
	}
	return nil
}

func sourceRefused(s *Source, url string) {
	c := &http.Client{Timeout: s.Refused}
	c.Get(url)
}

func sourceKnown(s *Source, url string) {
	c := &http.Client{Timeout: s.Known}
	c.Get(url)
}

func sourceAsked(s *Source, url string) {
	c := &http.Client{Timeout: s.Asked} // want `http.Client has no Timeout unless it is configured`
	c.Get(url)
}
