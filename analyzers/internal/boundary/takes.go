package boundary

import (
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/distvet/distvet/analyzers/internal/catalog"
	"github.com/distvet/distvet/analyzers/internal/origin"
)

// A Take is a parameter, a client, that a function keeps: in an object, or for a function literal that it
// returns. What is sent through it later ends with it, or else with nothing that its sender has in sight
// (None), or only when somebody goes away (CancelOnly). So whoever makes the client is told.
type Take struct {
	Param  int    // the receiver is 0
	Name   string // the library call: "http.Client.Do"
	Family string
	State  State // of whatever else may end the crossing
	Ender  Ender // of CancelOnly
}

// A taker is a call of a function that keeps a client.
type taker struct {
	fn     *ssa.Function // that holds the call
	call   ssa.CallInstruction
	target target
	take   Take
}

// A gift is what a call gives to what keeps it. Functions that call themselves are analysed twice, and one whose
// takes got worse is looked at again.
type gift struct {
	call ssa.CallInstruction
	take Take
}

// Kept follows the clients that functions keep to where they are made. It is called once, when all functions
// of the package have been analysed, and completes their summaries.
func (a *Analysis) Kept() {
	takes := make(map[*ssa.Function][]Take)
	var todo []*ssa.Function
	add := func(p *ssa.Parameter, t Take) {
		fn := p.Parent()
		if t.Param = slices.Index(fn.Params, p); t.Param < 0 || a.SSA.Tests[fn] {
			return
		}
		// One crossing tells all that there is to edit; the one that nothing ends tells it best.
		i := slices.IndexFunc(takes[fn], func(u Take) bool { return u.Param == t.Param })
		switch {
		case i < 0:
			takes[fn] = append(takes[fn], t)
		case takes[fn][i].State == CancelOnly && t.State == None:
			takes[fn][i] = t
		default:
			return
		}
		todo = append(todo, fn)
	}
	for _, fn := range a.SSA.Funcs {
		for _, c := range a.crossings[fn] {
			by := a.takenBy(c)
			if len(by) == 0 {
				continue
			}
			if t, ok := a.takeOf(c); ok {
				for _, p := range by {
					add(p, t)
				}
			}
		}
	}
	seen := make(map[gift]bool)
	for _, t := range a.takers {
		a.give(t, seen, add)
	}
	for len(todo) > 0 {
		fn := todo[0]
		todo = todo[1:]
		calls, _ := a.Origin.Callers(fn)
		for _, call := range calls {
			for _, take := range takes[fn] {
				a.give(taker{call.Parent(), call, a.targetOf(fn, call), take}, seen, add)
			}
		}
	}
	for fn, list := range takes {
		obj, ok := fn.Object().(*types.Func)
		if !ok {
			continue
		}
		obj = obj.Origin()
		sum := &Summary{}
		if s := a.summaries[obj]; s != nil {
			*sum = *s
		}
		sum.Takes = list
		slices.SortFunc(sum.Takes, func(x, y Take) int { return x.Param - y.Param })
		a.summaries[obj] = sum
	}
}

// takeOf returns what is to be said of a crossing to whoever gives the client that it goes through.
func (a *Analysis) takeOf(c *Crossing) (t Take, ok bool) {
	if c.Stream || c.Conn || c.Declared || c.Among == SomeOf || a.SSA.Tests[c.Fn] || a.exempt(c) {
		return t, false
	}
	t = Take{Name: c.Name, Family: c.Family}
	var others []Operand
	for _, op := range c.Operands {
		if op.Kind != Obj {
			others = append(others, op)
		}
	}
	switch t.State = combine(others); t.State {
	case None:
		return t, true
	case CancelOnly:
		for _, op := range others {
			if op.Limit.State == CancelOnly {
				t.Ender = op.Limit.Ender
			}
		}
		return t, t.Ender != SomebodyElse && t.Ender != NoEnder && !(t.Ender == Request && a.limitsInbound())
	}
	return t, false
}

