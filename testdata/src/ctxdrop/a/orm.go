package a

import (
	"context"
	"net/http"

	"github.com/go-resty/resty/v2"
	"gorm.io/gorm"
)

type users struct {
	db  *gorm.DB
	own func() context.Context

	cancel context.CancelFunc
}

func (u *users) bare(ctx context.Context) (n int64) {
	u.db.Where("a = ?", 1).Count(&n) // want `gorm.DB.Count takes no context although ctx is at hand: nothing in sight ends it, also when the caller has given up; use WithContext`
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

// The context of a request sets no time, yet it is passed on.
func (u *users) list(w http.ResponseWriter, r *http.Request) {
	var n int64
	u.db.WithContext(r.Context()).Where("a = ?", 1).Count(&n)
}

func (u *users) scoped(r *http.Request) *gorm.DB {
	ctx, cancel := context.WithCancel(r.Context())
	u.cancel = cancel
	return u.db.WithContext(ctx).Model(u)
}

func (u *users) listScoped(w http.ResponseWriter, r *http.Request) {
	var n int64
	u.scoped(r).Where("a = ?", 1).Count(&n)
}

func (u *users) listBare(w http.ResponseWriter, r *http.Request) {
	var n int64
	u.db.Where("a = ?", 1).Count(&n) // want `gorm.DB.Count takes no context although r.Context\(\) is at hand`
}

// One that starts over is not the one at hand.
func (u *users) listAfresh(w http.ResponseWriter, r *http.Request) {
	ctx, cancel := context.WithCancel(context.Background())
	u.cancel = cancel
	var n int64
	u.db.WithContext(ctx).Where("a = ?", 1).Count(&n) // want `gorm.DB.Count takes no context although r.Context\(\) is at hand`
}

type gateway struct{ client *resty.Client }

func (g *gateway) fetch(w http.ResponseWriter, r *http.Request) {
	g.client.R().SetHeader("Accept", "text/plain").SetContext(r.Context()).Get("/state")
}

func (g *gateway) fetchInSteps(w http.ResponseWriter, r *http.Request) {
	req := g.client.R()
	req.SetContext(r.Context())
	req.Get("/state")
}

func (g *gateway) fetchBare(w http.ResponseWriter, r *http.Request) {
	g.client.R().SetHeader("Accept", "text/plain").Get("/state") // want `resty.Request.Get takes no context although r.Context\(\) is at hand`
}
