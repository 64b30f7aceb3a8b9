// Package ec2iface is a stub of github.com/aws/aws-sdk-go/service/ec2/ec2iface.
package ec2iface

import "context"

type EC2API interface {
	DescribeVpcs(id string) (string, error)
	DescribeVpcsWithContext(ctx context.Context, id string) (string, error)
	DescribeTags(id string) (string, error)
	DescribeTagsWithContext(ctx context.Context, id string) (string, error)
	CreateTags(id string) (string, error)
	CreateTagsWithContext(ctx context.Context, id string) (string, error)
	DeleteTags(id string) (string, error)
	DeleteTagsWithContext(ctx context.Context, id string) (string, error)
}
