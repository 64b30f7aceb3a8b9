// Package retrylost defines an analyzer of distvet's family B, retries.
//
// # Analyzer retrylost
//
// retrylost: report retries that give up and report success
//
// The loop ends, every attempt has failed, and the function returns nil: its caller goes on
// as if the work were done. Or the function itself goes on so.
//
//	func (c *Client) Save(ctx context.Context, o Order) error {
//		for range 3 {
//			err := c.put(ctx, o)
//			if err == nil {
//				return nil
//			}
//			log.Print(err)
//			pause(ctx)
//		}
//		return nil // every attempt has failed
//	}
//
// # What is reported
//
//   - nil-after-the-last: the return that follows the exhausted limit says nil.
//   - shadowed-error: it returns a variable that the attempts never set, because the loop
//     declares its own; also where the end of a context ends the attempts.
//   - nothing-and-nil: it returns no value and no error.
//   - limit-inside: the same where the limit is tested inside the loop.
//   - result-anyway: it goes on with the result of the attempts, which is nil, where nothing on
//     the way asks for the error or the result: a nil pointer is what it ends with. Possible where
//     the operation may return something beside an error.
//   - never-ran (possible): a limit of nought, which nothing in the package rules out, and the
//     function returns nil although the operation never ran.
//
// # What is not reported
//
//   - Functions that do something else after the last attempt: a queue, a cached value,
//     another way. That is a fallback. To store something that others look at is one as well, and
//     to count or to log is none.
//   - Functions in which a success leads to an error, as where a server has to be down: that every
//     attempt has failed is what they are there to see.
//   - Functions that defer a literal which makes an error of what the attempts left behind.
//   - By default, functions that log after the last attempt that they gave up, and those that keep
//     the error of each attempt where others see it (a field, a parameter that is pointed to, a channel, what
//     a deferred call is told): they may mean to go on without.
//   - Functions that tell by another result (a bool, a value), and functions without an
//     error result, unless they go on with the result: nobody asked.
//
// # What to do
//
// Return the last error, wrapped with what was tried:
//
//	return fmt.Errorf("saving order after 3 attempts: %w", err)
package retrylost
