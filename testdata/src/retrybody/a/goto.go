package a

import (
	"bytes"
	"io"
	"net/http"
	"strings"
)

// postAgain declares its reader below the label: each turn makes it anew, or leaves it nil.
func postAgain(c *http.Client, url string, data []byte) error {
again:
	var body io.Reader
	if data != nil {
		body = bytes.NewReader(data)
	}
	req, err := http.NewRequest("POST", url, body)
	if err != nil {
		return err
	}
	resp, err := c.Do(req)
	if err != nil {
		return err
	}
	resp.Body.Close()
	if resp.StatusCode == http.StatusForbidden && !strings.HasPrefix(url, "https") {
		url = "https" + strings.TrimPrefix(url, "http")
		goto again
	}
	return nil
}

// postAgainUsedUp makes it above the label.
func postAgainUsedUp(c *http.Client, url string, data []byte) error {
	reader := bytes.NewReader(data)
again:
	req, err := http.NewRequest("POST", url, reader) // want `was read by the attempt before`
	if err != nil {
		return err
	}
	resp, err := c.Do(req)
	if err != nil {
		return err
	}
	resp.Body.Close()
	if resp.StatusCode == http.StatusForbidden && !strings.HasPrefix(url, "https") {
		url = "https" + strings.TrimPrefix(url, "http")
		goto again
	}
	return nil
}
