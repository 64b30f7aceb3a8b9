// Package delivers hands messages to a broker, which delivers at least once anyway.
package delivers

import (
	"context"
	"net/smtp"
	"time"

	"cloud.google.com/go/firestore"
	"github.com/nats-io/nats.go"
)

// Whoever reads the message expects it twice: possible.
func Tell(c *nats.Conn, data []byte) error {
	for range 3 {
		if c.Publish("orders", data) == nil {
			return nil
		}
		time.Sleep(time.Second)
	}
	return nil
}

// The message is out even if the transaction never is.
func TellWithin(ctx context.Context, f *firestore.Client, c *nats.Conn, data []byte) error {
	return f.RunTransaction(ctx, func(ctx context.Context, tx *firestore.Transaction) error {
		if err := c.Publish("orders", data); err != nil { // want `runs its function again when the commit fails, and with it nats.Conn.Publish`
			return err
		}
		return tx.Set("order", "told")
	})
}

// It follows the commit.
func TellAfter(ctx context.Context, f *firestore.Client, c *nats.Conn, data []byte) error {
	err := f.RunTransaction(ctx, func(ctx context.Context, tx *firestore.Transaction) error {
		return tx.Set("order", "told")
	})
	if err != nil {
		return err
	}
	return c.Publish("orders", data)
}

// A mail that comes twice is better than none.
func Mail(addr string, auth smtp.Auth, to []string, data []byte) (err error) {
	for range 3 {
		if err = smtp.SendMail(addr, auth, "shop@example.com", to, data); err == nil {
			return nil
		}
		time.Sleep(time.Second)
	}
	return err
}

// One about what never was is worse.
func MailWithin(ctx context.Context, f *firestore.Client, addr string, to []string, data []byte) error {
	return f.RunTransaction(ctx, func(ctx context.Context, tx *firestore.Transaction) error {
		if err := smtp.SendMail(addr, nil, "shop@example.com", to, data); err != nil { // want `runs its function again when the commit fails, and with it smtp.SendMail`
			return err
		}
		return tx.Set("order", "told")
	})
}
