package retrywait

import (
	"context"
	"database/sql"
	"encoding/json"
	"log"
	"time"
)

// taxonomy: conversion: how what is made of the answer went is how the operation went

func (c *client) fetch(ctx context.Context, url string) (any, error) { return nil, c.send(ctx, url) }

func text(v any, err error) (string, error) {
	s, _ := v.(string)
	return s, err
}

func (c *client) converted(ctx context.Context, url string) (string, error) {
	for {
		s, err := text(c.fetch(ctx, url))
		if err != nil {
			return "", err
		}
		if s != "" {
			return s, nil
		}
	}
}

func (c *client) convertedHot(ctx context.Context, url string) string {
	for { // want `a failed client.fetch is tried again at once in client.convertedHot`
		s, err := text(c.fetch(ctx, url))
		if err == nil || ctx.Err() != nil {
			return s
		}
	}
}

// taxonomy: iteration: each turn takes up a row

func (c *client) rows(ctx context.Context, rows *sql.Rows) {
	for rows.Next() {
		if err := c.send(ctx, "http://backend"); err != nil {
			log.Print(err)
			continue
		}
		c.delay = 0
	}
}

func (c *client) sameForRows(ctx context.Context, rows *sql.Rows) {
	for !c.closed { // want `a failed client.send is tried again at once in client.sameForRows`
		if err := c.send(ctx, "http://backend"); err != nil {
			log.Print(err)
			continue
		}
		c.delay = 0
	}
}

// taxonomy: iteration: a call fills the variable

func (c *client) decoded(ctx context.Context, dec *json.Decoder) {
	for !c.closed {
		var url string
		if err := dec.Decode(&url); err != nil {
			return
		}
		if err := c.send(ctx, url); err != nil {
			log.Print(err)
		}
	}
}

func (c *client) undecoded(ctx context.Context, dec *json.Decoder) {
	for !c.closed { // want `a failed client.send is tried again at once in client.undecoded`
		var url string
		if err := dec.Decode(nil); err != nil {
			return
		}
		if err := c.send(ctx, url); err != nil {
			log.Print(err)
		}
	}
}

// taxonomy: busy-loop: the next one is another one

type node struct {
	next *node
	busy bool
}

func (n *node) resting() bool { return !n.busy }

func (m *member) round(n *node) {
	for ; ; n = n.next {
		if n.resting() {
			continue
		}
		m.tend()
		time.Sleep(time.Second)
	}
}

func (m *member) stand(n *node) {
	for {
		if n.resting() { // want `this branch jumps over the pause of the loop in member.stand and asks again at once`
			continue
		}
		m.tend()
		time.Sleep(time.Second)
	}
}

// taxonomy: no-context: what a literal captures never ends

func (c *client) rootLiteral(url string) {
	ctx := context.Background()
	go func() {
		for range 5 {
			if c.send(ctx, url) == nil {
				return
			}
			time.Sleep(jittered(c.delay))
		}
	}()
}

// taxonomy: hot-loop: what is no pause

func (c *client) drains(ctx context.Context, url string) error {
	t := time.NewTimer(time.Minute)
	for { // want `a failed client.send is tried again at once in client.drains`
		err := c.send(ctx, url)
		if err == nil || ctx.Err() != nil {
			return err
		}
		if !t.Stop() {
			<-t.C // takes what is there
		}
		t.Reset(time.Minute)
	}
}

func (c *client) waitsFor(ctx context.Context, url string) error {
	t := time.NewTimer(jittered(time.Minute))
	for {
		err := c.send(ctx, url)
		if err == nil || ctx.Err() != nil {
			return err
		}
		select {
		case <-ctx.Done():
		case <-t.C:
		}
		t.Reset(jittered(time.Minute))
	}
}

type queueLog struct{ lines chan string }

func (l *queueLog) Warnf(format string, args ...any) { l.lines <- format }
func (l *queueLog) put(line string)                  { l.lines <- line }

func (c *client) hotLogged(ctx context.Context, url string, l *queueLog) error {
	for { // want `a failed client.send is tried again at once in client.hotLogged`
		err := c.send(ctx, url)
		if err == nil || ctx.Err() != nil {
			return err
		}
		l.Warnf("sending: %v", err) // whatever it does on its way out
	}
}

func (c *client) handedOver(ctx context.Context, url string, l *queueLog) error {
	for {
		err := c.send(ctx, url)
		if err == nil || ctx.Err() != nil {
			return err
		}
		l.put(err.Error()) // waits for whoever takes it
	}
}

// taxonomy: not a retry: the failure of one element, and on to the next

func (c *client) gather(ctx context.Context, most int) (found []string) {
	for len(found) < most {
		list := c.list(ctx)
		for _, url := range list {
			if c.send(ctx, url) != nil {
				continue
			}
			found = append(found, url)
		}
	}
	return found
}

// All of it is begun again.
func (c *client) gatherAll(ctx context.Context) {
	for { // want `a failed client.send is tried again at once in client.gatherAll`
		list, failed := c.list(ctx), false
		for _, url := range list {
			if c.send(ctx, url) != nil {
				failed = true
				break
			}
		}
		if !failed || ctx.Err() != nil {
			return
		}
	}
}

func (c *client) list(ctx context.Context) []string { return nil }
