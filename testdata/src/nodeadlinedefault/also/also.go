// Package also has causes with several calls, some of which are silenced by themselves.
package also

import "net/http"

func Both(a, b string) {
	http.Get(a) // want `http.Get has no deadline and waits`
	http.Get(b) // also here
}

func Second(a, b string) {
	//distvet:ignore nodeadline the peer is on this machine
	http.Get(a)
	http.Get(b) // want `http.Get has no deadline and waits`
}

func None(a, b string) {
	//distvet:ignore nodeadline the peer is on this machine
	http.Get(a)
	http.Get(b) //distvet:ignore nodeadline so is this one
}
