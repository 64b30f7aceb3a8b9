package attempts

import (
	"go/constant"
	"go/token"
	"math"
	"slices"
	"strings"
	"time"

	"golang.org/x/tools/go/ssa"

	"github.com/distvet/distvet/analyzers/internal/origin"
)

// outlasted reports whether the time that a region has is surely over before its count is: a
// context of constant deadline ends it on every way back, and all pauses together take longer.
// What follows the last attempt is never reached then.
func (s *scan) outlasted(r *Region, at *attempt) bool {
	n := r.Limit.Attempts
	if r.Limit.Kind != CountLimit || n < 2 || r.Hot || r.Skip.IsValid() || len(r.Pauses) == 0 {
		return false
	}
	least := time.Duration(-1)
	for _, p := range r.Pauses {
		d := s.a.least(p.length(), make(map[ssa.Value]bool))
		if d <= 0 {
			return false
		}
		if least < 0 || d < least {
			least = d
		}
	}
	w := at.failed
	if back, _ := straight(w, s.paused(w), Event, NoPause); back != nil {
		return false
	}
	for _, x := range w.exits(at.results) {
		if x.kind != onCtx {
			continue
		}
		d, ok := s.a.deadline(x.ctx, w.loop, 0)
		if !ok || d > time.Duration(n-1)*least {
			continue
		}
		asked := make(map[*node]PauseKind)
		for _, node := range w.order {
			if br, ok := node.block.Instrs[len(node.block.Instrs)-1].(*ssa.If); ok && br.Cond == x.cond {
				asked[node] = Plain
			}
		}
		if back, _ := straight(w, asked, Plain, NoPause); back == nil {
			return true
		}
	}
	return false
}

// makes reports whether a value is made in the loop, anew on each turn.
func (l *loop) makes(v ssa.Value) bool {
	instr, ok := v.(ssa.Instruction)
	return ok && instr.Parent() == l.fn && l.has(instr.Block())
}

// deadline returns the constant time that a context has from where it is made, before the loop.
func (a *Analysis) deadline(ctx ssa.Value, l *loop, deep int) (longest time.Duration, ok bool) {
	if ctx == nil || deep > 4 {
		return 0, false
	}
	for _, src := range a.Origin.Sources(ctx, ctx.Parent()) {
		call, ok := src.Value.(*ssa.Call)
		if src.Kind != origin.Call || !ok || l.makes(call) {
			return 0, false
		}
		fn := calleeFunc(call.Common())
		if fn == nil || fn.Pkg() == nil || fn.Pkg().Path() != "context" {
			return 0, false
		}
		args := call.Common().Args
		d, known := time.Duration(0), false
		switch fn.Name() {
		case "WithTimeout", "WithTimeoutCause":
			d, known = a.most(args[1])
		case "WithCancel", "WithCancelCause", "WithValue":
			d, known = a.deadline(args[0], l, deep+1)
		}
		if !known {
			return 0, false
		}
		longest = max(longest, d)
	}
	return longest, longest > 0
}

// most returns the longest that a duration may be, if all that it may be are constants.
func (a *Analysis) most(v ssa.Value) (time.Duration, bool) {
	ds, all := a.durations(v)
	longest := time.Duration(0)
	for _, d := range ds {
		longest = max(longest, d)
	}
	return longest, all
}

// shortest returns the shortest that a duration may be, if all that it may be are constants.
func (a *Analysis) shortest(v ssa.Value) (time.Duration, bool) {
	ds, all := a.durations(v)
	if !all {
		return 0, false
	}
	return slices.Min(ds), true
}

// least returns a duration that a pause is never shorter than, 0 if none is known. A pause that
// only grows is never shorter than the first one.
func (a *Analysis) least(v ssa.Value, seen map[ssa.Value]bool) time.Duration {
	if v == nil || seen[v] || len(seen) > maxMade {
		return 0
	}
	seen[v] = true
	switch v := v.(type) {
	case *ssa.Const:
		n, _ := constInt(v)
		return time.Duration(n)
	case *ssa.Convert:
		return a.least(v.X, seen)
	case *ssa.ChangeType:
		return a.least(v.X, seen)
	case *ssa.BinOp:
		x, y := a.least(v.X, seen), a.least(v.Y, seen)
		switch {
		case v.Op == token.MUL:
			return x * y
		case v.Op == token.ADD:
			return x + y
		case v.Op == token.QUO && y > 0:
			return x / y
		}
	case *ssa.Phi:
		least := time.Duration(-1)
		for _, e := range v.Edges {
			if grown(e, v) {
				continue
			}
			if d := a.least(e, seen); least < 0 || d < least {
				least = d
			}
		}
		return max(least, 0)
	case *ssa.Call:
		if b, ok := v.Call.Value.(*ssa.Builtin); ok && b.Name() == "min" {
			least := time.Duration(-1)
			for _, arg := range v.Call.Args {
				if d := a.least(arg, seen); least < 0 || d < least {
					least = d
				}
			}
			return max(least, 0)
		}
	case *ssa.UnOp, *ssa.Parameter, *ssa.FreeVar, *ssa.Global:
		ds, all := a.durations(v)
		if !all {
			return 0
		}
		least := ds[0]
		for _, d := range ds {
			least = min(least, d)
		}
		return least
	}
	return 0
}

