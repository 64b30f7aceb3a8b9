package receipt

import (
	"bytes"
	"context"
	"encoding/json"
	"log"
	"net/http"
	"time"
)

// A Mailer sends mail through the mail provider.
type Mailer struct {
	url string
	hc  *http.Client
}

// NewMailer returns a mailer for the provider's API at url.
func NewMailer(url string) *Mailer {
	return &Mailer{url: url, hc: &http.Client{Timeout: 15 * time.Second}}
}

// A Mail is one message. The provider sends two with the same ID only once.
type Mail struct {
	ID      string `json:"-"`
	To      string `json:"to"`
	Subject string `json:"subject"`
	Text    string `json:"text"`
}

// Send hands the mail to the provider.
func (m *Mailer) Send(ctx context.Context, mail Mail) error {
	body, err := json.Marshal(mail)
	if err != nil {
		return err
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, m.url+"/messages", bytes.NewReader(body))
	if err != nil {
		return err
	}
	req.Header.Set("Idempotency-Key", mail.ID)
	resp, err := m.hc.Do(req)
	return outcome(resp, err)
}

// Deliver sends the mail, however long it takes.
func (m *Mailer) Deliver(mail Mail) error {
	// defect (retryforever): the provider answers a mistyped address with 422, today and
	// tomorrow. The worker never hears of it and never gets past that customer: the receipts of
	// everyone behind wait in the queue, and the first sign is a full disk on the queue's host.
	for {
		ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
		err := m.Send(ctx, mail)
		cancel()
		if err == nil {
			return nil
		}
		log.Printf("receipt: mail to order %s: %v; trying again", mail.ID, err)
		time.Sleep(5 * time.Second)
	}
}
