// Package aws is a stub of github.com/aws/aws-sdk-go-v2/aws.
package aws

import "net/http"

type HTTPClient interface {
	Do(*http.Request) (*http.Response, error)
}

type Config struct {
	Region     string
	HTTPClient HTTPClient
}
