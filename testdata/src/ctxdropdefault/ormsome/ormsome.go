// Package ormsome gives its database a context at some of its calls.
package ormsome

import (
	"context"
	"time"

	"gorm.io/gorm"
)

type User struct{ Name string }

type Store struct{ db *gorm.DB }

func (s *Store) Add(ctx context.Context, u *User) error {
	return s.db.Create(u).Error // want `gorm.DB.Create takes no context although ctx is at hand`
}

func (s *Store) Rename(ctx context.Context, name string) error {
	return s.db.Model(new(User)).Update("name", name).Error // want `gorm.DB.Update takes no context although ctx is at hand`
}

func (s *Store) Count() (n int64, err error) {
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	err = s.db.WithContext(ctx).Model(new(User)).Count(&n).Error
	return n, err
}
