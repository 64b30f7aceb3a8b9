// Package kms is a stub of github.com/aws/aws-sdk-go-v2/service/kms.
package kms

import "context"

type Client struct{}

type Options struct{}

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
