// Package retrywait defines an analyzer of distvet's family B, retries.
//
// # Analyzer retrywait
//
// retrywait: report retries that do not wait, or wait without listening
//
// A peer that is overloaded refuses quickly. A client that comes straight back turns each
// refusal into the next request. And a client that sleeps between attempts without
// listening to its context goes on for a caller that has long gone.
//
//	func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
//		for attempt := range 5 {
//			if err := s.client.Save(r.Context(), order); err == nil {
//				return
//			}
//			time.Sleep(time.Second << attempt) // reported: the client may have gone
//		}
//	}
//
// # What is reported
//
//   - hot-loop: a failed remote operation is tried again at once. Where a count limits
//     the attempts: three of them or more, whose success ends the loop, and only where the
//     operation is known to cross the network or the function or its type is named for
//     retrying; else this is possible only.
//   - hot-queue: what failed is put back into the work queue of a controller, to be taken out
//     at once.
//   - skipped-wait: a branch jumps over the pause that the other ways back take.
//   - busy-loop: a branch jumps over the pause of a loop and does nothing but ask again.
//   - deaf-wait: time.Sleep, or a bare time.After, between the attempts of a function that
//     has a context or a request at hand.
//   - deaf-library: a retry library that sleeps between the attempts, and is not told of the
//     context at hand though it could be: cenkalti/backoff without WithContext, avast/retry-go
//     without Context, wait.ExponentialBackoff and wait.Poll of Kubernetes.
//   - deaf-poll: a loop that looks at its context but sleeps through its end. Possible only,
//     unless the function is there to wait, by its name: then the sleep is what its context is
//     to call off.
//   - hot-accept: a listener whose Accept failed is asked again at once, and no failure ends the
//     loop: once somebody closes it it fails for ever. Possible only where nobody in sight does
//     while the loop runs, and where some failure ends the loop: it burns a processor all the same
//     while the process has no file left for another connection.
//   - dead-read: a failed Recv of a stream of gRPC, a failed read of a websocket, or a failed Next of an
//     iterator over pages of Google's libraries, is tried again at once although every failure of theirs is for good; or a TLS connection, a bufio.Reader or a decoder
//     is read again at once after whatever failure, the end of it among them. Not so where the loop
//     looks at the context of the stream, which ends with it.
//   - closed-channel: a loop receives from a channel that the library closes when what feeds it has ended
//     (a watch of Kubernetes or etcd, the keep-alive of a lease of etcd, a watch of NATS keys, deliveries
//     of AMQP, messages of a sarama claim, requests of ssh), and goes on with the zero value that comes
//     then, at once and for ever. Not so where a way on depends on what was received, and nothing
//     can be said of it.
//   - hot-stream: a stream of gRPC that fails is opened anew at once, by the loop around the
//     one that receives from it or by one that a channel tells of the failure. To open one asks
//     nothing of the server, so that a pause after openings that fail does not hold it back.
//   - foreign-wait: the pause of a request handler listens to the program's context and
//     not to the request's.
//   - abandoned-wait: a function that cannot be given a context sleeps between attempts,
//     and a caller in the package has one.
//   - unstoppable-helper: a helper runs a function again, sleeps in between, and takes neither a
//     context nor a stop channel. Possible only where the package shows nobody who has a context
//     and has it try what crosses the network.
//   - ended-context: a select waits for the end of a context, among others, and comes back to itself when that
//     has come: at once and for ever. A break there leaves the select alone, not the loop. Not so where a way
//     on leaves the loop; and possible only where something is called on the way that may end the loop at last.
//   - stray-stop: the stop channel given to a backoff is closed only when the function
//     that waits on it returns.
//   - ignored-answer: the wait says that it was cut short, and the loop goes on, from then
//     on without a pause.
//   - shared-policy: a policy of a library that is made for one run serves several: at the same
//     time (cenkalti), or one after the other although the first uses it up (sethvargo).
//   - duration-product: a duration is multiplied by a duration.
//   - shift-overflow: 1<<n, or a power that is turned into a whole number, with an n that nothing holds back, in the loop or in a
//     helper that it asks for the pause, or a number that doubles on behind the ceiling of the pause; and nobody asks whether it
//     overflows. Where a number that is not constant, or a time, limits the attempts this is possible only.
//   - wrong-counter: the failures are counted in one number, and the pause is computed from
//     another one that the loop does not change.
//   - never-reset: the pause of a loop that goes on for ever grows with each failure, and no
//     success makes it short again: a number, or an object that has a Reset which nobody calls.
//   - half-reset (possible): the Reset of a type that pauses sets back one of the numbers that its
//     pause is computed from, and leaves another as the last outage made it.
//   - spent-policy: cenkalti's NextBackOff in a loop of one's own, which after a quarter of an
//     hour says Stop, a negative number, and nobody looks.
//   - no-ceiling: a pause that doubles for as long as the outage lasts.
//   - setting-without-pause: a setting of a library that takes the pause from its own
//     retries, such as grpc.ConnectParams without Backoff.
//   - steady-wait (possible): the pause is the same for all, or grows without randomness,
//     or never grows although nothing ends the attempts; or a request that was made before is
//     made again on each tick until its effect shows.
//
// Pauses of one type by the same statement, whose length is a setting, are one finding.
//
// # What is not reported
//
//   - A pause that is left out on the first or after the last attempt, or because its
//     length is zero.
//   - Failover to another target, iteration, and everything else that is no retry.
//   - A way back on which something unknown is called: it may wait. Loggers and metrics
//     are taken not to.
//   - A read with a deadline that the loop sets each time.
//   - The period of a job: success is followed by the same pause as failure.
//   - A context that nobody ends: all callers give context.Background, or one whose cancel is deferred
//     or kept until they have come back.
//   - Pauses of less than a tenth of a second, and goroutines that use no context: they
//     outlive it on purpose.
//
// These are possible only, shown with -confidence possible:
//
//   - a sleep after which the loop ends all the same, because it looks at the context itself, or
//     because the operation fails with it and that is not tried again (or says that all is well),
//     unless a pause takes half a minute or the loop may come round without that operation and
//     without a look at a context;
//   - sleeps that take less than ten seconds together, as far as the package tells how many there
//     are, and those of package main and of functions that start something, by their name;
//   - a sleep after a failure in a loop that goes on after a success and that something else stops;
//     the sleep of a job that nothing but its context ends;
//   - sleeps whose context nobody is seen to end before the program ends: no caller in the package
//     makes it, has it from a request or call that is answered, or sets it a deadline. What callers out
//     of sight give mostly lasts as long as the program;
//   - sleeps whose context is a request's, where those in the package give the function only requests
//     without one; a loop that cleans up after a failure which is returned whatever becomes of it;
//   - what is tried again at once after one failure that the code knows by name, or in a loop that goes
//     on after a success and ends by something else, which goes through work;
//   - a branch that jumps over the pause, unless the peer says there that it has too much to do;
//   - failures to accept a connection; the end of a stream that is opened again at once, where a peer
//     that refuses to open it ends the loop;
//   - an attempt at whichever of several hosts a function names, as one does that goes round them;
//   - a fallback, where the way back takes another server or scheme for the next attempt, gives up an
//     option, or takes what failed out of what the next one is chosen from; and one more attempt, where
//     a flag sees to it that there is no third.
//
// # What to do
//
// Wait on every way back, longer each time up to a ceiling, with a random part, and select
// on the context's Done as well:
//
//	select {
//	case <-ctx.Done():
//		return ctx.Err()
//	case <-time.After(delay/2 + rand.N(delay/2)):
//	}
//	delay = min(2*delay, 10*time.Second)
//
// The suggested fix turns time.Sleep into such a select where the function returns an error.
package retrywait
