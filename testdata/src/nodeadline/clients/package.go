package clients

import (
	"net/http"
	"net/url"
)

// The functions of the package and http.DefaultClient have no limit, and none can be set.

func packageHead(url string) {
	http.Head(url) // want `http.Head has no deadline and waits for ever for a peer that never answers; use a client with a Timeout, or http.NewRequestWithContext`
}

func packagePost(url string) {
	http.Post(url, "text/plain", nil) // want `http.Post has no deadline`
}

func packagePostForm(u string) {
	http.PostForm(u, url.Values{}) // want `http.PostForm has no deadline`
}
