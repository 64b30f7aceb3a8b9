package attempts

import (
	"go/token"
	"go/types"
	"maps"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/distvet/distvet/analyzers/internal/origin"
)

// growth collects what a duration is made of.
type growth struct {
	a       *Analysis
	seen    map[ssa.Value]bool
	random  bool
	unknown bool
	grows   bool
	steep   ssa.Value                    // 1 << n, or a power turned into a whole number, with an n that nothing holds back
	ceiled  bool                         // what is steep is held back, other than by its n
	double  *ssa.BinOp                   // d * 2 of the last pause
	capped  bool                         // a comparison or min holds the pause back
	bound   ssa.Value                    // what limits the number of attempts, nil if nothing does
	args    map[*ssa.Parameter]ssa.Value // what the helpers that were entered are given
}

func (g *growth) visit(v ssa.Value, deep int) {
	if v == nil || g.seen[v] {
		return
	}
	g.seen[v] = true
	if deep > 12 {
		g.unknown = true
		return
	}
	switch v := v.(type) {
	case *ssa.Const, *ssa.Global, *ssa.Parameter:
	case *ssa.FreeVar:
		g.unknown = true // a captured variable may be anything
	case *ssa.Phi:
		g.grows = g.grows || !settings(v) && turning(v)
		if compared(v) {
			g.capped = true
		}
		for _, e := range v.Edges {
			if _, ok := e.(*ssa.Const); !ok {
				g.visit(e, deep+1)
			}
		}
	case *ssa.BinOp:
		if v.Op == token.SHL && !g.held(v.Y, 0) {
			g.steep = v
		}
		if v.Op == token.MUL && isDuration(v.Type()) {
			if c, ok := v.Y.(*ssa.Const); ok && c.Value != nil {
				if _, ok := v.X.(*ssa.Phi); ok {
					if n, ok := origin.Int(c); ok && n >= 2 && n < 1000 {
						g.double = v
					}
				}
			}
		}
		if compared(v) {
			g.capped = true
		}
		g.visit(v.X, deep+1)
		steep := g.steep
		g.visit(v.Y, deep+1)
		if v.Op == token.QUO {
			g.steep = steep // what divides makes it shorter
		}
	case *ssa.Convert:
		if isFloat(v.X.Type()) && !isFloat(v.Type()) && g.power(v.X, 0) {
			g.steep = v
		}
		g.visit(v.X, deep+1)
	case *ssa.ChangeType:
		g.visit(v.X, deep+1)
	case *ssa.UnOp:
		switch v.X.(type) {
		case *ssa.FieldAddr, *ssa.Global:
			return // a setting
		case *ssa.IndexAddr:
			g.grows = true // a table of pauses
			return
		}
		if v.Op == token.MUL {
			if al, ok := v.X.(*ssa.Alloc); ok {
				for _, ref := range *al.Referrers() {
					if st, ok := ref.(*ssa.Store); ok && st.Addr == al {
						g.visit(st.Val, deep+1)
					}
				}
				return
			}
			g.unknown = true
			return
		}
		g.visit(v.X, deep+1)
	case *ssa.Field:
		g.unknown = g.unknown || !setting(v)
	case *ssa.Extract:
		g.unknown = true
	case *ssa.Call:
		c := v.Common()
		fn := calleeFunc(c)
		if b, ok := c.Value.(*ssa.Builtin); ok && (b.Name() == "min" || b.Name() == "max") {
			g.capped = true
			for _, arg := range c.Args {
				g.visit(arg, deep+1)
			}
			return
		}
		if fn != nil && fn.Pkg() != nil && (strings.HasPrefix(fn.Pkg().Path(), "math/rand") || strings.HasPrefix(fn.Pkg().Path(), "crypto/rand")) {
			g.random = true
			for _, arg := range c.Args {
				if origin.IsNumber(arg.Type()) {
					g.visit(arg, deep+1) // up to what
				}
			}
			return
		}
		if fn != nil && fn.Pkg() != nil && fn.Pkg().Path() == "math" {
			for _, arg := range c.Args {
				g.visit(arg, deep+1)
			}
			return
		}
		if fn != nil && fn.Pkg() == g.a.SSA.Pkg.Pkg && c.StaticCallee() != nil && c.StaticCallee().Blocks != nil {
			g.grows = true
			g.callee(c.StaticCallee(), deep)
			g.enter(v, deep)
			return
		}
		g.unknown = true
	default:
		g.unknown = true
	}
}

