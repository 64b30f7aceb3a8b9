// Package madenow asks a service itself when something is made, without a context or with a root one.
package madenow

import (
	"context"

	"github.com/aws/aws-sdk-go/service/ec2/ec2iface"
)

type Network struct{ id string }

func NewNetwork(api ec2iface.EC2API, name string) (*Network, error) {
	id, err := api.DescribeVpcs(name)
	return &Network{id}, err
}

type Tags struct{ list string }

func NewTags(api ec2iface.EC2API, name string) (*Tags, error) {
	list, err := api.DescribeTagsWithContext(context.Background(), name)
	return &Tags{list}, err
}
