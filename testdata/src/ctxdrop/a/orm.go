package a

import (
	"context"

	"gorm.io/gorm"
)

type users struct {
	db  *gorm.DB
	own func() context.Context
}

func (u *users) bare(ctx context.Context) (n int64) {
	u.db.Where("a = ?", 1).Count(&n) // want `gorm.DB.Count takes no context although ctx is at hand: it goes on when the caller has given up; use WithContext`
	return n
}

func (u *users) given(ctx context.Context) (n int64) {
	u.db.WithContext(ctx).Where("a = ?", 1).Count(&n)
	return n
}

// A context from out of sight was attached, whatever it is.
func (u *users) another(ctx context.Context) (n int64) {
	u.db.WithContext(u.own()).Count(&n)
	return n
}

func (u *users) filtered(ctx context.Context, filter map[string]string) (n int64) {
	query := u.db.Model(u)
	if v, ok := filter["a"]; ok {
		query = query.Where("a = ?", v)
	}
	query.Count(&n) // want `gorm.DB.Count takes no context although ctx is at hand`
	return n
}

// There are more ways through this function than anybody could follow, all from one context.
func (u *users) manyFilters(ctx context.Context, filter map[string]string) (n int64) {
	query := u.db.WithContext(ctx).Model(u)
	if v, ok := filter["a"]; ok {
		query = query.Where("a = ?", v)
	}
	if v, ok := filter["b"]; ok {
		query = query.Where("b = ?", v)
	}
	if v, ok := filter["c"]; ok {
		query = query.Where("c = ?", v)
	}
	if v, ok := filter["d"]; ok {
		query = query.Where("d = ?", v)
	}
	if v, ok := filter["e"]; ok {
		query = query.Where("e = ?", v)
	}
	if v, ok := filter["f"]; ok {
		query = query.Where("f = ?", v)
	}
	if v, ok := filter["g"]; ok {
		query = query.Where("g = ?", v)
	}
	query.Count(&n)
	return n
}
