// Package codes is a stub.
package codes

type Code uint32

const (
	OK               Code = 0
	Canceled         Code = 1
	DeadlineExceeded Code = 4
	Aborted          Code = 10
	Unavailable      Code = 14
)
