package stamps

import (
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/distvet/distvet/analyzers/internal/origin"
)

// sameReading reports whether both ends were computed from one and the same reading: their
// difference is then what was added to it, whatever the clock was told.
func (a *Analysis) sameReading(x, y ssa.Value) bool {
	x, y = a.reading(x), a.reading(y)
	if x == y {
		return !isConst(x)
	}
	fx, bx := loadedFrom(x)
	fy, by := loadedFrom(y)
	if fx == nil || fy == nil || fx == fy || bx != by {
		return false
	}
	return a.setTogether(fx, fy) && a.setTogether(fy, fx)
}

// reading peels off what is added to a time or number, and what turns one into the other. A variable
// that a loop sets anew is several values, and not looked into.
func (a *Analysis) reading(v ssa.Value) ssa.Value {
	for range 12 {
		switch x := v.(type) {
		case *ssa.Convert:
			v = x.X
			continue
		case *ssa.ChangeType:
			v = x.X
			continue
		case *ssa.BinOp:
			if x.Op == token.ADD && a.eval(x.X).stampy() || x.Op == token.SUB && (isSpan(x.Y) || !a.eval(x.Y).stampy()) {
				v = x.X
				continue
			}
			if x.Op == token.ADD && a.eval(x.Y).stampy() {
				v = x.Y
				continue
			}
		case *ssa.Call:
			obj := calleeObj(x.Common())
			if obj == nil || obj.Pkg() == nil || obj.Pkg().Path() != "time" || recvName(obj) != "Time" {
				return v
			}
			switch obj.Name() {
			case "Add", "UTC", "Local", "In", "Unix", "UnixNano", "UnixMilli", "UnixMicro":
				v = x.Common().Args[0]
				continue
			}
		}
		return v
	}
	return v
}

// loadedFrom returns the field that v is the value of, and the object that has it.
func loadedFrom(v ssa.Value) (*types.Var, ssa.Value) {
	switch v := v.(type) {
	case *ssa.UnOp:
		if fa, ok := v.X.(*ssa.FieldAddr); ok && v.Op == token.MUL {
			return origin.FieldVar(fa), fa.X
		}
	case *ssa.Field:
		if st, ok := v.X.Type().Underlying().(*types.Struct); ok {
			return st.Field(v.Field).Origin(), v.X
		}
	}
	return nil, nil
}

// setTogether reports whether whoever stores into field f stores into g, too, in one go and of the
// same object, from the same reading or from one another. Fields that other packages may name are
// not looked at.
func (a *Analysis) setTogether(f, g *types.Var) bool {
	if f.Exported() || f.Pkg() != a.pkg || g.Pkg() != a.pkg {
		return false
	}
	found := false
	for _, fa := range a.ix.fieldAddrs[f] {
		for _, ref := range *fa.Referrers() {
			switch ref := ref.(type) {
			case *ssa.UnOp, *ssa.DebugRef:
			case *ssa.Store:
				if ref.Addr != fa || !a.storedBeside(ref, fa, f, g) {
					return false
				}
				found = true
			default:
				return false // by address
			}
		}
	}
	return found
}

// storedBeside reports whether the block of a store into f of an object also stores into g of it.
func (a *Analysis) storedBeside(st *ssa.Store, fa *ssa.FieldAddr, f, g *types.Var) bool {
	from := a.reading(st.Val)
	of := func(v ssa.Value, want *types.Var) bool {
		got, base := loadedFrom(v)
		return got == want && base == fa.X
	}
	for _, ga := range a.ix.fieldAddrs[g] {
		if ga.X != fa.X {
			continue
		}
		for _, ref := range *ga.Referrers() {
			if other, ok := ref.(*ssa.Store); ok && other.Addr == ga && other.Block() == st.Block() {
				if w := a.reading(other.Val); w == from && !isConst(w) || of(w, f) || of(from, g) {
					return true
				}
			}
		}
	}
	return false
}

// runsOn reports whether a number is a reading that was kept plus the time that has passed by the
// monotonic clock since another: it counts on whatever the clock is told.
func (a *Analysis) runsOn(base *Value, span ssa.Value) bool {
	return len(base.Carriers) > 0 && base.has(local) && !base.has(Foreign|File|Unknown) && !base.shifted && a.measuredMono(span, 0)
}

