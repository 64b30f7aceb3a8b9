// Package generatedonce does what package generated does, and works off no queue.
package generatedonce

import (
	"context"

	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	v1 "k8s.io/client-go/kubernetes/typed/core/v1"
)

type OrderStatus struct{ SecretName *string }

type Order struct {
	Name   string
	Status OrderStatus
}

func Make(ctx context.Context, secrets v1.SecretInterface, o *Order) (*corev1.Secret, error) {
	name := ""
	if o.Status.SecretName != nil {
		name = *o.Status.SecretName
	}
	s := &corev1.Secret{ObjectMeta: metav1.ObjectMeta{Name: name}}
	if s.Name == "" {
		s.GenerateName = o.Name + "-"
	}
	return secrets.Create(ctx, s, metav1.CreateOptions{})
}
