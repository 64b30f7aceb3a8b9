// Package importer tells its own importers what it was told by package lib. // want package:"analysed"
package importer

import (
	"context"
	"net/http"

	"summary/lib"
)

func Get(ctx context.Context, url string) { lib.Get(ctx, lib.Plain(), url) } // want Get:`http.Client.Do decided by a parameter 0`

func GetLimited(ctx context.Context, url string) { lib.Get(ctx, lib.Limited(), url) } // want GetLimited:`http.Client.Do bounded`

func GetRoot(c *http.Client, url string) { lib.Get(lib.Root(), c, url) } // want GetRoot:`http.Client.Do decided by a parameter 0`

func GetBrief(c *http.Client, url string) { // want GetBrief:`http.Client.Do bounded`
	ctx, cancel := lib.Brief(context.Background())
	defer cancel()
	lib.Get(ctx, c, url)
}

func GetTagged(ctx context.Context, url string) { lib.Get(lib.Tagged(ctx), http.DefaultClient, url) } // want GetTagged:`http.Client.Do decided by a parameter 0`

func Send(ctx context.Context, url string) { // want Send:`http.Client.Do decided by a parameter 0`
	req, _ := http.NewRequestWithContext(ctx, "GET", url, nil)
	lib.Send(req)
}

func Nothing(url string) { lib.Nothing(url) } // want Nothing:`http.Get none`

func Fatal(err error) { lib.Fatal(err) } // want Fatal:`never returns`

func Silent() int { return lib.Silent(1) }

func OfPeer(url string) { lib.NewPeer().Get(url) } // want OfPeer:`http.Client.Get bounded`
