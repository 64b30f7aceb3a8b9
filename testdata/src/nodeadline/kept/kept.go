// Package kept makes clients and gives them to functions of another package that keep them: what is sent
// later has no limit but the client's.
package kept

import (
	"net/http"
	"time"

	"vendorlib.example/peer"

	"nodeadline/kept/copies"
	"nodeadline/kept/looks"
	"nodeadline/kept/senders"
	"nodeadline/kept/tuners"
)

func hook() *senders.Hook {
	c := &http.Client{} // want `http.Client has no Timeout, and http.Client.Post through senders.NewHook in hook has no deadline either: it waits for ever`
	return senders.NewHook("http://events.example", c)
}

func limitedHook() *senders.Hook {
	c := &http.Client{Timeout: time.Second}
	return senders.NewHook("http://events.example", c)
}

func setLater() *senders.Hook {
	c := &http.Client{}
	c.Timeout = time.Second
	return senders.NewHook("http://events.example", c)
}

func optioned() senders.Option {
	return senders.WithClient(&http.Client{}) // want `http.Client has no Timeout, and http.Client.Post through senders.WithClient in optioned has no deadline either`
}

func nested() *senders.Hook {
	return senders.Inner(&http.Client{}) // want `http.Client has no Timeout, and http.Client.Post through senders.Inner in nested`
}

// Its callers decide.
func passed(c *http.Client) *senders.Hook { return senders.NewHook("", c) }

func passes() *senders.Hook {
	return passed(&http.Client{}) // want `http.Client has no Timeout, and http.Client.Post through kept.passed in passes`
}

// Whoever asks may bring a deadline.
func query() *senders.Query { return senders.NewQuery(&http.Client{}) }

// The calls end by themselves.
func probe() *senders.Probe { return senders.NewProbe(&http.Client{}) }

func checking(next http.Handler) http.Handler {
	c := &http.Client{} // want `http.Client has no Timeout, and http.Client.Do through senders.Checking in checking ends only with the inbound request`
	return senders.Checking(c, "http://auth.example", next)
}

// The keeper limits it itself.
func tuned() *senders.Hook { return senders.Tuned(&http.Client{}) }

// The keeper has one of its own then.
func none() *senders.Hook { return senders.NewHook("http://events.example", nil) }

// What another module does with it is its own.
func vendored() *peer.Poster { return peer.NewPoster(&http.Client{}) }

// The keeper may limit it later.
func tuner() *tuners.Tuner { return tuners.New(&http.Client{}) }

func board() *senders.Board {
	return senders.NewBoard(&http.Client{}) // want `http.Client has no Timeout, and senders.Doer.Do through senders.NewBoard in board has no deadline either`
}

func boardInTime() *senders.Board { return senders.NewBoard(&http.Client{Timeout: time.Second}) }

func boardOfNothing() *senders.Board { return senders.NewBoard(senders.Slow{}) }

func reader() *senders.Reader {
	return senders.NewReader(&http.Client{}) // want `http.Client has no Timeout, and senders.Getter.Get through senders.NewReader in reader has no deadline either`
}

func readerInTime() *senders.Reader { return senders.NewReader(&http.Client{Timeout: time.Second}) }

// The keeper may go on with a copy that has a limit.
func copying() *copies.Feed { return copies.New(&http.Client{}) }

// The keeper looks for a limit.
func looked() (*looks.Feed, error) { return looks.New(&http.Client{}) }

func mirror() *senders.Mirror {
	return senders.NewMirror(&http.Client{}) // want `http.Client has no Timeout, and http.Client.Get through senders.NewMirror in mirror has no deadline either`
}
