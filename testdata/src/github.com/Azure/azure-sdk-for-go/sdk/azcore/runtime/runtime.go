// Package runtime is a stub of github.com/Azure/azure-sdk-for-go/sdk/azcore/runtime.
package runtime

import "context"

type Pager[T any] struct{}

func (p *Pager[T]) NextPage(ctx context.Context) (T, error) {
	var page T
	return page, nil
}
