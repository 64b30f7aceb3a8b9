// Package attempts finds the attempt regions of a function: code that runs again because
// it failed. It tells what is repeated, and for each region the three things that make a
// repeat harmless: a limit, a wait, and a way to stop it.
//
// # How a region is recognised
//
// By structure, not by names. Take an operation, a call that may fail, in a cycle of the
// control-flow graph and ask two questions. Suppose that it fails: can control come back
// to it without leaving the cycle? Suppose that it succeeds: can it come back as well?
//
//	fails: back   succeeds: out    a retry
//	fails: back   succeeds: both   a wait until ready, when the answer decides; else a service loop
//	fails: out    succeeds: both   polling, when the answer decides; else iteration
//
// The questions are answered by walking the cycle with the outcome assumed (walk.go): facts
// about the error, about conditions already taken, about counters and about local variables
// travel along each path through phis and stores, and a branch that contradicts them is not
// taken. What is not known takes both ways. An operation whose arguments change from turn to
// turn (an element of a range, the next page, a received item) is not repeated: that is
// iteration, or failover to another target, and no region (target.go).
//
// A limit is a branch on the way back that leaves the cycle and that the way back brings
// nearer: a counter or an elapsed time against a bound. A test of the error alone decides
// what is tried again, not how often. A wait is an instruction on the way back that blocks
// (wait.go). A cancellation is a look at a context or a stop channel.
//
// Recursion, timers that run the function again, and functions that run a parameter until it
// succeeds are regions too (recursion.go, library.go); what callers need of them travels in
// the Summary.
//
// # Assumptions
//
// A call that is not the operation does not change a local variable that holds the outcome.
// A predicate of an error (IsTimeout, shouldRetry) says no to nil. A call whose callee is
// unknown may wait, may end the region, and may heed a context: where that would matter the
// region says so and checks stay silent. Loggers and metrics do not wait.
//
// # Bounds
//
// Work is counted in steps: a function of more than maxBlocks blocks has no regions; each walk
// stops after maxNodes states, and a function after maxSteps; beyond them an operation is not
// judged, which loses a finding and makes none.
package attempts

import (
	"go/token"
	"go/types"
	"time"

	"golang.org/x/tools/go/ssa"

	"github.com/distvet/distvet/analyzers/internal/boundary"
	"github.com/distvet/distvet/analyzers/internal/origin"
	"github.com/distvet/distvet/analyzers/internal/program"
)

// Bounds on the work for one function.
const (
	maxBlocks = 3000
	maxNodes  = 1500  // states of one walk
	maxSteps  = 40000 // states of all walks of a function
)

// Env is what the analysis of a package needs from the other parts.
type Env struct {
	Program *program.Program
	SSA     *program.SSA
	Origin  *origin.Tracer
	// Imported returns the summary of a function of another package. known is false when
	// nothing is known of it: it may wait, bound and leave.
	Imported func(*types.Func) (s *Summary, known bool)
	// Crossing tells whether a call crosses the network, by itself or through what it calls.
	Crossing func(ssa.CallInstruction) *boundary.Crossing
}

// An Analysis holds the regions of one package.
type Analysis struct {
	Env
	funcs map[*ssa.Function]*result
	stmts map[*ssa.Function][]loopStmt
	arena arena
	// Memory that one function, condition or call leaves to the next.
	pauses  map[ssa.Instruction]*Pause
	asked   []ssa.Value
	pausing Pause
}

type result struct {
	regions []*Region
	sum     *Summary
	pauses  []*Pause // the waits that every call of the function may make, in source order
	// acceptors are the calls that accept connections and are tried again at once.
	acceptors   []*Acceptor
	deadReads   []*DeadRead
	closedReads []*ClosedRead
	failovers   []ssa.CallInstruction // operations that go on to another target when they fail
	steps       int
}

// New returns an analysis without results.
func New(env Env) *Analysis {
	return &Analysis{Env: env, funcs: make(map[*ssa.Function]*result, len(env.SSA.Funcs)), stmts: make(map[*ssa.Function][]loopStmt),
		arena: arena{known: make(map[uint64]*node)}}
}

// Kind tells how a region repeats.
type Kind uint8

// The kinds of regions.
const (
	Retry     Kind = iota // failure leads back, success leads out
	Await                 // failure and "not yet" lead back, "ready" leads out
	Poll                  // "not yet" leads back, failure and "ready" lead out
	Service               // success goes on for ever; failure comes back too
	Watch                 // a loop that waits for a state and repeats nothing that can fail
	Recursive             // failure calls the function itself again, or puts the work back into its queue
	Helper                // a call that runs a function again: a retry library, or a function whose summary says so
)

