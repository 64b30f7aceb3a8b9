package boundary

import (
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/distvet/distvet/analyzers/internal/catalog"
	"github.com/distvet/distvet/analyzers/internal/origin"
)

// bound marks the crossings of a function of which a comment says that they end by themselves.
func (a *Analysis) bound(fn *ssa.Function, crossings []*Crossing) {
	obj, ok := origin.Outermost(fn).Object().(*types.Func)
	if !ok || a.Bounded == nil {
		return
	}
	said := a.Bounded(obj)
	if said == nil {
		return
	}
	for _, c := range crossings {
		if c.State != Bounded && (c.Row == nil || c.Row.Role != catalog.Rest) {
			said(c.Call.Pos(), c.Name)
			c.State, c.Declared = Bounded, true
		}
	}
}

// declare adds to a function's summary that it crosses the network, if a comment says so: its
// context or request ends it.
func (a *Analysis) declare(fn *types.Func, s *Summary) *Summary {
	if a.Crosses == nil {
		return s
	}
	said := a.Crosses(fn)
	if said == nil {
		return s
	}
	r := Reach{Name: shortName(fn), Family: "declared", Sure: true}
	sig := fn.Signature()
	first := 0
	if sig.Recv() != nil {
		first = 1
	}
	for i := range sig.Params().Len() {
		switch t := sig.Params().At(i).Type(); {
		case IsNamed(t, "context", "Context"):
			r.Params = append(r.Params, Param{Index: first + i, Kind: Ctx})
		case IsNamed(t, "net/http", "Request"):
			r.Params = append(r.Params, Param{Index: first + i, Kind: Req})
		}
	}
	if len(r.Params) > 0 {
		r.State = ByParam
	}
	if said := a.bounded(fn); said != nil {
		r.State, r.Params = Bounded, nil
		said(fn.Pos(), r.Name)
	}
	if s != nil {
		for _, other := range s.Reaches {
			if other.State == r.State {
				return s // found without the comment
			}
		}
	}
	said(fn.Pos(), r.Name)
	with := &Summary{Reaches: []Reach{r}}
	if s != nil {
		with.Reaches, with.Returns = append(with.Reaches, s.Reaches...), s.Returns
	}
	return with
}

func (a *Analysis) bounded(fn *types.Func) Said {
	if a.Bounded == nil {
		return nil
	}
	return a.Bounded(fn)
}

// Declare summarizes a function without a body, of which comments tell all that is known.
func (a *Analysis) Declare(fn *types.Func) {
	if s := a.declare(fn, nil); s != nil {
		a.summaries[fn.Origin()] = s
	}
}

// detached reports whether a comment says that a crossing leaves its context behind on purpose.
func (a *Analysis) detached(c *Crossing) bool {
	if a.Detached == nil {
		return false
	}
	said := a.Detached(c.Call.Pos())
	if said == nil {
		return false
	}
	said(c.Call.Pos(), c.Name)
	return true
}
