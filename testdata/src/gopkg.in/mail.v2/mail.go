// Package mail is a stub of gopkg.in/mail.v2.
package mail

type Message struct{}

type Dialer struct{}

func NewDialer(host string, port int, username, password string) *Dialer { return nil }

func (*Dialer) DialAndSend(m ...*Message) error { return nil }
