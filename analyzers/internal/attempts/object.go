package attempts

import (
	"go/types"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/distvet/distvet/analyzers/internal/catalog"
	"github.com/distvet/distvet/analyzers/internal/origin"
)

// Pauses are often computed by an object that remembers how many there were: it makes the next one
// longer until its Reset is called. Such an object is recognised by its shape, a method that
// returns a duration beside a method Reset without parameters, whatever it is called.

// pacer returns the object that the pause is computed by, and the call that asks it, or nil.
func pacer(p *Pause) (obj ssa.Value, ask *ssa.Call) {
	v := p.Dur
	for range 4 {
		switch x := v.(type) {
		case *ssa.Convert:
			v = x.X
			continue
		case *ssa.BinOp:
			v = x.X
			continue
		}
		break
	}
	call, ok := v.(*ssa.Call)
	if !ok || !isDuration(call.Type()) {
		return nil, nil
	}
	c := call.Common()
	fn := calleeFunc(c)
	if fn == nil || fn.Signature().Recv() == nil || fn.Signature().Params().Len() > 0 {
		return nil, nil
	}
	if obj = c.Value; !c.IsInvoke() {
		obj = c.Args[0]
	}
	reset, _, _ := types.LookupFieldOrMethod(obj.Type(), true, fn.Pkg(), "Reset")
	m, ok := reset.(*types.Func)
	if !ok || m.Signature().Params().Len() > 0 {
		return nil, nil
	}
	return obj, call
}

// unresetObject returns a pause of a service loop that is computed by an object made before the
// loop which nothing ever resets, or nil. The object must be one that this function alone uses.
func unresetObject(r *Region, at *attempt) *Pause {
	l := at.failed.loop
	for _, p := range r.Pauses {
		if p.Inner != nil {
			continue
		}
		obj, ask := pacer(p)
		if obj == nil || !l.has(ask.Block()) || at.works.passes(p.Instr) {
			continue
		}
		if made, ok := obj.(ssa.Instruction); ok && made.Parent() == l.fn && !l.has(made.Block()) && onlyAsked(obj, 0) {
			return p
		}
	}
	return nil
}

// onlyAsked reports whether an object is asked for pauses and set up, and neither reset nor handed
// to anybody else.
func onlyAsked(obj ssa.Value, deep int) bool {
	switch obj.(type) {
	case *ssa.Alloc, *ssa.Call, *ssa.MakeInterface:
	default:
		return false
	}
	for _, ref := range *obj.Referrers() {
		switch ref := ref.(type) {
		case *ssa.DebugRef:
		case *ssa.FieldAddr: // set up
			for _, r := range *ref.Referrers() {
				if st, ok := r.(*ssa.Store); !ok || st.Addr != ref {
					return false
				}
			}
		case *ssa.Store:
			if ref.Addr != obj || ref.Val == obj {
				return false
			}
		case *ssa.MakeInterface:
			if deep > 0 || !onlyAsked(ref, deep+1) {
				return false
			}
		case *ssa.Call:
			c := ref.Common()
			if c.IsInvoke() && c.Value != obj || !c.IsInvoke() && (len(c.Args) == 0 || c.Args[0] != obj || c.Signature().Recv() == nil) {
				return false
			}
			for i, arg := range c.Args {
				if arg == obj && (i > 0 || c.IsInvoke()) {
					return false
				}
			}
			if !isDuration(ref.Type()) {
				return false // Reset, or something that may reset
			}
		default:
			return false
		}
	}
	return true
}

// A Spent pause comes from an exponential policy that stops by itself after a while: from then on
// it is negative, and the loop goes on without a pause.
type Spent struct {
	Pause *Pause
	Name  string // "NextBackOff"
}

// Spent returns such a pause of a region that nothing else ends, or nil.
func (a *Analysis) Spent(r *Region) *Spent {
	if r.Limit.Kind == CountLimit || r.Limit.Kind == TimeLimit {
		return nil
	}
	for _, p := range r.Pauses {
		obj, ask := pacer(p)
		if obj == nil || p.Inner != nil || looked(ask) {
			continue
		}
		srcs := a.Origin.Sources(obj, r.Fn)
		if len(srcs) != 1 || srcs[0].Kind != origin.Call {
			continue
		}
		call, ok := srcs[0].Value.(*ssa.Call)
		if !ok || calleeFunc(call.Common()) == nil || calleeFunc(ask.Common()).Name() != "NextBackOff" {
			continue
		}
		row := catalog.RetryPolicyOf(calleeFunc(call.Common()))
		if row == nil || !row.Bounded || a.elapsedSet(call) {
			continue
		}
		return &Spent{Pause: p, Name: shortName(ask.Common())}
	}
	return nil
}

// elapsedSet reports whether the time of a policy is set to something else than its default.
func (a *Analysis) elapsedSet(call *ssa.Call) bool {
	if c := call.Common(); c.Signature().Variadic() && len(c.Args) > 0 && !origin.IsNil(c.Args[len(c.Args)-1]) {
		return true // by an option
	}
	for _, ref := range *call.Referrers() {
		if fa, ok := ref.(*ssa.FieldAddr); ok && fieldOf(fa) != nil && fieldOf(fa).Name() == "MaxElapsedTime" {
			return true
		}
		if st, ok := ref.(*ssa.Store); ok && st.Val == ssa.Value(call) {
			if fa, ok := st.Addr.(*ssa.FieldAddr); ok && fieldOf(fa) != nil {
				return true // kept in a field, where others may set it
			}
		}
	}
	return false
}

// looked reports whether the program looks at a pause before it takes it.
func looked(ask *ssa.Call) bool {
	for _, ref := range *ask.Referrers() {
		switch ref := ref.(type) {
		case *ssa.BinOp:
			return true
		case *ssa.Call:
			if fn := calleeFunc(ref.Common()); fn == nil || fn.Pkg() == nil || fn.Pkg().Path() != "time" || strings.HasPrefix(fn.Name(), "Now") {
				return true
			}
		case *ssa.Phi, *ssa.Store:
			return true
		}
	}
	return false
}
