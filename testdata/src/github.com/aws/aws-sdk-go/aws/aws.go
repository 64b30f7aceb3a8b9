// Package aws is a stub of github.com/aws/aws-sdk-go/aws.
package aws

import "net/http"

type Config struct {
	Region     *string
	HTTPClient *http.Client
}

func NewConfig() *Config { return nil }

func (c *Config) WithRegion(region string) *Config { return c }

func (c *Config) WithHTTPClient(client *http.Client) *Config { return c }
