package account

import (
	"cmp"
	"fmt"
	"go/ast"
	"go/token"
	"iter"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/distvet/distvet/analyzers/internal/attempts"
	"github.com/distvet/distvet/analyzers/internal/boundary"
	"github.com/distvet/distvet/analyzers/internal/catalog"
	"github.com/distvet/distvet/analyzers/internal/effect"
	"github.com/distvet/distvet/analyzers/internal/summary"
)

// A Place is a position; the zero Place is none.
type Place struct {
	File   string `json:"file"`
	Line   int    `json:"line"`
	Column int    `json:"column"`
}

// An Answer tells what is known of the calls at a place.
type Answer struct {
	Calls []Call `json:"calls"`
	// Nearest are the nearest calls of the file if there is none at the place, those that
	// cross the network first.
	Nearest []Near `json:"nearest,omitempty"`
}

// A Near is a call that was not asked for.
type Near struct {
	Place
	Call     string `json:"call"`
	Crossing bool   `json:"crossing"`
}

// A Call is what is known of one call.
type Call struct {
	Place
	End  Place  `json:"end"`
	Call string `json:"call"` // as the code names it
	// Name is the library call that crosses the network, "" if none is known to.
	Name   string   `json:"crosses,omitempty"`
	Family string   `json:"family,omitempty"`
	Kind   string   `json:"kind,omitempty"` // "call", "stream", "connection", "rest"
	Path   []string `json:"through,omitempty"`
	Bound  string   `json:"bound,omitempty"`
	// Operands are what could end the call.
	Operands []Operand `json:"operands,omitempty"`
	Effect   string    `json:"effect,omitempty"`
	Regions  []Region  `json:"attempts,omitempty"`
	Causes   []Cause   `json:"causes,omitempty"` // where checks would report it
	Silent   string    `json:"silent,omitempty"` // why none would
}

// An Operand is a value that could end a call.
type Operand struct {
	Kind  string `json:"kind"`
	Bound string `json:"bound"`
	Clues []Clue `json:"from,omitempty"`
}

// A Clue is one step of where an operand comes from; those of a step are one deeper.
type Clue struct {
	Place
	Deep int    `json:"depth"`
	Text string `json:"text"`
}

// A Region is code around the call that runs again because it failed.
type Region struct {
	Place
	Kind   string `json:"kind"`
	Limit  string `json:"limit"`
	Wait   string `json:"wait"`
	Cancel string `json:"cancellation"`
}

// A Cause is where a check of class A reports the call.
type Cause struct {
	Place
	Check string `json:"check"`
}

// Places yields all places of the answer, to be changed where they stand.
func (a *Answer) Places() iter.Seq[*Place] {
	return func(yield func(*Place) bool) {
		for i := range a.Nearest {
			if !yield(&a.Nearest[i].Place) {
				return
			}
		}
		for i := range a.Calls {
			c := &a.Calls[i]
			list := []*Place{&c.Place, &c.End}
			for j := range c.Operands {
				for k := range c.Operands[j].Clues {
					list = append(list, &c.Operands[j].Clues[k].Place)
				}
			}
			for j := range c.Regions {
				list = append(list, &c.Regions[j].Place)
			}
			for j := range c.Causes {
				list = append(list, &c.Causes[j].Place)
			}
			for _, p := range list {
				if !yield(p) {
					return
				}
			}
		}
	}
}

// maxNearest bounds the calls that are offered instead of one that is not there.
const maxNearest = 5

// answer tells what is known of the place asked for.
func (q *asked) answer(res *summary.Result) *Answer {
	ans := &Answer{Calls: []Call{}}
	all := q.calls()
	instrs := make(map[token.Pos]ssa.CallInstruction)
	if res.SSA != nil {
		for _, fn := range res.SSA.Funcs {
			for _, b := range fn.Blocks {
				for _, instr := range b.Instrs {
					if call, ok := instr.(ssa.CallInstruction); ok {
						if n, ok := res.Boundary.Node(call.Pos()).(*ast.CallExpr); ok {
							instrs[n.Lparen] = call
						}
					}
				}
			}
		}
	}
	for _, n := range q.at(all) {
		ans.Calls = append(ans.Calls, q.call(res, n, instrs[n.Lparen]))
	}
	if len(ans.Calls) == 0 && res.SSA != nil {
		// A finding stands where a client is made: tell of the calls that it is about.
		for _, cause := range res.Causes() {
			if q.covers(cause.Node) {
				for _, c := range cause.Crossings {
					if n, ok := res.Boundary.Node(c.Call.Pos()).(*ast.CallExpr); ok {
						ans.Calls = append(ans.Calls, q.call(res, n, c.Call))
					}
				}
			}
		}
	}
	if len(ans.Calls) == 0 {
		ans.Nearest = q.nearest(res, all, instrs)
	}
	return ans
}

