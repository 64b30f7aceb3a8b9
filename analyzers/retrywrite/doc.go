// Package retrywrite defines an analyzer of distvet's family C, retried effects.
//
// # Analyzer retrywrite
//
// retrywrite: report writes that a retry may do twice
//
// A caller that gets no answer cannot know whether the work was done: the request may have
// been lost, or the reply. Code that simply tries again charges twice:
//
//	for range 3 {
//		_, err = db.ExecContext(ctx, "UPDATE accounts SET balance = balance - $1 WHERE id = $2", amount, id)
//		// "the retry loop repeats UPDATE accounts also when only the reply was lost, and does it twice"
//		if err == nil {
//			return nil
//		}
//		time.Sleep(backoff)
//	}
//
// The effect of a call is read from its arguments: the method of a request, the text of a
// SQL statement or what a query builder makes of it, the command of a store or a broker. A
// write counts if doing it twice is not as good as doing it once, and if the code tries
// again after failures that may come after the request was sent. Functions of one's own
// that do the write are seen, in other packages too, and behind an interface that one type
// beside it implements. What tries again is a loop, a function that calls itself, or a
// helper that is given a literal or the name of a function.
//
// Five more shapes belong here:
//
//   - An idempotency key, message id or client token that is made inside the loop: each
//     attempt is new work for the other end, which defeats the key.
//   - A client, round tripper or middleware that repeats requests of every method.
//   - A write that succeeds, and is done again because a later step of the attempt fails:
//     an HTTP call in the function of a transaction that is retried on conflict.
//   - A key for recognising duplicates that holds the time of its making.
//   - An object of Kubernetes that a controller has named by the server (GenerateName) as long
//     as the status of another one holds no name: the name is known from the reply alone.
//
// # What to do
//
// Let the other end recognise the repeat. Make a key once, before the attempts, store it
// with what it belongs to, and send it with each of them:
//
//	key := order.ID // or uuid.NewString(), here and not below
//	for range 3 {
//		req.Header.Set("Idempotency-Key", key)
//
// In a database of one's own, the key is a unique column and the statement says what to do
// with a second one:
//
//	INSERT INTO payments (key, amount) VALUES ($1, $2) ON CONFLICT (key) DO NOTHING
//
// Or make the write conditional on the state it starts from, so that a repeat finds nothing
// to do: a version column in the WHERE clause, If-Match, compare-and-swap. Or say what shall
// be instead of what shall be done: PUT, SET n = 7. A call to another service that belongs
// to a transaction goes into an outbox table in that transaction, and is sent from there.
// Where none of this is to be had, ask the owner of the fact after a timeout what became of
// the first attempt, and repeat only what is known not to have happened.
//
// # What is not reported
//
//   - GET, PUT, DELETE; statements with ON CONFLICT, IGNORE, MERGE or NOT EXISTS; updates
//     that set values, or whose condition names the old value of what they change, or that work on
//     the rows which such a statement in a WITH returns; inserts behind a DELETE of the same rows.
//   - Writes with a key from outside the attempts, a header such as If-Match, or a URL made
//     before them that holds a number of the request (?id=, &nonce=). A key may also be made by the
//     first attempt for all, be a field of what becomes the body, come from an option of the caller
//     or the package's own round tripper, or be an identifier (a UUID) that is made before the
//     attempts and put into what they send, other than for tracing, or that of an outbox row.
//   - Regions that look for "already exists", conflicts or duplicates.
//   - Retries only after failures that come before sending (connection refused, no such
//     host) or that tell that nothing was done (429, a deadlock, a serialization failure).
//   - Failures that end the attempts: marked as permanent, of a type or around an error for which
//     the loop or the helper looks and ends, or not marked at all where the library asks for a mark.
//   - Statements of a transaction, one begun by the text BEGIN on the same connection, too: what a
//     failed attempt did is rolled back. An error of Commit itself leaves the outcome open, which
//     is not reported either.
//   - A POST that only asks: to a path, in a function or called by functions that say search,
//     query, login, token, or in a method of a selector, finder or fetcher.
//   - A POST that is repeated because of what the answer's body says, if a predicate decides.
//   - Remote procedures that are declared to be idempotent or free of side effects, by
//     idempotency_level in the .proto file, as far as the generated Go code carries it.
//   - Statements that cannot be read: unknown is silent.
//   - A request of which retrybody says that its body is gone: it is mended in the same place.
//
// By default those writes are reported of which something in the code tells that a second one
// matters: an INSERT whose columns are in sight and none of which names the row, as id, key or email
// do, so that no index refuses the second; an UPDATE that adds to an amount (balance, stock); a payment; a
// POST around which a name tells of money or goods, such as an order or a payment: the name of the function, of its
// type and package, of those who call it, in the URL, in what is logged of its failure; a key that is
// new for each attempt; a client that repeats whatever method its callers put into a field; what the
// function of a transaction that is repeated tells others.
//
// All else is possible, and so off by default: counters, queues and caches, messages to brokers, which deliver at least once
// anyway, and to people, remote procedures and methods known by their verb alone, a PATCH and a POST
// whose names say that it sets or ends something, which a second one does not change, a repeat that
// fails instead of doubling (CREATE TABLE), a filter of errors that is not in sight, a call that itself tells whether to
// try again, the same requests made without the attempts elsewhere, so that whoever takes them has chosen to, numbers that
// protocols give their messages, libraries that were told to repeat what nothing says more about, and packages or
// types that say by their names that they ship measurements or records (statsd, telemetry, logs, webhooks).
//
// No compiler, test or race detector sees the mistake: it takes a reply that is lost.
package retrywrite
