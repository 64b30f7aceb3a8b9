package repeat

import (
	"go/constant"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/distvet/distvet/analyzers/internal/origin"
)

// written judges a call that writes to a buffer, builder, hash or writer from outside the
// region: what the attempt wrote before it failed stays.
func (a *Analysis) written(r *Region, call *ssa.Call) *Leftover {
	dst, by := a.writesTo(call)
	if dst == nil {
		return nil
	}
	v, name := dst, ""
	for range 4 {
		switch x := v.(type) {
		case *ssa.MakeInterface:
			v = x.X
			continue
		case *ssa.ChangeInterface:
			v = x.X
			continue
		case *ssa.UnOp:
			if fv, ok := x.X.(*ssa.FreeVar); ok && x.Op == token.MUL {
				v = fv
			} else if al, ok := x.X.(*ssa.Alloc); ok && x.Op == token.MUL && !r.Whole() {
				v = al
			}
		}
		break
	}
	switch x := v.(type) {
	case *ssa.FreeVar:
		name = x.Name()
		if storedIn(r, x) {
			return nil
		}
	case *ssa.Parameter:
		if r.Whole() {
			return nil // given to each attempt
		}
		name = x.Name()
	case *ssa.Alloc:
		if r.Whole() || r.Has(x.Block()) || storedIn(r, x) {
			return nil
		}
		name = x.Comment
		if name == "complit" || name == "new" { // no variable, but what it points to
			name = Word(call, dst, "the writer")
		}
	default:
		if instr, ok := v.(ssa.Instruction); !ok || r.Whole() || r.Has(instr.Block()) {
			return nil
		}
		name = Word(call, dst, "the writer")
	}
	if isRecord(name, v.Type()) || isLog(name) || a.resetsWriter(r) || r.asks(v) {
		return nil
	}
	kind := Output
	if isBuffer(v.Type()) {
		kind = Built
	}
	if kind == Built && a.separated(r, v) {
		return nil
	}
	if kind == Built && by == "" {
		by = name
	}
	if !a.failsAfter(r, call) || kind == Output && !a.partial(r, call) {
		return nil
	}
	return &Leftover{At: call, Region: r, Kind: kind, Name: name, By: by}
}

// separated reports whether something is written to v only by attempts of a certain number, such as
// the comma before all but the first: who does so knows of the attempts before, and keeps a
// record of them all.
func (a *Analysis) separated(r *Region, v ssa.Value) bool {
	for _, ref := range *v.Referrers() {
		call, ok := ref.(*ssa.Call)
		if !ok || !r.Has(call.Block()) {
			continue
		}
		for d := call.Block().Idom(); d != nil && r.Has(d); d = d.Idom() {
			cond, ok := d.Instrs[len(d.Instrs)-1].(*ssa.If)
			if !ok {
				continue
			}
			if cmp, ok := cond.Cond.(*ssa.BinOp); ok && counts(cmp.X) && !r.leaves(d) {
				return true
			}
		}
	}
	return false
}

// leaves reports whether one of the ways out of a block leaves the region.
func (r *Region) leaves(b *ssa.BasicBlock) bool {
	return slices.ContainsFunc(b.Succs, func(s *ssa.BasicBlock) bool { return !r.Has(s) })
}

// counts reports whether v is a number that a loop counts up.
func counts(v ssa.Value) bool {
	phi, ok := v.(*ssa.Phi)
	return ok && slices.ContainsFunc(phi.Edges, func(e ssa.Value) bool {
		sum, ok := e.(*ssa.BinOp)
		return ok && sum.Op == token.ADD && sum.X == v
	})
}

// partial reports whether the call itself may fail half way and be repeated.
func (a *Analysis) partial(r *Region, call *ssa.Call) bool {
	return errorOf(call) != nil && a.after(r, call) != Harmless
}

func storedIn(r *Region, cell ssa.Value) bool {
	for _, ref := range *cell.Referrers() {
		if st, ok := ref.(*ssa.Store); ok && st.Addr == cell && r.Has(st.Block()) {
			return true
		}
	}
	return false
}

