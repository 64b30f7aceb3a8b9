// Package client is a stub of github.com/aws/aws-sdk-go/aws/client.
package client

import "github.com/aws/aws-sdk-go/aws"

type ConfigProvider interface {
	ClientConfig(service string, cfgs ...*aws.Config) *aws.Config
}
