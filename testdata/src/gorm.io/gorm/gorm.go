// Package gorm stands for gorm.io/gorm.
package gorm

import (
	"context"
	"database/sql"
)

type DB struct{ Error error }

func (db *DB) WithContext(ctx context.Context) *DB { return db }
func (db *DB) Where(query any, args ...any) *DB    { return db }
func (db *DB) Count(count *int64) *DB              { return db }

func (db *DB) Create(value any) *DB                { return db }
func (db *DB) Clauses(conds ...any) *DB            { return db }
func (db *DB) Model(value any) *DB                 { return db }
func (db *DB) Update(column string, value any) *DB { return db }
func (db *DB) First(dest any, conds ...any) *DB    { return db }

func (db *DB) DB() (*sql.DB, error) { return nil, nil }

type Dialector interface{ Name() string }

type Option interface{ Apply() error }

func Open(dialector Dialector, opts ...Option) (*DB, error) { return nil, nil }

func Expr(expr string, args ...any) any { return nil }
