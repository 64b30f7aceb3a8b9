// Package retrywrite defines an analyzer of distvet's family C, retried effects.
//
// # Analyzer retrywrite
//
// retrywrite: report writes that a retry may do twice
package retrywrite
