package sdkclient

import (
	"context"

	"github.com/aws/aws-sdk-go-v2/config"

	"nodeadlinedefault/sdkclient/wrapped"
)

// Another package makes the client, of the configuration that it is given.

type configuredFar keys

func (k *configuredFar) Limited() {
	cfg, _ := config.LoadDefaultConfig(context.Background(), config.WithRegion("eu"), config.WithHTTPClient(limited()))
	wrapped.New(cfg).Encrypt(context.Background(), nil)
}

func (k *configuredFar) Unlimited() {
	cfg, _ := config.LoadDefaultConfig(context.Background(), config.WithRegion("eu"), config.WithHTTPClient(unlimited()))
	wrapped.New(cfg).Encrypt(context.Background(), nil) // want `kms.Client.Encrypt has no deadline`
}
