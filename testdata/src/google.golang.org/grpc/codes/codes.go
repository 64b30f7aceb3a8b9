// Package codes is a stub.
package codes

type Code uint32

const (
	OK          Code = 0
	Aborted     Code = 10
	Unavailable Code = 14
)
