// Package wallexpiry defines an analyzer of distvet's family D, clocks.
//
// # Analyzer wallexpiry
//
// wallexpiry: report validity judged by two clocks with no margin between them
//
// A lease that one machine stamps and another one judges is as good as the difference of
// their clocks:
//
//	var lease Lease
//	if err := json.Unmarshal(stored, &lease); err != nil { // written by another replica
//		return err
//	}
//	if lease.Holder != me && time.Now().After(lease.Expires) { // reported
//		return takeOver()
//	}
//
// If this machine's clock is ahead by a few seconds, or the holder waits a few seconds too
// long for a reply, there are two holders, and both write.
//
// # What to do
//
//   - The holder measures its lease on its own monotonic clock from before it asked, and
//     stops a margin before the end.
//   - Everybody else notes when it last saw the record change, on its own clock, and takes
//     over when a whole lease has gone by without a change. The stamp in the record is for
//     people. (This is what Kubernetes' leader election does.)
//   - Neither is a proof: a process can pause between looking and writing. Writes carry
//     a fencing token, a number from the store that grows with each holder, and the store
//     refuses the smaller one.
//   - Let the store judge: a session, a TTL, a row locked with the database's own now().
//   - For tokens, allow a leeway, or leave it to a library, which does. Certificates and
//     tokens that are valid from this very instant (NotBefore: time.Now()) are refused by
//     every verifier whose clock is a second behind: begin some minutes ago.
//
// # What is reported
//
// A comparison between this machine's clock and a stamp that is seen to come from elsewhere
// (parsed, decoded, scanned, received), where the names say that a lease, a lock or leadership
// is judged, and the outcome decides something: by default where the length of the lease is
// in sight and is a minute at most, because it is compared with, or because whoever judges
// makes one of that length, and where nothing is known of the length, but the record names its
// holder. Possible otherwise: clocks that are kept do not differ by minutes, and addresses
// are leased and accounts are locked, too. Further,
//
//   - tokens, keys and credentials that are kept and handed out again until a time that
//     their maker set, with no margin before it;
//   - as possible only, a token's end (exp), which may well come a second early or late: a
//     token that is new and is refused (nbf, iat) is another matter;
//   - NotBefore, or the claim "nbf", set to this instant: possible only, since whether the
//     verifiers allow for a clock that is behind is not in sight; likely where a certificate
//     that code elsewhere made, and dated back, is handed over and set to this instant, other
//     than by a command;
//   - as possible only, a heartbeat or another sign that a peer is alive, which whoever hears it
//     notes ("last heard of before now less the limit" is the same question as "how long ago"),
//     and what is left of a lease when it is cleared away;
//   - as possible only, a lease that must be older than its length and something more, or than
//     several lengths; one whose end only sets how long to pause (time.After, Sleep) before the
//     store is asked; and one of which a record is told in an exported field whether it is over.
//
// # What is not reported
//
// A comparison with an allowance in it: something added or compared with that is named skew,
// leeway, grace, drift, margin, tolerance, a comment beside it that says so, a moment other than
// now, or an end that must have passed for some length; and whatever else a function with such an allowance compares. Sessions, codes and records that
// live for minutes, which a second of skew does not hurt. Lifetimes of certificates, which
// are wall clock by definition. What a file on this machine says. Stamps
// that this package writes as bytes itself, and that may come back. A message of which this
// package keeps its own stamps in the same field. A lease whose stamp this process made itself: its elapsed
// time is wallelapsed's business.
package wallexpiry
