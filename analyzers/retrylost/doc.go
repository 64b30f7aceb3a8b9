// Package retrylost defines an analyzer of distvet's family B, retries.
//
// # Analyzer retrylost
//
// retrylost: report retries that give up and report success
package retrylost
