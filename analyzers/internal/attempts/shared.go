package attempts

import (
	"go/token"

	"golang.org/x/tools/go/ssa"

	"github.com/distvet/distvet/analyzers/internal/catalog"
	"github.com/distvet/distvet/analyzers/internal/origin"
)

// Shared tells that one policy of a retry library serves several runs.
type Shared struct {
	Pos token.Pos // where it is made
	// Spent is set when a run uses the policy up, and the next one finds what is left.
	Spent bool
	// Sure is set when several runs surely happen, in Spent's case, or at the same time.
	Sure bool
}

// shared judges a policy that lives longer than the call that it is given to, or returns nil.
//
// Assumption: what is kept in a package variable serves many runs; what is kept in a field may
// belong to something that does one.
func (s *scan) shared(v ssa.Value) *Shared {
	kept := s.kept(v)
	if kept == nil {
		return nil
	}
	srcs := s.a.Origin.Sources(kept, s.fn)
	if len(srcs) != 1 || srcs[0].Kind != origin.Call {
		return nil
	}
	call, ok := srcs[0].Value.(*ssa.Call)
	if !ok || calleeFunc(call.Common()) == nil || calleeFunc(call.Common()).Name() == "init" {
		return nil
	}
	row := catalog.RetryPolicyOf(calleeFunc(call.Common()))
	if row == nil || !row.Stateful && !row.Spent {
		return nil
	}
	sh := &Shared{Pos: call.Pos(), Spent: row.Spent}
	load, isLoad := kept.(*ssa.UnOp)
	captured := !isLoad
	if isLoad {
		_, captured = load.X.(*ssa.FreeVar)
	}
	switch {
	case s.beside():
		sh.Sure = true
	case captured: // the literal may be run once
		return nil
	case row.Spent:
		_, sh.Sure = load.X.(*ssa.Global)
	default:
		sh.Sure = handles(s.fn)
	}
	return sh
}

// kept returns where a policy is loaded from, if it is not made by the function itself: a package
// variable, a field, or a variable of the function around it.
func (s *scan) kept(v ssa.Value) ssa.Value {
	for range 8 {
		switch x := origin.Unboxed(v).(type) {
		case *ssa.FreeVar:
			return x
		case *ssa.UnOp:
			if x.Op != token.MUL {
				return nil
			}
			switch addr := x.X.(type) {
			case *ssa.Global, *ssa.FreeVar:
				return x
			case *ssa.FieldAddr:
				if p, ok := spilled(addr.X).(*ssa.Parameter); ok && len(s.fn.Params) > 0 && p == s.fn.Params[0] && s.fn.Signature.Recv() != nil {
					return x
				}
			}
			return nil
		case *ssa.Call: // a wrapper that this run has for itself
			fn := calleeFunc(x.Common())
			if fn == nil {
				return nil
			}
			row := catalog.RetryPolicyOf(fn)
			if row == nil || row.Inner == catalog.Nowhere {
				return nil
			}
			if v = arg(x, row.Inner); v == nil {
				return nil
			}
		default:
			return nil
		}
	}
	return nil
}

// beside reports whether the function is a literal that a loop starts in several goroutines, whose
// variables are those of before the loop.
func (s *scan) beside() bool {
	parent := s.fn.Parent()
	if parent == nil {
		return false
	}
	for _, mc := range origin.Closures(s.fn) {
		for _, l := range loops(parent) {
			if !l.has(mc.Block()) {
				continue
			}
			outside := true
			for _, b := range mc.Bindings {
				if catalog.RetryType(origin.Deref(b.Type())) {
					outside = outside && !l.makes(b)
				}
			}
			for _, ref := range *mc.Referrers() {
				switch ref := ref.(type) {
				case *ssa.Go:
					return outside
				case *ssa.Call: // errgroup
					if calleeName(ref.Common()) == "Go" {
						return outside
					}
				}
			}
		}
	}
	return false
}

// handles reports whether a function serves requests: many at the same time.
func handles(fn *ssa.Function) bool {
	for _, p := range origin.Outermost(fn).Params {
		if isRequest(p.Type()) || namedAs(p.Type(), "net/http", "ResponseWriter") {
			return true
		}
	}
	return false
}
