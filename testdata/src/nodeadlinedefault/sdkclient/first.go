package sdkclient

import (
	"net/http"
	"time"

	"github.com/aws/aws-sdk-go/aws"
	"github.com/aws/aws-sdk-go/aws/session"
	"github.com/aws/aws-sdk-go/service/sqs"

	made "nodeadlinedefault/sdkclient/keys"
)

// The first major keeps the client in the configuration of the service, else in that of its session.

type own keys

func (k *own) Limited(s *session.Session) {
	sqs.New(s, &aws.Config{HTTPClient: limited()}).DeleteMessage(k.id)
}

func (k *own) Unlimited(s *session.Session) {
	sqs.New(s, &aws.Config{HTTPClient: unlimited()}).DeleteMessage(k.id) // want `sqs.SQS.DeleteMessage has no deadline`
}

type shared keys

func (k *shared) Limited() {
	s := session.Must(session.NewSession(&aws.Config{HTTPClient: limited()}))
	sqs.New(s).DeleteMessage(k.id)
}

func (k *shared) Unlimited() {
	s := session.Must(session.NewSession(&aws.Config{}))
	sqs.New(s).DeleteMessage(k.id) // want `sqs.SQS.DeleteMessage has no deadline`
}

type within keys

func (k *within) Limited() {
	s, _ := session.NewSessionWithOptions(session.Options{Config: aws.Config{HTTPClient: limited()}})
	sqs.New(s).DeleteMessage(k.id)
}

func (k *within) Unlimited() {
	s, _ := session.NewSessionWithOptions(session.Options{Profile: "eu"})
	sqs.New(s).DeleteMessage(k.id) // want `sqs.SQS.DeleteMessage has no deadline`
}

type nested keys

func (k *nested) Unlimited() {
	s, _ := session.NewSessionWithOptions(session.Options{Config: aws.Config{Region: &k.id}, Profile: "eu"})
	sqs.New(s).DeleteMessage(k.id) // want `sqs.SQS.DeleteMessage has no deadline`
}

type kept struct {
	s     *session.Session
	queue *sqs.SQS
}

func newKept() *kept {
	s := session.Must(session.NewSessionWithOptions(session.Options{Config: aws.Config{}}))
	if s.ClientConfig("") == nil {
		return nil
	}
	return &kept{s: s}
}

func (k *kept) client() *sqs.SQS {
	if k.queue == nil {
		k.queue = sqs.New(k.s)
	}
	return k.queue
}

func (k *kept) Use() {
	k.client().DeleteMessage("") // want `sqs.SQS.DeleteMessage has no deadline`
}

type chained keys

func (k *chained) Limited(d time.Duration) { // whatever d is
	s, _ := session.NewSession(aws.NewConfig().WithRegion("eu").WithHTTPClient(&http.Client{Timeout: d}))
	sqs.New(s).DeleteMessage(k.id)
}

func (k *chained) Unlimited(d time.Duration) {
	s, _ := session.NewSession(aws.NewConfig().WithRegion("eu"))
	sqs.New(s).DeleteMessage(k.id) // want `sqs.SQS.DeleteMessage has no deadline`
}

type field struct{ queue *sqs.SQS }

func newField(s *session.Session) *field {
	return &field{sqs.New(s, &aws.Config{HTTPClient: limited()})}
}

func (f *field) Use() { f.queue.DeleteMessage("") }

type bare struct{ queue *sqs.SQS }

func newBare(s *session.Session) *bare { return &bare{sqs.New(s)} }

func (f *bare) Use() {
	f.queue.DeleteMessage("") // want `sqs.SQS.DeleteMessage has no deadline`
}

// Another package makes the client.

type elsewhere keys

func (k *elsewhere) Limited() { made.Limited().DeleteMessage(k.id) }

func (k *elsewhere) Configured(d time.Duration) { made.Configured(d).DeleteMessage(k.id) }

func (k *elsewhere) Unlimited() {
	made.Unlimited().DeleteMessage(k.id) // want `sqs.SQS.DeleteMessage has no deadline`
}

// A configuration from elsewhere, set further by a chain.

type chainedOn keys

func (k *chainedOn) Limited() {
	s := session.Must(session.NewSession(made.Config().WithRegion("eu")))
	sqs.New(s).DeleteMessage(k.id)
}

func (k *chainedOn) Set() {
	cfg := made.Config().WithRegion("eu")
	cfg.Region = &k.id
	sqs.New(session.Must(session.NewSession(cfg))).DeleteMessage(k.id)
}

func (k *chainedOn) Unlimited() {
	s := session.Must(session.NewSession(made.Plain().WithRegion("eu")))
	sqs.New(s).DeleteMessage(k.id) // want `sqs.SQS.DeleteMessage has no deadline`
}
