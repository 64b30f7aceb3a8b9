// Package sdk has types that speak to a service through its library without deadlines: one
// decision each.
package sdk

import (
	"context"
	"io"

	"github.com/aws/aws-sdk-go-v2/service/kms"
)

func open() *kms.Client { return new(kms.Client) }

type Safe struct{}

func (s *Safe) Lock() error {
	_, err := open().Encrypt(context.Background(), new(kms.EncryptInput)) // want `kms.Client.Encrypt has no deadline, like other AWS calls of Safe: it gets context.Background\(\)`
	return err
}

func (s *Safe) Unlock() error {
	_, err := open().Decrypt(context.Background(), new(kms.DecryptInput))
	return err
}

type Box struct{}

func (b Box) Lock() error {
	_, err := open().Encrypt(context.Background(), new(kms.EncryptInput)) // want `kms.Client.Encrypt has no deadline: it gets context.Background\(\)`
	return err
}

func Lock() error {
	_, err := open().Encrypt(context.Background(), new(kms.EncryptInput)) // want `kms.Client.Encrypt has no deadline: it gets context.Background\(\)`
	return err
}

func Unlock() error {
	_, err := open().Decrypt(context.Background(), new(kms.DecryptInput)) // want `kms.Client.Decrypt has no deadline: it gets context.Background\(\)`
	return err
}

// A form without a context, for those who do not care.

type Key struct{}

func (k *Key) Encrypt() error { return k.EncryptContext(context.Background()) }

func (k *Key) EncryptContext(ctx context.Context) error {
	_, err := open().Encrypt(ctx, new(kms.EncryptInput))
	return err
}

func (k *Key) Decrypt() error {
	return k.DecryptSoon(context.Background()) // want `kms.Client.Decrypt has no deadline: Key.Decrypt passes context.Background\(\) through sdk.Key.DecryptSoon`
}

func (k *Key) DecryptSoon(ctx context.Context) error {
	_, err := open().Decrypt(ctx, new(kms.DecryptInput))
	return err
}

// What makes a type belongs to it.

type Chest struct{ c *kms.Client }

func NewChest() (*Chest, error) {
	c := &Chest{open()}
	_, err := c.c.Encrypt(context.Background(), new(kms.EncryptInput)) // want `kms.Client.Encrypt has no deadline, like other AWS calls of Chest`
	return c, err
}

func (c *Chest) Unlock() error {
	_, err := c.c.Decrypt(context.Background(), new(kms.DecryptInput))
	return err
}

// What is streamed takes as long as there is data.
type Tape struct{}

func (t *Tape) Save(data io.Reader) error {
	in := &kms.EncryptInput{}
	if _, err := data.Read(nil); err != nil {
		return err
	}
	_, err := open().Encrypt(context.Background(), in)
	return err
}

// What is given as a whole does not.
type Card struct{}

func (c *Card) Save(data []byte) error {
	_, err := open().Encrypt(context.Background(), &kms.EncryptInput{}) // want `kms.Client.Encrypt has no deadline`
	return err
}

// A context of one's own is one variable, however many calls get it.

func encrypt(ctx context.Context) error {
	_, err := open().Encrypt(ctx, new(kms.EncryptInput))
	return err
}

func decrypt(ctx context.Context) error {
	_, err := open().Decrypt(ctx, new(kms.DecryptInput))
	return err
}

func Move() error {
	ctx := context.Background()
	if err := encrypt(ctx); err != nil { // want `kms.Client.Encrypt has no deadline`
		return err
	}
	return decrypt(ctx)
}

func MoveApart() error {
	if err := encrypt(context.Background()); err != nil { // want `kms.Client.Encrypt has no deadline`
		return err
	}
	return decrypt(context.Background()) // want `kms.Client.Decrypt has no deadline`
}
