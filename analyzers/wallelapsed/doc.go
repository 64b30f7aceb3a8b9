// Package wallelapsed defines an analyzer of distvet's family D, clocks.
//
// # Analyzer wallelapsed
//
// wallelapsed: report elapsed time taken from stamps that lost their monotonic reading
package wallelapsed
