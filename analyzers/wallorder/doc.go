// Package wallorder defines an analyzer of distvet's family D, clocks.
//
// # Analyzer wallorder
//
// wallorder: report an order taken from the clocks of several machines
package wallorder
