// Package sdkone has functions that speak to a service without contexts: one decision.
package sdkone

import (
	"context"

	"github.com/aws/aws-sdk-go/service/ec2/ec2iface"
)

func Network(api ec2iface.EC2API, id string) (string, error) {
	return api.DescribeVpcs(id) // want `ec2iface.EC2API.DescribeVpcs has no deadline, like other AWS calls of this package, and waits for ever for a peer that never answers; use DescribeVpcsWithContext`
}

func Tags(api ec2iface.EC2API, id string) (string, error) { return api.DescribeTags(id) }

// A context that is written out each time is a decision each time.

func TagsNow(api ec2iface.EC2API, id string) (string, error) {
	return api.DescribeTagsWithContext(context.Background(), id) // want `ec2iface.EC2API.DescribeTagsWithContext has no deadline: it gets context.Background`
}
