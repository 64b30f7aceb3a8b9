// Package byself has a library repeat its requests. Nothing says what they do: possible.
package byself

import "github.com/go-resty/resty/v2"

func Client() *resty.Client { return resty.New().SetRetryCount(3) }

func Exchange(c *resty.Client, url string, body any) error {
	_, err := c.R().SetBody(body).Post(url)
	return err
}
