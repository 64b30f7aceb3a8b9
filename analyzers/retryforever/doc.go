// Package retryforever defines an analyzer of distvet's family B, retries.
//
// # Analyzer retryforever
//
// retryforever: report retries that nothing ends
package retryforever
