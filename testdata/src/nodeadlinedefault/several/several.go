// Package several picks one of several clients for each request.
package several

import (
	"crypto/tls"
	"net/http"
	"time"
)

type sender struct{ clients map[string]*http.Client }

var senders = make(map[string]*sender)

func init() {
	s := &sender{clients: map[string]*http.Client{}}
	s.clients["secure"] = &http.Client{} // want `http.Client has no Timeout, and http.Client.Get in sender.send has no deadline either`
	s.clients["insecure"] = &http.Client{Transport: &http.Transport{TLSClientConfig: &tls.Config{InsecureSkipVerify: true}}}
	senders["both"] = s
}

func (s *sender) send(kind string) { s.clients[kind].Get("http://billing") }

func Send(kind string) { senders["both"].send(kind) }

// One of them has a limit, and which is used is not seen.
type half struct{ clients map[string]*http.Client }

var halves = make(map[string]*half)

func init() {
	s := &half{clients: map[string]*http.Client{}}
	s.clients["secure"] = &http.Client{}
	s.clients["insecure"] = &http.Client{Timeout: time.Minute}
	halves["both"] = s
}

func (s *half) send(kind string) { s.clients[kind].Get("http://billing") }

func SendHalf(kind string) { halves["both"].send(kind) }

// What is sent elsewhere through one of them is the same cause.
var (
	plain  = &http.Client{} // want `http.Client has no Timeout, and http.Client.Get in Pick has no deadline either`
	second = &http.Client{}
)

func Pick(first bool) {
	c := second
	if first {
		c = plain
	}
	c.Get("http://billing")
}

func Second() { second.Get("http://billing") }

// One that is hidden leaves the others.
type pair struct{ one, two *http.Client }

func NewPair() *pair {
	p := new(pair)
	//distvet:ignore nodeadline whoever uses it waits on purpose
	p.one = &http.Client{}
	p.two = &http.Client{} // want `http.Client has no Timeout, and http.Client.Get in pair.First has no deadline either`
	return p
}

func (p *pair) First() { p.one.Get("http://billing") }

func (p *pair) Either(first bool) {
	c := p.two
	if first {
		c = p.one
	}
	c.Get("http://billing")
}
