// Package keyed names its payments in several places, so that a second one is recognised.
package keyed

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/json"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/google/uuid"
)

const payments = "https://pay.example/payments"

// again runs f up to three times.
func again(f func() error) error {
	for n := 0; ; n++ {
		err := f()
		if err == nil || n == 2 {
			return err
		}
		time.Sleep(time.Second)
	}
}

func send(req *http.Request, err error) error {
	if err != nil {
		return err
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

// The first attempt makes the key, the others find it.
func Lazy(ctx context.Context, body []byte) error {
	var key string
	return again(func() error {
		if key == "" {
			key = uuid.NewString()
		}
		req, err := http.NewRequestWithContext(ctx, "POST", payments, bytes.NewReader(body))
		if err != nil {
			return err
		}
		req.Header.Set("Idempotency-Key", key)
		return send(req, nil)
	})
}

// Each attempt makes one.
func Hasty(ctx context.Context, body []byte) error {
	var key string
	return again(func() error {
		key = uuid.NewString()
		req, err := http.NewRequestWithContext(ctx, "POST", payments, bytes.NewReader(body))
		if err != nil {
			return err
		}
		req.Header.Set("Idempotency-Key", key) // want `again makes a new Idempotency-Key for each attempt`
		return send(req, nil)
	})
}

// The header of a service that calls it in its own way.
func OwnHeader(ctx context.Context, body []byte) error {
	key := uuid.NewString()
	return again(func() error {
		req, err := http.NewRequestWithContext(ctx, "POST", payments, bytes.NewReader(body))
		if err != nil {
			return err
		}
		req.Header.Set("PayPal-Request-Id", key)
		return send(req, nil)
	})
}

type payment struct {
	IdempotencyKey string `json:"idempotency_key"`
	Amount         int    `json:"amount"`
}

type order struct {
	Number  string `json:"number"`
	TraceID string `json:"trace_id"`
	Amount  int    `json:"amount"`
}

// The key of the caller is a field of what is encoded.
func Encoded(ctx context.Context, p *payment) error {
	return again(func() error {
		var buf bytes.Buffer
		if err := json.NewEncoder(&buf).Encode(p); err != nil {
			return err
		}
		return send(http.NewRequestWithContext(ctx, "POST", payments, &buf))
	})
}

// No field is one.
func EncodedPlain(ctx context.Context, o *order) error {
	return again(func() error {
		var buf bytes.Buffer
		if err := json.NewEncoder(&buf).Encode(o); err != nil {
			return err
		}
		return send(http.NewRequestWithContext(ctx, "POST", payments, &buf)) // want `again repeats POST`
	})
}

// The order gets its number here, once.
func Numbered(ctx context.Context, o order) error {
	o.Number = uuid.NewString()
	b, err := json.Marshal(o)
	if err != nil {
		return err
	}
	return again(func() error {
		return send(http.NewRequestWithContext(ctx, "POST", payments, bytes.NewReader(b)))
	})
}

// What it gets tells it apart in logs only.
func ForLogs(ctx context.Context, o order) error {
	o.TraceID = uuid.NewString()
	b, err := json.Marshal(o)
	if err != nil {
		return err
	}
	return again(func() error {
		return send(http.NewRequestWithContext(ctx, "POST", payments, bytes.NewReader(b))) // want `again repeats POST`
	})
}

// It gets another number in each attempt.
func NumberedAnew(ctx context.Context, o order) error {
	return again(func() error {
		o.Number = uuid.NewString()
		b, err := json.Marshal(o)
		if err != nil {
			return err
		}
		return send(http.NewRequestWithContext(ctx, "POST", payments, bytes.NewReader(b))) // want `again repeats POST`
	})
}

// The form and the URL name it.
func Form(ctx context.Context) error {
	form := url.Values{"amount": {"7"}, "reference": {uuid.NewString()}}
	return again(func() error {
		return send(http.NewRequestWithContext(ctx, "POST", payments, strings.NewReader(form.Encode())))
	})
}

func Path(ctx context.Context, body []byte) error {
	u := payments + "/" + uuid.NewString()
	return again(func() error {
		return send(http.NewRequestWithContext(ctx, "POST", u, bytes.NewReader(body)))
	})
}

// A row of an outbox goes out with its id.
func Outbox(ctx context.Context, rows *sql.Rows) error {
	for rows.Next() {
		var m struct {
			ID     string
			Amount int
		}
		if err := rows.Scan(&m.ID, &m.Amount); err != nil {
			return err
		}
		b, err := json.Marshal(m)
		if err != nil {
			return err
		}
		err = again(func() error {
			return send(http.NewRequestWithContext(ctx, "POST", payments, bytes.NewReader(b)))
		})
		if err != nil {
			return err
		}
	}
	return rows.Err()
}

// The row does without.
func OutboxUnnamed(ctx context.Context, rows *sql.Rows) error {
	for rows.Next() {
		var m struct {
			ID     string
			Amount int
		}
		if err := rows.Scan(&m.Amount); err != nil {
			return err
		}
		b, err := json.Marshal(m)
		if err != nil {
			return err
		}
		err = again(func() error {
			return send(http.NewRequestWithContext(ctx, "POST", payments, bytes.NewReader(b))) // want `again repeats POST`
		})
		if err != nil {
			return err
		}
	}
	return rows.Err()
}
