package retrywait

import (
	_ "embed"
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"regexp"
	"strings"
	"sync"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/distvet/distvet/analyzers/internal/attempts"
	"github.com/distvet/distvet/analyzers/internal/docsection"
	"github.com/distvet/distvet/analyzers/internal/finding"
	"github.com/distvet/distvet/analyzers/internal/settings"
	"github.com/distvet/distvet/analyzers/internal/summary"
)

//go:embed doc.go
var doc string

// Analyzer reports retries that do not wait, or wait without listening.
var Analyzer = &analysis.Analyzer{
	Name:     "retrywait",
	Doc:      docsection.Must(doc, "retrywait"),
	URL:      "https://github.com/distvet/distvet/blob/main/docs/retrywait.md",
	Requires: []*analysis.Analyzer{settings.Analyzer, summary.Analyzer},
	Run:      summary.Check(run),
}

func run(pass *analysis.Pass, res *summary.Result, rep *finding.Reporter) {
	c := &check{pass: pass, a: res.Attempts, rep: rep, seen: make(map[token.Pos]bool), accepts: make(map[ssa.Instruction]bool), habits: make(map[habit]*finding.Finding)}
	for _, fn := range res.SSA.Funcs {
		if res.SSA.Tests[fn] {
			continue
		}
		c.function(fn)
		for _, r := range res.Attempts.Regions(fn) {
			if !r.Forever() { // else it is retryforever's
				c.region(r)
			}
		}
	}
	for _, f := range c.order {
		rep.Report(*f)
	}
}

type check struct {
	pass *analysis.Pass
	a    *attempts.Analysis
	rep  *finding.Reporter
	seen map[token.Pos]bool // one finding per place
	// accepts holds the calls whose failure is reported although nothing tells that they cross the network.
	accepts map[ssa.Instruction]bool
	// What pauses alike is one finding, reported when all of it is known.
	habits map[habit]*finding.Finding
	order  []*finding.Finding
}

// region reports the worst that is wrong with the pauses of r.
func (c *check) region(r *attempts.Region) {
	switch {
	case c.hot(r):
	case c.skipped(r):
	case c.swells(r):
	case c.miscounted(r):
	case c.spent(r):
	case c.unreset(r):
	case c.ignored(r):
	case c.shared(r):
	case c.deaf(r):
	case c.deafHelper(r):
	case c.foreign(r):
	case c.abandoned(r):
	case c.unstoppable(r):
	case c.resent(r):
	case c.steady(r):
	}
}

func (c *check) report(f finding.Finding) bool {
	if !c.seen[f.Pos] {
		c.seen[f.Pos] = true
		c.rep.Report(f)
	}
	return true
}

// hot reports a failure that comes straight back to the operation.
func (c *check) hot(r *attempts.Region) bool {
	if !r.Hot || r.Kind == attempts.Poll || r.Evidence() < attempts.Assumed || c.accepts[r.Op().Call] {
		return false
	}
	confidence := settings.Likely
	if r.MayPause && !(r.Opaque && saysRetry(r)) || !insists(r) || r.Specific || r.Gated || r.Picks || r.Alters || r.Twice || r.Accepts() || (r.Queued || r.Kind == attempts.Service) && r.Limit.Kind != attempts.NoLimit {
		confidence = settings.Possible
	}
	return c.report(finding.Finding{
		Pos: r.Pos, End: r.End,
		Confidence: confidence,
		Message: fmt.Sprintf("a failed %s is tried again at once in %s: a peer that refuses quickly is hammered, and its outage prolonged; wait between attempts, longer each time",
			r.Op().Name, r.Where()),
		Path: []finding.Step{{Pos: r.Op().Call.Pos(), Message: "its failure comes back here without a pause"}},
	})
}

// insists reports whether so many attempts follow one another that a pause matters, and it is known that
// a peer is asked: no count limits them; or one of three and more does, of an operation whose success ends
// them, and the code speaks of attempts or of what is known to cross the network.
func insists(r *attempts.Region) bool {
	if r.Limit.Kind != attempts.CountLimit {
		return r.Evidence() == attempts.Known
	}
	many := r.Kind == attempts.Retry && (r.Limit.Attempts == 0 && !isLen(r.Limit.Bound) || r.Limit.Attempts >= 3)
	return many && (r.Evidence() == attempts.Known || saysRetry(r))
}

