// Package wrapped makes clients of the configurations of others.
package wrapped

import (
	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/kms"
)

func New(cfg aws.Config) *kms.Client { return kms.NewFromConfig(cfg) }
