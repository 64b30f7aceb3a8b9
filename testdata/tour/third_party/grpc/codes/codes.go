// Package codes holds the status codes that the tour names.
package codes

// A Code is the outcome of a call.
type Code uint32

// The codes, with the numbers of the protocol.
const (
	OK            Code = 0
	Unknown       Code = 2
	NotFound      Code = 5
	AlreadyExists Code = 6
	Unavailable   Code = 14
)
