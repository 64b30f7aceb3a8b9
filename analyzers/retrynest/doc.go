// Package retrynest defines an analyzer of distvet's family B, retries.
//
// # Analyzer retrynest
//
// retrynest: report retries inside retries, which multiply
//
// Three attempts around a function that makes four attempts are twelve requests for one
// call, and each further layer multiplies again: that is how a short outage becomes a long one.
//
//	func (c *Client) Load(ctx context.Context) (err error) {
//		for range 3 { // up to 3 x 4 = 12 requests
//			if err = c.fetch(ctx); err == nil { // tries four times itself
//				return nil
//			}
//			pause(ctx)
//		}
//		return err
//	}
//
// # What is reported
//
//   - nested-loop: a loop, or the call of a retry helper or library, around a function
//     that retries itself, in this package or in another. The message gives the product over
//     all layers and, where the pauses are constant, how long they take together.
//   - nested-client (possible): a loop around a client that retries by itself unless told
//     otherwise, such as go-redis (4 attempts) or the AWS SDK (3).
//
// All who try the same function again are one finding. A product below nine, or one that is not known, is possible only, and so is an outer
// region whose operation does more than what is repeated inside: an attempt at the whole is
// another thing than an attempt at a part. So is an outer region that tries only some
// failures again, because its loop or its helper picks them or its operation marks the others as final: the
// inner region may try the others. And so is an inner one that something else than a count, the time, a context or the
// failure may end, such as an option or a budget that both layers share.
//
// # What is not reported
//
//   - Loops that do other work on each turn around a function that retries: each piece of
//     work is retried at one layer.
//   - Service and polling loops around it: they begin anew, they do not try again.
//
// # What to do
//
// Retry at one layer: the outermost that knows the deadline, or the innermost that knows
// which errors are safe to repeat. Switch the other off: MaxRetries of go-redis to -1,
// aws.NopRetryer, RetryMax of go-retryablehttp to 0. Where several layers must stay, give them
// one retry budget.
package retrynest
