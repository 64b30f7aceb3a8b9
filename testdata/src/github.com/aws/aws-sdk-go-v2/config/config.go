// Package config is a stub of github.com/aws/aws-sdk-go-v2/config.
package config

import (
	"context"

	"github.com/aws/aws-sdk-go-v2/aws"
)

type LoadOptions struct {
	Region     string
	HTTPClient aws.HTTPClient
}

type LoadOptionsFunc func(*LoadOptions) error

func LoadDefaultConfig(ctx context.Context, opts ...func(*LoadOptions) error) (aws.Config, error) {
	return aws.Config{}, nil
}

func WithHTTPClient(c aws.HTTPClient) LoadOptionsFunc {
	return func(o *LoadOptions) error { o.HTTPClient = c; return nil }
}

func WithRegion(region string) LoadOptionsFunc {
	return func(o *LoadOptions) error { o.Region = region; return nil }
}
