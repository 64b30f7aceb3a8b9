package boundary

import (
	"fmt"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/distvet/distvet/analyzers/internal/catalog"
	"github.com/distvet/distvet/analyzers/internal/origin"
)

// A Summary is what callers need to know about the crossings of a function, and about the
// values it returns (or, for a variable, holds). It travels in facts: exported fields,
// small, no interfaces, the same on every run.
type Summary struct {
	Reaches []Reach
	Returns []Return
	// Sets are the parameters (the receiver is 0) that point to objects of other modules, such as an
	// http.Client, a field of which the function may set.
	Sets []int
	// Starts are the parameters, contexts, that the function gives to goroutines for which it does not wait.
	Starts []int
	// Keeps are the parameters, contexts, that a client keeps which the function makes: its life, or that of
	// its credentials, ends with them.
	Keeps []int
	// Takes are the parameters, clients, that the function keeps for others to send with.
	Takes []Take
}

// maxReaches bounds the crossings kept per function; more of the same kind tell a caller nothing new.
const maxReaches = 8

// A Reach is one kind of crossing that a function reaches.
type Reach struct {
	Name   string // the library call: "http.Client.Do"
	Family string
	Effect catalog.Effect
	Stream bool
	Conn   bool  // it reads or writes one connection
	State  State // ByParam: the parameters below decide; None and CancelOnly are reported where they are made
	Cancel bool  // of ByParam: a cancellation ends it if no parameter does
	// Params are, of ByParam, the parameters of which each can end the crossing; else those
	// that carry a context or request to it, which may end it earlier than anything does.
	Params []Param
	Sure   bool // it happens whenever the function succeeds
	Among  Among
	// Unless are the parameters with which the function is called to do without it.
	Unless []Unless
	Path   []string
}

// An Unless is a parameter (the receiver is 0) with a value that rules something out: func Get(localOnly bool).
type Unless struct {
	Index int
	Value bool
}

// A Param is a parameter (the receiver is 0) that can end a crossing.
type Param struct {
	Index      int
	Kind       Kind
	NilDefault bool // nil stands for a default that sets no limit
}

// A Return says how result Index ends the crossings it is used for; the State is Unknown where something
// that was done to it may, which is more than nothing is known.
type Return struct {
	Index    int
	State    State
	Param    int // of ByParam
	Ender    Ender
	What     string
	Detached bool
}

func (s *Summary) empty() bool {
	return s == nil || len(s.Reaches) == 0 && len(s.Returns) == 0 && len(s.Sets) == 0 && len(s.Starts) == 0 && len(s.Keeps) == 0 && len(s.Takes) == 0
}

// String is fit for // want comments: kinds, states and deciding parameters.
func (s *Summary) String() string {
	var parts []string
	for _, r := range s.Reaches {
		var b strings.Builder
		fmt.Fprintf(&b, "%s %s", r.Name, r.State)
		for _, p := range r.Params {
			fmt.Fprintf(&b, " %d", p.Index)
		}
		parts = append(parts, b.String())
	}
	for _, r := range s.Returns {
		text := fmt.Sprintf("result %d %s", r.Index, r.State)
		if r.State == ByParam {
			text += fmt.Sprintf(" %d", r.Param)
		}
		parts = append(parts, text)
	}
	for _, i := range s.Sets {
		parts = append(parts, fmt.Sprintf("sets %d", i))
	}
	for _, i := range s.Starts {
		parts = append(parts, fmt.Sprintf("starts with %d", i))
	}
	for _, i := range s.Keeps {
		parts = append(parts, fmt.Sprintf("a client keeps %d", i))
	}
	for _, t := range s.Takes {
		parts = append(parts, fmt.Sprintf("keeps %d for %s %s", t.Param, t.Name, t.State))
	}
	return strings.Join(parts, "; ")
}

// summarize sums up fn from its crossings, those of the literals it runs, and its results.
func (a *Analysis) summarize(fn *ssa.Function, crossings []*Crossing) *Summary {
	s := &Summary{}
	for _, c := range crossings {
		if c.State == ByParam && besideUnknown(c, crossings) {
			unknown := *c
			unknown.State = Unknown
			c = &unknown
		}
		s.add(a.reach(fn, c))
	}
	// A literal that fn makes and calls, starts, defers or hands to somebody is reached from fn.
	for _, lit := range fn.AnonFuncs {
		if !a.runs(lit) {
			continue
		}
		for _, c := range a.crossings[lit] {
			r := a.reach(fn, c)
			r.Sure = false
			s.add(r)
		}
	}
	a.returns(fn, s)
	a.changed(fn, s)
	a.begun(fn, s)
	a.keepsContexts(fn, s)
	if s.empty() {
		return nil
	}
	return s
}

