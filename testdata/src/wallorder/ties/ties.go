// Package ties holds lists whose latest is found by times that were cut.
package ties

import "time"

// The versions of a key, as they are kept: the latest is the one with the latest time.

type written struct {
	id      string
	modTime int64
}

type removed struct {
	id      string
	modTime int64
}

type version struct {
	written *written
	removed *removed
}

type versions struct{ list []version }

func (v *versions) write(id string, at time.Time) {
	v.list = append(v.list, version{written: &written{id: id, modTime: at.Unix()}}) // want `written\.modTime is cut to whole seconds, and versions\.latest takes the version whose time is the latest, the first of those that share it; of two that were made in the same second it takes the older one: keep the nanoseconds`
}

func (v *versions) remove(id string, at time.Time) {
	v.list = append(v.list, version{removed: &removed{id: id, modTime: at.Unix()}})
}

func (v versions) latest() *version {
	var last time.Time
	var index int
	for i, x := range v.list {
		var at time.Time
		switch {
		case x.written != nil:
			at = time.Unix(x.written.modTime, 0)
		case x.removed != nil:
			at = time.Unix(x.removed.modTime, 0)
		}
		if at.After(last) {
			last = at
			index = i
		}
	}
	if len(v.list) == 0 {
		return nil
	}
	return &v.list[index]
}

// The record itself is chosen.

type snapshot struct {
	name    string
	created int64
}

type snapshots struct{ all []*snapshot }

func (s *snapshots) take(name string) {
	s.all = append(s.all, &snapshot{name: name, created: time.Now().Unix()}) // want `snapshot\.created is cut to whole seconds, and snapshots\.newest takes the snapshot whose time is the latest`
}

func (s *snapshots) newest() *snapshot {
	var best *snapshot
	for _, x := range s.all {
		if best == nil || x.created > best.created {
			best = x
		}
	}
	return best
}

// With nanoseconds.

type fine struct {
	name    string
	created int64
}

type fines struct{ all []*fine }

func (s *fines) take(name string) {
	s.all = append(s.all, &fine{name: name, created: time.Now().UnixNano()})
}

func (s *fines) newest() *fine {
	var best *fine
	for _, x := range s.all {
		if best == nil || x.created > best.created {
			best = x
		}
	}
	return best
}

// Of those that share a second, the last one is taken.

type entry struct {
	name    string
	created int64
}

type entries struct{ all []*entry }

func (s *entries) take(name string) {
	s.all = append(s.all, &entry{name: name, created: time.Now().Unix()})
}

func (s *entries) newest() *entry {
	var best *entry
	for _, x := range s.all {
		if best == nil || x.created >= best.created {
			best = x
		}
	}
	return best
}

// The list is read from its end.

type mark struct {
	name    string
	created int64
}

type marks struct{ all []*mark }

func (s *marks) take(name string) {
	s.all = append(s.all, &mark{name: name, created: time.Now().Unix()})
}

func (s *marks) newest() *mark {
	var best *mark
	for i := len(s.all) - 1; i >= 0; i-- {
		if best == nil || s.all[i].created > best.created {
			best = s.all[i]
		}
	}
	return best
}

// New ones are put in front.

type post struct {
	name    string
	created int64
}

type posts struct{ all []*post }

func (s *posts) take(name string) {
	s.all = append([]*post{{name: name, created: time.Now().Unix()}}, s.all...)
}

func (s *posts) newest() *post {
	var best *post
	for _, x := range s.all {
		if best == nil || x.created > best.created {
			best = x
		}
	}
	return best
}

// Ties are settled.

type build struct {
	name    string
	number  int
	created int64
}

type builds struct{ all []*build }

func (s *builds) take(name string, number int) {
	s.all = append(s.all, &build{name: name, number: number, created: time.Now().Unix()})
}

func (s *builds) newest() *build {
	var best *build
	for _, x := range s.all {
		if best == nil || x.created > best.created || x.created == best.created && x.number > best.number {
			best = x
		}
	}
	return best
}

// Only the time of the latest is asked for.

type visit struct {
	name    string
	created int64
}

type visits struct{ all []*visit }

func (s *visits) take(name string) {
	s.all = append(s.all, &visit{name: name, created: time.Now().Unix()})
}

func (s *visits) last() (last int64) {
	for _, x := range s.all {
		if x.created > last {
			last = x.created
		}
	}
	return last
}

// What was given has no more than seconds.

type item struct {
	name    string
	created int64
}

type items struct{ all []*item }

func (s *items) take(name string, seconds int64) {
	s.all = append(s.all, &item{name: name, created: time.Unix(seconds, 0).Unix()})
}

func (s *items) newest() *item {
	var best *item
	for _, x := range s.all {
		if best == nil || x.created > best.created {
			best = x
		}
	}
	return best
}
