// Package event stands for sigs.k8s.io/controller-runtime/pkg/event.
package event

type CreateEvent struct{ Key string }
