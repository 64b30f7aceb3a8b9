// Package retrynest defines an analyzer of distvet's family B, retries.
//
// # Analyzer retrynest
//
// retrynest: report retries inside retries, which multiply
package retrynest
