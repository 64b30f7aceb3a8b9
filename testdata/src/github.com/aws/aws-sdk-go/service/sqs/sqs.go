// Package sqs is a stub of github.com/aws/aws-sdk-go/service/sqs.
package sqs

import "context"

type SQS struct{}

func (*SQS) DeleteMessage(receipt string) (string, error) { return "", nil }
func (*SQS) DeleteMessageWithContext(ctx context.Context, receipt string) (string, error) {
	return "", nil
}
func (*SQS) SendMessage(text string) (string, error)                                 { return "", nil }
func (*SQS) SendMessageWithContext(ctx context.Context, text string) (string, error) { return "", nil }
