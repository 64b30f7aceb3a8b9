package clients

import (
	"net/http"
	"time"
)

// Clients that are kept in maps and slices are what this package puts in.

type byHost struct{ clients map[string]*http.Client }

func newByHost() *byHost { return &byHost{clients: make(map[string]*http.Client)} }

func (b *byHost) add(host string) {
	b.clients[host] = &http.Client{} // want `http.Client has no Timeout, and http.Client.Get in byHost.get has no deadline either`
}

func (b *byHost) get(host, url string) {
	if c, ok := b.clients[host]; ok {
		c.Get(url)
	}
}

type byHostLimited struct{ clients map[string]*http.Client }

func (b *byHostLimited) add(host string) {
	if b.clients == nil {
		b.clients = make(map[string]*http.Client)
	}
	b.clients[host] = &http.Client{Timeout: time.Second}
}

func (b *byHostLimited) get(host, url string) { b.clients[host].Get(url) }

// One of two has a limit: which one is taken is not known.
type byHostMixed struct{ clients map[string]*http.Client }

func (b *byHostMixed) add(host string) {
	b.clients[host] = &http.Client{}
	b.clients[host+":slow"] = &http.Client{Timeout: time.Minute}
}

func (b *byHostMixed) get(host, url string) { b.clients[host].Get(url) }

// Others put clients in as well.
type byHostShared struct{ clients map[string]*http.Client }

func (b *byHostShared) add(host string) { b.clients[host] = &http.Client{} }

func (b *byHostShared) fill(with func(map[string]*http.Client)) { with(b.clients) }

func (b *byHostShared) get(host, url string) { b.clients[host].Get(url) }

// ByHostOpen has a field that others can fill.
type ByHostOpen struct{ Clients map[string]*http.Client }

func (b *ByHostOpen) add(host string) { b.Clients[host] = &http.Client{} }

func (b *ByHostOpen) get(host, url string) { b.Clients[host].Get(url) }

type inTurn struct{ clients []*http.Client }

func (t *inTurn) add() {
	t.clients = append(t.clients, &http.Client{}) // want `http.Client has no Timeout, and http.Client.Get in inTurn.get has no deadline either`
}

func (t *inTurn) get(url string) {
	for _, c := range t.clients {
		c.Get(url)
	}
}

type inTurnLimited struct{ clients []*http.Client }

func (t *inTurnLimited) add() {
	t.clients = append(t.clients, &http.Client{Timeout: time.Second})
}

func (t *inTurnLimited) get(url string) {
	for _, c := range t.clients {
		c.Get(url)
	}
}

func eachOf(url string) {
	for _, c := range []*http.Client{http.DefaultClient} {
		c.Get(url) // want `http.Client.Get has no deadline and waits for ever`
	}
}

func eachOfGiven(clients []*http.Client, url string) {
	for _, c := range clients {
		c.Get(url)
	}
}

// Who takes one out of a channel may set its limit.
func spare(url string) {
	free := make(chan *http.Client, 1)
	free <- &http.Client{}
	c := <-free
	c.Get(url)
}
