// Package servertimeout defines an analyzer of distvet's family A, deadlines.
//
// # Analyzer servertimeout
//
// servertimeout: report HTTP servers that let a client hold a connection for ever
package servertimeout
