// Package credentials holds the transport security of a connection.
package credentials

// TransportCredentials secure a connection.
type TransportCredentials interface{ OverrideServerName(string) error }