// changed records the parameters of an exported function or method through which it may set fields.
func (a *Analysis) changed(fn *ssa.Function, s *Summary) {
	if obj := fn.Object(); obj == nil || !obj.Exported() {
		return
	}
	for i, p := range fn.Params {
		t := p.Type()
		if list, ok := t.Underlying().(*types.Slice); ok {
			t = list.Elem()
		}
		ptr, ok := types.Unalias(t).(*types.Pointer)
		if !ok {
			continue
		}
		n, ok := types.Unalias(ptr.Elem()).(*types.Named)
		if !ok || n.Obj().Pkg() == nil || a.sameModule(n.Obj().Pkg()) {
			continue
		}
		if _, ok := n.Underlying().(*types.Struct); ok && a.Origin.SetsField(p) {
			s.Sets = append(s.Sets, i)
		}
	}
}

// besideUnknown reports whether the same is called instead of c, in a way of which nothing is known: a
// default client where none is set, say. What callers most often get is the other.
func besideUnknown(c *Crossing, crossings []*Crossing) bool {
	return slices.ContainsFunc(crossings, func(d *Crossing) bool {
		return d.State == Unknown && d.Callee != nil && d.Callee == c.Callee && d.Call.Block() != c.Call.Block() &&
			!origin.Reaches(d.Call.Block(), c.Call.Block()) && !origin.Reaches(c.Call.Block(), d.Call.Block())
	})
}

func (s *Summary) add(r Reach) {
	for i := range s.Reaches {
		if same(s.Reaches[i], r) {
			s.Reaches[i].Sure = s.Reaches[i].Sure || r.Sure
			s.Reaches[i].Among = min(s.Reaches[i].Among, r.Among)
			s.Reaches[i].Unless = slices.DeleteFunc(slices.Clone(s.Reaches[i].Unless), func(u Unless) bool { return !slices.Contains(r.Unless, u) })
			return
		}
	}
	if len(s.Reaches) < maxReaches {
		s.Reaches = append(s.Reaches, r)
	}
}

// same compares what callers can tell apart: not the path, nor how sure it is, nor what rules it out.
func same(a, b Reach) bool {
	if a.Family != b.Family || a.Effect != b.Effect || a.Stream != b.Stream || a.Conn != b.Conn || a.State != b.State || a.Cancel != b.Cancel || len(a.Params) != len(b.Params) {
		return false
	}
	for i := range a.Params {
		if a.Params[i] != b.Params[i] {
			return false
		}
	}
	return true
}

// maxPath bounds the path kept in a fact.
const maxPath = 5

// reach turns a crossing of fn, or of a literal in fn, into what callers of fn see.
func (a *Analysis) reach(fn *ssa.Function, c *Crossing) Reach {
	r := Reach{Name: c.Name, Family: c.Family, Effect: c.Effect, Stream: c.Stream, Conn: c.Conn, State: c.State, Among: c.Among, Path: c.Path}
	if len(r.Path) > maxPath {
		r.Path = r.Path[:maxPath]
	}
	r.Sure = c.Sure && c.Fn == fn && always(c.Call.Block())
	r.Unless = unless(fn, c)
	if c.State != ByParam {
		for _, op := range c.Operands {
			if op.Limit.State == ByParam && op.Limit.Of == fn && (op.Kind == Ctx || op.Kind == Req) {
				r.Params = append(r.Params, Param{Index: op.Limit.Param, Kind: op.Kind})
			}
		}
		return r
	}
	for _, op := range c.Operands {
		switch op.Limit.State {
		case ByParam:
			if op.Limit.Of != fn {
				r.State, r.Params = Unknown, nil // a parameter of a function in between
				return r
			}
			p := Param{Index: op.Limit.Param, Kind: op.Kind}
			if op.Kind == Obj {
				p.NilDefault = a.nilDefault(fn, op)
				if IsNamed(fn.Params[p.Index].Type(), "context", "Context") {
					p.Kind = Ctx // it was attached to the object
				}
			}
			r.Params = append(r.Params, p)
		case CancelOnly:
			r.Cancel = true
		}
	}
	return r
}

// unless returns the parameters of fn with which it does without a crossing, by its own conditions or because
// it hands them on to a function that does.
func unless(fn *ssa.Function, c *Crossing) (list []Unless) {
	if c.Fn != fn {
		return nil
	}
	for i, p := range fn.Params {
		if b, ok := p.Type().Underlying().(*types.Basic); !ok || b.Kind() != types.Bool {
			continue
		}
		for _, val := range [...]bool{false, true} {
			handed := c.Via != nil && slices.ContainsFunc(c.Via.Unless, func(u Unless) bool {
				return u.Value == val && origin.Argument(c.Call.Common(), u.Index) == p
			})
			if handed || origin.DeadIf(fn, p, val)[c.Call.Block()] {
				list = append(list, Unless{i, val})
			}
		}
	}
	return list
}

