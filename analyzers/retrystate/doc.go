// Package retrystate defines an analyzer of distvet's family C, retried effects.
//
// # Analyzer retrystate
//
// retrystate: report state that a failed attempt leaves to the next one
package retrystate
