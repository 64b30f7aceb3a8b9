// Package keys makes clients for others.
package keys

import (
	"net/http"
	"time"

	"github.com/aws/aws-sdk-go/aws"
	"github.com/aws/aws-sdk-go/aws/session"
	"github.com/aws/aws-sdk-go/service/sqs"
)

func Unlimited() *sqs.SQS { return sqs.New(session.Must(session.NewSession())) }

func Limited() *sqs.SQS {
	return sqs.New(session.Must(session.NewSession()), &aws.Config{HTTPClient: &http.Client{Timeout: time.Minute}})
}

// Configured has a limit of whatever length.
func Configured(d time.Duration) *sqs.SQS {
	return sqs.New(session.Must(session.NewSession(aws.NewConfig().WithHTTPClient(&http.Client{Timeout: d}))))
}

// Config has a client with a limit.
func Config() *aws.Config {
	return &aws.Config{HTTPClient: &http.Client{Timeout: time.Minute}}
}

// Plain has none.
func Plain() *aws.Config { return &aws.Config{} }