// turning reports whether a way round a loop gives the phi another value: what is decided before
// the loop does not change in it.
func turning(phi *ssa.Phi) bool {
	seen := make(map[*ssa.BasicBlock]bool)
	work := []*ssa.BasicBlock{phi.Block()}
	for len(work) > 0 {
		b := work[len(work)-1]
		work = work[:len(work)-1]
		for _, next := range b.Succs {
			if next == phi.Block() {
				for i, p := range next.Preds {
					if p == b && phi.Edges[i] != phi {
						return true
					}
				}
			} else if !seen[next] {
				seen[next] = true
				work = append(work, next)
			}
		}
	}
	return false
}

// settings reports whether a phi merely chooses between fields and variables: one setting or
// another, and not what the last turn left.
func settings(phi *ssa.Phi) bool { return settingsPast(phi, make(map[*ssa.Phi]bool)) }

func settingsPast(phi *ssa.Phi, seen map[*ssa.Phi]bool) bool {
	if seen[phi] {
		return false // round a loop
	}
	seen[phi] = true
	for _, e := range phi.Edges {
		if inner, ok := e.(*ssa.Phi); ok && settingsPast(inner, seen) || setting(e) {
			continue
		}
		return false
	}
	return true
}

// setting reports whether v is a field or a package variable as it is.
func setting(v ssa.Value) bool {
	switch v := v.(type) {
	case *ssa.UnOp:
		switch v.X.(type) {
		case *ssa.FieldAddr, *ssa.Global:
			return v.Op == token.MUL
		}
	case *ssa.Field:
		_, param := v.X.(*ssa.Parameter)
		return param
	}
	return false
}

// enter looks for what is steep in a helper that computes a pause.
func (g *growth) enter(call *ssa.Call, deep int) {
	if deep > 4 {
		return
	}
	fn := call.Call.StaticCallee()
	inner := &growth{a: g.a, seen: make(map[ssa.Value]bool), bound: g.bound, args: make(map[*ssa.Parameter]ssa.Value)}
	maps.Copy(inner.args, g.args)
	for i, p := range fn.Params {
		if i < len(call.Call.Args) {
			inner.args[p] = call.Call.Args[i]
		}
	}
	for _, b := range fn.Blocks {
		ret, ok := b.Instrs[len(b.Instrs)-1].(*ssa.Return)
		if !ok || len(ret.Results) != 1 {
			continue
		}
		inner.visit(ret.Results[0], deep+1)
		if inner.steep != nil && g.steep == nil {
			g.steep = inner.steep
			g.ceiled = inner.ceiled || capped(ret.Results[0], inner.steep, 0)
		}
	}
}

// power reports whether a float is a power whose exponent nothing holds back, and which is compared
// with nothing before it is turned into a whole number.
func (g *growth) power(v ssa.Value, deep int) bool {
	if deep > 6 || comparedFloat(v) {
		return false
	}
	switch v := v.(type) {
	case *ssa.BinOp:
		return v.Op != token.REM && (g.power(v.X, deep+1) || v.Op != token.QUO && g.power(v.Y, deep+1))
	case *ssa.Convert:
		return isFloat(v.X.Type()) && g.power(v.X, deep+1)
	case *ssa.Call:
		fn := calleeFunc(v.Common())
		if fn == nil || fn.Pkg() == nil || fn.Pkg().Path() != "math" {
			return false
		}
		switch args := v.Call.Args; fn.Name() {
		case "Exp2":
			return !g.held(args[0], 0)
		case "Pow":
			base, ok := args[0].(*ssa.Const)
			return !(ok && base.Float64() <= 1) && !g.held(args[1], 0)
		case "Ceil", "Floor", "Round", "Trunc":
			return g.power(args[0], deep+1)
		}
	}
	return false
}

