// Package wallelapsed defines an analyzer of distvet's family D, clocks.
//
// # Analyzer wallelapsed
//
// wallelapsed: report elapsed time taken from stamps that lost their monotonic reading
//
// time.Now() carries two readings: the wall clock, which people and NTP set, and a
// monotonic clock, which only runs. Since, Sub, Before and After use the monotonic one as
// long as both ends have it. UTC, Local, In, Round, Truncate, AddDate and everything that
// makes a number of a time throw it away, and what is measured then is how far the wall
// clock was moved as well:
//
//	c.lastSeen = time.Now().UTC() // reported
//	...
//	if time.Since(c.lastSeen) > limit { // in another function
//		c.close()
//	}
//
//	n.lastHeartbeat = time.Now().UnixNano() // the same in a number
//	...
//	if time.Now().UnixNano()-n.lastHeartbeat > int64(electionTimeout) { // reported
//		elect()
//	}
//
// When the host's clock is set, by NTP after a start, by a migration of the machine, by
// hand, every such timeout fires at once (the clock went forwards), or is late by as much
// (it went backwards).
//
// # What to do
//
// Keep the time.Time that time.Now() gave, in a field of type time.Time, and measure with
// time.Since; convert it with UTC or Unix where it is shown, stored or sent, and nowhere
// else. Where an integer is needed, for an atomic, store time.Since(start) of one start
// taken when the program began: that number comes from the monotonic clock.
//
// # What is reported
//
// Both ends must be stamps of this process, one of them stripped, and every place that
// sets them must be in sight: locals, unexported fields and variables of the package,
// maps, pointers to locals, and what functions return, here and in other packages. The
// outcome must decide something: a branch with an effect, a timer, a deadline of a
// connection or a context. One field is one finding, however many places measure
// against it. The deadline of a context is taken to have kept its monotonic reading, as
// context.WithTimeout leaves it. A number that another function is told, too, is possible only: it
// may be for somebody with a clock of his own.
//
// # What is not reported
//
//   - Readings that only reach logs, metrics, or a caller who shows them.
//   - A stamp that may come from elsewhere: decoded, scanned, passed in by an unknown
//     caller, or kept in an exported field of a record that is handed by address to something
//     whose name says that it loads (First, Find, Bind), also by helpers and generic code in
//     sight. There is nothing but the wall clock for it to be compared with. As possible only:
//     such fields of records that code out of sight may fill, by their address, as the argument
//     of a handler, or as a type argument.
//   - Round(0) and Truncate(-1), which exist to say "the wall clock, please", and a line
//     with a comment on it, or right above it, that names the wall clock.
//   - The order of two stored moments: the heap of deadlines, the later of two timers.
//   - A difference of which the function also asks whether it is negative: it knows. Two
//     readings that are compared with no length between them ask whether the clock was set;
//     two that are taken right after one another ask whether a length is negative. A length that is
//     asked only whether it is zero is a divisor.
//   - An end that was set moments before, by a caller or in the same function, and is turned
//     back into a length (a TTL for a cache, the age of a cookie) or asked once whether it has
//     passed after it was handed to a store: nobody waits for it. Nor an end that is asked
//     about, waited for or given to a connection right after it was made, with nothing done in
//     between that takes time: what waits takes the length of it there and then (a deadline given
//     to a type that is not the standard library's is possible only).
//   - Two ends that come from one and the same reading, in variables or in fields that are always
//     set together: their difference is what was added.
//   - A length that is compared with one of the monotonic clock, or with the same limit as one, or of
//     which the longer of the two is taken: both are wanted.
//   - Numbers that count on by the monotonic clock: a reading that is kept plus time.Since of
//     another.
//   - As possible only: numbers that are most often meant. Whole seconds (Unix, or a time
//     that is cut to them), numbers in atomics, and what ends idle connections, entries of
//     caches and windows of rates may well be a little early or late. Numbers are reported
//     by default when they are finer than that and either stay in one function or decide
//     something of weight (a timeout, a session, whether to try again), and whatever they
//     are when a lease, a lock, an election, a quorum or a peer's life hangs on them, by the
//     names of the field, the function, the package or the length that is allowed (interval,
//     delay, TTL against timeout, lease, suspicion).
//   - As possible only: what was allowed or remembered and ends a step earlier or later, once
//     (a delay, an invitation, an entry, by the names as above), unless a timer, a peer, a
//     lock, a session or a secret hangs on it.
//   - As possible only: limits of ten minutes and more, wherever they are named, or asked in
//     whole minutes, which a step of the clock hardly changes; Truncate and Round to more than a second and AddDate,
//     which align to the calendar; what only chooses how long the next pause is, as a back-off
//     that begins anew; exported fields that other packages may set; the order of
//     stamps in a sort; the freshness of caches, the pace of progress and statistics; code
//     for tests and demonstrations.
//
// # When the wall clock is right
//
// The monotonic clock stops while a laptop sleeps and may stop while a virtual machine is
// suspended or moved. A certificate, a token or a lease from elsewhere runs out
// nevertheless, and a timer set for its last minute fires as late as the machine slept.
// Code that must notice looks at the wall clock from time to time:
//
//	for range time.Tick(time.Minute) { // not one timer of a month
//		if !time.Now().Round(0).Before(cert.NotAfter.Add(-window)) {
//			renew()
//		}
//	}
//
// A process that wants both, a limit that counts the time asleep and no false alarm when the
// clock is set, takes the longer of the two measures, or asks the system for a clock that
// counts on (CLOCK_BOOTTIME). Round(0) says that the wall clock is meant; so does a comment
// on the line or right above it that names the wall clock or the suspension:
//
//	// The wall clock: the machine may have been suspended.
//	started := time.Now().UTC()
//
// Both tell the reader and this check. Where neither fits,
// "//distvet:ignore wallelapsed <reason>" does.
package wallelapsed