// isLen reports whether a value is the length of something, of which each turn may take another element.
func isLen(v ssa.Value) bool {
	call, ok := v.(*ssa.Call)
	if !ok {
		return false
	}
	b, ok := call.Call.Value.(*ssa.Builtin)
	return ok && b.Name() == "len"
}

// saysRetry reports whether a region of so many attempts is in a function or type that says what it is for:
// an operation out of sight is remote, then, and does not wait by itself.
func saysRetry(r *attempts.Region) bool {
	return r.Limit.Kind == attempts.CountLimit && retries().MatchString(r.Where())
}

var retries = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile("(?i)retry|retries") })

// skipped reports a branch that jumps over the pause.
func (c *check) skipped(r *attempts.Region) bool {
	switch {
	case !r.Skip.IsValid():
		return false
	case r.SkipBusy:
		return c.report(finding.Finding{
			Pos:        r.Skip,
			Confidence: settings.Likely,
			Message:    fmt.Sprintf("this branch jumps over the pause of the loop in %s and asks again at once: the loop burns a processor until the answer changes; wait on every way round", r.Where()),
		})
	}
	// Whoever waits after some failures has thought of them; that one is come back from at once may
	// be meant, unless it says that the peer has too much to do.
	confidence := settings.Possible
	if r.SkipOverload && r.Evidence() == attempts.Known && !r.MayPause && r.Kind != attempts.Poll && r.Kind != attempts.Await {
		confidence = settings.Likely
	}
	return c.report(finding.Finding{
		Pos:        r.Skip,
		Confidence: confidence,
		Message: fmt.Sprintf("a failed %s is tried again at once when this branch jumps over the pause of the retry loop in %s; wait on every way back",
			r.Op().Name, r.Where()),
		Path: []finding.Step{{Pos: r.Pauses[0].Instr.Pos(), Message: "the pause that the other ways take"}},
	})
}

// ignored reports a pause that tells when it was cut short, to nobody.
func (c *check) ignored(r *attempts.Region) bool {
	for _, p := range r.Pauses {
		if !p.Ignored || !p.Named() || !c.a.Answers(p) || p.Kind != attempts.Heeding || r.Heeds >= attempts.HeedsStop || r.EndsWithPause(p) {
			continue
		}
		confidence := settings.Likely
		if r.Limit.Kind == attempts.CountLimit || r.Kind == attempts.Watch {
			confidence = settings.Possible
		}
		pos, end := attempts.Span(p.Instr)
		return c.report(finding.Finding{
			Pos: pos, End: end,
			Confidence: confidence,
			Message: fmt.Sprintf("nobody looks at what %s returns: once it is cut short the loop in %s goes on without any pause; leave the loop when it says so",
				p.Name, r.Where()),
		})
	}
	return false
}

// deaf reports a sleep that goes on when the work has been called off.
func (c *check) deaf(r *attempts.Region) bool {
	d := c.a.Deaf(r)
	switch {
	case d == nil, r.Kind == attempts.Watch && r.Heeds != attempts.HeedsCtx:
		return false
	case r.Kind != attempts.Watch && r.Evidence() < attempts.Assumed && r.Heeds != attempts.HeedsCtx:
		return false // what is repeated does not get the context either: it may be detached
	}
	for _, renewed := range c.a.RenewedLimits(r.Fn) {
		if d.Pause.Instr == ssa.Instruction(renewed.Select) {
			return true // it is to be written anew: retryforever's
		}
	}
	confidence := settings.Likely
	stopped := r.Kind == attempts.Service && r.Heeds > attempts.Heedless && r.Heeds < attempts.HeedsCtx // by something else
	if d.Soon || d.Starts || d.Unused || d.Cleans || r.Job || stopped || !c.a.Ends(d.Hand) {
		confidence = settings.Possible
	}
	if d.Soon && c.alike(r) {
		if p, how := c.a.Steady(r); p != nil && how == "random" {
			return false // one pause too many matters less than that it stays the same for ever
		}
	}
	pos, end := attempts.Span(d.Pause.Instr)
	f := finding.Finding{
		Pos: pos, End: end,
		Confidence: confidence,
		Fixes:      fix(c.pass, d),
		Waits:      true,
		Message: fmt.Sprintf("%s between attempts in %s does not listen to %s: when the caller has gone the retries go on; select on its Done as well",
			d.Pause.Name, r.Where(), d.Hand.Name),
	}
	if (r.EndsWithCtx || r.Heeds == attempts.HeedsCtx) && !r.Skirts {
		f.Message = fmt.Sprintf("%s between attempts in %s does not listen to %s: when the caller has gone it sleeps on to the end of the pause; select on its Done as well",
			d.Pause.Name, r.Where(), d.Hand.Name)
	}
	if r.Kind == attempts.Watch || r.Kind == attempts.Poll {
		f.Message = fmt.Sprintf("%s in the polling loop of %s does not listen to %s: when the caller has gone it sleeps on; select on its Done as well",
			d.Pause.Name, r.Where(), d.Hand.Name)
	}
	if op := r.Op(); op != nil {
		f.Path = []finding.Step{{Pos: op.Call.Pos(), Message: "what is tried again"}}
	}
	return c.habit(f, r, d)
}

