package retrywait

import (
	"context"
	"database/sql"
	"encoding/json"
	"log"
	"math/rand/v2"
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

// One success ends it all: the targets are tried one after the other, and all of them again.
func (c *client) failoverAll(ctx context.Context, urls []string) {
	var err error
	for wait := time.Second; wait < time.Minute; wait += wait / 2 {
		for _, url := range urls {
			if err = c.send(ctx, url); err == nil {
				break
			}
		}
		if err == nil {
			break
		}
		time.Sleep(jittered(wait)) // want `time.Sleep between attempts in client.failoverAll does not listen to ctx`
	}
}

// What starts goroutines and waits for them works: its answer tells how that went.
func (c *client) quorum(ctx context.Context, urls []string) bool {
	done := make(chan error, len(urls))
	for _, url := range urls {
		go func() { done <- c.send(ctx, url) }()
	}
	select {
	case err := <-done:
		return err == nil
	case <-ctx.Done():
		return false
	}
}

func (c *client) elect(ctx context.Context, urls []string, o options) {
	for {
		select {
		case <-ctx.Done():
			return
		default:
			if c.quorum(ctx, urls) {
				return
			}
		}
		most := c.delay // one setting or another: nothing grows, and nothing counts
		if o.pause != 0 {
			most = o.pause
		}
		if most < 0 {
			return
		}
		time.Sleep(rand.N(most)) // want `the pause between attempts at client.quorum in client.elect never grows`
	}
}

// A pause that the loop makes longer.
func (c *client) electLater(ctx context.Context, urls []string) {
	for most := time.Second; ; most = min(2*most, time.Minute) {
		select {
		case <-ctx.Done():
			return
		default:
			if c.quorum(ctx, urls) {
				return
			}
		}
		time.Sleep(rand.N(most)) // want `time.Sleep between attempts in client.electLater does not listen to ctx`
	}
}

type options struct{ pause time.Duration }

// taxonomy: the answer of a pause is no outcome
func (c *client) nap(ctx context.Context) bool {
	select {
	case <-time.After(time.Second):
		return true
	case <-ctx.Done():
		return false
	}
}

func (c *client) napped(ctx context.Context) {
	for {
		if c.nap(ctx) {
			return
		}
		time.Sleep(jittered(time.Millisecond))
	}
}