// excluded reports whether a call gives its callee what rules a crossing out.
func (r *Reach) excluded(params func(int) ssa.Value) bool {
	return slices.ContainsFunc(r.Unless, func(u Unless) bool {
		v := params(u.Index)
		if v == nil {
			return false
		}
		val, ok := origin.Bool(v)
		return ok && val == u.Value
	})
}

// inside returns the crossing that a call stands for in the function of this package that it calls, whose
// summary says r of it, or nil: the first, where there are several of a kind.
func (a *Analysis) inside(call ssa.CallInstruction, r *Reach) *Crossing {
	callee := origin.Callee(call.Common())
	if r == nil || callee == nil || callee.Pkg != a.SSA.Pkg {
		return nil
	}
	for _, x := range a.crossings[callee] {
		if same(a.reach(callee, x), *r) {
			return x
		}
	}
	return nil
}

// nilDefault reports whether a nil parameter stands for a default without a limit: the
// value merges the parameter with such a default.
func (a *Analysis) nilDefault(fn *ssa.Function, op Operand) bool {
	if op.Value == nil {
		return false
	}
	for _, s := range a.Origin.Sources(op.Value, fn) {
		if l := a.source(s, op.Value.Type(), fn); l.State == None {
			return true
		}
	}
	return false
}

// runs reports whether the function that makes a literal runs it or hands it to somebody:
// it is not merely returned or stored.
func (a *Analysis) runs(lit *ssa.Function) bool {
	outer := lit.Parent()
	for _, b := range outer.Blocks {
		for _, instr := range b.Instrs {
			call, ok := instr.(ssa.CallInstruction)
			if !ok {
				continue
			}
			for i, v := range append([]ssa.Value{call.Common().Value}, call.Common().Args...) {
				if origin.FunctionOf(origin.Unconverted(v)) == lit && (i == 0 || !keptBy(call.Common(), v, 0)) {
					return true
				}
			}
		}
	}
	return false
}

// always reports whether block b is passed on every way from the entry of its function to
// a return that does not carry an error.
func always(b *ssa.BasicBlock) bool {
	fn := b.Parent()
	if fn.Blocks[0] == b {
		return true
	}
	seen := map[*ssa.BasicBlock]bool{b: true}
	stack := []*ssa.BasicBlock{fn.Blocks[0]}
	for len(stack) > 0 {
		x := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		if seen[x] {
			continue
		}
		seen[x] = true
		if ret, ok := x.Instrs[len(x.Instrs)-1].(*ssa.Return); ok && !fails(ret) {
			return false
		}
		stack = append(stack, x.Succs...)
	}
	return true
}

// fails reports whether a return is sure to carry an error: one made for it, or one that was
// just seen not to be nil. `return os.ReadFile(name)` may well be the way of success.
func fails(ret *ssa.Return) bool {
	if len(ret.Results) == 0 {
		return false
	}
	last := ret.Results[len(ret.Results)-1]
	if !origin.IsError(last.Type()) {
		return false
	}
	switch v := last.(type) {
	case *ssa.MakeInterface:
		return true
	case *ssa.Call:
		switch calleeName(v.Common()) {
		case "Errorf", "New":
			return true
		}
		for _, arg := range v.Call.Args { // errors.Wrap(err, ...)
			if seenNotNil(arg, ret.Block()) {
				return true
			}
		}
	}
	return seenNotNil(last, ret.Block())
}

// seenNotNil reports whether b is only reached when v was found not to be nil.
func seenNotNil(v ssa.Value, b *ssa.BasicBlock) bool {
	for _, differs := range origin.Unequal(v) {
		if differs.Dominates(b) {
			return true
		}
	}
	return false
}

// returns records how the results of fn end the crossings they are used for.
func (a *Analysis) returns(fn *ssa.Function, s *Summary) {
	results := fn.Signature.Results()
	for i := range results.Len() {
		t := results.At(i).Type()
		if !IsNamed(t, "context", "Context") && !IsNamed(t, "net/http", "Request") && catalog.ObjectOf(t) == nil {
			continue
		}
		var list []Limit
		for _, b := range fn.Blocks {
			ret, ok := b.Instrs[len(b.Instrs)-1].(*ssa.Return)
			if !ok || i >= len(ret.Results) {
				continue
			}
			if c, ok := ret.Results[i].(*ssa.Const); ok && c.IsNil() {
				continue // the result of a failed call
			}
			list = append(list, a.Limit(ret.Results[i], nil, fn))
		}
		l := merge(list)
		if l.State == Unknown && !l.Touched || l.State == ByParam && l.Of != fn {
			continue
		}
		s.Returns = append(s.Returns, Return{Index: i, State: l.State, Param: l.Param, Ender: l.Ender, What: l.What, Detached: l.Detached})
	}
}
