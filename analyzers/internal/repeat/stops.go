package repeat

import (
	"go/token"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/distvet/distvet/analyzers/internal/catalog"
	"github.com/distvet/distvet/analyzers/internal/origin"
)

// This file reads which errors end the attempts: those that are marked as final, by a word of the
// library or of the program, and those for which the code that repeats looks before it goes on.

// A stop is an error that ends the attempts: one of a type, or one that is or wraps a variable.
type stop struct {
	t types.Type
	g *ssa.Global
}

// finalName reports whether the name of a function says that an error is final.
func finalName(name string) bool {
	name = strings.ToLower(name)
	return finalTypeName(name) || strings.Contains(name, "stop") || strings.Contains(name, "abort")
}

// finalTypeName is finalName, of a type: a transaction that was aborted may well be tried again.
func finalTypeName(name string) bool {
	name = strings.ToLower(name)
	for _, w := range [...]string{"permanent", "unrecoverable", "fatal", "nonretr", "noretr"} {
		if strings.Contains(name, w) {
			return true
		}
	}
	return false
}

// finalType reports whether a type of errors, or what it points to, has such a name.
func finalType(t types.Type) bool {
	if p, ok := types.Unalias(t).(*types.Pointer); ok {
		t = p.Elem()
	}
	n, ok := types.Unalias(t).(*types.Named)
	return ok && finalTypeName(n.Obj().Name())
}

// runsAgain reports whether a return in the region may make the helper run its literal again.
func (r *Region) runsAgain(ret *ssa.Return) bool {
	if !runsAgain(ret) {
		return false
	}
	v := outcome(ret)
	return !r.stopped(v, 0) && (!r.Marked || retryable(v, 0))
}

// stopped reports whether an error is one of those that end the attempts of the region.
func (r *Region) stopped(v ssa.Value, deep int) bool {
	if deep > 4 {
		return false
	}
	v = origin.Unboxed(v)
	if slices.ContainsFunc(r.Stops, func(s stop) bool { return s.t != nil && types.Identical(s.t, v.Type()) }) {
		return true
	}
	switch v := v.(type) {
	case *ssa.UnOp:
		g, ok := v.X.(*ssa.Global)
		return ok && slices.Contains(r.Stops, stop{g: g})
	case *ssa.Call: // errors.Join(errStop, err), fmt.Errorf("%w: %w", errStop, err)
		callee := origin.CalleeObject(v.Common())
		if callee == nil || callee.Pkg() == nil || callee.Name() != "Join" && callee.Name() != "Errorf" || len(v.Call.Args) == 0 {
			return false
		}
		slice, ok := last(v.Common()).(*ssa.Slice)
		if !ok {
			return false
		}
		alloc, ok := slice.X.(*ssa.Alloc)
		return ok && slices.ContainsFunc(elements(alloc), func(e ssa.Value) bool { return r.stopped(e, deep+1) })
	}
	return false
}

// retryable reports whether an error may be marked as one that is tried again.
func retryable(v ssa.Value, deep int) bool {
	if deep > 4 {
		return true
	}
	switch v := origin.Unboxed(v).(type) {
	case *ssa.Phi:
		return slices.ContainsFunc(v.Edges, func(e ssa.Value) bool { return e != ssa.Value(v) && retryable(e, deep+1) })
	case *ssa.Extract:
		return retryable(v.Tuple, deep+1)
	case *ssa.Call:
		callee := origin.CalleeObject(v.Common())
		if callee != nil && callee.Name() == "RetryableError" {
			return true
		}
		fn := v.Call.StaticCallee()
		if fn == nil || fn.Pkg != v.Parent().Pkg {
			return false
		}
		for _, b := range fn.Blocks { // a function of the package's own may mark what it returns
			if ret, ok := b.Instrs[len(b.Instrs)-1].(*ssa.Return); ok && len(ret.Results) > 0 && retryable(outcome(ret), deep+1) {
				return true
			}
		}
	}
	return false
}

// onlyMarked reports whether a helper runs again only what returns an error that is marked as one
// to try again: github.com/sethvargo/go-retry.
func onlyMarked(callee *types.Func) bool {
	return callee != nil && callee.Pkg() != nil && catalog.Path(callee.Pkg()) == "github.com/sethvargo/go-retry"
}

// stopsOf returns the errors that end the attempts which a call of a helper in sight makes.
func (a *Analysis) stopsOf(call ssa.CallInstruction) (list []stop) {
	fn := origin.Callee(call.Common())
	if fn == nil || fn.Blocks == nil {
		return nil
	}
	for _, r := range a.Attempts().Regions(fn) {
		for _, op := range r.Ops {
			if run, ok := op.Call.(*ssa.Call); ok && op.Param >= 0 && r.Blocks() != nil && errorOf(run) != nil {
				list = append(list, stops(&Region{Fn: fn, Loop: r.Blocks()}, run)...)
			}
		}
	}
	return list
}

