package attempts

import (
	"go/constant"
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/distvet/distvet/analyzers/internal/origin"
)

// A Reopen is a stream of gRPC that is opened anew whenever it fails, by the loop around the one that
// receives from it, or by a loop which hears of the failure through a channel.
//
// To open a stream asks nothing of the server: that it is down shows at the first receive. So a
// pause after openings that fail does not slow a loop down whose streams fail.
type Reopen struct {
	Call *ssa.Call // opens the stream anew, and starts what reads from it where that is another function
	Recv *ssa.Call // what fails
}

// Told reports whether a channel tells the loop of the failure.
func (r *Reopen) Told() bool { return r.Call.Parent() != r.Recv.Parent() }

// Reopens returns the streams that fn opens anew at once when they fail.
func (a *Analysis) Reopens(fn *ssa.Function) []*Reopen {
	var list []*Reopen
	var all []*loop
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			recv, ok := instr.(*ssa.Call)
			receives, hearings := ok && streamRecv(recv.Common()), failuresHeard(instr)
			if all == nil && (receives || len(hearings) > 0) {
				all = loops(fn)
			}
			if receives {
				if open := a.openedAgain(recv, all); open != nil {
					list = append(list, &Reopen{open, recv})
				}
			}
			for _, heard := range hearings {
				for _, l := range slices.Backward(all) { // the innermost first
					if !l.has(b) || !l.has(heard.then) {
						continue
					}
					if r := a.reopened(l, heard); r != nil {
						list = append(list, r)
					}
					break
				}
			}
		}
	}
	return list
}

// openedAgain returns the call that opens the stream from which recv receives, if a loop holds both and a
// failure of recv leads back to it with no pause, or nil.
func (a *Analysis) openedAgain(recv *ssa.Call, all []*loop) *ssa.Call {
	open := openedBy(recv.Call.Value)
	outcome := outcomeOf(recv)
	if open == nil || outcome == nil || receives(open.Call.StaticCallee()) {
		return nil
	}
	if p := a.pause(open); p != nil && p.Kind >= Event {
		return nil
	}
	var l *loop
	for _, x := range slices.Backward(all) { // the innermost first
		if x.has(open.Block()) && x.has(recv.Block()) {
			l = x
			break
		}
	}
	if l == nil {
		return nil
	}
	seen := make(map[*ssa.BasicBlock]bool)
	var work []*ssa.BasicBlock
	for _, b := range recv.Parent().Blocks {
		br, ok := b.Instrs[len(b.Instrs)-1].(*ssa.If)
		if !ok {
			continue
		}
		cmp, ok := br.Cond.(*ssa.BinOp)
		switch {
		case !ok || cmp.X != outcome && cmp.Y != outcome || !origin.IsNil(cmp.X) && !origin.IsNil(cmp.Y):
		case cmp.Op == token.NEQ:
			work = append(work, b.Succs[0])
		case cmp.Op == token.EQL:
			work = append(work, b.Succs[1])
		}
	}
	for len(work) > 0 && len(seen) < maxNodes {
		b := work[len(work)-1]
		work = work[:len(work)-1]
		if seen[b] || !l.has(b) {
			continue
		}
		seen[b] = true
		switch at := a.passes(b, open, recv); {
		case at == open:
			return open
		case at != nil:
			continue
		}
		for n, next := range b.Succs {
			if br, ok := b.Instrs[len(b.Instrs)-1].(*ssa.If); !ok || mayFollow(br.Cond, outcome, n == 0) {
				work = append(work, next)
			}
		}
	}
	return nil
}

// passes returns what stops a walk through a block, or nil: the opening of the stream, its next receive, a
// pause, something out of sight that may be one, or a branch about a number.
func (a *Analysis) passes(b *ssa.BasicBlock, open, recv *ssa.Call) ssa.Instruction {
	for _, instr := range b.Instrs {
		if instr == ssa.Instruction(open) || instr == ssa.Instruction(recv) {
			return instr
		}
		if p := a.pause(instr); p != nil && p.Kind >= MaybePause {
			return instr
		}
		switch instr := instr.(type) {
		case *ssa.Next: // the next of several peers
			return instr
		case *ssa.If:
			if counts(instr.Cond) {
				return instr
			}
		}
	}
	return nil
}

