package boundary

import (
	"fmt"
	"go/token"
	"go/types"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/distvet/distvet/analyzers/internal/catalog"
	"github.com/distvet/distvet/analyzers/internal/origin"
)

// Judged reports whether a crossing is one that this function's code decides about: a direct
// call, or one that hands a context or a client to a function that leaves the choice to it.
// Other calls of functions that cross the network are judged in those functions.
func (c *Crossing) Judged() bool {
	if c.Row != nil && c.Row.Role == catalog.Rest {
		return false
	}
	return c.Via == nil || c.Via.State == ByParam
}

// Reason says in few words why it is not known what ends a crossing, or returns "".
func (a *Analysis) Reason(c *Crossing) string {
	if c.State != Unknown {
		return ""
	}
	if c.Via != nil && c.Via.State == Unknown {
		return "not known to the function that is called"
	}
	reason := ""
	for _, op := range c.Operands {
		if op.Limit.State != Unknown {
			continue
		}
		r := a.operandReason(c, op)
		if r != "" && (reason == "" || reason == mixed) {
			reason = r
		}
	}
	if reason == "" {
		return "options that are not in sight"
	}
	return reason
}

const mixed = "bounded on some ways only"

func (a *Analysis) operandReason(c *Crossing, op Operand) string {
	switch {
	case op.Limit.MaybeZero:
		return "a field that this package leaves to others"
	case op.Value == nil:
		return "an argument that is not in sight"
	case c.Conn || c.Via != nil && c.Via.Conn:
		return "a connection on which others may set a deadline"
	}
	for _, s := range a.Origin.Sources(op.Value, c.Fn) {
		if l := a.source(s, op.Value.Type(), c.Fn); l.State != Unknown {
			continue
		}
		switch s.Kind {
		case origin.Unknown:
			return "a value that went through a channel, a map or an interface"
		case origin.Call:
			return "the result of a function that is not in sight"
		case origin.Field:
			return "a field of an object that is not in sight"
		case origin.Global:
			return "a package variable"
		case origin.Param:
			return "a parameter of another function"
		case origin.Object:
			return "an object that others may fill in"
		}
		return "a value that is computed"
	}
	return mixed
}

// A Clue is one thing that tells how a crossing ends: where it is, and what.
type Clue struct {
	Pos  token.Pos
	Deep int // clues of a clue are one deeper than it
	Text string
}

// maxClues bounds what is told of one operand.
const maxClues = 12

// Clues tells where an operand of a crossing comes from, step by step.
func (a *Analysis) Clues(c *Crossing, op Operand) []Clue {
	w := &witness{a: a, root: c.Fn, seen: make(map[ssa.Value]bool)}
	if op.Value != nil {
		w.value(op.Value, nil, 0)
	}
	return w.clues
}

type witness struct {
	a     *Analysis
	root  *ssa.Function
	seen  map[ssa.Value]bool
	clues []Clue
}

func (w *witness) say(pos token.Pos, deep int, format string, args ...any) {
	if len(w.clues) < maxClues {
		w.clues = append(w.clues, Clue{pos, deep, fmt.Sprintf(format, args...)})
	}
}

func (w *witness) value(v ssa.Value, env *origin.Env, deep int) {
	if w.seen[v] || deep > 5 {
		return
	}
	w.seen[v] = true
	for _, s := range w.a.Origin.SourcesIn(v, env, w.root) {
		w.source(s, v.Type(), deep)
	}
}

func (w *witness) source(s origin.Source, typ types.Type, deep int) {
	pos := token.NoPos
	if s.Value != nil {
		pos = s.Value.Pos()
	}
	l := w.a.source(s, typ, w.root)
	switch s.Kind {
	case origin.Const:
		if origin.IsNil(s.Value) {
			w.say(pos, deep, "nil")
		} else {
			w.say(pos, deep, "the constant %s", s.Value.(*ssa.Const).Value)
		}
	case origin.Zero:
		w.say(pos, deep, "%s, which nothing sets", fieldName(s.Var))
	case origin.Param:
		p := s.Value.(*ssa.Parameter)
		if l.State == ByParam {
			w.say(pos, deep, "the parameter %s of %s: its callers decide", p.Name(), p.Parent().Name())
		} else {
			w.say(pos, deep, "the parameter %s of %s: %s", p.Name(), p.Parent().Name(), l.words())
		}
	case origin.Global:
		w.say(pos, deep, "the package variable %s: %s", s.Value.Name(), l.words())
	case origin.Field:
		w.say(pos, deep, "%s of an object that is not in sight: %s", fieldName(s.Var), l.words())
	case origin.Object:
		w.object(s, l, deep)
	case origin.Call:
		w.call(s, l, deep)
	default:
		w.say(pos, deep, "a value that cannot be followed")
	}
}

func fieldName(f *types.Var) string {
	if f == nil {
		return "a variable"
	}
	return "the field " + f.Name()
}

