// Package letters sends mail.
package letters

import (
	gomail "gopkg.in/gomail.v2"
	mail "gopkg.in/mail.v2"
)

// The library ends all but the wait for the greeting.
func Invite(host string, m *mail.Message) error {
	return mail.NewDialer(host, 25, "shop", "").DialAndSend(m)
}

func Remind(host string, m *gomail.Message) error {
	return gomail.NewDialer(host, 25, "shop", "").DialAndSend(m) // want `gomail.Dialer.DialAndSend has no deadline`
}
