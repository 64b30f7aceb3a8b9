// Package servertimeout defines an analyzer of distvet's family A, deadlines.
//
// # Analyzer servertimeout
//
// servertimeout: report HTTP servers that let a client hold a connection for ever
//
// A server of net/http reads the head of a request for as long as the client takes to send
// it, unless told otherwise. A client that sends a byte a minute, or whose network went away
// after the connection was made, holds a connection, its goroutine and its buffers:
//
//	http.ListenAndServe(":8080", mux) // reported
//
//	srv := &http.Server{Addr: ":8080", Handler: mux} // reported
//	srv.ListenAndServe()
//
//	srv := &http.Server{Addr: ":8080", Handler: mux, ReadHeaderTimeout: 5 * time.Second} // good
//	srv.ListenAndServe()
//
// A few hundred such clients, hostile or on bad lines, use up the descriptors of a process.
//
// The end of a server is the same question from the other side: Shutdown waits until every
// request has ended.
//
//	srv.Shutdown(context.Background()) // possible: one busy client keeps the process alive
//
//	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
//	defer cancel()
//	if err := srv.Shutdown(ctx); err != nil { // good
//		srv.Close()
//	}
//
// # What to do
//
// Set ReadHeaderTimeout, to seconds: nobody needs long to send a head, and it is over before
// a handler runs. ReadTimeout covers it too, and bodies as well: right for small requests,
// wrong for uploads. The functions ListenAndServe, ListenAndServeTLS, Serve and ServeTLS of
// the package make a server that cannot be told anything; make an http.Server instead.
// There is no suggested fix: how long is yours to say.
//
// # What is reported
//
//   - Those four functions of net/http.
//   - An http.Server made here as a literal, with new, or as a variable, when neither
//     ReadHeaderTimeout nor ReadTimeout is set in the literal or by a later store, or when
//     what is set is zero or negative, which both mean no limit. Likely only: when it is set
//     from a decoded field that gets no default where other durations beside it do.
//   - Shutdown with context.Background(), context.TODO() or a context that derives from them
//     without a deadline.
//
// # What is not reported
//
//   - A server that somebody else made, and one that is a copy of another.
//   - A limit from configuration, a parameter or a branch: who asks for no limit may mean it.
//   - A missing WriteTimeout or IdleTimeout. The first is wrong for every streamed answer;
//     the second falls back to ReadTimeout, and an idle connection costs little.
//   - Shutdown with a context whose origin is not in sight.
//
// # Confidence
//
// A server without a limit is certain. Shutdown without a deadline is possible: connections that
// are idle, new or hijacked hold it up no longer than a moment, the limits of the server end the
// others, and whoever runs a service ends it when it has waited long enough. Servers on a loopback
// address, as most profilers and local tools are, be it the default of a flag, or on a listener that is made
// by a function with local in its name, are possible: only this machine can harm them. So are those on a
// port that the system chooses (":0"), which nobody knows but who is told; and a
// server that answers none but those who run the program, because all that this package
// registers with its handler is metrics, health, the profile, and a page that links to them, or
// because it registers nothing with the default handler, or whose address or function is named for
// the debugger or the profiler, or whose package for health checks, introspection or diagnostics;
// and one that goes to the toolkit of the Prometheus exporters. A router that is handed to code out
// of sight may serve more, and is judged like any other.
//
// # Why it is worth a check
//
// It is a matter of correctness, not of taste: the outage needs no attacker, only a bad
// line. The mistake is in the first example of most tutorials and frequent in services. And
// it is precise, because the limits are fields of one object, looked for in every store this
// package makes to it. A proxy in front that reads whole requests first does hide the fault,
// until the day somebody reaches the port without it.
package servertimeout
