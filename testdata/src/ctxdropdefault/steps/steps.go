// Package steps leaves a context behind at one write, at several, and at what comes before them.
package steps

import (
	"context"

	"github.com/aws/aws-sdk-go/service/ec2/ec2iface"
)

func Rename(ctx context.Context, api ec2iface.EC2API, id string) error {
	if _, err := api.CreateTags(id); err != nil {
		return err
	}
	_, err := api.DeleteTags(id)
	return err
}

func Name(ctx context.Context, api ec2iface.EC2API, id string) error {
	_, err := api.CreateTags(id) // want `ec2iface.EC2API.CreateTags takes no context although ctx is at hand`
	return err
}

func RenameKnown(ctx context.Context, api ec2iface.EC2API, id string) error {
	if _, err := api.DescribeTags(id); err != nil { // want `ec2iface.EC2API.DescribeTags takes no context although ctx is at hand`
		return err
	}
	return Rename(ctx, api, id)
}
