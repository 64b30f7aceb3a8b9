package web

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log"
	"net/http"
	"time"

	"example.com/tickets/internal/payment"
	"example.com/tickets/internal/retry"
	"example.com/tickets/internal/store"
)

// maxRisk is the fraud score above which we ask the customer to call us.
const maxRisk = 80

type cart struct {
	ID       string   `json:"id"` // made by the browser: a second click sends the same
	Customer string   `json:"customer"`
	Email    string   `json:"email"`
	Card     string   `json:"card"`
	Show     string   `json:"show"`
	Seats    []string `json:"seats"`
}

func (s *Server) checkout(w http.ResponseWriter, r *http.Request) {
	ctx, cancel := context.WithTimeout(r.Context(), requestTimeout)
	defer cancel()
	var c cart
	if err := json.NewDecoder(http.MaxBytesReader(w, r.Body, 1<<20)).Decode(&c); err != nil {
		fail(w, http.StatusBadRequest, err)
		return
	}
	hold, err := s.Inventory.Hold(ctx, c.ID, c.Show, c.Seats)
	if err != nil {
		fail(w, http.StatusConflict, err)
		return
	}
	risk, err := s.Fraud.Score(c.Email, hold.Cents)
	if err != nil {
		log.Printf("web: selling without a score: %v", err)
	}
	if risk > maxRisk {
		s.release(ctx, hold.ID)
		fail(w, http.StatusForbidden, fmt.Errorf("cart %s has risk %d", c.ID, risk))
		return
	}
	o := store.Order{
		ID:       newOrderID(),
		Customer: c.Customer,
		Email:    c.Email,
		Show:     c.Show,
		Hold:     hold.ID,
		Cents:    hold.Cents,
	}
	if o.Charge, err = s.charge(ctx, o, c.Card); err != nil {
		s.release(ctx, hold.ID)
		fail(w, http.StatusPaymentRequired, err)
		return
	}
	if err := s.book(ctx, o); err != nil {
		fail(w, http.StatusInternalServerError, err)
		return
	}
	reply(w, o)
}

// newOrderID returns the name by which customers, the payment provider and the theatre
// know an order.
func newOrderID() string {
	// defect (wallid): two replicas that sell a ticket in the same millisecond make the same
	// order. The payment provider takes the second charge for a repeat of the first, and the
	// second INSERT finds the ID taken and changes nothing: one customer gets in for free, the
	// other's order lists the seats of both.
	return fmt.Sprintf("T%d", time.Now().UnixMilli())
}

// charge takes the money for an order.
func (s *Server) charge(ctx context.Context, o store.Order, card string) (string, error) {
	var ch payment.Charge
	// defect (retrynest): Charge tries four times by itself. On a day when the provider
	// answers 503, each checkout sends it twelve requests instead of one, and the provider
	// does not come back for as long as people want tickets.
	err := retry.Do(ctx, 3, func() (err error) {
		ch, err = s.Payments.Charge(ctx, o.ID, card, o.Cents)
		return err
	})
	return ch.ID, err
}

// book gives the customer what was paid for.
func (s *Server) book(ctx context.Context, o store.Order) error {
	if err := retry.Do(ctx, 3, func() error { return s.Store.Create(ctx, o) }); err != nil {
		return err
	}
	if _, err := s.Store.Book(ctx, o.ID, o.Hold); err != nil {
		return err
	}
	// defect (retrywrite): AddPoints adds. When the connection breaks after the UPDATE and
	// before its answer, the second attempt adds again; the customers found out first, and
	// their forum has a thread about which Wi-Fi to use.
	err := retry.Do(ctx, 3, func() error { return s.Store.AddPoints(ctx, o.Customer, o.Cents/100) })
	if err != nil {
		log.Printf("web: points for order %s: %v", o.ID, err)
	}
	err = retry.Do(ctx, 3, func() error { return s.Store.AwardVoucher(ctx, o.Customer, o.ID) })
	if err != nil {
		log.Printf("web: voucher for order %s: %v", o.ID, err)
	}
	job, err := json.Marshal(map[string]string{"order": o.ID})
	if err != nil {
		return err
	}
	return s.Receipts.Put(job)
}

// release gives the seats of a failed checkout back, even if the customer has gone.
func (s *Server) release(ctx context.Context, hold string) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), 5*time.Second)
	defer cancel()
	if err := s.Inventory.Release(ctx, hold); err != nil {
		log.Printf("web: releasing %s: %v", hold, err)
	}
}

func (s *Server) cancel(w http.ResponseWriter, r *http.Request) {
	ctx, cancel := context.WithTimeout(r.Context(), requestTimeout)
	defer cancel()
	o, err := s.Store.Order(ctx, r.PathValue("order"))
	if errors.Is(err, store.ErrNotFound) {
		fail(w, http.StatusNotFound, err)
		return
	}
	if err != nil {
		fail(w, http.StatusInternalServerError, err)
		return
	}
	if _, err := s.Store.Cancel(ctx, o.ID); err != nil {
		fail(w, http.StatusInternalServerError, err)
		return
	}
	if err := s.Payments.Refund(ctx, o.Charge, o.Cents); err != nil {
		fail(w, http.StatusBadGateway, err)
		return
	}
	reply(w, o)
}
