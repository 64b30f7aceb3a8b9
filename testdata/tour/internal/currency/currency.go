// Package currency keeps today's exchange rates.
package currency

import (
	"encoding/json"
	"fmt"
	"log"
	"net/http"
	"sync/atomic"
	"time"
)

// Rates holds how much of each currency one euro buys.
type Rates struct {
	url   string
	rates atomic.Pointer[map[string]float64]
}

// New returns rates that are read from url once an hour.
func New(url string) *Rates {
	r := &Rates{url: url}
	r.rates.Store(&map[string]float64{"EUR": 1})
	go func() {
		for {
			if err := r.refresh(); err != nil {
				log.Printf("currency: %v; keeping the rates we have", err)
			}
			time.Sleep(time.Hour)
		}
	}()
	return r
}

// In converts euro cents, and reports whether it knows the currency.
func (r *Rates) In(currency string, cents int64) (int64, bool) {
	rate, ok := (*r.rates.Load())[currency]
	return int64(float64(cents)*rate + 0.5), ok
}

func (r *Rates) refresh() error {
	// defect (nodeadline): one answer that never comes ends the hourly loop for good, without
	// a log line. The shop goes on selling at the rates of that day until somebody compares.
	resp, err := http.Get(r.url)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return fmt.Errorf("reading rates: %s", resp.Status)
	}
	rates := make(map[string]float64)
	if err := json.NewDecoder(resp.Body).Decode(&rates); err != nil {
		return fmt.Errorf("reading rates: %w", err)
	}
	r.rates.Store(&rates)
	return nil
}
