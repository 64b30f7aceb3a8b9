package catalog

import (
	"go/types"
	"strings"
	"time"
)

// A RetryLibrary says which functions of a library run a function again until it succeeds,
// and what limits, stops and spaces the attempts.
type RetryLibrary struct {
	Path, Version string
	Helpers       []RetryHelper
	Policies      []RetryPolicy
	Pausers       []Pauser
}

// Endless stands for attempts without a limit.
const Endless = -1

// A RetryHelper runs a function argument until it succeeds.
type RetryHelper struct {
	Recv, Names string
	Op          At // the function that is run again
	Ctx         At // the context that ends the attempts
	Policy      At // the policy that limits them; Nowhere if the library decides alone
	Count       At // the number of attempts
	Stop        At // a channel that ends them when it is closed
	// Attempts is the number of attempts by default, the first one included: Endless, or 0
	// when the policy, the count or the elapsed time decides.
	Attempts int
	// Options tells that the variadic arguments may change all of this (see RetryPolicy.Option).
	Options bool
	// Loop tells that it runs the function for as long as the program lives, by design.
	Loop bool
	// Pace is that of the pauses by default.
	Pace Pace
	// Heed says how it is told of a context that it does not listen to, for messages; "" if that
	// cannot be done.
	Heed string
	// Polls tells that the function says false to be run again, and that its error ends the attempts.
	Polls bool
}

// A Pace says how long the pauses between attempts are. The zero value is one that is not known.
type Pace struct {
	First   time.Duration // the first pause
	Factor  float64       // by which each is longer than the one before; 0 if they are alike
	Ceiling time.Duration // the longest pause, 0 if there is none
	Elapsed time.Duration // the time after which there are no further attempts, 0 if there is none
}

// A RetryPolicy is a maker, wrapper or option of a policy.
type RetryPolicy struct {
	Recv, Names string
	Inner       At   // the policy that it wraps
	Limit       At   // the number or duration that limits the attempts
	Zero        bool // of Limit: zero stands for no limit
	Ctx         At   // the context that ends the attempts
	Endless     bool // without more it never stops
	Bounded     bool // it stops by itself
	Pace        Pace // of what a maker makes
	Each        At   // the pause of a constant policy, or the first one
	Ceiling     At   // the longest pause
	Shape       At   // the function that computes the pauses
	Stateful    bool // what it makes is for one run at a time
	Spent       bool // what it makes is for one run only: what one uses up the next one lacks
	Permanent   bool // it marks an error that is not tried again
	Filter      bool // an option that decides which errors are tried again
}

// A Pauser is a library function that blocks for a while on purpose.
type Pauser struct {
	Recv, Names string
	Ctx         At   // the context that cuts the pause short
	Heeds       bool // something else does: a stop channel, a context given at construction
}