// A habit is how the functions of a type, or those of a file that belong to none, pause: by the same
// statement, whose length is one setting of theirs. A person would mend them together.
type habit struct {
	of        string // the receiver's type, or the file
	statement string
}

// habit reports the first of the pauses that are written alike, and the others as steps of it.
func (c *check) habit(f finding.Finding, r *attempts.Region, d *attempts.Deaf) bool {
	call := attempts.CallExpr(d.Pause.Instr)
	if call == nil || c.seen[f.Pos] || !c.set(call) {
		return c.report(f)
	}
	of := c.pass.Fset.Position(f.Pos).Filename
	if owner, _, ok := strings.Cut(r.Where(), "."); ok {
		of = owner
	}
	h := habit{of, types.ExprString(call)}
	switch first := c.habits[h]; {
	case first == nil:
		c.habits[h] = &f
		c.order = append(c.order, &f)
	case first.Confidence != f.Confidence:
		return c.report(f)
	default:
		first.Path = append(first.Path, finding.Step{Pos: f.Pos, Message: "and so does this pause, which is written like it"})
	}
	c.seen[f.Pos] = true
	return true
}

// set reports whether what a call is given comes from a setting: a field, or a variable or constant
// of this package.
func (c *check) set(call *ast.CallExpr) bool {
	found := false
	for _, arg := range call.Args {
		ast.Inspect(arg, func(n ast.Node) bool {
			if id, ok := n.(*ast.Ident); ok {
				switch obj := c.pass.TypesInfo.Uses[id].(type) {
				case *types.Var:
					found = found || obj.IsField() || obj.Parent() == c.pass.Pkg.Scope()
				case *types.Const:
					found = found || obj.Parent() == c.pass.Pkg.Scope()
				}
			}
			return !found
		})
	}
	return found
}

// deafHelper reports a retry library that is not told of the context at hand.
func (c *check) deafHelper(r *attempts.Region) bool {
	d := c.a.DeafHelper(r)
	if d == nil || r.Evidence() < attempts.Assumed {
		return false
	}
	confidence := settings.Likely
	if d.Soon || d.Starts || !c.a.Ends(d.Hand) {
		confidence = settings.Possible
	}
	return c.report(finding.Finding{
		Pos: r.Pos, End: r.End,
		Confidence: confidence,
		Waits:      true,
		Message: fmt.Sprintf("%s in %s does not listen to %s: when the caller has gone the retries go on; %s",
			r.Helper.Name, r.Where(), d.Hand.Name, r.Helper.Row.Heed),
		Path: []finding.Step{{Pos: r.Op().Call.Pos(), Message: "what is tried again"}},
	})
}

// shared reports a policy that serves several runs and is made for one.
func (c *check) shared(r *attempts.Region) bool {
	if r.Helper == nil || r.Helper.Shared == nil {
		return false
	}
	confidence := settings.Possible
	if r.Helper.Shared.Sure {
		confidence = settings.Likely
	}
	message := "the policy of %s in %s serves several runs at the same time, each of which sets it back and makes it longer: it is made for one at a time; make one for each run"
	if r.Helper.Shared.Spent {
		message = "the policy of %s in %s is made once and used up by its first runs: later ones are not tried again, or wait as if they had been tried many times; make one for each run"
	}
	return c.report(finding.Finding{
		Pos: r.Pos, End: r.End,
		Confidence: confidence,
		Message:    fmt.Sprintf(message, r.Helper.Name, r.Where()),
		Path:       []finding.Step{{Pos: r.Helper.Shared.Pos, Message: "the policy is made here"}},
	})
}

