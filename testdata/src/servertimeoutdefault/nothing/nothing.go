// Package nothing serves what other packages register with the default handler.
package nothing

import "net/http"

func Start() {
	go http.ListenAndServe(":6060", nil)
}
