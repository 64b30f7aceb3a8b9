// Package web is what browsers and partners see of the shop.
package web

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"log"
	"net/http"
	"time"

	"example.com/tickets/internal/beanstalk"
	"example.com/tickets/internal/currency"
	"example.com/tickets/internal/fraud"
	"example.com/tickets/internal/inventory"
	"example.com/tickets/internal/payment"
	"example.com/tickets/internal/store"
)

// requestTimeout is how long a browser waits for us; after that, nobody reads the answer.
const requestTimeout = 8 * time.Second

// A Server answers browsers and partners.
type Server struct {
	Store     *store.Store
	Inventory *inventory.Client
	Payments  *payment.Client
	Fraud     *fraud.Client
	Rates     *currency.Rates
	Receipts  *beanstalk.Producer

	seats seatCache
}

// Handler returns the shop as browsers see it.
func (s *Server) Handler() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /shows/{show}/seats", s.listSeats)
	mux.HandleFunc("POST /orders", s.checkout)
	mux.HandleFunc("GET /orders/{order}", s.order)
	mux.HandleFunc("DELETE /orders/{order}", s.cancel)
	mux.HandleFunc("GET /healthz", s.health)
	return mux
}

// Partners returns what the theatres' own systems call.
func (s *Server) Partners() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("POST /shows/{show}/changes", s.change)
	mux.HandleFunc("POST /shows/{show}/plan", s.plan)
	return mux
}

func (s *Server) health(w http.ResponseWriter, r *http.Request) {
	ctx, cancel := context.WithTimeout(r.Context(), time.Second)
	defer cancel()
	if err := s.Store.Ping(ctx); err != nil {
		fail(w, http.StatusServiceUnavailable, err)
	}
}

func (s *Server) order(w http.ResponseWriter, r *http.Request) {
	ctx, cancel := context.WithTimeout(r.Context(), requestTimeout)
	defer cancel()
	o, err := s.Store.Order(ctx, r.PathValue("order"))
	switch {
	case errors.Is(err, store.ErrNotFound):
		fail(w, http.StatusNotFound, err)
	case err != nil:
		fail(w, http.StatusInternalServerError, err)
	default:
		currency := cmp.Or(r.URL.Query().Get("currency"), "EUR")
		total, _ := s.Rates.In(currency, o.Cents)
		reply(w, map[string]any{"order": o, "currency": currency, "total": total})
	}
}

func fail(w http.ResponseWriter, code int, err error) {
	log.Printf("web: %d: %v", code, err)
	http.Error(w, http.StatusText(code), code)
}

func reply(w http.ResponseWriter, v any) {
	w.Header().Set("Content-Type", "application/json")
	if err := json.NewEncoder(w).Encode(v); err != nil {
		log.Printf("web: writing an answer: %v", err)
	}
}
