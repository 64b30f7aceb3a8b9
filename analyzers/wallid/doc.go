// Package wallid defines an analyzer of distvet's family D, clocks.
//
// # Analyzer wallid
//
// wallid: report a point in time that serves as an identity
//
// A reading of the clock is not unique. Two goroutines, two hosts and two calls within the
// clock's resolution read the same, and one host reads the same again when its clock is
// set back:
//
//	r.mu.Lock()
//	defer r.mu.Unlock()
//	id := fmt.Sprintf("%s-%d", kind, time.Now().UnixNano()) // reported
//	r.reservations[id] = n                                  // overwrites another one
//
//	job.TaskID = fmt.Sprintf("move_%d", time.Now().Unix()) // reported: one a second
//
// Identities that collide overwrite each other, are taken for duplicates, or let an old
// version pass for the current one.
//
// # What to do
//
// Use a random id (crypto/rand, a UUID), or count: a sequence of the store, an atomic
// counter beside the id of the process. Versions, fencing tokens and sequence numbers must
// grow, which the clock does not promise: take them from the store that they guard. Where a
// time-ordered id is wanted, use one that has a counter or random bits beside the time
// (UUIDv7, ULID, snowflake), or keep a floor: the larger of the clock and the last value
// plus one.
//
// # What is reported
//
// A number or digits made of a fresh reading that become a field, parameter, header,
// result or map key whose name says identity (id, token, nonce, version, sequence, revision,
// epoch, generation, etag, serial number), with nothing random or counted beside it. Further
//
//   - a name that is made twice in one function, each time with its own reading, so that
//     the two differ as soon as the clock moves on;
//   - the wall clock where systemd wants MONOTONIC_USEC.
//
// # What is not reported
//
//   - A time beside a UUID, random bits, a number that a call has filled in, a counter, a hash, a loop
//     index, or the host's name.
//   - A sequence with a floor, or one that waits until the clock is past the last value; a key of
//     which the map was asked whether it is taken.
//   - The Unix epoch, as against the epoch of a leader; windows of time, which are meant to be shared
//     (Unix()/60).
//   - Names of files, logs, backups and temporary things; the numbers of migrations; seeds; layouts
//     for people.
//
// These are possible only, shown with -confidence possible:
//
//   - an epoch whose name does not say whose it is (a leader, a configuration, a term);
//   - nanoseconds and microseconds, unless a function makes them for whoever asks and the name says
//     that there is one for each request, task, order or the like, or that it must grow (version token,
//     sequence), or it is the key of a map that is filled under a lock;
//   - milliseconds at one place, unless a loop makes them or the name says the same;
//   - seconds beside whose they are, with a name that does not;
//   - parameters of functions with such a name or one of what grows;
//   - nonces, in which a protocol has a say; digits made with Format, a version, a revision, a
//     generation, the serial of a DNS zone or of a certificate that is its own issuer, and code for tests.
package wallid
