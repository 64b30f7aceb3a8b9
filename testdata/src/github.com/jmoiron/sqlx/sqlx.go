// Package sqlx is a stub.
package sqlx

import "context"

type DB struct{}

func (*DB) Select(dest any, query string, args ...any) error { return nil }

func (*DB) SelectContext(ctx context.Context, dest any, query string, args ...any) error { return nil }

func (*DB) GetContext(ctx context.Context, dest any, query string, args ...any) error { return nil }