// retryLibraries lists the libraries that only retry. Clients that retry by themselves say so
// in their own rows (Row.Attempts).
var retryLibraries = []RetryLibrary{
	{
		Path: "github.com/cenkalti/backoff", Version: "v2.2.1",
		Helpers:  cenkaltiHelpers,
		Policies: cenkaltiOld,
	},
	{
		Path: "github.com/cenkalti/backoff/v3", Version: "v3.2.2",
		Helpers:  cenkaltiHelpers,
		Policies: cenkaltiOld,
	},
	{
		Path: "github.com/cenkalti/backoff/v4", Version: "v4.3.0",
		Helpers: cenkaltiHelpers,
		Policies: []RetryPolicy{
			{Names: "NewExponentialBackOff", Bounded: true, Pace: cenkaltiPace, Stateful: true},
			{Names: "NewConstantBackOff", Endless: true, Each: Arg0},
			{Names: "Permanent", Permanent: true},
			{Names: "WithMaxElapsedTime", Limit: Arg0, Zero: true},
			{Names: "WithMaxRetries", Inner: Arg0, Limit: Arg1},
			{Names: "WithContext", Inner: Arg0, Ctx: Arg1},
		},
	},
	{
		Path: "github.com/cenkalti/backoff/v5", Version: "v5.0.3",
		Helpers: []RetryHelper{{Names: "Retry", Op: Arg1, Ctx: Arg0, Options: true}},
		Policies: []RetryPolicy{
			{Names: "WithMaxElapsedTime", Limit: Arg0, Zero: true},
			{Names: "WithMaxTries", Limit: Arg0},
		},
	},
	{
		Path: "github.com/avast/retry-go", Version: "v3.0.0",
		Helpers: []RetryHelper{{Names: "Do", Op: Arg0, Attempts: 10, Options: true, Pace: avastPace, Heed: "give it retry.Context"}},
		Policies: []RetryPolicy{
			{Names: "Attempts", Limit: Arg0}, {Names: "Context", Ctx: Arg0}, {Names: "Delay", Each: Arg0}, {Names: "MaxDelay", Ceiling: Arg0}, {Names: "DelayType", Shape: Arg0},
			{Names: "Unrecoverable", Permanent: true}, {Names: "RetryIf", Filter: true},
		},
	},
	{
		Path: "github.com/avast/retry-go/v4", Version: "v4.7.0",
		Helpers: []RetryHelper{{Names: "Do DoWithData", Op: Arg0, Attempts: 10, Options: true, Pace: avastPace, Heed: "give it retry.Context"}},
		Policies: []RetryPolicy{
			{Names: "Attempts", Limit: Arg0, Zero: true}, {Names: "UntilSucceeded", Endless: true}, {Names: "Context", Ctx: Arg0}, {Names: "Delay", Each: Arg0}, {Names: "MaxDelay", Ceiling: Arg0}, {Names: "DelayType", Shape: Arg0},
			{Names: "Unrecoverable", Permanent: true}, {Names: "RetryIf", Filter: true},
		},
	},
	{
		Path: "github.com/sethvargo/go-retry", Version: "v0.5.0",
		Helpers: []RetryHelper{
			{Names: "Do DoValue", Ctx: Arg0, Policy: Arg1, Op: Arg2},
			{Names: "Constant Exponential Fibonacci", Ctx: Arg0, Op: Arg2, Attempts: Endless},
		},
		Policies: []RetryPolicy{
			{Names: "NewConstant", Endless: true},
			{Names: "NewExponential NewFibonacci", Endless: true, Spent: true},
			{Names: "WithMaxRetries WithMaxDuration", Limit: Arg0, Inner: Arg1, Spent: true},
			{Names: "WithJitter WithJitterPercent WithCappedDuration", Inner: Arg1},
			{Names: "WithFullJitter", Inner: Arg0},
		},
	},
	{
		Path: "github.com/thanos-io/thanos/pkg/runutil", Version: "v0.41.0",
		Helpers: []RetryHelper{{Names: "Retry", Stop: Arg1, Op: Arg2, Attempts: Endless}, {Names: "RetryWithLog", Stop: Arg2, Op: Arg3, Attempts: Endless}},
	},
	{
		Path: "github.com/matryer/try", Version: "2016",
		Helpers: []RetryHelper{{Names: "Do", Op: Arg0, Attempts: 10}},
	},
	{
		Path: "github.com/Rican7/retry", Version: "v0.3.1",
		Helpers: []RetryHelper{{Names: "Retry", Op: Arg0, Attempts: Endless, Options: true}},
	},
	{
		Path: "k8s.io/apimachinery/pkg/util/wait", Version: "v0.37.2",
		Helpers: []RetryHelper{
			{Names: "PollInfinite PollImmediateInfinite", Op: Arg1, Attempts: Endless, Polls: true},
			{Names: "Poll PollImmediate", Op: Arg2, Count: Arg1, Polls: true, Heed: "use wait.PollUntilContextTimeout"},
			{Names: "PollUntilContextTimeout", Ctx: Arg0, Op: Arg4, Count: Arg2, Polls: true},
			{Names: "PollUntilContextCancel", Ctx: Arg0, Op: Arg3, Attempts: Endless, Polls: true},
			{Names: "ExponentialBackoff", Policy: Arg0, Op: Arg1, Polls: true, Heed: "use wait.ExponentialBackoffWithContext"},
			{Names: "ExponentialBackoffWithContext", Ctx: Arg0, Policy: Arg1, Op: Arg2, Polls: true},
			{Names: "Until NonSlidingUntil JitterUntil Forever UntilWithContext JitterUntilWithContext BackoffUntil", Op: Arg0, Loop: true},
		},
	},
	{
		Path: "k8s.io/client-go/util/retry", Version: "v0.37.2",
		Helpers: []RetryHelper{{Names: "OnError", Policy: Arg0, Op: Arg2}, {Names: "RetryOnConflict", Policy: Arg0, Op: Arg1}},
	},
	{
		Path: "golang.org/x/time/rate", Version: "v0.16.0",
		Pausers: []Pauser{{Recv: "Limiter", Names: "Wait WaitN", Ctx: Arg0}},
	},
	{
		Path: "github.com/grafana/dskit/backoff", Version: "2026-07",
		Pausers: []Pauser{{Recv: "Backoff", Names: "Wait", Heeds: true}},
	},
	{
		Path: "github.com/lestrrat-go/backoff/v2", Version: "v2.0.8",
		Pausers: []Pauser{{Names: "Continue", Heeds: true}},
	},
	{
		Path: "go.uber.org/ratelimit", Version: "v0.3.1",
		Pausers: []Pauser{{Recv: "Limiter", Names: "Take"}},
	},
}

var cenkaltiHelpers = []RetryHelper{
	{Names: "Retry RetryNotify RetryNotifyWithTimer RetryWithData RetryNotifyWithData RetryNotifyWithTimerAndData", Op: Arg0, Policy: Arg1, Heed: "wrap its policy in backoff.WithContext"},
}

var avastPace = Pace{First: 100 * time.Millisecond, Factor: 2}

