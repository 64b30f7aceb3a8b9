// Package wallid defines an analyzer of distvet's family D, clocks.
//
// # Analyzer wallid
//
// wallid: report a point in time that serves as an identity
package wallid