// receives reports whether a function receives from a stream: who opens by it has asked the server.
func receives(fn *ssa.Function) bool {
	return fn != nil && slices.ContainsFunc(fn.Blocks, func(b *ssa.BasicBlock) bool {
		return slices.ContainsFunc(b.Instrs, func(instr ssa.Instruction) bool {
			call, ok := instr.(*ssa.Call)
			return ok && streamRecv(call.Common())
		})
	})
}

// mayFollow reports whether any failure may take a branch: not those that the code knows by name, but for
// the one of a peer that is not there.
func mayFollow(cond, outcome ssa.Value, yes bool) bool {
	switch cond := cond.(type) {
	case *ssa.Call: // errors.Is(err, io.EOF)
		return !yes || !slices.Contains(cond.Call.Args, outcome)
	case *ssa.BinOp:
		if cond.Op != token.EQL && cond.Op != token.NEQ {
			return true
		}
		equal := yes == (cond.Op == token.EQL)
		x, y := cond.X, cond.Y
		if _, ok := x.(*ssa.Const); ok {
			x, y = y, x
		}
		if x == outcome || y == outcome {
			return !equal
		}
		if code, ok := x.(*ssa.Call); ok && slices.Contains(code.Call.Args, outcome) {
			c, ok := y.(*ssa.Const)
			return !equal || ok && c.Value != nil && c.Value.Kind() == constant.Int && c.Int64() == unavailable
		}
	}
	return true
}

// unavailable is codes.Unavailable of gRPC.
const unavailable = 14

// openedBy returns the call that makes a stream, or nil.
func openedBy(stream ssa.Value) *ssa.Call {
	switch v := stream.(type) {
	case *ssa.Call:
		return v
	case *ssa.Extract:
		call, _ := v.Tuple.(*ssa.Call)
		return call
	case *ssa.ChangeInterface:
		return openedBy(v.X)
	}
	return nil
}

// A hearing is a receive of an error, and the block that follows it.
type hearing struct {
	queue    ssa.Value
	at, then *ssa.BasicBlock
}

// failuresHeard returns the receives of errors that an instruction makes.
func failuresHeard(instr ssa.Instruction) []hearing {
	errs := func(v ssa.Value) bool {
		ch, ok := v.Type().Underlying().(*types.Chan)
		return ok && isError(ch.Elem())
	}
	switch instr := instr.(type) {
	case *ssa.UnOp:
		if instr.Op == token.ARROW && errs(instr.X) {
			return []hearing{{instr.X, instr.Block(), instr.Block()}}
		}
	case *ssa.Select:
		var list []hearing
		for i, st := range instr.States {
			if st.Dir == types.RecvOnly && errs(st.Chan) {
				if then := caseBlock(instr, i); then != nil {
					list = append(list, hearing{st.Chan, instr.Block(), then})
				}
			}
		}
		return list
	}
	return nil
}

// caseBlock returns the block that a case of a select begins with, or nil.
func caseBlock(sel *ssa.Select, i int) *ssa.BasicBlock {
	for n, br := range choices(sel) {
		if n == i {
			return br.Block().Succs[0]
		}
	}
	return nil
}

