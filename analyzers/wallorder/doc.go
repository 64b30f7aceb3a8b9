// Package wallorder defines an analyzer of distvet's family D, clocks.
//
// # Analyzer wallorder
//
// wallorder: report an order of events taken from the clocks of several machines
//
// Two stamps from two machines say which machine's clock was ahead, not which event came
// first. A store that keeps "the newer" of two records keeps the one from the faster clock:
//
//	if cur.UpdatedAt.After(in.UpdatedAt) { // reported: decoded, though Revision counts beside it
//		return // in is dropped, though it may be the later write
//	}
//	s.records[in.ID] = in
//
// The loser is a write that was acknowledged, and nothing logs it.
//
// # What to do
//
//   - Let the store count: a version column, a revision, a log index, and a write that
//     names the version it replaces (compare-and-swap, If-Match, resourceVersion).
//   - Let one clock stamp: the database's now(), the leader's, and never the client's.
//   - Where writers are apart and must be merged, use a logical or a hybrid clock, which
//     never runs behind what it has seen, and break ties by the writer's id. Vector clocks
//     and CRDTs tell "later" from "at the same time"; stamps cannot.
//   - ORDER BY created_at is good for people to look at. It is no order of events: rows of
//     two hosts, and rows of one transaction that took long, appear below their successors.
//
// # What is reported
//
//   - A comparison of the same stamp of two records that decides which one is kept: by
//     default where the stamps are times that are seen to be decoded or received and the
//     records carry a counter, which would be the better order; possible where they carry
//     none, since the latest report of a peer, heartbeats that are gossiped and blocks of a
//     chain are kept like this on purpose, where they are numbers, which may be of a
//     logical clock, and where the name says when what the record is about begins or takes
//     effect (Starts, Open, EffectiveFrom) rather than when it was written.
//   - A queue, heap or tree that orders its work by a stamp although the same records
//     carry a counter (the index of a log, revision, sequence, term, epoch) and nothing
//     compares it; as possible where ties are settled, and where what is queued holds one
//     record after another, as the head of a stream does: streams that are merged keep their
//     order.
//   - A sequence that one place keeps from falling (the larger of the clock and the last
//     value plus one) and another place sets to the clock as it is.
//   - A position in a peer's stream which is the peer's stamp on one path and this
//     machine's clock on another, and is sent back to the peer: events between the two
//     clocks are skipped or repeated.
//   - The latest of a list by a time that was cut to whole seconds on its way into the list,
//     where new records are appended and the first of those that share a time is taken: of two
//     that were made in the same second that is the older one.
//   - As possible: sorting by stamps that are seen to be decoded, and records kept by their
//     stamps where the function settles ties, too: whoever does has weighed what stamps tell.
//
// # What is not reported
//
// Stamps that this process made itself, all of them in sight; those that are asked only where a
// comparison of the counters has not decided; the creation time of
// Kubernetes objects, which the API server stamps; the modification time of files; times that
// are set for something to come (next, due, until, deadline, expiry); picking the latest of
// several for show.
package wallorder
