package web

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"sync"
	"time"

	"example.com/tickets/internal/inventory/inventorypb"
)

func (s *Server) listSeats(w http.ResponseWriter, r *http.Request) {
	show := r.PathValue("show")
	// defect (ctxdrop): r has a context, this is another one that never ends. On the morning
	// of a big sale the inventory takes minutes; people reload the page, and each reload
	// leaves one more goroutine here that waits for an answer nobody will read.
	seats, err := s.Inventory.Seats(context.TODO(), show)
	if err != nil {
		fail(w, http.StatusBadGateway, err)
		return
	}
	s.seats.overlay(show, seats)
	reply(w, seats)
}

// A seatChange is what a theatre tells us about a seat; the theatre counts the changes.
type seatChange struct {
	Seat      string    `json:"seat"`
	Status    string    `json:"status"`
	Revision  int64     `json:"revision"`
	UpdatedAt time.Time `json:"updated_at"`
}

// A seatPlan is a theatre's new plan of a show; the theatre numbers its plans.
type seatPlan struct {
	Version int64             `json:"version"`
	Seats   map[string]string `json:"seats"`
}

// A seatCache holds what the theatres told us last.
type seatCache struct {
	mu      sync.Mutex
	changes map[string]seatChange // by show and seat
	plans   map[string]seatPlan   // by show
}

// overlay marks the seats that a theatre has sold by itself.
func (c *seatCache) overlay(show string, seats []*inventorypb.Seat) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, seat := range seats {
		name := fmt.Sprintf("%s%d", seat.Row, seat.Number)
		if ch, ok := c.changes[show+"/"+name]; ok {
			seat.Free = ch.Status == "free"
		}
	}
}

// apply takes a change over unless a later one is known.
func (c *seatCache) apply(show string, in seatChange) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.changes == nil {
		c.changes = make(map[string]seatChange)
	}
	key := show + "/" + in.Seat
	// defect (wallorder): the box office and the theatre's web shop stamp changes with their
	// own clocks. The till runs two minutes fast: a seat sold there and given back a minute
	// later in the web shop stays sold, and is empty at the show. The revision would tell.
	if in.UpdatedAt.After(c.changes[key].UpdatedAt) {
		c.changes[key] = in
	}
}

// replace takes a plan over unless a later one is known.
func (c *seatCache) replace(show string, in seatPlan) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.plans == nil {
		c.plans = make(map[string]seatPlan)
	}
	if in.Version > c.plans[show].Version {
		c.plans[show] = in
	}
}

func (s *Server) change(w http.ResponseWriter, r *http.Request) {
	var in seatChange
	if err := json.NewDecoder(http.MaxBytesReader(w, r.Body, 64<<10)).Decode(&in); err != nil {
		fail(w, http.StatusBadRequest, err)
		return
	}
	s.seats.apply(r.PathValue("show"), in)
}

func (s *Server) plan(w http.ResponseWriter, r *http.Request) {
	var in seatPlan
	if err := json.NewDecoder(http.MaxBytesReader(w, r.Body, 1<<20)).Decode(&in); err != nil {
		fail(w, http.StatusBadRequest, err)
		return
	}
	s.seats.replace(r.PathValue("show"), in)
}
