package clients

import "net/http"

func ignoredLine(url string) {
	http.Get(url) //distvet:ignore nodeadline the process exists for this one download
}

func notIgnored(url string) {
	http.Get(url) // want `http.Get has no deadline`
}

//distvet:ignore nodeadline a tool that somebody watches
func ignoredDeclaration(url string) {
	http.Get(url)
	http.Head(url)
}

func ignoredWithoutReason(url string) {
	//distvet:ignore nodeadline
	http.Get(url) // want `http.Get has no deadline`
}

func ignoredForAnother(url string) {
	//distvet:ignore ctxdrop there is no context here
	http.Get(url) // want `http.Get has no deadline`
}
