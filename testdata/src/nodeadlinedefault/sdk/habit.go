package sdk

import (
	"context"

	"github.com/aws/aws-sdk-go-v2/service/kms"
)

// Three functions of a file that give root contexts have a habit.

func Seal() error {
	_, err := open().Encrypt(context.Background(), new(kms.EncryptInput)) // want `kms.Client.Encrypt has no deadline, like other AWS calls of this file: it gets context.Background\(\)`
	return err
}

func Break() error {
	_, err := open().Decrypt(context.Background(), new(kms.DecryptInput))
	return err
}

func SealTwice() error {
	_, err := open().Encrypt(context.TODO(), new(kms.EncryptInput))
	return err
}
