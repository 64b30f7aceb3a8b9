// Command shop is the ticket shop's web service.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"log"
	"net/http"
	"os"
	"os/signal"
	"syscall"
	"time"

	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials/insecure"

	"example.com/tickets/internal/beanstalk"
	"example.com/tickets/internal/currency"
	"example.com/tickets/internal/fraud"
	"example.com/tickets/internal/inventory"
	"example.com/tickets/internal/payment"
	"example.com/tickets/internal/store"
	"example.com/tickets/internal/web"
)

func main() {
	probe := flag.Bool("probe", false, "ask the shop on this host whether it is well, and exit")
	flag.Parse()
	err := run
	if *probe {
		err = probeSelf
	}
	if err := err(); err != nil {
		log.Fatal(err)
	}
}

func run() error {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	st, err := store.Open(os.Getenv("DATABASE_URL"))
	if err != nil {
		return err
	}
	defer st.Close()
	start, cancel := context.WithTimeout(ctx, 10*time.Second)
	defer cancel()
	if err := st.Ping(start); err != nil {
		return err
	}
	cc, err := grpc.NewClient(os.Getenv("INVENTORY_ADDR"), grpc.WithTransportCredentials(insecure.NewCredentials()))
	if err != nil {
		return err
	}
	defer cc.Close()
	receipts, err := beanstalk.NewProducer(os.Getenv("QUEUE_ADDR"))
	if err != nil {
		return err
	}
	defer receipts.Close()
	payments := payment.New(os.Getenv("PAYMENT_URL"), os.Getenv("PAYMENT_KEY"))
	shop := &web.Server{
		Store:     st,
		Inventory: inventory.New(cc),
		Payments:  payments,
		Fraud:     fraud.New(os.Getenv("FRAUD_URL")),
		Rates:     currency.New(os.Getenv("RATES_URL")),
		Receipts:  receipts,
	}
	go expireHolds(st)
	go settle(st, payments)
	return serve(ctx, shop)
}

// serve answers browsers and partners until ctx ends.
func serve(ctx context.Context, shop *web.Server) error {
	browsers := &http.Server{
		Addr:              ":8080",
		Handler:           shop.Handler(),
		ReadHeaderTimeout: 5 * time.Second,
		ReadTimeout:       15 * time.Second,
		WriteTimeout:      30 * time.Second,
		IdleTimeout:       2 * time.Minute,
	}
	// defect (servertimeout): the theatres' tills are on mobile networks, where a connection
	// dies without a word. Each one that dies halfway through its headers stays open here for
	// ever; after some weeks accept fails with "too many open files", for the browsers too.
	partners := &http.Server{
		Addr:    ":8081",
		Handler: shop.Partners(),
	}
	failed := make(chan error, 2)
	go func() { failed <- browsers.ListenAndServe() }()
	go func() { failed <- partners.ListenAndServe() }()
	select {
	case err := <-failed:
		return err
	case <-ctx.Done():
	}
	quit, cancel := context.WithTimeout(context.Background(), 20*time.Second)
	defer cancel()
	return errors.Join(browsers.Shutdown(quit), partners.Shutdown(quit))
}

// expireHolds frees the seats of carts that were left behind.
func expireHolds(st *store.Store) {
	for range time.Tick(time.Minute) {
		// defect (nodeadline): the one UPDATE that waits behind a forgotten transaction of a
		// person at a psql prompt is the last one this loop ever sends. Seats in abandoned
		// carts stay unavailable, and a popular show looks sold out at half its capacity.
		if err := st.ExpireHolds(context.Background(), 15*time.Minute); err != nil {
			log.Printf("shop: expiring holds: %v", err)
		}
	}
}

// settle asks the provider which charges have arrived, on one replica at a time.
func settle(st *store.Store, payments *payment.Client) {
	host, _ := os.Hostname()
	for range time.Tick(10 * time.Minute) {
		if err := settleOnce(st, payments, host); err != nil {
			log.Printf("shop: settling: %v", err)
		}
	}
}

func settleOnce(st *store.Store, payments *payment.Client, host string) error {
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Minute)
	defer cancel()
	mine, err := st.TakeSweep(ctx, host, 15*time.Minute)
	if err != nil || !mine {
		return err
	}
	charges, err := st.Unsettled(ctx)
	if err != nil {
		return err
	}
	for _, charge := range charges {
		settled, err := payments.Settled(charge)
		if err != nil {
			return err
		}
		if !settled {
			continue
		}
		if err := st.Settle(ctx, charge); err != nil {
			return err
		}
	}
	return nil
}

// probeSelf is the container's health check.
func probeSelf() error {
	//distvet:ignore nodeadline the container runtime kills the probe after three seconds
	resp, err := http.Get("http://127.0.0.1:8080/healthz")
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return fmt.Errorf("the shop is not well: %s", resp.Status)
	}
	return nil
}
