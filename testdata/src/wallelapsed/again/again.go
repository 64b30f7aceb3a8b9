// Package again sets timers by ends that are turned into lengths at once.
package again

import "time"

func slot(interval time.Duration) time.Time {
	now := time.Now().UnixNano()
	return time.Unix(0, now-now%int64(interval)).Add(interval)
}

// The length is all that is asked for.
func Wait(interval time.Duration) {
	end := slot(interval)
	<-time.After(time.Until(end))
}

// The same end is measured from later.
func Count(interval time.Duration, work func()) (n int) {
	end := slot(interval) // want `has no monotonic reading, and Count measures elapsed time with it`
	<-time.After(time.Until(end))
	work()
	return int(time.Since(end) / interval)
}
