package ties

import "time"

// Use calls what the cases are about.
func Use(name string, now time.Time) []any {
	v, s, f, e, m, p, b, w, i := new(versions), new(snapshots), new(fines), new(entries), new(marks), new(posts), new(builds), new(visits), new(items)
	v.write(name, now)
	v.remove(name, now)
	s.take(name)
	f.take(name)
	e.take(name)
	m.take(name)
	p.take(name)
	b.take(name, 1)
	w.take(name)
	i.take(name, 1)
	return []any{v.latest(), s.newest(), f.newest(), e.newest(), m.newest(), p.newest(), b.newest(), w.last(), i.newest()}
}
