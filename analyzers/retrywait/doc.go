// Package retrywait defines an analyzer of distvet's family B, retries.
//
// # Analyzer retrywait
//
// retrywait: report retries that do not wait, or wait without listening
package retrywait