// stops returns the errors of the call for which the loop of a region looks, and is left.
func stops(r *Region, call *ssa.Call) (list []stop) {
	err := errorOf(call)
	if r.Whole() || err == nil {
		return nil
	}
	w := &back{r: r, call: call, err: map[ssa.Value]bool{err: true}}
	w.copies()
	for _, b := range r.Loop {
		i, ok := b.Instrs[len(b.Instrs)-1].(*ssa.If)
		if !ok || r.Has(b.Succs[0]) {
			continue
		}
		switch cond := i.Cond.(type) {
		case *ssa.Call:
			if callee := origin.CalleeObject(cond.Common()); callee == nil || catalog.Path(callee.Pkg()) != "errors" || len(cond.Call.Args) != 2 || !w.err[cond.Call.Args[0]] {
				continue
			}
			switch v := origin.Unboxed(cond.Call.Args[1]).(type) {
			case *ssa.Alloc: // errors.As(err, &s)
				list = append(list, stop{t: v.Type().Underlying().(*types.Pointer).Elem()})
			case *ssa.UnOp: // errors.Is(err, errStop)
				if g, ok := v.X.(*ssa.Global); ok {
					list = append(list, stop{g: g})
				}
			}
		case *ssa.BinOp:
			if load, ok := cond.Y.(*ssa.UnOp); ok && cond.Op == token.EQL && w.err[cond.X] {
				if g, ok := load.X.(*ssa.Global); ok {
					list = append(list, stop{g: g})
				}
			}
		case *ssa.Extract: // _, ok := err.(*stop)
			if ta, ok := cond.Tuple.(*ssa.TypeAssert); ok && cond.Index == 1 && w.err[ta.X] {
				list = append(list, stop{t: ta.AssertedType})
			}
		}
	}
	return list
}

// marks tells after which failures of the write in the function that a call enters the loop of a
// region comes back: the function wraps what may have been done in an error for which the loop
// looks, and is left.
func (a *Analysis) marks(r *Region, call *ssa.Call) After {
	fn := call.Call.StaticCallee()
	if fn == nil || fn.Pkg != a.SSA.Pkg {
		return AnyError
	}
	list := r.Stops
	if !r.Whole() {
		list = stops(r, call)
	}
	if len(list) == 0 {
		return AnyError
	}
	within := &Region{Fn: fn, Stops: list}
	grade, found := Harmless, false
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			if c, ok := instr.(*ssa.Call); ok && c != call && len(a.writes(c)) > 0 {
				grade, found = min(grade, a.after(within, c)), true
			}
		}
	}
	if !found {
		return AnyError
	}
	return grade
}

// chosenByOption reports whether one of the options that a call is given chooses which errors are
// tried again.
func chosenByOption(v ssa.Value, deep int) bool {
	if deep > 6 {
		return false
	}
	switch v := v.(type) {
	case *ssa.ChangeType:
		return chosenByOption(v.X, deep+1)
	case *ssa.Slice:
		return chosenByOption(v.X, deep+1)
	case *ssa.Alloc:
		return slices.ContainsFunc(elements(v), func(e ssa.Value) bool { return chosenByOption(e, deep+1) })
	case *ssa.Phi:
		return slices.ContainsFunc(v.Edges, func(e ssa.Value) bool { return e != ssa.Value(v) && chosenByOption(e, deep+1) })
	case *ssa.Call:
		if b, ok := v.Call.Value.(*ssa.Builtin); ok && b.Name() == "append" {
			return slices.ContainsFunc(v.Call.Args, func(e ssa.Value) bool { return chosenByOption(e, deep+1) })
		}
		callee := origin.CalleeObject(v.Common())
		if callee == nil {
			return false
		}
		row := catalog.RetryPolicyOf(callee)
		return row != nil && row.Filter
	}
	return false
}

// isText reports whether v is the text of the error, as it is or in other letters.
func (w *back) isText(v ssa.Value, deep int) bool {
	call, ok := v.(*ssa.Call)
	if !ok || deep > 4 {
		return false
	}
	if call.Call.IsInvoke() {
		return w.err[call.Call.Value] // err.Error()
	}
	callee := origin.CalleeObject(call.Common())
	return callee != nil && catalog.Path(callee.Pkg()) == "strings" && len(call.Call.Args) > 0 && w.isText(call.Call.Args[0], deep+1)
}

// flag tells what a variable means that predicates of the error set, in a loop over texts for one:
// whether it is true when one of them has matched.
func (w *back) flag(phi *ssa.Phi, seen map[*ssa.Phi]bool) (match bool, pred *ssa.Call) {
	if seen[phi] || len(seen) > 8 {
		return false, nil
	}
	seen[phi] = true
	for i, e := range phi.Edges {
		switch e := e.(type) {
		case *ssa.Phi:
			if match, pred := w.flag(e, seen); pred != nil {
				return match, pred
			}
		case *ssa.Call:
			if w.about(e) {
				return true, e
			}
		case *ssa.Const:
			from := phi.Block().Preds[i]
			b := phi.Block() // what the edge leads to if its block decides
			if len(from.Succs) == 1 && len(from.Preds) == 1 {
				from, b = from.Preds[0], from
			}
			if c, ok := from.Instrs[len(from.Instrs)-1].(*ssa.If); ok && from.Succs[0] == b && e.Value != nil {
				if call, ok := c.Cond.(*ssa.Call); ok && w.about(call) {
					return e.Value.String() == "true", call
				}
			}
		}
	}
	return false, nil
}
