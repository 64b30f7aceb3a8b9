package also

import "net/http"

//distvet:ignore nodeadline the peer is on this machine
func One(a string) { http.Get(a) }

func Two(a string) { http.Get(a) } // want `http.Get has no deadline, like other HTTP calls of this file, and waits`

func Three(a string) {
	http.Get(a) // also here
}

func Four(a string) {
	http.Get(a) // also here
}

func Five(a string) {
	http.Get(a) //distvet:ignore nodeadline so is this one
}

func Six(a string) {
	http.Get(a) // also here
}
