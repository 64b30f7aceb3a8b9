// Package imdsface calls clients through interfaces of its own: what bounds the client's methods
// bounds those.
package imdsface

import (
	"context"

	"github.com/aws/aws-sdk-go-v2/feature/ec2/imds"
	"github.com/aws/aws-sdk-go-v2/service/kms"
)

type metadata interface {
	GetMetadata(context.Context, *imds.GetMetadataInput, ...func(*imds.Options)) (*imds.GetMetadataOutput, error)
}

type keys interface {
	Encrypt(context.Context, *kms.EncryptInput, ...func(*kms.Options)) (*kms.EncryptOutput, error)
}

func Role(m metadata) error {
	_, err := m.GetMetadata(context.TODO(), &imds.GetMetadataInput{Path: "role"})
	return err
}

func Wrap(k keys) error {
	_, err := k.Encrypt(context.TODO(), new(kms.EncryptInput)) // want `imdsface.keys.Encrypt has no deadline: it gets context.TODO\(\)`
	return err
}
