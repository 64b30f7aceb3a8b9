// Package a holds directives, right and wrong.
package a

import "net/http"

func right(url string) {
	http.Get(url) //distvet:ignore nodeadline a tool that somebody watches

	//distvet:ignore retrywrite the statement above is not written twice
	http.Head(url)

	//distvet:detached the audit entry is written whatever becomes of the request
	http.Head(url)
}

//distvet:crossing
func crossing() {}

//distvet:bounded
func bounded() {}

// idempotent has words before its directive.
//
//distvet:idempotent
func idempotent() {}

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
