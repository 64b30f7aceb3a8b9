// Package s3 is a stub of github.com/aws/aws-sdk-go-v2/service/s3.
package s3

import (
	"context"
	"io"
)

type Client struct{}

type Options struct{}

type PutObjectInput struct {
	Key  *string
	Body io.Reader
}

type PutObjectOutput struct{}

func (c *Client) PutObject(ctx context.Context, in *PutObjectInput, opts ...func(*Options)) (*PutObjectOutput, error) {
	return nil, nil
}

type SelectInput struct {
	Key  *string
	Body io.Reader
}

type SelectOutput struct{}

func (c *Client) SelectObjectContent(ctx context.Context, in *SelectInput, opts ...func(*Options)) (*SelectOutput, error) {
	return nil, nil
}