func (k Kind) String() string {
	return [...]string{"retry", "await", "poll", "service", "watch", "recursion", "helper"}[k]
}

// Evidence tells why the repeated operation is believed to cross the network.
type Evidence uint8

// The grades of evidence.
const (
	NoEvidence Evidence = iota
	Shape               // it can fail and the code waits before it tries again
	Assumed             // it takes a context and returns an error, which is how Go writes remote calls
	Known               // it crosses the network
)

// An Op is an operation that a region repeats.
type Op struct {
	Call     ssa.CallInstruction
	Name     string // for messages: "http.Client.Do", "store.Save", "op"
	Crossing *boundary.Crossing
	Evidence Evidence
	Ctx      ssa.Value // the context it is given, or nil
	Outcome  ssa.Value // the error (or bool) that tells how it went; nil for helpers
	Param    int       // the parameter that is called, -1 if none
}

// A Region is code that runs again because it failed.
type Region struct {
	Fn   *ssa.Function
	Kind Kind
	// Pos and End are the loop's keyword and clause, or the call that starts the next attempt.
	Pos, End token.Pos
	Ops      []*Op // what is repeated, the best known first; empty only for Watch

	Limit  Limit
	Pauses []*Pause // what blocks on the way from a failure back to the operation
	Inside *Pause   // a pause inside the operation itself, nil if none
	// Hot is set when some way back blocks nowhere; MayPause when only an unknown callee
	// might; Opaque when that is the operation itself.
	Hot, MayPause, Opaque bool
	// Skip is a branch, not about a number, that comes back without a pause that other ways take.
	Skip token.Pos
	// SkipOverload is set when that branch is taken because the peer has too much to do.
	SkipOverload bool
	// SkipBusy is set when the skipping way repeats nothing but predicates: it burns a processor.
	SkipBusy bool
	// Filtered is set when only some failures are tried again; Specific when these are only
	// errors that the code knows by name, and not what a peer that is down makes.
	Filtered, Specific bool
	// Marks is set when the operation of a helper marks some of its failures as ones that are not tried
	// again, or when the helper tries only some of them again.
	Marks bool
	// Loose is set when something else than a count, the time, a context or the failure may end the
	// attempts as well: an option, or a budget that others share.
	Loose bool
	// Gated is set when the operation is given what another one makes on each turn, whose failure
	// leads out, or when another one is made on each way back.
	Gated bool
	// Picks is set when each turn asks anew which of several targets is to be tried.
	Picks bool
	// Alters is set when the way back changes what the next attempt is for. It and Twice are known
	// of regions that are Hot or have no limit.
	Alters bool
	// Twice is set when there is one more attempt at the most.
	Twice bool
	// Periodic is set when success is followed by the same pauses as failure: they are the
	// period of a job, and not there because it failed.
	Periodic bool
	// Unreset is a pause of a service loop that grows with each failure and that no success makes
	// short again, or nil.
	Unreset *Pause
	// Queued is set when the next attempt waits its turn in a channel or a queue.
	Queued bool
	// EndsWithCtx is set when the operation gets a context and its end, which makes the
	// operation fail, leads out.
	EndsWithCtx bool
	// Job is set when a loop that repeats nothing ends with a context and by nothing else: it goes on
	// for as long as what it serves, and nobody waits for its end.
	Job bool
	// Skirts is set when a way round the loop waits and neither looks at a context nor calls what
	// would fail when its context has ended.
	Skirts bool
	// Heeds tells whether a context or a stop channel can end the region between attempts.
	Heeds Heed
	// HeedCtxs are the contexts that are looked at, where they are values in sight.
	HeedCtxs []ssa.Value
	// Lost is a return that reports success after the last attempt failed.
	Lost *ssa.Return
	// LostAloud is set when a log is told before that return.
	LostAloud bool
	// LostKept is set when each failure is kept where somebody may see it after that return.
	LostKept bool
	// Anyway uses a result of the operation, which is nil there, after the last attempt failed. AnywayNil
	// is set when the operation is known to return none beside an error.
	Anyway    ssa.Instruction
	AnywayNil bool
	// Shadowed names the variable that Lost returns, if it is nil there whatever has happened.
	Shadowed string
	// Never is a return that reports success although a limit of nought let the operation never run.
	Never *ssa.Return
	// Helper describes the retry helper of kind Helper.
	Helper *HelperCall

	loop   *loop
	filter ssa.Value // the condition that picks the failures which are tried again, if it is a function's
}

