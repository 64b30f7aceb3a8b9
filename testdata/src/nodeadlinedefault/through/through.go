// Package through fetches what it needs through functions of another package.
package through

import (
	"context"

	"nodeadlinedefault/through/pages"
)

// Three are a habit, and their client is the place to mend.

func Index(host string) error {
	return pages.Get(context.Background(), host+"/index") // want `http.Client.Do has no deadline, like other HTTP calls through pages.send: Index passes context.Background\(\) through pages.Get and pages.send`
}

func Terms(host string) error { return pages.Get(context.Background(), host+"/terms") }

func Prices(host string) error { return pages.Get(context.TODO(), host+"/prices") }

// Two are not.

func HasIndex(host string) error {
	return pages.Head(context.Background(), host+"/index") // want `http.Client.Do has no deadline: HasIndex passes context.Background\(\) through pages.Head`
}

func HasTerms(host string) error {
	return pages.Head(context.Background(), host+"/terms") // want `http.Client.Do has no deadline: HasTerms passes context.Background\(\) through pages.Head`
}

// A method may have a client that somebody else has made.

func Map(s *pages.Site) error {
	return s.Get(context.Background(), "/map") // want `http.Client.Do has no deadline: Map passes context.Background\(\) through pages.Site.Get`
}

func Cart(s *pages.Site) error {
	return s.Get(context.Background(), "/cart") // want `http.Client.Do has no deadline: Cart passes context.Background\(\) through pages.Site.Get`
}

func Help(s *pages.Site) error {
	return s.Get(context.Background(), "/help") // want `http.Client.Do has no deadline: Help passes context.Background\(\) through pages.Site.Get`
}