// calls returns the calls in the file, conversions left out.
func (q *asked) calls() []*ast.CallExpr {
	var list []*ast.CallExpr
	ast.Inspect(q.file, func(n ast.Node) bool {
		if call, ok := n.(*ast.CallExpr); ok && !q.pass.TypesInfo.Types[call.Fun].IsType() {
			list = append(list, call)
		}
		return true
	})
	return list
}

func (q *asked) line0(pos token.Pos) int { return q.pass.Fset.Position(pos).Line }

// at returns the calls at the place asked for: on a line those that open their arguments
// there, or begin there; at a column the innermost one around it.
func (q *asked) at(all []*ast.CallExpr) []*ast.CallExpr {
	var open, begin []*ast.CallExpr
	for _, n := range all {
		if q.line0(n.Lparen) == q.line {
			open = append(open, n)
		}
		if q.line0(n.Pos()) == q.line {
			begin = append(begin, n)
		}
	}
	if len(open) == 0 {
		open = begin
	}
	if q.col == 0 {
		slices.SortStableFunc(open, func(a, b *ast.CallExpr) int { return cmp.Compare(a.Lparen, b.Lparen) })
		return open
	}
	var inner *ast.CallExpr
	for _, n := range all {
		if q.covers(n) && (inner == nil || n.End()-n.Pos() < inner.End()-inner.Pos()) {
			inner = n
		}
	}
	if inner == nil {
		return nil
	}
	return []*ast.CallExpr{inner}
}

// covers reports whether a node stands at the place asked for: begins on the line, or is around
// the column.
func (q *asked) covers(n ast.Node) bool {
	from, to := q.pass.Fset.Position(n.Pos()), q.pass.Fset.Position(n.End())
	if from.Filename != q.pass.Fset.Position(q.file.Package).Filename {
		return false
	}
	if q.col == 0 {
		return from.Line == q.line
	}
	after := from.Line < q.line || from.Line == q.line && from.Column <= q.col
	before := to.Line > q.line || to.Line == q.line && q.col < to.Column
	return after && before
}

func (q *asked) nearest(res *summary.Result, all []*ast.CallExpr, instrs map[token.Pos]ssa.CallInstruction) []Near {
	var list []Near
	for _, n := range all {
		near := Near{Place: q.place(n.Pos()), Call: callee(n)}
		if instr := instrs[n.Lparen]; instr != nil {
			near.Crossing = res.Boundary.At(instr) != nil
		}
		list = append(list, near)
	}
	far := func(n Near) int { return max(n.Line-q.line, q.line-n.Line) }
	slices.SortStableFunc(list, func(a, b Near) int { return cmp.Compare(far(a), far(b)) })
	slices.SortStableFunc(list, func(a, b Near) int {
		if a.Crossing == b.Crossing {
			return 0
		} else if a.Crossing {
			return -1
		}
		return 1
	})
	return list[:min(len(list), maxNearest)]
}

// callee is the function of a call as the code names it.
func callee(n *ast.CallExpr) string {
	switch fun := ast.Unparen(n.Fun).(type) {
	case *ast.Ident:
		return fun.Name
	case *ast.SelectorExpr:
		switch x := ast.Unparen(fun.X).(type) {
		case *ast.Ident:
			return x.Name + "." + fun.Sel.Name
		case *ast.SelectorExpr:
			return x.Sel.Name + "." + fun.Sel.Name
		}
		return fun.Sel.Name
	case *ast.FuncLit:
		return "func literal"
	}
	return "function value"
}

