// Package wallexpiry defines an analyzer of distvet's family D, clocks.
//
// # Analyzer wallexpiry
//
// wallexpiry: report validity judged by two clocks with no margin between them
package wallexpiry
