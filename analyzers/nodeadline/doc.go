// Package nodeadline defines an analyzer of distvet's family A, deadlines.
//
// # Analyzer nodeadline
//
// nodeadline: report network calls that nothing ends
package nodeadline
