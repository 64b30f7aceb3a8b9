// Package kms is a stub of github.com/aws/aws-sdk-go-v2/service/kms.
package kms

import (
	"context"

	"github.com/aws/aws-sdk-go-v2/aws"
)

type Client struct{}

func New(o Options, opts ...func(*Options)) *Client { return nil }

func NewFromConfig(cfg aws.Config, opts ...func(*Options)) *Client { return nil }

type Options struct {
	Region     string
	HTTPClient aws.HTTPClient
}

type ListKeysInput struct{}

type ListKeysOutput struct{}

type ListKeysAPIClient interface {
	ListKeys(context.Context, *ListKeysInput, ...func(*Options)) (*ListKeysOutput, error)
}

func (c *Client) ListKeys(ctx context.Context, in *ListKeysInput, opts ...func(*Options)) (*ListKeysOutput, error) {
	return nil, nil
}

type ListKeysPaginator struct{}

func NewListKeysPaginator(c ListKeysAPIClient, in *ListKeysInput) *ListKeysPaginator { return nil }

func (p *ListKeysPaginator) NextPage(ctx context.Context, opts ...func(*Options)) (*ListKeysOutput, error) {
	return nil, nil
}

type EncryptInput struct{}

type EncryptOutput struct{}

type DecryptInput struct{}

type DecryptOutput struct{}

func (c *Client) Encrypt(ctx context.Context, in *EncryptInput, opts ...func(*Options)) (*EncryptOutput, error) {
	return nil, nil
}

func (c *Client) Decrypt(ctx context.Context, in *DecryptInput, opts ...func(*Options)) (*DecryptOutput, error) {
	return nil, nil
}

type PresignClient struct{}

func (c *PresignClient) PresignDecrypt(ctx context.Context, in *DecryptInput, opts ...func(*Options)) (string, error) {
	return "", nil
}
