// Package acks takes orders from a queue.
package acks

import (
	"context"

	"github.com/aws/aws-sdk-go/service/sqs"
)

// What has been done is told to the queue although the consumer is to stop: it would come again.
func Done(ctx context.Context, q *sqs.SQS, receipt string) error {
	_, err := q.DeleteMessage(receipt)
	return err
}

func Answer(ctx context.Context, q *sqs.SQS, text string) error {
	_, err := q.SendMessage(text) // want `sqs.SQS.SendMessage takes no context although ctx is at hand`
	return err
}