// measuredMono reports whether a length of time was measured between readings of the monotonic clock,
// from one that is kept.
func (a *Analysis) measuredMono(v ssa.Value, deep int) bool {
	if deep > 6 {
		return false
	}
	switch v := v.(type) {
	case *ssa.Convert:
		return a.measuredMono(v.X, deep+1)
	case *ssa.ChangeType:
		return a.measuredMono(v.X, deep+1)
	case *ssa.Call:
		obj := calleeObj(v.Common())
		if obj == nil || obj.Pkg() == nil || obj.Pkg().Path() != "time" {
			return false
		}
		switch {
		case recvName(obj) == "Duration":
			return a.measuredMono(v.Common().Args[0], deep+1)
		case obj.Name() == "Since":
			w := a.eval(v.Common().Args[0])
			return w.Kinds&^Const == Mono && len(w.Carriers) > 0
		}
	}
	return false
}

// besideMono reports whether a length is compared with one that was measured by the monotonic clock,
// or the longer of the two is taken: whoever does wants both.
func (a *Analysis) besideMono(v ssa.Value, deep int) bool {
	if v.Referrers() == nil || deep > 4 {
		return false
	}
	for _, ref := range *v.Referrers() {
		switch ref := ref.(type) {
		case *ssa.Convert, *ssa.ChangeType:
			if a.besideMono(ref.(ssa.Value), deep+1) {
				return true
			}
		case *ssa.BinOp:
			switch ref.Op {
			case token.LSS, token.LEQ, token.GTR, token.GEQ:
				other := ref.Y
				if other == v {
					other = ref.X
				}
				if a.isMonoSpan(other, 0) || a.limitsMono(other) {
					return true
				}
			}
		case *ssa.Call:
			if b, ok := ref.Common().Value.(*ssa.Builtin); ok && b.Name() == "max" {
				for _, arg := range ref.Common().Args {
					if a.isMonoSpan(arg, 0) {
						return true
					}
				}
			}
		}
	}
	return false
}

// limitsMono reports whether a length of the monotonic clock is compared with the same limit.
func (a *Analysis) limitsMono(limit ssa.Value) bool {
	if isConst(limit) || limit.Referrers() == nil {
		return false
	}
	for _, ref := range *limit.Referrers() {
		op, ok := ref.(*ssa.BinOp)
		if !ok {
			continue
		}
		switch op.Op {
		case token.LSS, token.LEQ, token.GTR, token.GEQ:
			if a.isMonoSpan(op.X, 0) || a.isMonoSpan(op.Y, 0) {
				return true
			}
		}
	}
	return false
}

// isMonoSpan reports whether a length was measured between readings of the monotonic clock.
func (a *Analysis) isMonoSpan(v ssa.Value, deep int) bool {
	isMono := func(v ssa.Value) bool { return a.eval(v).Kinds&^Const == Mono }
	switch v := v.(type) {
	case *ssa.Convert:
		return deep < 4 && a.isMonoSpan(v.X, deep+1)
	case *ssa.Call:
		obj := calleeObj(v.Common())
		if obj == nil || obj.Pkg() == nil || obj.Pkg().Path() != "time" {
			return false
		}
		switch args := v.Common().Args; obj.Name() {
		case "Since":
			return isMono(args[0])
		case "Sub":
			return recvName(obj) == "Time" && isMono(args[0]) && isMono(args[1])
		case "Nanoseconds", "Microseconds", "Milliseconds":
			return deep < 4 && a.isMonoSpan(args[0], deep+1)
		}
	}
	return false
}

// forCallers returns what a length is measured from, where that is a parameter, x, and the length is
// returned as it is: the stamps without a reading that those callers pass for whom it decides
// something, nil if there are none. Of the others it is no business.
func (a *Analysis) forCallers(call *ssa.Call, xv ssa.Value, x *Value) *Value {
	p, ok := xv.(*ssa.Parameter)
	if !ok || !isTime(p.Type()) {
		return x
	}
	for _, ref := range *call.Referrers() {
		if ret, ok := ref.(*ssa.Return); !ok || len(ret.Results) != 1 {
			return x
		}
	}
	calls, all := a.env.Origin.Callers(p.Parent())
	if !all {
		return x
	}
	w := new(Value)
	for _, c := range calls {
		arg := origin.Argument(c.Common(), origin.ParamIndex(p))
		if arg == nil || c.Value() == nil {
			return x
		}
		if v := a.at(arg); (v.has(Stripped) || len(v.params) > 0) && a.newDecider().decides(c.Value()) {
			w.union(v)
		}
	}
	if w.Kinds == 0 && len(w.params) == 0 {
		return nil
	}
	return w
}