// reopened searches a way from a failure that is heard of to the next one that opens
// the stream anew and waits for nothing but that.
func (a *Analysis) reopened(l *loop, heard hearing) *Reopen {
	type state struct {
		block *ssa.BasicBlock
		found *Reopen
	}
	seen := make(map[state]bool)
	work := []state{{heard.then, nil}}
	for len(work) > 0 && len(seen) < maxNodes {
		s := work[len(work)-1]
		work = work[:len(work)-1]
		if seen[s] {
			continue
		}
		seen[s] = true
		waits := false
		for _, instr := range s.block.Instrs {
			call, ok := instr.(*ssa.Call)
			if ok && s.found == nil {
				if recv := a.serves(call, heard.queue); recv != nil {
					s.found = &Reopen{call, recv}
					continue
				}
			}
			if recv, ok := instr.(*ssa.UnOp); ok && recv.X == heard.queue && s.block == heard.at {
				continue // this is where it is heard
			}
			if p := a.pause(instr); p != nil && p.Kind >= Event {
				waits = true
			}
			if br, ok := instr.(*ssa.If); ok && counts(br.Cond) {
				waits = true
			}
		}
		if waits {
			continue
		}
		for _, next := range s.block.Succs {
			if s.found != nil && l.head(next) {
				return s.found
			}
			if l.has(next) {
				work = append(work, state{next, s.found})
			}
		}
	}
	return nil
}

// counts reports whether a condition is about a number or the time, and not about which case of a
// select was chosen.
func counts(cond ssa.Value) bool {
	_, _, choice := selectCase(cond)
	return !choice && numeric(cond, make(map[*ssa.Phi]bool))
}

// serves returns the receive of a stream whose failures go to the channel from a goroutine that
// the call starts, or nil.
func (a *Analysis) serves(call *ssa.Call, queue ssa.Value) *ssa.Call {
	f := fieldOfLoad(queue)
	if f == nil {
		return nil
	}
	seen := make(map[*ssa.Function]bool)
	var visit func(fn *ssa.Function, deep int) *ssa.Call
	visit = func(fn *ssa.Function, deep int) *ssa.Call {
		if fn == nil || fn.Pkg != a.SSA.Pkg || seen[fn] || deep > 3 {
			return nil
		}
		seen[fn] = true
		for _, b := range fn.Blocks {
			for _, instr := range b.Instrs {
				switch instr := instr.(type) {
				case *ssa.Go:
					if recv := reads(instr.Call.StaticCallee(), f); recv != nil {
						return recv
					}
				case *ssa.Call:
					if recv := visit(instr.Call.StaticCallee(), deep+1); recv != nil {
						return recv
					}
				}
			}
		}
		return nil
	}
	return visit(call.Call.StaticCallee(), 0)
}

// fieldOfLoad returns the field that a value is read from, or nil.
func fieldOfLoad(v ssa.Value) *types.Var {
	load, ok := v.(*ssa.UnOp)
	if !ok || load.Op != token.MUL {
		return nil
	}
	fa, ok := load.X.(*ssa.FieldAddr)
	if !ok {
		return nil
	}
	return fieldOf(fa)
}

// reads returns the receive of a stream of gRPC in fn whose error is sent to the channel in f.
func reads(fn *ssa.Function, f *types.Var) *ssa.Call {
	if fn == nil {
		return nil
	}
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			call, ok := instr.(*ssa.Call)
			if !ok || !streamRecv(call.Common()) {
				continue
			}
			outcome := outcomeOf(call)
			if outcome == nil || outcome.Referrers() == nil {
				continue
			}
			for _, ref := range *outcome.Referrers() {
				switch ref := ref.(type) {
				case *ssa.Send:
					if ref.X == outcome && fieldOfLoad(ref.Chan) == f {
						return call
					}
				case *ssa.Select:
					for _, st := range ref.States {
						if st.Send == outcome && fieldOfLoad(st.Chan) == f {
							return call
						}
					}
				}
			}
		}
	}
	return nil
}

// streamRecv reports whether a call receives from the client's end of a stream of gRPC.
func streamRecv(c *ssa.CallCommon) bool {
	if !c.IsInvoke() || c.Method.Name() != "Recv" || len(c.Args) > 0 {
		return false
	}
	for _, name := range [...]string{"SendMsg", "RecvMsg", "CloseSend"} {
		if obj, _, _ := types.LookupFieldOrMethod(c.Value.Type(), false, nil, name); obj == nil {
			return false
		}
	}
	return true
}
