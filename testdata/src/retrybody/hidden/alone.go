package hidden

import (
	"bytes"
	"io"
	"net/http"
)

// Without the wrapper the import would have no use: no fix.
func put(url string, content []byte) (*http.Request, error) {
	return http.NewRequest("PUT", url, io.NopCloser(bytes.NewReader(content))) // want `io.NopCloser hides from net/http that the body is a \*bytes.Reader`
}
