// Package lib declares functions of which importers are told something. // want package:"analysed"
package lib

import (
	"context"
	"log"
	"net/http"
	"os"
	"time"
)

func Get(ctx context.Context, c *http.Client, url string) error { // want Get:`http.Client.Do decided by a parameter 0 1`
	req, err := http.NewRequestWithContext(ctx, "GET", url, nil)
	if err != nil {
		return err
	}
	_, err = c.Do(req)
	return err
}

func Send(req *http.Request) { http.DefaultClient.Do(req) } // want Send:`http.Client.Do decided by a parameter 0`

func Nothing(url string) { http.Get(url) } // want Nothing:`http.Get none`

func Limited() *http.Client { return &http.Client{Timeout: time.Second} } // want Limited:`result 0 bounded`

func Plain() *http.Client { return new(http.Client) } // want Plain:`result 0 none`

func Root() context.Context { return context.Background() } // want Root:`result 0 none`

func Brief(ctx context.Context) (context.Context, context.CancelFunc) { // want Brief:`result 0 bounded`
	return context.WithTimeout(ctx, time.Second)
}

type key struct{}

func Tagged(ctx context.Context) context.Context { return context.WithValue(ctx, key{}, 1) } // want Tagged:`result 0 decided by a parameter 0`

func Fatal(err error) { // want Fatal:`never returns`
	log.Println(err)
	os.Exit(1)
}

// Silent has nothing to say.
func Silent(n int) int { return n + 1 }

type Peer struct{ client *http.Client }

func NewPeer() *Peer { return &Peer{&http.Client{Timeout: time.Second}} }

func (p *Peer) Get(url string) { p.client.Get(url) } // want Get:`http.Client.Get bounded`