// comparedFloat is compared, of a float, whose overflow is also seen by what it is when turned back.
func comparedFloat(v ssa.Value) bool {
	return v.Referrers() != nil && slices.ContainsFunc(*v.Referrers(), func(ref ssa.Instruction) bool {
		b, ok := ref.(*ssa.BinOp)
		return ok && origin.IsBool(b.Type())
	})
}

func isFloat(t types.Type) bool {
	b, ok := t.Underlying().(*types.Basic)
	return ok && b.Info()&types.IsFloat != 0
}

// callee looks for randomness in a helper that computes a pause.
func (g *growth) callee(fn *ssa.Function, deep int) {
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			call, ok := instr.(*ssa.Call)
			if !ok {
				continue
			}
			if _, ok := call.Common().Value.(*ssa.Builtin); ok {
				continue
			}
			f := calleeFunc(call.Common())
			switch {
			case f != nil && f.Pkg() != nil && strings.HasPrefix(f.Pkg().Path(), "math/rand"):
				g.random = true
			case f != nil && f.Pkg() != nil && (f.Pkg().Path() == "math" || f.Pkg().Path() == "time" || f.Pkg().Path() == "fmt"):
			case f != nil && f.Pkg() == g.a.SSA.Pkg.Pkg && call.Common().StaticCallee() != nil && deep < 4:
				if !g.seen[call.Common().StaticCallee()] {
					g.seen[call.Common().StaticCallee()] = true
					g.callee(call.Common().StaticCallee(), deep+1)
				}
			default:
				g.unknown = true
			}
		}
	}
}

// compared reports whether the program compares v with something: what it does then is taken
// for a ceiling.
func compared(v ssa.Value) bool { return comparedBut(v, nil) }

// comparedBut is compared, other than with bound.
func comparedBut(v, bound ssa.Value) bool {
	if v.Referrers() == nil {
		return false
	}
	for _, ref := range *v.Referrers() {
		if b, ok := ref.(*ssa.BinOp); ok && (bound == nil || b.X != bound && b.Y != bound) {
			switch b.Op {
			case token.LSS, token.LEQ, token.GTR, token.GEQ:
				return true
			}
		}
	}
	return false
}

// capped reports whether a pause is held back that is computed from what is steep: it is compared
// itself, or what is made of it.
func capped(v, steep ssa.Value, deep int) bool {
	if v == nil || deep > 8 {
		return false
	}
	if compared(v) {
		return true
	}
	switch v := v.(type) {
	case *ssa.Convert:
		return v != steep && capped(v.X, steep, deep+1)
	case *ssa.BinOp:
		return v != steep && (capped(v.X, steep, deep+1) || capped(v.Y, steep, deep+1))
	case *ssa.Phi:
		return slices.ContainsFunc(v.Edges, func(e ssa.Value) bool { return capped(e, steep, deep+1) })
	case *ssa.Call:
		b, ok := v.Call.Value.(*ssa.Builtin)
		return ok && b.Name() == "min" || calleeName(v.Common()) == "Min"
	}
	return false
}

// overflown reports whether what is steep, or is made of it, is looked at for an overflow: whether it is
// too small, or is what it was when it is turned back.
func overflown(v ssa.Value, deep int) bool {
	if v.Referrers() == nil || deep > 4 {
		return false
	}
	return slices.ContainsFunc(*v.Referrers(), func(ref ssa.Instruction) bool {
		switch ref := ref.(type) {
		case *ssa.Convert:
			return overflown(ref, deep+1) || isFloat(ref.Type()) && comparedFloat(ref)
		case *ssa.BinOp:
			switch ref.Op {
			case token.LSS, token.LEQ:
				return ref.X == v && isConstant(ref.Y)
			case token.GTR, token.GEQ:
				return ref.Y == v && isConstant(ref.X)
			case token.SHR:
				return ref.X == v
			case token.MUL:
				return overflown(ref, deep+1)
			}
		}
		return false
	})
}