// Holds reports whether the region repeats a call: it is one of its operations, stands in its
// loop, or in the function that it runs again.
func (r *Region) Holds(call ssa.CallInstruction) bool {
	for _, op := range r.Ops {
		if op.Call == call {
			return true
		}
	}
	if r.loop != nil && r.loop.fn == call.Parent() && r.loop.has(call.Block()) {
		return true
	}
	if r.Helper == nil {
		return false
	}
	for _, arg := range r.Helper.Call.Common().Args {
		if origin.FunctionOf(arg) == call.Parent() {
			return true
		}
	}
	return false
}

// Op returns the operation to name, or nil.
func (r *Region) Op() *Op {
	if len(r.Ops) == 0 {
		return nil
	}
	return r.Ops[0]
}

// Evidence returns the best evidence of the region's operations.
func (r *Region) Evidence() Evidence {
	best := NoEvidence
	for _, op := range r.Ops {
		best = max(best, op.Evidence)
	}
	return best
}

// Heed tells whether something can stop a region between attempts.
type Heed uint8

// The grades of heeding.
const (
	Heedless  Heed = iota
	MaybeHeed      // an unknown condition, or a filter of errors that may know context errors
	HeedsStop      // a stop channel
	HeedsCtx       // a context
)

// LimitKind tells what ends the attempts.
type LimitKind uint8

// The kinds of limits.
const (
	NoLimit LimitKind = iota
	MaybeLimit
	CountLimit
	TimeLimit
)

// A Limit is what ends the attempts.
type Limit struct {
	Kind     LimitKind
	Attempts int // the number of attempts, 0 if not constant
	// Broken tells why a counter in sight limits nothing; Kind is then NoLimit.
	Broken string
	// Bound is the value the counter is compared with; nil if several or none.
	Bound ssa.Value
	Exact bool      // there are as many attempts as Bound says
	Pos   token.Pos // of the test
}

// Summary is what callers need to know of a function. It travels in facts.
type Summary struct {
	// Attempts is how often one call may repeat a crossing: 0 and 1 once, Unlimited without end.
	Attempts int
	// Unknown is set when it repeats a crossing a limited but unknown number of times.
	Unknown bool
	Op      string        // what it repeats: "http.Client.Do"
	Layers  []int         // the factors of Attempts, outermost first, where several layers repeat
	Worst   time.Duration // the longest its pauses take together, 0 if not known
	// Part is set when what is repeated is only a part of the remote work of the function: an
	// attempt at the whole is another thing than an attempt at the part.
	Part bool
	// Loose is set when something else than a count, the time, a context or the failure may end them.
	Loose bool
	// Pause tells whether a call blocks on purpose.
	Pause PauseKind
	// Answer is set when the function returns a bool or an error that tells whether the pause was cut short.
	Answer bool
	Runs   []Run // the function-typed parameters it runs again
}

// Unlimited stands for attempts without end.
const Unlimited = -1

// A Run says that a function runs a parameter until it succeeds.
type Run struct {
	Param    int    // the parameter that is run; the receiver of a method is 0
	In       string // the operation that it is given to and that runs it, "" if the function calls it itself
	Attempts int    // 0 unknown or ByParam, Unlimited
	Count    int    // the parameter that limits the attempts, -1 if none
	Exact    bool   // Count is the number of attempts, and not one less
	Ctx      int    // the parameter whose context ends the attempts, -1 if none
	Pause    PauseKind
	Each     time.Duration // the longest pause between two attempts, 0 if not known
	Foreign  bool          // the function itself stands in another module
	Sorts    bool          // only some failures are tried again
	Filter   int           // the parameter that picks them, -1 if none
}

// String is fit for // want comments.
func (s *Summary) String() string { return s.text() }

// Regions returns the regions of fn, in source order.
func (a *Analysis) Regions(fn *ssa.Function) []*Region {
	if r := a.funcs[fn]; r != nil {
		return r.regions
	}
	return nil
}

// Summary returns what callers need to know of fn, or nil.
func (a *Analysis) Summary(fn *ssa.Function) *Summary {
	if r := a.funcs[fn]; r != nil {
		return r.sum
	}
	return nil
}