// call tells what is known of one call.
func (q *asked) call(res *summary.Result, n *ast.CallExpr, instr ssa.CallInstruction) Call {
	out := Call{Place: q.place(n.Pos()), End: q.place(n.End()), Call: callee(n)}
	switch {
	case res.SSA == nil:
		out.Silent = "the package does nothing that any check looks at"
		return out
	case instr == nil:
		out.Silent = "the code is never reached"
		return out
	}
	out.Regions = q.regions(res, instr)
	out.Effect = effectOf(res, instr)
	c := worst(res, instr)
	if c == nil {
		out.Silent = res.Boundary.NotFollowed(instr)
		return out
	}
	out.Name, out.Family, out.Path, out.Bound = c.Name, c.Family, c.Path, bound(c)
	out.Kind = kind(c)
	for _, op := range c.Operands {
		o := Operand{Kind: operandKind(op.Kind), Bound: op.Limit.State.String()}
		if op.Value == nil && op.Limit.What != "" {
			o.Clues = append(o.Clues, Clue{Text: op.Limit.What})
		}
		for _, clue := range res.Boundary.Clues(c, op) {
			step := Clue{Deep: clue.Deep, Text: clue.Text}
			if clue.Pos.IsValid() {
				step.Place = q.place(clue.Pos)
				if n := res.Boundary.Node(clue.Pos); n != nil {
					step.Place = q.place(n.Pos()) // where it begins, as in findings
				}
			}
			o.Clues = append(o.Clues, step)
		}
		out.Operands = append(out.Operands, o)
	}
	for _, cause := range res.Causes() {
		if slices.ContainsFunc(cause.Crossings, func(x *boundary.Crossing) bool { return x.Call == instr }) {
			check := "nodeadline"
			if cause.Owner == boundary.CtxDrop {
				check = "ctxdrop"
			}
			out.Causes = append(out.Causes, Cause{q.place(cause.Node.Pos()), check})
		}
	}
	if len(out.Causes) == 0 {
		out.Silent = silent(res, c)
	}
	return out
}

// worst returns the crossing of a call that is ended least, or nil.
func worst(res *summary.Result, instr ssa.CallInstruction) *boundary.Crossing {
	var found *boundary.Crossing
	for _, c := range res.Boundary.Crossings(instr.Parent()) {
		if c.Call == instr && (found == nil || c.State > found.State) {
			found = c
		}
	}
	return found
}

func kind(c *boundary.Crossing) string {
	switch {
	case c.Row != nil && c.Row.Role == catalog.Rest:
		return "rest"
	case c.Conn:
		return "connection"
	case c.Stream:
		return "stream"
	}
	return "call"
}

func operandKind(k boundary.Kind) string {
	return [...]string{boundary.Ctx: "context", boundary.Req: "request", boundary.Obj: "object", boundary.Dur: "duration"}[k]
}

func bound(c *boundary.Crossing) string {
	switch {
	case c.Declared:
		return "bounded, by the word of a //distvet:bounded comment"
	case c.Row != nil && c.Row.Role == catalog.Rest:
		return "that of the call that began it"
	case c.Row != nil && c.Row.Bound && !slices.ContainsFunc(c.Operands, func(op boundary.Operand) bool { return op.Limit.State == boundary.Bounded }):
		return "bounded, by the library"
	}
	return c.State.String()
}

// silent says why no check of class A reports a crossing.
func silent(res *summary.Result, c *boundary.Crossing) string {
	through := "the function that is called"
	if len(c.Path) > 0 {
		through = c.Path[0]
	}
	switch {
	case c.Declared:
		return "a //distvet:bounded comment says that it ends"
	case c.Row != nil && c.Row.Role == catalog.Rest:
		return "it is judged with the call that began it"
	case c.State == boundary.Bounded:
		return "something ends it"
	case !c.Judged() && c.Foreign:
		return "it is deep inside another module, or happens only sometimes"
	case !c.Judged():
		return "it is judged in " + through
	case c.State == boundary.Unknown:
		return "not known: " + res.Boundary.Reason(c)
	case c.State == boundary.ByParam:
		return "a parameter decides: the callers are judged"
	case c.Stream:
		return "it waits by design"
	case c.State == boundary.CancelOnly:
		return "a cancellation ends it, and what cancels is not in sight or acceptable"
	}
	for _, op := range c.Operands {
		if op.Limit.Elsewhere {
			return "what could end it is made in another package, where it is judged"
		}
	}
	if why := res.Boundary.Exempt(c); why != "" {
		return why
	}
	return "another finding covers it"
}

