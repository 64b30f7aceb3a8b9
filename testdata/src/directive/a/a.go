// Package a holds directives, right and wrong.
package a

import (
	"context"
	"database/sql"
	"net/http"
)

func right(url string) {
	http.Get(url) //distvet:ignore nodeadline a tool that somebody watches

	//distvet:ignore retrywrite the statement above is not written twice
	http.Head(url)

}

//distvet:crossing
func crossing() {}

//distvet:bounded the container is stopped after a minute
func bounded(url string) { http.Head(url) }

// idempotent has words before its directive.
//
//distvet:idempotent the other end knows the order by its number
func idempotent(url string) error {
	_, err := http.Post(url, "text/plain", nil)
	return err
}

//distvet:bounded // want `//distvet:bounded gives no reason and does nothing; write //distvet:bounded <reason>`
func reasonless(url string) {}

//distvet:idempotent // want `//distvet:idempotent gives no reason and does nothing; write //distvet:idempotent <reason>`
func reasonlessToo(url string) {}

//distvet:ignore nodeadline the whole of it
var client = new(http.Client)

func missing(url string) {
	//distvet:ignore // want `//distvet:ignore names no check and does nothing; write //distvet:ignore <check> <reason>`
	http.Get(url)

	http.Get(url) //distvet:ignore nodeadline // want `//distvet:ignore gives no reason and does nothing; write //distvet:ignore nodeadline <reason>`

	//distvet:detached // want `//distvet:detached gives no reason and does nothing; write //distvet:detached <reason>`
	http.Get(url)
}

func misspelt(url string) {
	//distvet:ignroe nodeadline why // want `there is no directive //distvet:ignroe, so this does nothing; did you mean //distvet:ignore\?`
	http.Get(url)

	//distvet:Ignore nodeadline why // want `did you mean //distvet:ignore\?`
	http.Get(url)

	//distvet:detach why // want `did you mean //distvet:detached\?`
	http.Get(url)

	//distvet:allow nodeadline why // want `there is no directive //distvet:allow, so this does nothing; there are ignore, crossing, bounded, idempotent, detached`
	http.Get(url)

	//distvet:ignore nodeadlines why // want `there is no check "nodeadlines", so this does nothing; did you mean nodeadline\?`
	http.Get(url)

	//distvet:ignore retryforeve why // want `did you mean retryforever\?`
	http.Get(url)

	//distvet:ignore wallidx why // want `did you mean wallid\?`
	http.Get(url)

	//distvet:ignore noctx why // want `there is no check "noctx", so this does nothing; distvet list names the checks`
	http.Get(url)

	//distvet:ignore nodeadline,ctxdrop why // want `//distvet:ignore takes one check and does nothing with a list; write one directive for each`
	http.Get(url)
}

func spaced(url string) {
	// distvet:ignore nodeadline why // want `a space after // makes this plain text, which does nothing; write //distvet:ignore`
	http.Get(url)

	// distvet: a word about the tool is not a directive, and neither is distvet:ignore here.
	http.Get(url)

	// distvet:ignored by most people
	http.Get(url)
}

func misplaced(url string) {
	//distvet:bounded // want `//distvet:bounded stands at no function declaration and does nothing; move it into the doc comment of one`
	http.Get(url)
}

//distvet:idempotent // want `//distvet:idempotent stands at no function declaration`
type named struct{}

//distvet:ignore directive what stands below is quoted from elsewhere
func silenced(url string) {
	//distvet:ignroe nodeadline why
	http.Get(url)
}

// What changes nothing is in the way of the reader.

func nothingLeft(ctx context.Context, db *sql.DB) error {
	//distvet:detached the entry must be written // want `this //distvet:detached silences nothing: no call here leaves a context behind; remove it`
	return db.PingContext(ctx)
}

func left(ctx context.Context, db *sql.DB) error {
	//distvet:detached the entry must be written
	return db.PingContext(
		context.Background(),
	)
}

//distvet:detached the entry must be written
func leftAll(ctx context.Context, db *sql.DB) error {
	if err := db.Ping(); err != nil {
		return err
	}
	return db.PingContext(context.Background())
}

//distvet:bounded the peer is this process // want `this //distvet:bounded silences nothing: no call of the function crosses the network without a limit; remove it`
func local() {}

//distvet:idempotent it only reads // want `this //distvet:idempotent silences nothing`
func reads(url string) error {
	_, err := http.Get(url)
	return err
}

//distvet:crossing it asks the peer // want `this //distvet:crossing tells nothing new`
func known(ctx context.Context, db *sql.DB) error { return db.PingContext(ctx) }
