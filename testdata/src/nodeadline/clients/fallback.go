package clients

import (
	"net/http"
	"time"
)

// Getter is what callers may bring a client as.
type Getter interface {
	Get(url string) (*http.Response, error)
}

// Fetcher asks through whatever it was given.
type Fetcher struct{ getter Getter }

func NewFetcher(g Getter) *Fetcher { return &Fetcher{g} }

func (f *Fetcher) client() Getter {
	if f.getter != nil {
		return f.getter
	}
	return &http.Client{} // want `http.Client has no Timeout and is used where no other is given, and http.Client.Get in Fetcher.Fetch has no deadline either`
}

func (f *Fetcher) Fetch(url string) error {
	resp, err := f.client().Get(url)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

// FetcherLimited falls back on a client with a limit.
type FetcherLimited struct{ getter Getter }

func NewFetcherLimited(g Getter) *FetcherLimited { return &FetcherLimited{g} }

func (f *FetcherLimited) client() Getter {
	if f.getter != nil {
		return f.getter
	}
	return &http.Client{Timeout: time.Minute}
}

func (f *FetcherLimited) Fetch(url string) error {
	resp, err := f.client().Get(url)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

// Patient has two implementations in sight: which one is asked is not known.
type Patient struct{ getter Getter }

type cached struct{ Getter }

func (c cached) Get(url string) (*http.Response, error) { return nil, nil }

func NewPatient(warm bool) *Patient {
	if warm {
		return &Patient{cached{}}
	}
	return &Patient{&http.Client{}}
}

func (p *Patient) Fetch(url string) error {
	resp, err := p.getter.Get(url)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

// Nobody in sight falls back on anything.
type Brought struct{ getter Getter }

func NewBrought(g Getter) *Brought { return &Brought{g} }

func (g *Brought) Fetch(url string) error {
	resp, err := g.getter.Get(url)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}
