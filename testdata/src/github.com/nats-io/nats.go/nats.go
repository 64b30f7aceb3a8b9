// Package nats is a stub.
package nats

type Conn struct{}

func (*Conn) Publish(subject string, data []byte) error { return nil }
