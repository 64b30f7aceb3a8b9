// Package ctxdrop defines an analyzer of distvet's family A, deadlines.
//
// # Analyzer ctxdrop
//
// ctxdrop: report network calls that leave the context at hand behind
package ctxdrop
