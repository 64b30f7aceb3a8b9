// Package insecure holds the credentials of a connection without TLS.
package insecure

import "google.golang.org/grpc/credentials"

type plaintext struct{}

func (plaintext) OverrideServerName(string) error { return nil }

// NewCredentials returns credentials that secure nothing.
func NewCredentials() credentials.TransportCredentials { return plaintext{} }
