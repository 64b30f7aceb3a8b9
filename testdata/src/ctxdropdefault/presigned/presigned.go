// Package presigned signs requests, which crosses nothing, and sends some.
package presigned

import (
	"context"

	"github.com/aws/aws-sdk-go-v2/service/kms"
)

type Keys struct {
	client *kms.Client
	signer *kms.PresignClient
}

func (k *Keys) URL(ctx context.Context) (string, error) {
	return k.signer.PresignDecrypt(context.Background(), &kms.DecryptInput{})
}

func (k *Keys) Open(ctx context.Context) error {
	_, err := k.client.Decrypt(context.Background(), &kms.DecryptInput{}) // want `kms.Client.Decrypt does not get ctx`
	return err
}

// An interface of one's own over the signer.
type signer interface {
	PresignDecrypt(ctx context.Context, in *kms.DecryptInput, opts ...func(*kms.Options)) (string, error)
}

func URL(ctx context.Context, s signer) (string, error) {
	return s.PresignDecrypt(context.Background(), &kms.DecryptInput{})
}
