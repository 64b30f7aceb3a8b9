// Package imds is a stub of github.com/aws/aws-sdk-go-v2/feature/ec2/imds.
package imds

import "context"

type Client struct{}

type Options struct{}

type GetMetadataInput struct{ Path string }

type GetMetadataOutput struct{}

func (c *Client) GetMetadata(ctx context.Context, in *GetMetadataInput, opts ...func(*Options)) (*GetMetadataOutput, error) {
	return nil, nil
}