// words says what a limit means.
func (l Limit) words() string {
	switch l.State {
	case Bounded:
		return "it sets a deadline"
	case CancelOnly:
		if l.What != "" && strings.HasPrefix(l.What, "the ") {
			return l.What + " can only be cancelled"
		}
		return "it can only be cancelled"
	case None:
		if l.What != "" {
			return "no limit (" + l.What + ")"
		}
		return "no limit"
	case ByParam:
		return "a parameter decides"
	}
	return "nothing is known of its limit"
}

// object tells of an object made in this package, with the fields that could limit it.
func (w *witness) object(s origin.Source, l Limit, deep int) {
	alloc, ok := s.Value.(*ssa.Alloc)
	if !ok {
		return
	}
	n := origin.Named(alloc.Type())
	name := "a variable"
	if n != nil {
		name = typeName(alloc.Type()) + " made here"
	}
	what := l.words()
	if l.State == Bounded {
		what = "it has a limit"
	}
	w.say(alloc.Pos(), deep, "%s: %s", name, what)
	obj := catalog.ObjectOf(alloc.Type())
	if obj == nil {
		return
	}
	for field := range strings.FieldsSeq(obj.Limits) {
		for _, f := range w.a.Origin.FieldSources(alloc, s.Env, field, w.root) {
			d := w.a.duration(f, w.root)
			pos := token.NoPos
			if f.Value != nil {
				pos = f.Value.Pos()
			}
			switch {
			case f.Kind == origin.Zero:
				w.say(pos, deep+1, "%s is not set", field)
			case d.State == Bounded:
				w.say(pos, deep+1, "%s is set", field)
			case d.State == None:
				w.say(pos, deep+1, "%s is zero", field)
			default:
				w.say(pos, deep+1, "%s is set to a value that is not known", field)
			}
		}
	}
}

// call tells of the result of a call, and of what it derives from.
func (w *witness) call(s origin.Source, l Limit, deep int) {
	call, ok := s.Value.(*ssa.Call)
	if !ok {
		return
	}
	fn := origin.CalleeObject(call.Common())
	switch {
	case fn == nil:
		w.say(call.Pos(), deep, "the result of a function value: nothing is known of its limit")
		return
	case fn.Pkg() != nil && fn.Pkg().Path() == "context" && fn.Name() == "WithoutCancel":
		w.say(call.Pos(), deep, "context.WithoutCancel detaches it on purpose")
		return
	case l.State == Unknown:
		why := "nothing is known of its limit"
		if call.Common().IsInvoke() {
			why = "a method of an interface, whose implementation is not in sight"
		} else if _, known := w.a.summaryOf(fn); !known && !w.a.Std(fn.Pkg()) {
			why = "its package was not analysed"
		}
		w.say(call.Pos(), deep, "the result of %s: %s", shortName(fn), why)
	default:
		w.say(call.Pos(), deep, "the result of %s: %s", shortName(fn), l.words())
	}
	if ctx := contextArg(call.Common()); ctx != nil {
		w.value(ctx, s.Env, deep+1)
	}
}

// NotFollowed says why a call that makes no crossing is believed to make none, or why that is
// not known.
func (a *Analysis) NotFollowed(call ssa.CallInstruction) string {
	c := call.Common()
	fn := origin.CalleeObject(c)
	if _, ok := c.Value.(*ssa.Builtin); ok {
		return "a builtin function crosses no network"
	}
	if fn == nil {
		targets, closed := a.Origin.Targets(call, nil, call.Parent())
		switch {
		case closed && len(targets) == 1:
			return "the function it calls was looked at and crosses no network"
		case len(targets) > 1:
			return "unknown callee: a function value that may be one of several"
		}
		return "unknown callee: a function value that is not in sight"
	}
	if c.IsInvoke() {
		if impl := a.implementation(call.Parent(), c); impl != nil {
			return fmt.Sprintf("%s, which is what it calls, was looked at and crosses no network", shortName(impl))
		}
		return fmt.Sprintf("unknown callee: %s is a method of an interface, and no single implementation is in sight", shortName(fn))
	}
	if _, row := a.row(c, fn); row != nil {
		switch {
		case row.Role == catalog.Rest:
			return shortName(fn) + " goes on with what an earlier call began, and is judged there"
		case strings.HasPrefix(fn.Name(), "Dial"):
			return shortName(fn) + " connects to this machine"
		}
		return shortName(fn) + " is known to cross no network"
	}
	if fn.Pkg() == nil || a.Std(fn.Pkg()) {
		return shortName(fn) + " of the standard library is not known to cross a network"
	}
	if sum, known := a.summaryOf(fn); !known {
		return "unknown callee: the package of " + shortName(fn) + " was not analysed"
	} else if sum != nil && len(sum.Reaches) > 0 {
		return shortName(fn) + " crosses the network"
	}
	return shortName(fn) + " was looked at and crosses no network that is known"
}
