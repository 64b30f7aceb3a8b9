package clients

import (
	"net/http"
	"testing"
	"time"
)

// Test files are silent, and no evidence: what a test stores into a field proves nothing.
func TestGet(t *testing.T) {
	http.Get("http://localhost")
	h := newHeld()
	h.client.Timeout = time.Second
	h.client = &http.Client{Timeout: time.Second}
	shared.Timeout = time.Second
	h.get("http://localhost")
}
