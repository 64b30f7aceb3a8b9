// Package orm gives its database no context anywhere, which is one decision.
package orm

import (
	"context"

	"gorm.io/gorm"
)

type User struct{ Name string }

type Store struct{ db *gorm.DB }

func (s *Store) Add(ctx context.Context, u *User) error { return s.db.Create(u).Error }

func (s *Store) Rename(ctx context.Context, name string) error {
	return s.db.Model(new(User)).Update("name", name).Error
}

func (s *Store) Count() (n int64, err error) {
	err = s.db.Model(new(User)).Count(&n).Error
	return n, err
}
