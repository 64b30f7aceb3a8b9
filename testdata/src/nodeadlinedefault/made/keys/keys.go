// Package keys wraps secrets.
package keys

import (
	"context"

	"github.com/aws/aws-sdk-go-v2/service/kms"
)

type Keys struct{ Client *kms.Client }

func (k *Keys) Wrap(ctx context.Context) error {
	_, err := k.Client.Encrypt(ctx, new(kms.EncryptInput))
	return err
}