// upper returns a duration or number that v does not exceed within so many turns of its loop, if
// that can be told: a counter goes up by a constant on each, a pause is multiplied by one.
func (a *Analysis) upper(v ssa.Value, turns int, deep int) (float64, bool) {
	if v == nil || deep > 10 {
		return 0, false
	}
	up := func(v ssa.Value) (float64, bool) { return a.upper(v, turns, deep+1) }
	switch v := v.(type) {
	case *ssa.Const:
		if v.Value == nil {
			return 0, false
		}
		f, _ := constant.Float64Val(constant.ToFloat(v.Value))
		return f, v.Value.Kind() == constant.Int || v.Value.Kind() == constant.Float
	case *ssa.Convert:
		return up(v.X)
	case *ssa.ChangeType:
		return up(v.X)
	case *ssa.BinOp:
		x, okx := up(v.X)
		y, oky := up(v.Y)
		if !okx || !oky || x < 0 || y < 0 {
			return 0, false
		}
		switch v.Op {
		case token.ADD:
			return x + y, true
		case token.SUB:
			return x, true
		case token.MUL:
			return x * y, true
		case token.SHL:
			return x * math.Pow(2, y), true
		case token.QUO:
			if isConstant(v.Y) && y > 0 {
				return x / y, true
			}
		}
	case *ssa.Phi:
		return a.turned(v, turns, deep)
	case *ssa.Call:
		return a.upperCall(v, up)
	case *ssa.UnOp, *ssa.Parameter, *ssa.FreeVar:
		d, ok := a.most(v)
		return float64(d), ok
	}
	return 0, false
}

// turned is upper of a variable that a loop changes.
func (a *Analysis) turned(phi *ssa.Phi, turns, deep int) (most float64, ok bool) {
	factor, step := 1.0, 0.0
	var change func(e ssa.Value, deep int) bool
	change = func(e ssa.Value, deep int) bool {
		if e == phi {
			return true
		}
		switch e := e.(type) {
		case *ssa.Const:
			f, ok := a.upper(e, turns, deep)
			most = max(most, f)
			return ok
		case *ssa.Phi:
			for _, x := range e.Edges {
				if deep > 6 || !change(x, deep+1) {
					return false
				}
			}
			return true
		case *ssa.BinOp:
			n, okn := constInt(e.Y)
			if !okn || e.X != phi || n < 0 {
				return false
			}
			switch e.Op {
			case token.ADD:
				step = max(step, float64(n))
				return true
			case token.MUL:
				factor = max(factor, float64(n))
				return true
			case token.SHL:
				factor = max(factor, math.Pow(2, float64(n)))
				return true
			case token.SUB, token.QUO:
				return true
			}
		}
		return false
	}
	for _, e := range phi.Edges {
		if !change(e, deep) {
			return 0, false
		}
	}
	if factor > 1 && step > 0 {
		return 0, false
	}
	return most*math.Pow(factor, float64(turns)) + step*float64(turns), true
}

func (a *Analysis) upperCall(v *ssa.Call, up func(ssa.Value) (float64, bool)) (float64, bool) {
	if b, ok := v.Call.Value.(*ssa.Builtin); ok && b.Name() == "min" {
		least, found := 0.0, false
		for _, arg := range v.Call.Args {
			if f, ok := up(arg); ok && (!found || f < least) {
				least, found = f, true
			}
		}
		return least, found
	}
	fn := calleeFunc(v.Common())
	args := v.Call.Args
	switch {
	case fn == nil || fn.Pkg() == nil:
	case strings.HasPrefix(fn.Pkg().Path(), "math/rand") && strings.HasPrefix(fn.Name(), "Float"):
		return 1, true
	case strings.HasPrefix(fn.Pkg().Path(), "math/rand") && len(args) > 0:
		return up(args[len(args)-1])
	case fn.Pkg().Path() == "math" && fn.Name() == "Pow":
		x, okx := up(args[0])
		y, oky := up(args[1])
		return math.Pow(x, y), okx && oky && x >= 1 && y >= 0
	}
	return 0, false
}

// grown reports whether v is phi, or more of it: d * 2, d + step.
func grown(v ssa.Value, phi *ssa.Phi) bool {
	if v == phi {
		return true
	}
	b, ok := v.(*ssa.BinOp)
	if !ok || b.X != phi || b.Op != token.MUL && b.Op != token.ADD {
		return false
	}
	n, ok := constInt(b.Y)
	return ok && n > 0
}

// EndsWithPause reports whether what cuts the pause short ends the region all the same: the
// operation gets the same context, fails with it, and that is not tried again.
func (r *Region) EndsWithPause(p *Pause) bool {
	op := r.Op()
	if op == nil || op.Ctx == nil || !r.EndsWithCtx {
		return false
	}
	return slices.ContainsFunc(p.Ctxs, func(ctx ssa.Value) bool { return madeFrom(op.Ctx, ctx) })
}

// madeFrom reports whether a context is another one, or was made from it.
func madeFrom(ctx, from ssa.Value) bool {
	for range 6 {
		if ctx == from || sameVariable(ctx, from) {
			return true
		}
		if ext, ok := ctx.(*ssa.Extract); ok {
			ctx = ext.Tuple
		}
		call, ok := ctx.(*ssa.Call)
		if !ok || len(call.Call.Args) == 0 || !isContext(call.Call.Args[0].Type()) {
			return false
		}
		if fn := calleeFunc(call.Common()); fn != nil && fn.Name() == "WithoutCancel" {
			return false
		}
		ctx = call.Call.Args[0]
	}
	return false
}