// held reports whether the number that a shift or a power grows by is held back: constant, compared,
// merged with a constant, left as it is by a way round the loop, such as one on which the pause is long
// enough, or unknown. The comparison with what limits the attempts does not hold it back.
func (g *growth) held(v ssa.Value, deep int) bool {
	if deep > 8 || comparedBut(v, g.bound) || askedOf(v) {
		return true
	}
	switch v := v.(type) {
	case *ssa.Convert:
		return g.held(v.X, deep+1)
	case *ssa.BinOp:
		return v.Op != token.ADD && v.Op != token.SUB || g.held(v.X, deep+1)
	case *ssa.Phi:
		_, up := lowest(v)
		return !up || slices.ContainsFunc(v.Edges, func(e ssa.Value) bool { return unchanged(e, v, 0) })
	case *ssa.Parameter:
		arg := g.args[v]
		return arg == nil || g.held(arg, deep+1)
	}
	return true
}

// askedOf reports whether a number is given to a predicate, which may hold it back: tooMany(n).
func askedOf(v ssa.Value) bool {
	return v.Referrers() != nil && slices.ContainsFunc(*v.Referrers(), func(ref ssa.Instruction) bool {
		call, ok := ref.(*ssa.Call)
		return ok && origin.IsBool(call.Type())
	})
}

// unchanged reports whether v may be phi as it is.
func unchanged(v ssa.Value, phi *ssa.Phi, deep int) bool {
	if v == phi {
		return true
	}
	merged, ok := v.(*ssa.Phi)
	return ok && deep < 6 && slices.ContainsFunc(merged.Edges, func(e ssa.Value) bool { return unchanged(e, phi, deep+1) })
}

// A Swell is a pause that grows out of hand.
type Swell struct {
	Pos token.Pos
	How SwellKind
	// Capped is set when the pause is held back, but not the number it is computed from.
	Capped bool
	// Limited is set when something limits the attempts, a time or a number that is not known here: if
	// they are few the pause stays in bounds.
	Limited bool
}

// SwellKind tells how a pause grows out of hand.
type SwellKind uint8

// The ways.
const (
	Product SwellKind = iota // a duration times a duration
	Steep                    // 1 << n, or a power, without a limit to n
	Double                   // doubled for ever
)

// runsAway reports whether what is doubled is next time's number as it is: if a ceiling is asked for, it is
// where the pause is taken.
func runsAway(double *ssa.BinOp) bool {
	phi, ok := double.X.(*ssa.Phi)
	return ok && slices.Contains(phi.Edges, ssa.Value(double)) && !compared(phi) && !compared(double)
}

// Swell returns how the pauses of a region grow out of hand, or nil. A region with a count
// that is constant and not large ends before they do.
func (a *Analysis) Swell(r *Region) *Swell {
	counted := r.Limit.Kind == CountLimit
	if counted && r.Limit.Attempts > 0 && r.Limit.Attempts < 30 || r.Kind == Watch || r.Kind == Poll {
		return nil
	}
	for _, p := range r.Pauses {
		if fn := p.Place().Instr.Parent(); fn != r.Fn && a.pausesIn(fn, p.Place()) {
			continue // of a loop of the helper's own
		}
		g := &growth{a: a, seen: make(map[ssa.Value]bool), bound: r.Limit.Bound}
		g.visit(p.length(), 0)
		switch {
		case g.steep != nil && overflown(g.steep, 0):
		case g.steep != nil:
			return &Swell{Pos: g.steep.Pos(), How: Steep, Limited: counted || r.Limit.Kind == TimeLimit, Capped: g.ceiled || capped(p.length(), g.steep, 0)}
		case g.double != nil && r.Limit.Kind == NoLimit && (!g.capped || runsAway(g.double)):
			return &Swell{Pos: g.double.Pos(), How: Double, Capped: g.capped}
		}
	}
	return nil
}
