package attempts

import (
	"go/token"
	"slices"
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
	if back, _ := straight(w, s.paused(w), Event, false); back != nil {
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
		if back, _ := straight(w, asked, Plain, false); back == nil {
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
