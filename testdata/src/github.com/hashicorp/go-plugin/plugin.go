// Package plugin stands for github.com/hashicorp/go-plugin.
package plugin

// GRPCBroker lends connections to a plugin.
type GRPCBroker struct{}
