// Package d lets a library repeat what carries a key.
package d

import "github.com/go-resty/resty/v2"

func client() *resty.Client { return resty.New().SetRetryCount(3) }

func charge(c *resty.Client, url, key string, order any) error {
	_, err := c.R().SetHeader("Idempotency-Key", key).SetBody(order).Post(url)
	return err
}
