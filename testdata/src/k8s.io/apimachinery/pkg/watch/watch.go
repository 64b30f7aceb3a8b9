// Package watch is a stub.
package watch

type EventType string

const (
	Added   EventType = "ADDED"
	Deleted EventType = "DELETED"
)

type Event struct {
	Type   EventType
	Object any
}

type Interface interface {
	Stop()
	ResultChan() <-chan Event
}
