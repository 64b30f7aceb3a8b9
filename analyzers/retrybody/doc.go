// Package retrybody defines an analyzer of distvet's family C, retried effects.
//
// # Analyzer retrybody
//
// retrybody: report bodies and readers that the next attempt finds used up
package retrybody
