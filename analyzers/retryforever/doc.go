// Package retryforever defines an analyzer of distvet's family B, retries.
//
// # Analyzer retryforever
//
// retryforever: report retries that nothing ends
//
// An outage ends when its cause does, unless every client keeps asking: then the load of
// the retries is the next cause. A retry needs an end: a number of attempts, a total time,
// or a context that somebody ends.
//
//	func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
//		for { // reported: no count, deadline or context ends it
//			err := s.client.Save(r.Context(), order)
//			if err == nil {
//				break
//			}
//			time.Sleep(time.Second)
//		}
//		...
//	}
//
// A retry is recognised by what the code does, not by its name: an operation that crosses
// the network, whose failure leads back to itself and whose success leads out. The shape
// may be a loop, a goto, a labelled continue, a function that calls itself, work that is put
// back into its queue, or a call of a retry library with a policy that never stops.
//
// # What is reported
//
//   - endless-loop: nothing on the way back leaves the loop.
//   - unreachable-limit: there is a counter, and it never gets there: no failed attempt
//     counts, each one starts the count anew, an unsigned counter is never below zero.
//   - filter-is-no-limit: the error decides what is tried again, nothing decides how often.
//   - recursion: the function calls itself with the same arguments when it fails, or calls one
//     that calls it. A flag that
//     is set for the second call and tested is a limit.
//   - re-enqueue: what failed is put back into the channel that it was taken from.
//   - library-endless: a constant backoff with no maximum (cenkalti), MaxElapsedTime set to
//     zero, Attempts(0) (avast), wait.PollInfinite, a policy wrapped in a context that
//     never ends.
//
// When the operation is known to cross the network the finding is certain. When it is
// only an operation that takes a context and returns an error, which is how Go writes
// remote calls, it is likely, and so is one about a piece of work. Both need a sign that for ever
// was not the plan: a context or a stop channel which the function is given and the loop does not
// look at, no pause, a limit that is never reached, a helper's error that somebody waits for, or a
// piece of work in a function that returns an error, which never comes if the peer does not accept it.
//
// # What is not reported
//
//   - Loops whose success goes on as well: accepting, consuming, watching, heartbeats,
//     reconnecting for the life of the program. They may run for ever; retrywait asks
//     them for a pause.
//   - Iteration, pagination, search, failover and fallback: each turn does other work, or tries something else.
//   - Polling in which a failure leads out, compare-and-swap, readers.
//   - Work queues: for q.next() {}, where true means that there is more to do.
//   - By default, a loop in which only failures that the code knows by name are tried again,
//     or a "no", which may mean "not yet", or in which a function calls itself after it has set a
//     field of what it was given,
//     and one that waits between the attempts where the function is given nothing that tells that
//     the work is over (a context counts where the package shows who ends it before the program
//     ends) and nobody waits to hear how it went: to connect for as long as it takes, and
//     to copy a log in order, may be the plan of a program. What a receiver keeps to be stopped by is most often closed when the
//     program ends, and the loop with it.
//   - What may end the program on the way back: Fatal, Exit, a function whose facts are lost.
//   - Anything that may end it: a stop channel, a context that is given to the operation, where
//     what is tried again is none of the errors that its end makes, a condition that other code can change, a
//     predicate of the error whose code is not in sight (it may know the errors of
//     contexts), a policy that comes from elsewhere.
//
// # What to do
//
// Put one deadline around all attempts, and stop when the context ends:
//
//	ctx, cancel := context.WithTimeout(ctx, time.Minute)
//	defer cancel()
//	for delay := 100 * time.Millisecond; ; delay = min(2*delay, 10*time.Second) {
//		err := c.Save(ctx, order)
//		if err == nil {
//			return nil
//		}
//		select {
//		case <-ctx.Done():
//			return fmt.Errorf("saving order: %w", err)
//		case <-time.After(delay/2 + rand.N(delay/2)):
//		}
//	}
//
// Libraries that do it well: cenkalti/backoff/v5 (Retry takes the context and stops after
// 15 minutes by itself), sethvargo/go-retry with WithMaxDuration, avast/retry-go with
// Context(ctx) and Attempts(n), go-retryablehttp with RetryMax, gRPC's retry policy with
// MaxAttempts and its token bucket.
package retryforever