// function reports what needs no region: a pause multiplied by a duration, and a stop
// channel that only the function's own return closes.
func (c *check) function(fn *ssa.Function) {
	for _, p := range c.a.Products(fn) {
		c.report(finding.Finding{
			Pos:        p.Pos,
			Confidence: settings.Certain,
			Message: fmt.Sprintf("a duration is multiplied by a duration in %s: it grows by a factor of millions and overflows; multiply by a plain number",
				attempts.FuncName(fn)),
		})
	}
	if h := c.a.HalfReset(fn); h != nil {
		c.report(finding.Finding{
			Pos:        h.Pos,
			Confidence: settings.Possible,
			Message: fmt.Sprintf("%s sets back a part of what the pause of %s is computed from, but not %s: after an outage the first pauses are made of what the last one left; set it back as well",
				attempts.FuncName(fn), h.By, h.Field.Name()),
		})
	}
	for _, acc := range c.a.Acceptors(fn) {
		pos, end := attempts.Span(acc.Call)
		f := finding.Finding{
			Pos: pos, End: end,
			Confidence: settings.Likely,
			Message: fmt.Sprintf("a failed %s is tried again at once in %s, and no failure ends the loop: once somebody closes the listener it fails at once and for ever, and the loop burns a processor; leave the loop then, and wait after other failures",
				attempts.CallName(acc.Call), attempts.FuncName(fn)),
		}
		if closed := acc.Trapped && c.a.Closed(acc); !closed {
			f.Confidence = settings.Possible
			f.Message = fmt.Sprintf("a failed %s is tried again at once in %s: while the process has no file left for another connection it fails at once, and the loop burns a processor; wait after a failure, longer each time",
				attempts.CallName(acc.Call), attempts.FuncName(fn))
		}
		c.report(f)
		c.accepts[acc.Call] = true
	}
	for _, d := range c.a.DeadReads(fn) {
		pos, end := attempts.Span(d.Call)
		why := "whatever the failure: the end of what is read comes again with every further call"
		if d.Final {
			why = "though what has failed once fails at once and for ever"
		}
		c.report(finding.Finding{
			Pos: pos, End: end,
			Confidence: settings.Likely,
			Message: fmt.Sprintf("a failed %s is tried again at once in %s, %s, and the loop burns a processor; leave the loop, or make a new one after a pause",
				attempts.CallName(d.Call), attempts.FuncName(fn), why),
		})
		c.accepts[d.Call] = true
	}
	for _, d := range c.a.ClosedReads(fn) {
		pos, end := attempts.Span(d.At)
		if d.Closing == nil {
			confidence := settings.Likely
			if d.Acts {
				confidence = settings.Possible
			}
			c.report(finding.Finding{
				Pos: pos, End: end,
				Confidence: confidence,
				Message: fmt.Sprintf("once its context has ended, %s comes back here at once and for ever, and the loop burns a processor; return where the context is done (a break there leaves the select alone)",
					attempts.FuncName(fn)),
				Path: []finding.Step{{Pos: d.Made.Pos(), Message: "what is received here is ready from then on, and nothing leaves the loop"}},
			})
			continue
		}
		c.report(finding.Finding{
			Pos: pos, End: end,
			Confidence: settings.Likely,
			Message: fmt.Sprintf("once %s, the channel of %s is closed: what %s receives from it is empty, at once and for ever, and the loop burns a processor; ask whether it is open (v, ok := <-ch), and leave the loop or begin anew after a pause",
				d.Closing.Once, d.Name(), attempts.FuncName(fn)),
		})
	}
	for _, h := range c.a.Hasties(fn) {
		confidence := settings.Likely
		if h.Few {
			confidence = settings.Possible
		}
		c.report(finding.Finding{
			Pos:        h.Pos,
			Confidence: confidence,
			Message:    fmt.Sprintf("%s; %s", h.Row.Effect, h.Row.Use),
		})
	}
	for _, o := range c.a.Reopens(fn) {
		pos, end := attempts.Span(o.Call)
		step := "it fails here, and the loop around it goes on"
		if o.Told() {
			step = "it fails here, and the channel tells the loop"
		}
		c.report(finding.Finding{
			Pos: pos, End: end,
			Confidence: settings.Likely,
			Message: fmt.Sprintf("a stream that fails is opened anew at once in %s: to open one asks nothing of the server, so one that is down is asked again and again without a pause; wait before each opening, longer each time",
				attempts.FuncName(fn)),
			Path: []finding.Step{{Pos: o.Recv.Pos(), Message: step}},
		})
	}
	for _, s := range c.a.Strays(fn) {
		pos, end := attempts.Span(s.Call)
		c.report(finding.Finding{
			Pos: pos, End: end,
			Confidence: settings.Likely,
			Message: fmt.Sprintf("the stop channel given here is closed only when %s returns: the pauses that it should cut short go on when %s ends; give it %s.Done()",
				attempts.FuncName(fn), s.Hand.Name, s.Hand.Name),
		})
	}
}

