// Package ctxdrop defines an analyzer of distvet's family A, deadlines.
//
// # Analyzer ctxdrop
//
// ctxdrop: report network calls that leave the context at hand behind
//
// A function that is given a context is told how long its caller is going to wait. A call
// that starts over with another context goes on when the caller has given up: the work of
// cancelled requests piles up behind a slow peer, and a shutdown waits for it.
//
//	func (s *Store) Load(ctx context.Context, id string) (*Item, error) {
//		row := s.db.QueryRow(query, id) // reported: takes no context although ctx is at hand
//		...
//		err := s.audit.Note(context.Background(), id) // reported: does not get ctx
//	}
//
//	func (s *Store) Load(ctx context.Context, id string) (*Item, error) {
//		row := s.db.QueryRowContext(ctx, query, id) // good
//		...
//		err := s.audit.Note(ctx, id) // good
//	}
//
// # What to do
//
// Pass the context at hand. To be stricter than the caller, derive from it:
// context.WithTimeout(ctx, d), not context.WithTimeout(context.Background(), d). Where the
// work must go on without the caller, say so with context.WithoutCancel(ctx), which keeps
// the values for tracing, and give it a deadline of its own.
//
// # What is reported
//
// A call that crosses the network, itself or through functions of this and other packages,
// and that could take a context, while its function has one at hand: a parameter of type
// context.Context, an inbound *http.Request, one of a type by which a framework (or the program itself) hands
// that to a handler, beside what answers it, a cobra command
// in a package that executes its commands with a context, or one of these in the function around
// a literal. The call gets instead
//
//   - context.Background() or context.TODO(), or a context made from them, with or without a
//     deadline of its own;
//   - a request made by http.NewRequest, or with such a context;
//   - a context that was stored in a field when the object was made;
//   - nothing, because it is the variant of a method that takes none, or because the options that the
//     function makes for it leave their field Context alone.
//
// A call that ends by itself, by a client with a Timeout or a limit that is out of sight, is
// reported all the same: it goes on without its caller until then. An unexported function that
// takes no context and starts over is reported as well if all calls of it are in sight and all
// their functions have a context at hand.
//
// The one context that the objects of a type keep, and that another method of the type heeds or
// passes on, is at hand in its methods for calls that are given a root context as it is and that
// end by themselves, or may: what comes first for the others is a deadline. Who dials for
// somebody else and does not name the context that he is given has it at hand as well.
//
// Every message names the context that is at hand, as the code would write it.
//
// The other way about, a goroutine that is started with a context which ends before it can do its
// work: one that the function cancels as it returns, by defer, or that of the request which an HTTP
// handler, or a method of a gRPC service, answers. It is reported where the function returns without
// doing anything that may take time, so that it neither waits for the goroutine nor is helped by it.
//
//	func (s *Service) Fetch(ctx context.Context, id string) error {
//		ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), time.Minute)
//		defer cancel()
//		go s.store.Load(ctx, id) // reported: ctx ends as Service.Fetch returns
//		return ErrNotYet
//	}
//
// # What is not reported
//
// Deliberate detachment has a grammar, and code that follows it is silent:
//
//   - context.WithoutCancel, whatever comes after it;
//   - a context that is cancelled when the one at hand ends, by context.AfterFunc or by a
//     goroutine that waits for it;
//   - a goroutine, a deferred call, and a function literal that is stored, returned, or given
//     to a function that stores it or starts it on its own (time.AfterFunc, errgroup's Go, a
//     server, what is named Register or On..., a function of this package that does so): it may
//     run when the caller is gone, unless it is a goroutine that goes on until the context ends,
//     on each of its turns;
//   - a function literal given to sync.Once or singleflight: what it does is done once for all
//     who ask, and must not end with the first of them;
//   - functions named for winding up (Shutdown, Close, cleanup, release, rollback, abort, flush,
//     unlock, background and the like), and calls of such methods;
//   - what comes after <-ctx.Done(), or where the context has ended for other reasons that this
//     package shows: passing it on would be pointless. So it is where an error is
//     context.Canceled, after a function of this package that returns, or returns true or an
//     error, only then, and after a wait for goroutines that go on until then;
//   - streams, watches and subscriptions with a context that an object keeps or somebody cancels:
//     they last as long as that.
//
// Calls that nothing ends, in three functions and more, through one client without a limit that is made in
// this package are left to nodeadline, which tells of the client once: a limit there mends what matters.
//
// Silent as well: other parameters named _ or not at all; methods that name the context which
// their object keeps, for whatever purpose, and those for winding up; contexts that nothing ever
// ends, such as those of fiber; if ctx == nil { ctx = context.Background() };
// what a callee does on its own, which is reported there; calls of functions that were looked
// at and cross nothing; test files and generated files. A finding here is never reported by
// nodeadline too: one edit mends both.
//
// # Assumptions
//
// The context at hand belongs to the work under way. A function that is given one for
// another purpose, such as the lifetime of an object that it makes, is rare and better
// named after that purpose. Names of functions are taken at their word.
//
// # Confidence
//
// Findings are likely: that the detachment is no intention is the one assumption made. What
// speaks for an intention, or against any harm, makes a finding possible only, shown with
// -confidence possible.
//
// It may not wait for the network:
//
//   - a call through an interface whose implementations are not in sight, or of a function of
//     another module that is not known to wait, which gets a root context. context.TODO() for a function
//     of this module that can fail says of itself that it should be replaced;
//   - a read from a client that may have it in memory, as that of a controller has;
//   - a statement that is prepared without the context and run with one;
//   - what a resolver dials, and dials to this machine.
//
// It ends soon, or by something else:
//
//   - a call with a context of its own that ends within ten seconds, or with which something is made;
//   - a call that ends by itself and is begun for a request, by a helper, where another has failed,
//     or without a root context in so many words;
//   - a call without a context whose client, out of sight, may end it, or has a limit that is a setting;
//   - a dial for an http.Transport, which gives it up by itself; a removal that has a deadline of its own;
//   - a stream that comes as a channel which somebody else reads, such as the beats of a lease;
//   - a call of an object that another method has made for one call, with its context, as a writer or
//     a transaction.
//
// It may be meant to be finished:
//
//   - what tells a queue that something is done (Ack, DeleteMessage);
//   - what a request starts, by its name or as a goroutine for which nobody waits;
//   - what is migrated or set up;
//   - the first of several writes, between which nobody may want to stop;
//   - what does not get the context that its object keeps, and is reached through others or asked of
//     Kubernetes.
//
// The context at hand may say little:
//
//   - a call that may end by itself where whoever calls in this package gives a context without end, or one
//     that nobody can cancel before the call is over;
//   - a call of Kubernetes without an inbound request, since the context of a controller or command
//     ends with the program;
//   - a helper of HTTP handlers that takes no context;
//   - the calls of a database in a package that gives it a context nowhere, which is one decision;
//   - programs that are run by hand: packages and files with cli or ctl in their names, or that collect what support asks for, main packages
//     that run to their end.
//
// A dialer that was asked whether it takes a context and does not is left alone. So is a call that
// nothing ends where the context at hand never ends either, because all callers in this package
// give a root context, or one of context.WithCancel whose cancel is deferred or kept for later, or because this package runs the program's commands without one: nodeadline
// reports it.
//
// # Why it is worth a check
//
// The fault is one of correctness: a promise made to the caller is broken, and shows when a
// peer slows down. It is frequent wherever contexts were added to older code. And it is
// precise, since not the mere presence of a context is reported but a call that waits for
// a peer and does not get it.
package ctxdrop
