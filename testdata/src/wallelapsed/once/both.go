package once

import "time"

// Both measures are taken: the longer one counts the time asleep, too.

type both struct{ mono, wall time.Time }

func (b *both) renew() {
	b.mono = time.Now()
	b.wall = b.mono.UTC()
}

func (b *both) age() time.Duration { return max(time.Since(b.mono), time.Since(b.wall)) }

func (b *both) longer() time.Duration {
	m, w := time.Since(b.mono), time.Since(b.wall)
	if w > m {
		return w
	}
	return m
}

func (b *both) over(limit time.Duration) bool {
	return time.Since(b.mono) > limit || time.Since(b.wall) > limit
}

func (b *both) check(limit time.Duration) {
	if b.age() > limit || b.longer() > limit || b.over(limit) {
		stop()
	}
}

// The longer of two measures by the wall clock.
type twice struct{ first, second time.Time }

func (t *twice) renew() {
	t.first = time.Now().UTC() // want `twice\.first holds time\.Now\(\)\.UTC\(\) in twice\.renew`
	work()
	t.second = time.Now().UTC() // want `twice\.second holds time\.Now\(\)\.UTC\(\) in twice\.renew`
}

func (t *twice) check(limit time.Duration) {
	if max(time.Since(t.first), time.Since(t.second)) > limit {
		stop()
	}
}

// A helper measures for whoever asks: to show the one, and to decide by the other.

func age(t time.Time) time.Duration { return time.Since(t) }

type shown struct{ mono, wall time.Time }

func (s *shown) touch() {
	s.mono = time.Now()
	s.wall = s.mono.UTC()
}

func (s *shown) check(limit time.Duration, show func(string)) {
	show(age(s.wall).String())
	if age(s.mono) > limit {
		stop()
	}
}

func ageDecided(t time.Time) time.Duration { return time.Since(t) }

type decided struct{ mono, wall time.Time }

func (d *decided) touch() {
	d.mono = time.Now()
	d.wall = d.mono.UTC() // want `decided\.wall holds time\.Now\(\)\.UTC\(\) in decided\.touch`
}

func (d *decided) check(limit time.Duration, show func(string)) {
	show(ageDecided(d.mono).String())
	if ageDecided(d.wall) > limit {
		stop()
	}
}