// swells reports a pause that grows out of hand.
func (c *check) swells(r *attempts.Region) bool {
	s := c.a.Swell(r)
	if s == nil || r.Evidence() < attempts.Assumed {
		return false
	}
	f := finding.Finding{
		Pos:        s.Pos,
		Confidence: settings.Likely,
		Message: fmt.Sprintf("the pause before the next %s in %s doubles each time, and nothing holds back the number that says how often: after a long outage the next attempt is days away, and in the end it overflows; hold the number back",
			r.Op().Name, r.Where()),
	}
	if s.Limited {
		f.Confidence = settings.Possible
		f.Message = fmt.Sprintf("the pause before the next %s in %s doubles each time, and nothing holds back the number that says how often: if the attempts are many the last ones are days apart, and in the end it overflows; hold the number back",
			r.Op().Name, r.Where())
	}
	if s.Capped {
		f.Message = fmt.Sprintf("the pause before the next %s in %s doubles each time, and nothing holds back the number that says how often: after enough attempts it overflows, and there is no pause any more; hold the number back",
			r.Op().Name, r.Where())
	}
	if s.How == attempts.Double {
		f.Message = fmt.Sprintf("the pause before the next %s in %s doubles without a ceiling: after a long outage the next attempt is hours away; give it a ceiling",
			r.Op().Name, r.Where())
	}
	if s.How == attempts.Double && s.Capped {
		f.Message = fmt.Sprintf("the pause before the next %s in %s has a ceiling, but the number that it is taken from doubles on: after enough attempts that overflows, and there is no pause any more; hold the number itself back",
			r.Op().Name, r.Where())
	}
	return c.report(f)
}

// miscounted reports a pause that does not grow because it is computed from another number
// than the one that counts the failures.
func (c *check) miscounted(r *attempts.Region) bool {
	m := c.a.Miscount(r)
	if m == nil {
		return false
	}
	pos, end := attempts.Span(m.Pause.Instr)
	return c.report(finding.Finding{
		Pos: pos, End: end,
		Confidence: settings.Likely,
		Message: fmt.Sprintf("the pause in the loop of %s does not grow with its failures: %s counts them, and the pause is computed from another number, which this loop does not change",
			r.Where(), m.Counter.Name()),
		Path: []finding.Step{{Pos: m.Counter.Pos(), Message: "this counts the failures"}},
	})
}

// unreset reports a pause that stays long when the peer is well again.
func (c *check) unreset(r *attempts.Region) bool {
	p := r.Unreset
	if p == nil || r.Evidence() < attempts.Assumed {
		return false
	}
	pos, end := attempts.Span(p.Instr)
	return c.report(finding.Finding{
		Pos: pos, End: end,
		Confidence: settings.Likely,
		Message: fmt.Sprintf("the pause in the loop of %s grows with each failure, and no success of %s makes it short again: after a few failures, however far apart, each one waits as if it were a long outage; set it back after a success",
			r.Where(), r.Op().Name),
		Path: []finding.Step{{Pos: r.Op().Call.Pos(), Message: "its success leaves the pause as it is"}},
	})
}

// spent reports a policy that stops after a while in a loop that does not look.
func (c *check) spent(r *attempts.Region) bool {
	s := c.a.Spent(r)
	if s == nil || r.Evidence() < attempts.Assumed {
		return false
	}
	pos, end := attempts.Span(s.Pause.Instr)
	return c.report(finding.Finding{
		Pos: pos, End: end,
		Confidence: settings.Likely,
		Message: fmt.Sprintf("after a quarter of an hour %s returns backoff.Stop, which is negative: from then on the loop in %s tries %s again without any pause; set MaxElapsedTime to 0, or leave when it says Stop",
			s.Name, r.Where(), r.Op().Name),
	})
}

