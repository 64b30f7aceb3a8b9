// Package nodeadline defines an analyzer of distvet's family A, deadlines.
//
// # Analyzer nodeadline
//
// nodeadline: report network calls that nothing ends
//
// A peer that has crashed answers at once: the connection is refused. A peer that hangs, or
// a line that went dead, does not answer at all, and a call without a deadline waits for it
// until the process ends. Behind it pile up goroutines, connections, locks, and the requests
// of those who called:
//
//	resp, err := http.Get(url) // reported: http.DefaultClient has no Timeout
//
//	client := &http.Client{} // reported: used below without a deadline
//	resp, err := client.Get(url)
//
//	client := &http.Client{Timeout: 10 * time.Second} // good
//	resp, err := client.Get(url)
//
// The context and the client are followed to where they come from, through functions of this
// and of other packages:
//
//	func (s *Sync) Orders() error {
//		return s.billing.Post(context.Background(), s.batch) // reported: nothing in Post ends the call
//	}
//
//	func (s *Sync) Orders() error {
//		ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
//		defer cancel()
//		return s.billing.Post(ctx, s.batch) // good
//	}
//
// # What to do
//
// For HTTP, set Timeout on the client: it is one line, and it covers the connection, the
// answer and the reading of its body. Where a body may be long, use a request with a deadline
// instead, or a Transport with a ResponseHeaderTimeout. Elsewhere pass a context that has a
// deadline, made as far out as the time that the whole operation may take is known:
// context.WithTimeout. For a net.Conn, call SetDeadline before each exchange; for a dialer,
// set Timeout. There is no suggested fix where the number would be an invention.
//
// # What is reported
//
// A call that waits for a peer while nothing ends it: no deadline on its context or request,
// no limit on the client, dialer, pool or connection it goes through, no default of the
// library. Known are the network packages of the standard library, database/sql, gRPC and
// other generated clients by the shape of their methods, interfaces that stand for an http.Client by
// its methods (Do, Get, Post), and the client libraries listed in the catalog. Among the things that are no limit:
//
//   - a Timeout of zero or less, and a client filled in later without one;
//   - context.Background, TODO, WithValue and WithoutCancel, and a context that was given
//     more than an hour;
//   - req.WithContext whose result is not used;
//   - a RoundTripper that hands its request on, and a clone of http.DefaultTransport;
//   - a client made in a constructor for who brings none, if the requests have no deadline;
//   - a client given to a constructor or an option of the module that keeps it, or to a function that returns a
//     handler which sends with it, if the requests have no deadline there: it is told where the client is made;
//   - a duration that is decoded from the configuration and has no default, in a struct whose
//     other durations get theirs in the same package, whatever the literals of the package set it to;
//   - a method that leaves the limit to its callers, although most methods of its type that make
//     calls of the same kind set one of their own (possible only);
//   - a connection that is read or written and that nobody in sight ever sets a deadline on.
//     Who closes it when done with it ends no wait; a goroutine or callback that closes it does.
//
// One cause is one finding, at the place to edit: the client's construction when calls go through
// it, the argument when a wrapper is fine and its caller is not, the call itself when nothing can be
// set, or when one or two functions give a root context to what others give a deadline. One decision is one finding, too, at the first of the calls; the others are listed with it
// ("also here"):
//
//   - a package that talks to a database without contexts throughout, by itself or through functions
//     of the module;
//   - a type whose methods, and what makes it, use the SDK of a service without deadlines, and a package
//     whose functions use one without contexts;
//   - several clients without a limit one of which is picked for each request;
//   - a file with six functions or more that send through http.DefaultClient;
//   - one function in which several calls lack the same.
//
// A helper that falls back to a client without a limit is told where it does, not at each of its
// callers. What is wrong in another package of the same module is reported there; in another module, at
// the call of it here.
//
// # What is not reported
//
//   - Calls that a parameter decides. The callers are asked, in other packages too; an
//     exported function that nobody calls is silent, unless its siblings tell otherwise.
//   - What a function does without when it is called so: Get(id, true) where if localOnly { return }
//     comes before its crossing.
//   - Whatever is not known: an interface of which some implementation in sight does not cross the
//     network, or that is declared in another module, a function value from
//     elsewhere, a client in an exported field, a package that could not be analysed.
//   - A limit that is set on one branch, or that comes from configuration: who asks for none
//     may mean it.
//   - Clients whose transport dials through a hook that sets a deadline on the connection.
//   - Limits on a part of an exchange, such as ResponseHeaderTimeout: no proof, but a sign
//     that somebody has thought about it.
//   - Streams, watches and subscriptions, which wait by design; listening and accepting; name
//     look-ups, which the resolver ends; what is read from and written to a unix socket;
//     grpc.NewClient, which does not wait.
//   - What functions, files and packages called migrations do to a database, and what asks for
//     the version of its schema.
//   - Databases that are a file, by the drivers that are imported or because the file or package that asks
//     them is called after one (sqlite); those that pgdriver of bun opens, which limits reads and
//     writes by default, and those whose data source name or driver configuration
//     limits reads or statements, in this package or one that it imports.
//   - gRPC calls where this package, or one of the module that it imports, has an interceptor
//     for clients that makes a context with a deadline, or a service configuration with a timeout.
//   - What an option, a decoder, a flag or code of another package may have set.
//   - What ends with the inbound request where this package has a middleware that gives requests a
//     deadline: http.TimeoutHandler and its like, or a function of its own.
//   - A context that somebody may cancel, when that somebody is not in sight.
//   - Calls that ctxdrop reports, because a context is at hand: passing it mends both.
//   - Test files and generated files.
//
// # Assumptions
//
// An unexported field or variable holds what this package stores into it. A deadline set once
// on a connection is meant for all that happens on it. A round tripper that is not in sight
// sets no limit, as hardly any does. A function of another package of which nothing is known, that
// is given a context and returns one, attaches something to it: who sets a deadline returns the
// function that releases it, too, or is given something that tells when (a time, a channel, a
// function, a request), or says so by name.
//
// # Confidence
//
// Certain: an HTTP call in this package that nothing ends, all of it in front of us. Likely:
// calls reached through other functions, other protocols, connections, and calls of which only
// the end of an inbound request, a signal or the end of the command is in sight as their end,
// while their client has no limit.
//
// Possible, and shown only with -confidence possible, is what a reviewer may rightly leave as it is.
//
// It happens once:
//
//   - calls when the program starts, or when something is made (of a service through its library, or
//     through other functions, but not over HTTP);
//   - a ping of a database by what is made of it, where a failure ends the program, or that its opening
//     has pinged, as gorm's does;
//   - what a command of the program (of cobra, urfave/cli or go-flags, or a function of package main named
//     for one, cmdShow) asks once, or reaches through other functions with a root context;
//   - programs that are run by hand: packages and files with cli or ctl in their names, or that collect what support asks for, main packages
//     that run to their end (they serve nothing, wait for no signal and have no endless loop), and those below
//     internal that are steps of the build.
//
// Something else may end it:
//
//   - dials in a function that a transport or another library dials with, or beside a dial that has a limit where one is set;
//   - clients handed out to others, who may bring deadlines, and exported functions that leave the
//     limit to their callers;
//   - what a program asks of its database without a deadline, since the data source may have limits,
//     unless most of those who call have a context at hand, or it is asked with a root context on every
//     turn of a loop; rollbacks and the like with a root context;
//   - calls to Kubernetes and Azure, whose clients notice a server that is gone;
//   - calls that the library ends but for one wait (the greeting of mail.v2), or gives no way to limit;
//   - a call whose deadline is more than an hour away;
//   - a call of what gives the same context to a client that keeps it, as those of Google Cloud do for their
//     credentials: a deadline there would end the client;
//   - dialling on behalf of somebody else, in a function with the signature of net.Dial;
//   - what a proxy passes on for its client by a RoundTrip;
//   - what is streamed from a reader, or to a writer, that a function is given, through the library
//     of a service; what an accepted connection brings after its first message; connections that are
//     only written to; clients that long polls and watches share.
//
// The peer is near:
//
//   - requests and dials to this machine by name, and those of types, functions and files named for
//     unix sockets;
//   - calls of gRPC in a package that speaks to plugins (hashicorp/go-plugin), which are processes of
//     its own, or to a server in the same process (bufconn).
//
// The code is not what matters, or not free to change:
//
//   - a form without a context of a function that takes one, as Query is of QueryContext; the methods
//     of a sync.Locker, which can neither be given a context nor fail;
//   - calls inside somebody else's module that leave their callers no say, or happen on some ways only;
//   - code that serves tests, the build or debugging, by its package's comment, what its files import,
//     or a function called NewTest or ForTest;
//   - deprecated functions and files, and functions that nobody refers to;
//   - lines on which another linter was silenced for the like.
//
// # Why it is worth a check
//
// Waiting for ever is never what the author meant, so this is about correctness. It is the
// most frequent fault in code that uses the network, because the zero value of everything
// involved has no limit and every test passes. And it is precise: a request without a context
// is no finding when its client has a Timeout, and a client without one is none when every
// request brings a deadline.
package nodeadline
