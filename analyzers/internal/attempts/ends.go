package attempts

import (
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/distvet/distvet/analyzers/internal/catalog"
	"github.com/distvet/distvet/analyzers/internal/origin"
)

// maxEnds bounds the values that are looked at for who ends a context.
const maxEnds = 400

// Ends reports whether a context at hand is seen to end before the program does: it is that of a
// request or of a call that is answered here, or somebody in this package makes it who can
// cancel it or has set it a deadline. What callers out of sight give mostly lasts as long as the
// program: to listen to it gains nothing.
func (a *Analysis) Ends(h *Hand) bool {
	e := ender{a, make(map[ssa.Value]bool)}
	return e.ends(h.Value)
}

// An ender looks for whoever ends a context. What was looked at once is not looked at again.
type ender struct {
	*Analysis
	seen map[ssa.Value]bool
}

func (a ender) ends(v ssa.Value) bool {
	if v == nil || len(a.seen) > maxEnds || a.seen[v] {
		return false
	}
	a.seen[v] = true
	some := func(list []ssa.Value) bool {
		return slices.ContainsFunc(list, a.ends)
	}
	switch v := origin.Unboxed(v).(type) {
	case *ssa.Parameter:
		if !namedAs(v.Type(), "context", "Context") { // a request, or the context of a framework's handler
			return !commandLine(v.Type())
		}
		if answers(v.Parent()) || limited(v) {
			return true
		}
		calls, _ := a.Origin.Callers(v.Parent())
		i := slices.Index(v.Parent().Params, v)
		return slices.ContainsFunc(calls, func(call ssa.CallInstruction) bool {
			args := call.Common().Args
			return i < len(args) && !a.SSA.Tests[call.Parent()] && a.ends(args[i])
		})
	case *ssa.FreeVar:
		return some(origin.Captured(v))
	case *ssa.Alloc: // a variable that a literal has captured
		return some(stored(v))
	case *ssa.UnOp:
		switch x := v.X.(type) {
		case *ssa.FieldAddr:
			f := origin.FieldVar(x)
			return f != nil && slices.ContainsFunc(a.Origin.FieldStores(f), func(st *ssa.Store) bool { return a.ends(st.Val) })
		default:
			return a.ends(x)
		}
	case *ssa.Phi:
		return some(v.Edges)
	case *ssa.Extract:
		return a.ends(v.Tuple)
	case *ssa.Call:
		return a.madeToEnd(v)
	}
	return false
}

// madeToEnd is ends, of the context that a call returns.
func (a ender) madeToEnd(call *ssa.Call) bool {
	fn := calleeFunc(call.Common())
	if fn == nil || fn.Pkg() == nil {
		return false
	}
	switch path := catalog.Path(fn.Pkg()); {
	case path == "context" && fn.Name() != "WithValue":
		return strings.HasPrefix(fn.Name(), "With") && fn.Name() != "WithoutCancel"
	case path == "golang.org/x/sync/errgroup":
		return true
	case fn.Name() == "Context" && fn.Signature().Recv() != nil:
		return path != "github.com/spf13/cobra"
	}
	// Something is put into another one.
	return slices.ContainsFunc(call.Call.Args, func(v ssa.Value) bool { return isContext(v.Type()) && a.ends(v) })
}

// stored returns what is stored into a variable.
func stored(v *ssa.Alloc) (list []ssa.Value) {
	for _, ref := range *v.Referrers() {
		if st, ok := ref.(*ssa.Store); ok && st.Addr == v {
			list = append(list, st.Val)
		}
	}
	return list
}

// limited reports whether a function sets a deadline beside the context that it is given.
func limited(p *ssa.Parameter) bool {
	return slices.ContainsFunc(*p.Referrers(), func(ref ssa.Instruction) bool {
		call, ok := ref.(*ssa.Call)
		if !ok {
			return false
		}
		fn := calleeFunc(call.Common())
		return fn != nil && fn.Pkg() != nil && fn.Pkg().Path() == "context" && (strings.HasPrefix(fn.Name(), "WithTimeout") || strings.HasPrefix(fn.Name(), "WithDeadline"))
	})
}

// answers reports whether fn has the shape of a method that answers a call of gRPC, connect or twirp: it
// takes a context and a message, and returns a message and an error.
func answers(fn *ssa.Function) bool {
	sig := fn.Signature
	if sig.Recv() == nil || sig.Params().Len() != 2 || sig.Results().Len() != 2 || !isError(sig.Results().At(1).Type()) {
		return false
	}
	return isMessage(sig.Params().At(1).Type()) && isMessage(sig.Results().At(0).Type())
}

// isMessage reports whether t is a pointer to a generated message, or to one in a request or response of connect.
func isMessage(t types.Type) bool {
	p, ok := types.Unalias(t).(*types.Pointer)
	if !ok {
		return false
	}
	n, ok := types.Unalias(p.Elem()).(*types.Named)
	if !ok || n.Obj().Pkg() == nil {
		return false
	}
	if catalog.Path(n.Obj().Pkg()) == "connectrpc.com/connect" {
		return true
	}
	obj, _, _ := types.LookupFieldOrMethod(p, true, nil, "ProtoMessage")
	return obj != nil
}