// effectOf says what a call does at the other end, for class C.
func effectOf(res *summary.Result, instr ssa.CallInstruction) string {
	if list := res.Repeat.Writes(instr); len(list) > 0 {
		var parts []string
		for _, w := range list {
			text := "non-idempotent write: " + w.What
			if w.ByName {
				text += ", by its name alone"
			}
			if w.Fails {
				text += ", of which a repeat fails"
			}
			parts = append(parts, text)
		}
		return strings.Join(parts, "; ")
	}
	c := res.Boundary.At(instr)
	if c == nil {
		return ""
	}
	if c.Row != nil && c.Callee != nil {
		op := effect.Reader{Tracer: res.Origin}.Of(instr, c.Callee, c.Row)
		if op.Effect == catalog.Read || op.Effect == catalog.IdempotentWrite || op.Effect == catalog.NonIdempotentWrite {
			return op.Effect.String() + ": " + op.What
		}
		return "not known"
	}
	if c.Effect == catalog.Read || c.Effect == catalog.IdempotentWrite {
		return c.Effect.String()
	}
	return "not known"
}

// regions describes the code around a call that runs again because it failed, innermost first.
func (q *asked) regions(res *summary.Result, instr ssa.CallInstruction) []Region {
	var list []Region
	fn := instr.Parent()
	add := func(r *attempts.Region) {
		list = append(list, Region{
			Place: q.place(r.Pos), Kind: regionKind(r), Limit: limit(r), Wait: wait(r), Cancel: cancellation(r),
		})
	}
	for _, r := range slices.Backward(res.Attempts.Regions(fn)) {
		if r.Holds(instr) {
			add(r)
		}
	}
	if outer := fn.Parent(); outer != nil {
		for _, r := range res.Attempts.Regions(outer) {
			if r.Kind == attempts.Helper && r.Holds(instr) {
				add(r)
			}
		}
	}
	return list
}

func regionKind(r *attempts.Region) string {
	text := [...]string{
		attempts.Retry: "a retry loop", attempts.Await: "a loop that waits until something is ready", attempts.Poll: "a loop that polls",
		attempts.Service: "a service loop", attempts.Watch: "a loop that watches a state", attempts.Recursive: "a retry by recursion",
		attempts.Helper: "run again by a helper",
	}[r.Kind]
	if r.Helper != nil && r.Helper.Name != "" {
		text = "run again by " + r.Helper.Name
	}
	return text
}

func limit(r *attempts.Region) string {
	switch r.Limit.Kind {
	case attempts.CountLimit:
		if r.Limit.Attempts > 0 {
			return fmt.Sprintf("%d attempts", r.Limit.Attempts)
		}
		return "a number of attempts"
	case attempts.TimeLimit:
		return "a total time"
	case attempts.MaybeLimit:
		return "not known"
	}
	if r.Limit.Broken != "" {
		return "none: " + r.Limit.Broken
	}
	return "none"
}

func wait(r *attempts.Region) string {
	var names []string
	for _, p := range r.Pauses {
		if p.Name != "" && !slices.Contains(names, p.Name) {
			names = append(names, p.Name)
		}
	}
	text := strings.Join(names, ", ")
	switch {
	case text != "" && r.Hot:
		return text + ", but not on every way"
	case text != "":
		return text
	case r.Hot && r.MayPause:
		return "not known: an unknown callee may wait"
	case r.Hot:
		return "none"
	case r.Kind == attempts.Helper:
		return "that of the helper"
	}
	return "not known"
}

func cancellation(r *attempts.Region) string {
	return [...]string{
		attempts.Heedless: "none", attempts.MaybeHeed: "not known", attempts.HeedsStop: "a stop channel", attempts.HeedsCtx: "a context",
	}[r.Heeds]
}
