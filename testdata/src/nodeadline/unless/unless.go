// Package unless tells functions of another package to do without the network, or not.
package unless

import (
	"context"
	"net/http"

	"nodeadline/unless/devices"
)

func local() error { return devices.Get(&http.Client{}, "a", true) }

func remote() error {
	return devices.Get(&http.Client{}, "a", false) // want `http.Client has no Timeout, and http.Client.Get through devices.Get in remote has no deadline either`
}

func findLocal() error { return devices.Find(&http.Client{}, "a", true) }

func find(localOnly bool) error {
	return devices.Find(&http.Client{}, "a", localOnly) // want `http.Client has no Timeout, and http.Client.Get through devices.Find and devices.Get in find has no deadline either`
}

func stale() error { return devices.Refresh(&http.Client{}, "a", false) }

func fresh() error {
	return devices.Refresh(&http.Client{}, "a", true) // want `http.Client has no Timeout, and http.Client.Get through devices.Refresh and devices.Get in fresh has no deadline either`
}

func both() error {
	return devices.Both(&http.Client{}, "a", true) // want `http.Client has no Timeout, and http.Client.Get through devices.Both and devices.Get in both has no deadline either`
}

// An asker asks a server unless it is told not to.
type asker interface {
	ask(ctx context.Context, localOnly bool) error
}

type remoteAsker struct{}

func (remoteAsker) ask(ctx context.Context, localOnly bool) error {
	if localOnly {
		return nil
	}
	req, err := http.NewRequestWithContext(ctx, "GET", "http://devices.example", nil)
	if err != nil {
		return err
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

type registry struct{ asker asker }

func (r *registry) local() error { return r.asker.ask(context.Background(), true) }

func (r *registry) remote() error {
	return r.asker.ask(context.Background(), false) // want `http.Client.Do has no deadline`
}