// isLog reports whether a name stands for something that is meant to be written to by all attempts.
func isLog(name string) bool {
	name = strings.ToLower(name)
	for _, w := range [...]string{"stdout", "stderr", "console", "progress", "debug", "discard", "devnull", "hash", "sum", "digest"} {
		if strings.Contains(name, w) {
			return true
		}
	}
	return name == "out"
}

func isBuffer(t types.Type) bool {
	t = types.Unalias(t)
	for range 2 {
		if p, ok := t.Underlying().(*types.Pointer); ok {
			t = types.Unalias(p.Elem())
		}
	}
	n, ok := t.(*types.Named)
	if !ok || n.Obj().Pkg() == nil {
		return false
	}
	switch n.Obj().Pkg().Path() + "." + n.Obj().Name() {
	case "bytes.Buffer", "strings.Builder":
		return true
	}
	return false
}

// writesTo returns the writer that a call writes to: the destination of a copy, the receiver
// of a Write of a buffer, or an argument that the callee's summary says it writes to.
func (a *Analysis) writesTo(call *ssa.Call) (dst ssa.Value, by string) {
	c := call.Common()
	callee := origin.CalleeObject(c)
	if callee != nil && callee.Pkg() != nil {
		switch callee.Name() {
		case "Copy", "CopyN", "CopyBuffer":
			if callee.Pkg().Path() == "io" {
				return c.Args[0], "io." + callee.Name()
			}
		case "Write", "WriteString", "WriteByte", "ReadFrom":
			if recv := origin.Receiver(c); recv != nil && !c.IsInvoke() && isBuffer(recv.Type()) {
				return recv, ""
			}
		}
	}
	if sum, _, known := a.summaryOf(call); known && sum != nil {
		for _, p := range sum.Fills {
			if v := origin.Argument(c, p); v != nil {
				return v, name(c, callee)
			}
		}
	}
	return nil, ""
}

// resetsWriter reports whether the region, or what it calls by name, takes back what was written.
func (a *Analysis) resetsWriter(r *Region) bool {
	for _, b := range r.Fn.Blocks {
		if !r.Has(b) {
			continue
		}
		for _, instr := range b.Instrs {
			if call, ok := instr.(ssa.CallInstruction); ok && callResets(call) {
				return true
			}
		}
	}
	return false
}

// callResets reports whether a call takes back by its name what was written, or goes on
// from where it ended.
func callResets(call ssa.CallInstruction) bool {
	callee := origin.CalleeObject(call.Common())
	if callee == nil {
		return false
	}
	n := strings.ToLower(callee.Name())
	for _, w := range [...]string{"reset", "truncate", "seek", "rewind", "discard", "remove", "abort", "offset", "resume", "rangereader", "setrange", "withrange"} {
		if strings.Contains(n, w) {
			return true
		}
	}
	// A request for a part: Header.Set("Range", ...), fmt.Sprintf("bytes=%d-", off).
	return slices.ContainsFunc(call.Common().Args, func(arg ssa.Value) bool {
		c, ok := arg.(*ssa.Const)
		if !ok || c.Value == nil || c.Value.Kind() != constant.String {
			return false
		}
		text := constant.StringVal(c.Value)
		return text == "Range" || strings.HasPrefix(text, "bytes=")
	})
}

