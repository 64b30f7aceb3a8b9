// Package http is a stub of github.com/aws/aws-sdk-go-v2/aws/transport/http.
package http

import (
	"net/http"
	"time"
)

type BuildableClient struct{}

func NewBuildableClient() *BuildableClient { return nil }

func (b *BuildableClient) WithTimeout(d time.Duration) *BuildableClient { return b }

func (b *BuildableClient) Do(*http.Request) (*http.Response, error) { return nil, nil }
