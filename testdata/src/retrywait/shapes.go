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
