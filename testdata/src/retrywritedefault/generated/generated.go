// Package generated makes objects whose names the server makes up.
package generated

import (
	"context"

	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	v1 "k8s.io/client-go/kubernetes/typed/core/v1"
	"k8s.io/client-go/util/workqueue"
)

type OrderStatus struct{ SecretName *string }

type OrderSpec struct{ SecretName *string }

type Order struct {
	Name   string
	Spec   OrderSpec
	Status OrderStatus
}

type Controller struct {
	Queue   workqueue.TypedRateLimitingInterface[string]
	Secrets v1.SecretInterface
}

// The status says which one it is as soon as it is known.
func (c *Controller) Make(ctx context.Context, o *Order) (*corev1.Secret, error) {
	name := ""
	if o.Status.SecretName != nil {
		name = *o.Status.SecretName
	}
	s := &corev1.Secret{ObjectMeta: metav1.ObjectMeta{Name: name}}
	if s.Name == "" {
		s.GenerateName = o.Name + "-" // want `SecretName keeps the name that the server has made up only if its reply and the next write arrive`
	}
	return c.Secrets.Create(ctx, s, metav1.CreateOptions{})
}

// The name is made of the order's.
func (c *Controller) MakeNamed(ctx context.Context, o *Order) (*corev1.Secret, error) {
	name := ""
	if o.Status.SecretName != nil {
		name = *o.Status.SecretName
	}
	s := &corev1.Secret{ObjectMeta: metav1.ObjectMeta{Name: name}}
	if s.Name == "" {
		s.Name = o.Name + "-secret"
	}
	return c.Secrets.Create(ctx, s, metav1.CreateOptions{})
}

// Whoever orders says what its name shall be, or that any will do.
func (c *Controller) MakeWished(ctx context.Context, o *Order) (*corev1.Secret, error) {
	name := ""
	if o.Spec.SecretName != nil {
		name = *o.Spec.SecretName
	}
	s := &corev1.Secret{ObjectMeta: metav1.ObjectMeta{Name: name}}
	if s.Name == "" {
		s.GenerateName = o.Name + "-"
	}
	return c.Secrets.Create(ctx, s, metav1.CreateOptions{})
}

// There may be any number of them.
func (c *Controller) MakeAny(ctx context.Context, o *Order) (*corev1.Secret, error) {
	s := &corev1.Secret{ObjectMeta: metav1.ObjectMeta{GenerateName: o.Name + "-"}}
	return c.Secrets.Create(ctx, s, metav1.CreateOptions{})
}

// The name is left to the server although one is kept.
func (c *Controller) MakeAnew(ctx context.Context, o *Order) (*corev1.Secret, error) {
	s := &corev1.Secret{ObjectMeta: metav1.ObjectMeta{Name: *o.Status.SecretName}}
	if s.Name != "" {
		s.GenerateName = s.Name + "-"
	}
	return c.Secrets.Create(ctx, s, metav1.CreateOptions{})
}

// It is made up for a look at it.
func (c *Controller) Show(o *Order) *corev1.Secret {
	name := ""
	if o.Status.SecretName != nil {
		name = *o.Status.SecretName
	}
	s := &corev1.Secret{ObjectMeta: metav1.ObjectMeta{Name: name}}
	if s.Name == "" {
		s.GenerateName = o.Name + "-"
	}
	return s
}