// foreign reports a pause that listens to the program's end but not to the request's.
func (c *check) foreign(r *attempts.Region) bool {
	d := c.a.Foreign(r)
	if d == nil || r.Evidence() < attempts.Assumed {
		return false
	}
	pos, end := attempts.Span(d.Pause.Instr)
	return c.report(finding.Finding{
		Pos: pos, End: end,
		Confidence: settings.Likely,
		Message: fmt.Sprintf("the pause between attempts in %s listens to a context kept in a field but not to %s: the retries go on for a client that has gone; listen to both",
			r.Where(), d.Hand.Name),
	})
}

// abandoned reports a sleep in a function that no caller can call off.
func (c *check) abandoned(r *attempts.Region) bool {
	d := c.a.Abandoned(r)
	return d != nil && c.cannotEnd(r, d)
}

func (c *check) cannotEnd(r *attempts.Region, d *attempts.Deaf) bool {
	confidence := settings.Likely
	if d.Starts || d.Soon {
		confidence = settings.Possible
	}
	pos, end := attempts.Span(d.Pause.Instr)
	return c.report(finding.Finding{
		Pos: pos, End: end,
		Confidence: confidence,
		Message: fmt.Sprintf("%s between attempts in %s cannot be cut short: %s has %s at hand and no way to pass it on; take a context and select on its Done as well",
			d.Pause.Name, r.Where(), attempts.FuncName(d.Caller), d.Hand.Name),
	})
}

// unstoppable reports a retry helper whose callers cannot call it off (possible where the package
// shows nobody who might want to).
func (c *check) unstoppable(r *attempts.Region) bool {
	d := c.a.Unstoppable(r)
	switch {
	case d == nil:
		return false
	case d.Hand != nil:
		return c.cannotEnd(r, d)
	}
	pos, end := attempts.Span(d.Pause.Instr)
	return c.report(finding.Finding{
		Pos: pos, End: end,
		Confidence: settings.Possible,
		Message: fmt.Sprintf("%s runs %s again and sleeps between the attempts, but takes no context: nobody can call it off; take one and select on its Done as well",
			r.Where(), r.Op().Name),
	})
}

// alike reports whether it matters that the pauses of a region are the same for everybody.
func (c *check) alike(r *attempts.Region) bool {
	switch {
	case r.Kind == attempts.Watch, r.Kind == attempts.Poll, r.Kind == attempts.Helper:
		return false
	case r.Periodic:
		return false // the period of a job
	}
	return r.Evidence() >= attempts.Shape && (r.Kind != attempts.Service || r.Evidence() >= attempts.Known)
}

// steady reports pauses that are the same for everybody who failed at the same moment.
func (c *check) steady(r *attempts.Region) bool {
	if !c.alike(r) {
		return false
	}
	p, how := c.a.Steady(r)
	if p == nil {
		return false
	}
	pos, end := attempts.Span(p.Instr)
	what := "the same pause lies between all attempts"
	if how == "growing" {
		what = "the pauses between attempts grow but are not random"
	}
	if how == "random" {
		return c.report(finding.Finding{
			Pos: pos, End: end,
			Confidence: settings.Possible,
			Message: fmt.Sprintf("the pause between attempts at %s in %s never grows: a peer that stays down is asked as often after an hour as at first; let it grow up to a ceiling",
				r.Op().Name, r.Where()),
		})
	}
	return c.report(finding.Finding{
		Pos: pos, End: end,
		Confidence: settings.Possible,
		Message: fmt.Sprintf("%s at %s in %s: clients that failed together come back together, and a recovering peer meets them all at once; let the pause grow and add jitter",
			what, r.Op().Name, r.Where()),
	})
}

// resent reports a request that is made again on each tick, however long it is not heeded.
func (c *check) resent(r *attempts.Region) bool {
	s := c.a.Resent(r)
	if s == nil {
		return false
	}
	pos, end := attempts.Span(s.Call)
	return c.report(finding.Finding{
		Pos: pos, End: end,
		Confidence: settings.Possible,
		Message: fmt.Sprintf("%s is called again on each turn of the loop in %s until its effect shows, and the pause never grows: a peer that cannot answer is asked as often after an hour as at first; let it grow up to a ceiling",
			attempts.CallName(s.Call), r.Where()),
		Path: []finding.Step{{Pos: s.First.Pos(), Message: "this is the first time"}},
	})
}