// takenBy returns the parameters that the client of a crossing may be: of functions that keep it in a field,
// or for the literal that holds the crossing.
func (a *Analysis) takenBy(c *Crossing) []*ssa.Parameter {
	obj := c.Operand(Obj)
	if obj == nil || obj.Value == nil {
		return nil
	}
	params := obj.Limit.Taken
	if of := obj.Limit.Of; obj.Limit.State == ByParam && of != c.Fn {
		for lit := c.Fn; lit != of; lit = lit.Parent() {
			if lit == nil {
				return nil
			}
			if lit.Parent() != nil && !a.runs(lit) { // else it is run by who makes it, whose callers are judged
				params = append(slices.Clip(params), of.Params[obj.Limit.Param])
				break
			}
		}
	}
	params = slices.DeleteFunc(slices.Clone(params), func(p *ssa.Parameter) bool { return !types.Identical(p.Type(), obj.Value.Type()) })
	if len(params) == 0 || a.limitsOthers(obj.Value.Type()) {
		return nil
	}
	return params
}

// limitsOthers reports whether the package asks objects of a type for their limit, or sets one on such as it has not
// just made, or has copied: what it keeps may be among them. What an exported function does to its parameter its
// callers are told.
func (a *Analysis) limitsOthers(t types.Type) bool {
	obj := catalog.ObjectOf(t)
	return obj != nil && slices.ContainsFunc(limitFields(obj, t), func(f *types.Var) bool {
		return len(a.Origin.FieldLoads(f)) > 0 || slices.ContainsFunc(a.Origin.FieldStores(f), func(st *ssa.Store) bool {
			switch base := st.Addr.(*ssa.FieldAddr).X.(type) {
			case *ssa.Alloc:
				return copied(base)
			case *ssa.Parameter:
				calls, all := a.Origin.Callers(base.Parent())
				return all || len(calls) > 0
			}
			return true
		})
	})
}

// copied reports whether an object is a copy of another one.
func copied(alloc *ssa.Alloc) bool {
	return slices.ContainsFunc(*alloc.Referrers(), func(ref ssa.Instruction) bool {
		st, ok := ref.(*ssa.Store)
		if !ok || st.Addr != alloc {
			return false
		}
		load, ok := st.Val.(*ssa.UnOp)
		return ok && load.Op == token.MUL
	})
}

// give looks at the client that a call gives to a function that keeps it: one that is made here is noted, one
// that is a parameter is the business of the function's callers.
func (a *Analysis) give(t taker, seen map[gift]bool, add func(*ssa.Parameter, Take)) {
	this := gift{t.call, t.take}
	if seen[this] {
		return
	}
	seen[this] = true
	v := t.target.params(t.take.Param)
	if v == nil || origin.IsNil(v) || a.SSA.Tests[t.fn] || a.limitsOthers(origin.Unboxed(v).Type()) || t.take.Ender == Request && a.limitsInbound() {
		return
	}
	switch l := a.Limit(v, nil, t.fn); l.State {
	case None:
		c := &Crossing{
			Call: t.call, Fn: t.fn, Callee: t.target.fn, Name: t.take.Name, Family: t.take.Family,
			Kept: true, State: t.take.State, Operands: []Operand{{Obj, v, l}}, Path: []string{t.target.name},
			Via: &Reach{Name: t.take.Name, Family: t.take.Family, State: ByParam, Params: []Param{{Index: t.take.Param, Kind: Obj}}},
		}
		if t.take.State == CancelOnly {
			c.Operands = append(c.Operands, Operand{Kind: Ctx, Limit: Limit{State: CancelOnly, Ender: t.take.Ender}})
		}
		a.later = append(a.later, c)
	case ByParam:
		add(l.Of.Params[l.Param], t.take)
	case Unknown:
		for _, p := range l.Taken {
			add(p, t.take)
		}
	}
}
