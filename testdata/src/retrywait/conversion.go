package retrywait

import (
	"context"
	"database/sql"
	"log"
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

// taxonomy: iteration: a row fills the variables

func (c *client) rows(ctx context.Context, rows *sql.Rows) error {
	for rows.Next() {
		var url string
		if err := rows.Scan(&url); err != nil {
			return err
		}
		if err := c.send(ctx, url); err != nil {
			log.Print(err)
			continue
		}
		c.closed = true
	}
	return rows.Err()
}

func (c *client) sameForRows(ctx context.Context, rows *sql.Rows) error {
	for rows.Next() { // want `a failed client.send is tried again at once in client.sameForRows`
		var url string
		if err := rows.Scan(&url); err != nil {
			return err
		}
		if err := c.send(ctx, "http://backend"); err != nil {
			log.Print(err, url)
			continue
		}
		c.closed = true
	}
	return rows.Err()
}