// summarizeFills records the writers among fn's parameters that a call may leave written
// to in part: it copies to them and can fail.
func (a *Analysis) summarizeFills(fn *ssa.Function, s *Summary) {
	res := fn.Signature.Results()
	if fn.Parent() != nil || res.Len() == 0 || !origin.IsError(res.At(res.Len()-1).Type()) {
		return
	}
	for i := range res.Len() - 1 {
		if origin.IsNumber(res.At(i).Type()) {
			return // it tells how much it wrote: the caller may go on from there
		}
	}
	index := make(map[ssa.Value]int)
	for i, p := range fn.Params {
		if isWriter(p.Type()) {
			index[p] = i
		}
	}
	if len(index) == 0 {
		return
	}
	have := make(map[int]bool)
	visit := func(f *ssa.Function) {
		for _, b := range f.Blocks {
			for _, instr := range b.Instrs {
				call, ok := instr.(*ssa.Call)
				if !ok {
					continue
				}
				var dst ssa.Value
				if c := call.Common(); c.IsInvoke() && c.Method.Name() == "Write" {
					dst = c.Value
				} else {
					dst, _ = a.writesTo(call)
				}
				if dst == nil {
					continue
				}
				for _, p := range a.params(dst) {
					if i, ok := index[p]; ok && !have[i] {
						have[i] = true
						s.Fills = append(s.Fills, i)
					}
				}
			}
		}
	}
	if a.seeks(fn) {
		return
	}
	visit(fn)
	for _, lit := range fn.AnonFuncs {
		visit(lit)
	}
}

// params follows a writer back to parameters, through captured variables.
func (a *Analysis) params(v ssa.Value) []ssa.Value {
	var list []ssa.Value
	for _, r := range a.roots(v, reads) {
		if r.f != nil {
			continue
		}
		switch x := r.v.(type) {
		case *ssa.Parameter:
			list = append(list, x)
		case *ssa.FreeVar:
			for _, c := range origin.Captured(x) {
				if alloc, ok := c.(*ssa.Alloc); ok {
					stores, _ := a.Origin.Stores(alloc)
					for _, st := range stores {
						if p, ok := st.Val.(*ssa.Parameter); ok {
							list = append(list, p)
						}
					}
				} else if p, ok := c.(*ssa.Parameter); ok {
					list = append(list, p)
				}
			}
		}
	}
	return list
}

// isWriter reports whether t is an interface with Write, or a file.
func isWriter(t types.Type) bool {
	t = types.Unalias(t)
	if it, ok := t.Underlying().(*types.Interface); ok {
		for m := range it.Methods() {
			if m.Name() == "Write" {
				return it.NumMethods() <= 3
			}
		}
		return false
	}
	if p, ok := t.(*types.Pointer); ok {
		n, ok := types.Unalias(p.Elem()).(*types.Named)
		return ok && n.Obj().Pkg() != nil && n.Obj().Pkg().Path() == "os" && n.Obj().Name() == "File"
	}
	return false
}

// secondTries returns the calls that are made a second time after a first failure with a
// writer that the first one may have written to in part.
func (a *Analysis) secondTries(fn *ssa.Function) []*Leftover {
	type filling struct {
		call *ssa.Call
		dst  ssa.Value
		by   string
	}
	var calls []filling
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			if call, ok := instr.(*ssa.Call); ok {
				if dst, by := a.writesTo(call); dst != nil && by != "" && errorOf(call) != nil {
					calls = append(calls, filling{call, dst, by})
				}
			}
		}
	}
	var list []*Leftover
	for i, second := range calls {
		for _, first := range calls[:i] {
			if origin.CalleeObject(first.call.Common()) != origin.CalleeObject(second.call.Common()) || !afterFailure(first.call, second.call) {
				continue
			}
			rs := a.roots(first.dst, reads)
			if len(rs) == 0 || !sameRoots(rs, a.roots(second.dst, reads)) {
				continue
			}
			if on, ok := between(first.call, second.call, nil, false); !ok || resets(on) {
				continue
			}
			w := &back{r: &Region{Fn: fn, Loop: fn.Blocks, Back: second.call}, call: first.call, err: map[ssa.Value]bool{errorOf(first.call): true}}
			if w.search() >= Filtered {
				continue // after failures of a kind that may well come before anything is written
			}
			word := Word(second.call, second.dst, "the writer")
			if isLog(word) || isRecord(word, second.dst.Type()) {
				continue
			}
			list = append(list, &Leftover{At: second.call, Region: &Region{Fn: fn, Name: "the second try"}, Kind: Output, Name: word, By: first.by})
			break
		}
	}
	return list
}

func resets(on []ssa.Instruction) bool {
	for _, instr := range on {
		if call, ok := instr.(ssa.CallInstruction); ok && callResets(call) {
			return true
		}
	}
	return false
}
