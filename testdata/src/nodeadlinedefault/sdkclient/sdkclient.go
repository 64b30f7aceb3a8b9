// Package sdkclient calls services through libraries that send with an http.Client: its limit is theirs.
package sdkclient

import (
	"context"
	"net/http"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	awshttp "github.com/aws/aws-sdk-go-v2/aws/transport/http"
	"github.com/aws/aws-sdk-go-v2/config"
	"github.com/aws/aws-sdk-go-v2/service/kms"
	"github.com/docker/docker/client"
	"github.com/google/go-github/v75/github"
)

type keys struct{ id string }

func limited() *http.Client { return &http.Client{Timeout: time.Minute} }

func unlimited() *http.Client { return &http.Client{} }

// The configuration has the client.

type loaded keys

func (k *loaded) Limited() {
	cfg, _ := config.LoadDefaultConfig(context.Background(), config.WithRegion("eu"), config.WithHTTPClient(limited()))
	kms.NewFromConfig(cfg).Encrypt(context.Background(), nil)
}

func (k *loaded) Unlimited() {
	cfg, _ := config.LoadDefaultConfig(context.Background(), config.WithRegion("eu"), config.WithHTTPClient(unlimited()))
	kms.NewFromConfig(cfg).Encrypt(context.Background(), nil) // want `kms.Client.Encrypt has no deadline`
}

type plain keys

func (k *plain) Unlimited() {
	cfg, _ := config.LoadDefaultConfig(context.Background(), config.WithRegion("eu"))
	kms.NewFromConfig(cfg).Encrypt(context.Background(), nil) // want `kms.Client.Encrypt has no deadline`
}

type written keys

func (k *written) Limited() {
	kms.NewFromConfig(aws.Config{HTTPClient: limited()}).Encrypt(context.Background(), nil)
}

func (k *written) Unlimited() {
	kms.NewFromConfig(aws.Config{Region: "eu"}).Encrypt(context.Background(), nil) // want `kms.Client.Encrypt has no deadline`
}

type later keys

func (k *later) Limited() {
	cfg, _ := config.LoadDefaultConfig(context.Background())
	cfg.HTTPClient = limited()
	kms.NewFromConfig(cfg).Encrypt(context.Background(), nil)
}

func (k *later) Unlimited() {
	cfg, _ := config.LoadDefaultConfig(context.Background())
	cfg.Region = "eu"
	kms.NewFromConfig(cfg).Encrypt(context.Background(), nil) // want `kms.Client.Encrypt has no deadline`
}

type buildable keys

func (k *buildable) Limited(d time.Duration) { // whatever d is
	cfg, _ := config.LoadDefaultConfig(context.Background(), config.WithHTTPClient(awshttp.NewBuildableClient().WithTimeout(d)))
	kms.NewFromConfig(cfg).Encrypt(context.Background(), nil)
}

func (k *buildable) Unlimited(d time.Duration) {
	cfg, _ := config.LoadDefaultConfig(context.Background(), config.WithHTTPClient(awshttp.NewBuildableClient()))
	kms.NewFromConfig(cfg).Encrypt(context.Background(), nil) // want `kms.Client.Encrypt has no deadline`
}

// An option has it.

type optioned keys

func (k *optioned) Limited(cfg aws.Config) {
	kms.NewFromConfig(cfg, func(o *kms.Options) { o.HTTPClient = limited() }).Encrypt(context.Background(), nil)
}

func (k *optioned) Unlimited(cfg aws.Config) {
	kms.NewFromConfig(cfg, func(o *kms.Options) { o.Region = "eu" }).Encrypt(context.Background(), nil) // want `kms.Client.Encrypt has no deadline`
}

func (k *optioned) Unseen(cfg aws.Config, tune func(*kms.Options)) {
	kms.NewFromConfig(cfg, tune).Encrypt(context.Background(), nil)
}

func (k *optioned) Passed(cfg aws.Config, tune ...func(*kms.Options)) {
	kms.NewFromConfig(cfg, tune...).Encrypt(context.Background(), nil)
}

// What pages through the answers asks the client.

type pages keys

func (k *pages) Limited() {
	kms.NewListKeysPaginator(kms.New(kms.Options{HTTPClient: limited()}), nil).NextPage(context.Background())
}

func (k *pages) Unlimited() {
	kms.NewListKeysPaginator(kms.New(kms.Options{Region: "eu"}), nil).NextPage(context.Background()) // want `kms.ListKeysPaginator.NextPage has no deadline`
}

// Who hands in a client decides, if that is to be seen.

type given keys

func (k *given) Limited(c *kms.Client) { k.limited(kms.New(kms.Options{HTTPClient: limited()})) }

func (k *given) limited(c *kms.Client) { c.Encrypt(context.Background(), nil) }

func (k *given) Unlimited(c *kms.Client) { k.unlimited(kms.New(kms.Options{})) }

func (k *given) unlimited(c *kms.Client) {
	c.Encrypt(context.Background(), nil) // want `kms.Client.Encrypt has no deadline`
}

type unseen keys

func (k *unseen) Unlimited(c *kms.Client) {
	c.Encrypt(context.Background(), nil) // want `kms.Client.Encrypt has no deadline`
}

// A part of a client sends with the whole.

type repos keys

func (k *repos) Limited() { github.NewClient(limited()).Repositories.Get(context.Background(), "", "") }

func (k *repos) Unlimited() {
	github.NewClient(unlimited()).Repositories.Get(context.Background(), "", "") // want `github.RepositoriesService.Get has no deadline`
}

// Options may be collected first.

func Collected(host string) {
	opts := []client.Opt{client.FromEnv}
	if host != "" {
		opts = append(opts, client.WithHost(host), client.WithHTTPClient(limited()))
	}
	c, _ := client.NewClientWithOpts(opts...)
	c.Info(context.Background())
}

func Hosted(host string) {
	opts := make([]client.Opt, 0, 2)
	opts = append(opts, client.FromEnv)
	if host != "" {
		opts = append(opts, client.WithHost(host))
	}
	c, _ := client.NewClientWithOpts(opts...)
	c.Info(context.Background()) // want `client.Client.Info has no deadline`
}

// What is given to one call is for that one.

type percall keys

func (k *percall) Limited(c *kms.Client) {
	c.Encrypt(context.Background(), nil, func(o *kms.Options) { o.HTTPClient = limited() })
}

func (k *percall) Unlimited(c *kms.Client) {
	c.Encrypt(context.Background(), nil, func(o *kms.Options) { o.Region = "eu" }) // want `kms.Client.Encrypt has no deadline`
}

// An element of the options is set later.
func Set(host string) {
	opts := []client.Opt{client.FromEnv, nil}
	opts[1] = client.WithHTTPClient(limited())
	c, _ := client.NewClientWithOpts(opts...)
	c.Info(context.Background())
}
