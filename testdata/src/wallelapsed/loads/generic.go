package loads

import (
	"time"

	"wallelapsed/rows"
)

// What makes values of none may decode them.
type read struct{ At time.Time }

func newRead() read {
	return read{time.Now().UTC()} // possible // want `read\.At holds time\.Now\(\)\.UTC\(\) in newRead`
}

func useRead(b []byte) {
	if r, err := rows.Read[read](b); err == nil && time.Since(r.At) > time.Second {
		stop()
	}
}

// What is given values hands them on.
type each struct{ At time.Time }

func newEach() each {
	return each{time.Now().UTC()} // want `each\.At holds time\.Now\(\)\.UTC\(\) in newEach`
}

func useEach() error {
	return rows.Each([]each{newEach()}, func(e each) error {
		if time.Since(e.At) > time.Second {
			stop()
		}
		return nil
	})
}

// The argument of a handler.
type handled struct{ At time.Time }

func newHandled() handled {
	return handled{time.Now().UTC()} // possible // want `handled\.At holds time\.Now\(\)\.UTC\(\) in newHandled`
}

func useHandled() func([]byte) {
	return rows.Handle(func(h handled) {
		if time.Since(h.At) > time.Second {
			stop()
		}
	})
}

// What may fail loads, what cannot keeps.
type tabled struct{ At time.Time }

func newTabled() tabled {
	return tabled{time.Now().UTC()} // possible // want `tabled\.At holds time\.Now\(\)\.UTC\(\) in newTabled`
}

func useTabled(t *rows.Table[tabled]) {
	if v, err := t.First(); err == nil && time.Since(v.At) > time.Second {
		stop()
	}
}

type keptRow struct{ At time.Time }

func newKeptRow() keptRow {
	return keptRow{time.Now().UTC()} // want `keptRow\.At holds time\.Now\(\)\.UTC\(\) in newKeptRow`
}

func useKeptRow(c *rows.Cache[keptRow]) {
	if v, ok := c.First(); ok && time.Since(v.At) > time.Second {
		stop()
	}
}
