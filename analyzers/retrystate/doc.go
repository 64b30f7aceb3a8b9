// Package retrystate defines an analyzer of distvet's family C, retried effects.
//
// # Analyzer retrystate
//
// retrystate: report state that a failed attempt leaves to the next one
//
// An attempt that fails half way has done half of its work. What it put into a variable
// from outside is still there when the next attempt begins:
//
//	var all []Item
//	err := backoff.Retry(func() error {
//		for page := first; page != ""; {
//			items, next, err := list(page)
//			if err != nil {
//				return err
//			}
//			all = append(all, items...) // "all keeps what a failed attempt appended, so backoff.Retry leaves it there twice"
//			page = next
//		}
//		return nil
//	}, policy)
//
// The first page is in the result twice if the second one fails once. The same goes for a
// text that is added to, a buffer or builder that is written to, and for a writer that gets
// the beginning of a download each time one breaks off, in a loop, in a literal that a
// helper runs again, or in a second try further down, and for a variable that is decoded into
// by what adds to the slices it finds (encoding/xml, sqlx.Select). In a transaction that is begun again
// it goes for a flag or number, too, that is read when it is over and that only some ways through it
// set, by what was read in it: what an attempt found that was rolled back is not true of the next
// one. In a middleware that calls the
// next handler again, the handlers of one attempt may change the URL and the headers of the
// request; the next attempt starts from what they left.
//
// # What to do
//
// Let the attempt begin with nothing, and hand over its result when it has succeeded:
//
//	err := backoff.Retry(func() error {
//		var mine []Item
//		...
//		all = mine
//		return nil
//	}, policy)
//
// or reset the variable at the top of the attempt. A download goes to a new file that is
// renamed at the end, or goes on from the offset it has reached. A handler gets
// req.Clone(ctx), which copies the URL and the headers.
//
// # What is not reported
//
//   - Variables that anything in the region sets anew or resets, a literal that it calls or defers, or
//     one that its helper is given (OnRetry, notify), and those of the attempt.
//   - What goes on where the last attempt failed: the attempts keep beside the variable where they
//     are, as a token, the rest of a list or a map of what is done, or ask the variable itself, by
//     its length, its last element or a search.
//   - What cannot be followed by a failure of the same attempt: an append before return nil.
//   - Records of the attempts: errors, delays, log lines.
//   - Numbers that are added to, which count attempts as often as anything else.
//   - Writers of functions that tell how much they have written, or that are asked before the next
//     attempt, and second tries after one chosen failure, such as "not found".
//   - What visits one thing after the other and goes on after a failure: it repeats nothing.
//
// A finding is likely: that what an attempt adds shall be there once is assumed. It is
// possible for a map that is decoded into, which keeps the keys of which the next input says
// nothing, and for a struct that encoding/gob decodes into, which leaves out what is zero.
//
// The mistake hides well, since the first attempt mostly succeeds: duplicates turn up only
// under load.
package retrystate
