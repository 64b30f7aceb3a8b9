// Package retrybody defines an analyzer of distvet's family C, retried effects.
//
// # Analyzer retrybody
//
// retrybody: report bodies and readers that the next attempt finds used up
//
// A request with a body can be sent once. What is sent again is an empty body, or the rest
// of one that broke off:
//
//	req, err := http.NewRequest("PUT", url, bytes.NewReader(data))
//	...
//	for range 3 {
//		resp, err := client.Do(req) // "the body of req was read by the attempt before, so http.Client.Do sends an empty one or fails"
//		if err == nil {
//			return resp, nil
//		}
//		time.Sleep(backoff)
//	}
//
// In the best case net/http notices that the length does not fit, and the retry fails with
// an error that hides the first one. In the worst case the server stores an empty object.
// The same holds for a reader that one request after the other is made of, for a file or a
// buffer that an upload reads, in a loop, in a literal that a retry helper runs again, when
// it goes to one host after the other, and in a second try further down. Calls through
// functions of one's own are seen, in other packages too (also of a struct that is given to one which
// sends the reader in its field, such as the options of a REST client), and so is the reader in the input
// of a cloud's SDK (PutObjectInput.Body), which sends what is left of it; and within a package also the
// reader that a client keeps in a field of its own request or form, and makes the body of
// each attempt's request, or of the one it sends after a new login. A body that is made anew
// only for the log (behind a test that there is a logger, or that debugging is on), or only for
// requests of another kind, is used up for all others.
//
// Also reported is a round tripper that gives a request a new body and length and leaves
// GetBody as it was, and a client that can make its bodies anew and never sets GetBody:
// net/http asks GetBody when it repeats a request by itself or follows a redirect that keeps
// the method.
// So is a reader in memory that is wrapped in io.NopCloser before NewRequest sees it, which then sets
// neither GetBody nor the length.
// So is a GetBody that returns the reader which the request has had before, of http.Request or of a type
// from which requests are made, and a buffer behind
// an io.TeeReader that is sent in the second attempt: it holds no more than the first has read.
//
// A request that is given its body anew in a loop which sends a copy of it, made before the
// loop, is reported, and a second try with nil in the place of the body. So are the copies that a
// loop makes and sends of a request of whose body nothing was kept because a flag said so: they share it.
//
// A proxy that goes on to the next server when it could not connect, whatever the method, sends a
// request whose body is closed: net/http closes the body of what it sends also when nothing was sent. Wrap
// the body of a request that you serve in io.NopCloser before the first attempt.
//
// And so is the response of an attempt that was answered, but not as hoped, if the next
// attempt begins with its body open: net/http cannot use that connection again, and a server
// that is down for an hour costs a connection a second.
//
// A transaction that an attempt begins and neither commits nor rolls back before the next one,
// a connection that it dials and leaves open, and a context that it does not cancel are
// reported like the response: a transaction that is left open keeps the locks that the next
// attempt waits for.
//
// # What to do
//
// Keep the bytes, and make the reader of them where the attempt begins:
//
//	for range 3 {
//		req, err := http.NewRequest("PUT", url, bytes.NewReader(data))
//
// If the request comes from outside, rewind it. NewRequest sets GetBody for a
// bytes.Reader, a bytes.Buffer and a strings.Reader; a request with another body has none
// and is best not repeated:
//
//	if req.GetBody != nil {
//		if req.Body, err = req.GetBody(); err != nil {
//			return nil, err
//		}
//	}
//
// Request.Clone and WithContext copy the request and share the body. A file is sought back
// to its start; a stream that cannot be kept in memory is written to a file first, or sent
// once.
//
// # What is not reported
//
//   - A request without a body, with http.NoBody, or made anew for each attempt.
//   - A value that anything on the way to the next attempt may rewind: a look at GetBody, a
//     new Body, a Seek or Reset, a call of code that is not in sight and gets the value, a buffer
//     that is written to again.
//   - A request of a caller, where the function looks at its method, body or GetBody, or
//     where all requests that the package makes are without a body.
//   - A request that was not sent: the error that leads to the next attempt is made by the program
//     before it sends, by its dialer for one, or a predicate says that it is of dialing.
//   - A response that the code closes on a condition which it cannot tell from that of the
//     retry, or that it hands to a function outside its package.
//   - A transaction, connection or context that is stored, captured or given to a function out of
//     sight, and ways back on which anything but errors and numbers decides.
//   - A reader of one's own that is asked, before the next attempt, whether anything was read.
//   - Reading on from where the last read ended, which is what readers are for: readers
//     count only for operations that are repeated because they failed, or made at another server.
//
// What one function of the package repeats in more than a handful of places alike is one finding, at the
// first of them, and so is a reader that is handed on to a function that uses it up twice.
//
// A finding is certain if the body is made in sight, likely if a caller gives it or a
// function of no known library is assumed to read the io.Reader it gets, possible
// if both hold, for a body that is limited anew for each request (io.LimitReader) in a loop that repeats nothing
// because it failed, where each mostly takes the next part, for what a loop of limited attempts defers but for transactions, for the response
// that such a loop leaves open in a command of cobra or urfave/cli, with which it ends, and for
// transactions, connections and contexts that seem to be left open: what releases them is
// often out of sight.
//
// The mistake is frequent wherever requests are retried by hand: clients of web APIs,
// uploads, round trippers that retry.
package retrybody
