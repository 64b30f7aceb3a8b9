// Package byselfpaid does what package byself does, and one of its functions pays.
package byselfpaid

import "github.com/go-resty/resty/v2"

func Client() *resty.Client {
	return resty.New().SetRetryCount(3) // want `SetRetryCount lets the library repeat POST`
}

func Pay(c *resty.Client, url string, body any) error {
	_, err := c.R().SetBody(body).Post(url)
	return err
}
