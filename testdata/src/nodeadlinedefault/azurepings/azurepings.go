// Package azurepings asks services whose library notices a server that is gone, and one whose does not.
package azurepings

import (
	"context"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore/runtime"
	"github.com/aws/aws-sdk-go-v2/service/kms"
)

func Page(p *runtime.Pager[int]) (int, error) { return p.NextPage(context.Background()) }

func Encrypt(c *kms.Client) error {
	_, err := c.Encrypt(context.Background(), new(kms.EncryptInput)) // want `kms.Client.Encrypt has no deadline`
	return err
}
