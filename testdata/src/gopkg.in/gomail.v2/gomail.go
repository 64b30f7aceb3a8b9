// Package gomail is a stub of gopkg.in/gomail.v2.
package gomail

type Message struct{}

type Dialer struct{}

func NewDialer(host string, port int, username, password string) *Dialer { return nil }

func (*Dialer) DialAndSend(m ...*Message) error { return nil }
