// Package pods talks to Kubernetes without deadlines.
package pods

import (
	"context"

	v1 "k8s.io/client-go/kubernetes/typed/core/v1"
)

// The client notices a server that is gone.
func List(pods v1.PodInterface) (int, error) { return pods.List(context.Background(), 0) }
