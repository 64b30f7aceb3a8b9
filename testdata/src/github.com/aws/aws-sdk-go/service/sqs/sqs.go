// Package sqs is a stub of github.com/aws/aws-sdk-go/service/sqs.
package sqs

import (
	"context"

	"github.com/aws/aws-sdk-go/aws"
	"github.com/aws/aws-sdk-go/aws/client"
)

type SQS struct{}

func New(p client.ConfigProvider, cfgs ...*aws.Config) *SQS { return nil }

func (*SQS) DeleteMessage(receipt string) (string, error) { return "", nil }
func (*SQS) DeleteMessageWithContext(ctx context.Context, receipt string) (string, error) {
	return "", nil
}
func (*SQS) SendMessage(text string) (string, error)                                 { return "", nil }
func (*SQS) SendMessageWithContext(ctx context.Context, text string) (string, error) { return "", nil }
