// Package v1 is a stub.
package v1

type ObjectMeta struct {
	Name, GenerateName, Namespace string
}

type CreateOptions struct{}
