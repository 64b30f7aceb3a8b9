// Package gorm stands for gorm.io/gorm.
package gorm

type DB struct{ Error error }

func (db *DB) Create(value any) *DB                { return db }
func (db *DB) Clauses(conds ...any) *DB            { return db }
func (db *DB) Model(value any) *DB                 { return db }
func (db *DB) Update(column string, value any) *DB { return db }

func Expr(expr string, args ...any) any { return nil }
