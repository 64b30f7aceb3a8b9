// Package v1 is a stub.
package v1

import metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

type Secret struct {
	metav1.ObjectMeta
	Data map[string][]byte
}