var cenkaltiPace = Pace{First: 500 * time.Millisecond, Factor: 1.5, Ceiling: time.Minute, Elapsed: 15 * time.Minute}

// Before v4 a maximum of zero retries meant no maximum.
var cenkaltiOld = []RetryPolicy{
	{Names: "NewExponentialBackOff", Bounded: true, Pace: cenkaltiPace, Stateful: true},
	{Names: "NewConstantBackOff", Endless: true, Each: Arg0},
	{Names: "Permanent", Permanent: true},
	{Names: "WithMaxRetries", Inner: Arg0, Limit: Arg1, Zero: true},
	{Names: "WithContext", Inner: Arg0, Ctx: Arg1},
}

func retryLibrary(fn *types.Func) *RetryLibrary {
	path := Path(fn.Pkg())
	if !strings.Contains(path, ".") {
		return nil // the standard library has none
	}
	for i := range retryLibraries {
		if retryLibraries[i].Path == path {
			return &retryLibraries[i]
		}
	}
	return nil
}

func lists(names, name string) bool {
	for n := range strings.FieldsSeq(names) {
		if n == name {
			return true
		}
	}
	return false
}

// RetryHelperOf returns the row of a function that runs another again, or nil.
func RetryHelperOf(fn *types.Func) *RetryHelper {
	lib := retryLibrary(fn)
	if lib == nil {
		return nil
	}
	for i := range lib.Helpers {
		if h := &lib.Helpers[i]; h.Recv == RecvName(fn) && lists(h.Names, fn.Name()) {
			return h
		}
	}
	return nil
}

// RetryPolicyOf returns the row of a function that makes or changes a policy, or nil.
func RetryPolicyOf(fn *types.Func) *RetryPolicy {
	lib := retryLibrary(fn)
	if lib == nil {
		return nil
	}
	for i := range lib.Policies {
		if p := &lib.Policies[i]; p.Recv == RecvName(fn) && lists(p.Names, fn.Name()) {
			return p
		}
	}
	return nil
}

// RetryType reports whether a type is one of a retry library's own.
func RetryType(t types.Type) bool {
	n := named(t)
	if n == nil || n.Obj().Pkg() == nil {
		return false
	}
	path := Path(n.Obj().Pkg())
	for i := range retryLibraries {
		if retryLibraries[i].Path == path {
			return true
		}
	}
	return false
}

// RetryPause returns the row of a function that pauses, or nil.
func RetryPause(fn *types.Func) *Pauser {
	lib := retryLibrary(fn)
	if lib == nil {
		return nil
	}
	for i := range lib.Pausers {
		if p := &lib.Pausers[i]; p.Recv == RecvName(fn) && lists(p.Names, fn.Name()) {
			return p
		}
	}
	return nil
}

// A RetrySetting is a setting of a library that leaves its retries without a sensible pause.
type RetrySetting struct {
	Path, Version string
	Type          string // the struct that holds the settings
	// Set is the field whose setting calls for another one, as a path from Type; "" when the
	// literal itself does.
	Set    string
	Most   int64  // a constant of Set up to here is harmless
	Needs  string // the fields of which one has to be set as well, separated by spaces
	Effect string // what happens otherwise, for messages
	Use    string
}

var retrySettings = []RetrySetting{
	{
		Path: "google.golang.org/grpc", Version: "v1.85.0", Type: "ConnectParams", Needs: "Backoff",
		Effect: "ConnectParams without Backoff replaces gRPC's backoff by zeroes: a lost connection is dialled again at once, for ever",
		Use:    "set Backoff to backoff.DefaultConfig",
	},
	{
		Path: "github.com/IBM/sarama", Version: "v1.61.1", Type: "Config",
		Set: "Producer.Retry.Max", Most: 5, Needs: "Producer.Retry.Backoff Producer.Retry.BackoffFunc",
		Effect: "Producer.Retry.Max is raised while the pause between retries stays at a tenth of a second: a broker that is down is asked ten times a second by every producer",
		Use:    "set Producer.Retry.BackoffFunc to a growing pause",
	},
	{
		Path: "github.com/Shopify/sarama", Version: "v1.38.1", Type: "Config",
		Set: "Producer.Retry.Max", Most: 5, Needs: "Producer.Retry.Backoff Producer.Retry.BackoffFunc",
		Effect: "Producer.Retry.Max is raised while the pause between retries stays at a tenth of a second: a broker that is down is asked ten times a second by every producer",
		Use:    "set Producer.Retry.BackoffFunc to a growing pause",
	},
}

// RetrySettingOf returns the row of a settings struct, or nil.
func RetrySettingOf(t types.Type) *RetrySetting {
	n := named(t)
	if n == nil || n.Obj().Pkg() == nil {
		return nil
	}
	for i := range retrySettings {
		if s := &retrySettings[i]; s.Type == n.Obj().Name() && s.Path == Path(n.Obj().Pkg()) {
			return s
		}
	}
	return nil
}
