// Package v1 stands for k8s.io/client-go/kubernetes/typed/core/v1.
package v1

import "context"

type PodInterface interface {
	List(ctx context.Context, opts int) (int, error)
}
