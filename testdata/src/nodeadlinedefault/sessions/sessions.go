// Package sessions keeps sessions that have the context of a request.
package sessions

import (
	"context"
	"net/http"

	"gorm.io/gorm"
)

type App struct{ db *gorm.DB }

type items struct{ db *gorm.DB }

func (i items) with(ctx context.Context) items { return items{i.db.WithContext(ctx)} }

func (i items) count() (n int64, err error) {
	err = i.db.Model(i).Count(&n).Error
	return n, err
}

func (a *App) List(w http.ResponseWriter, r *http.Request) {
	items{a.db}.with(r.Context()).count()
}

func (a *App) Add(ctx context.Context) error { return a.db.WithContext(ctx).Create(a).Error }
