package repeat

import (
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/distvet/distvet/analyzers/internal/effect"
	"github.com/distvet/distvet/analyzers/internal/origin"
)

// This file judges repeats that know of the body, and do not give it to what is sent.

// A Mistaken is a request that is given its body anew in a loop which sends another one, a
// copy that was made before the loop.
type Mistaken struct {
	At   *ssa.Store // what sets the body
	Call *ssa.Call  // what sends the copy
	Name string     // the request that is given the body
	Copy string     // the one that is sent
}

// MistakenRewinds returns the requests that fn rewinds in place of their copies.
func (a *Analysis) MistakenRewinds(fn *ssa.Function) []Mistaken {
	var list []Mistaken
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			st, ok := instr.(*ssa.Store)
			if !ok {
				continue
			}
			req, field := requestField(st.Addr)
			if field != "Body" || isNoBody(st.Val) {
				continue
			}
			loop := &Region{Fn: fn, Loop: cycle(b)}
			if loop.Loop == nil {
				continue
			}
			if call, sent := a.copySent(loop, req); call != nil {
				list = append(list, Mistaken{At: st, Call: call, Name: Word(call, req, "one request"), Copy: Word(call, sent, "its copy")})
			}
		}
	}
	return list
}

// copySent returns the call in a loop that sends a copy of req which was made before the
// loop, and the copy, if the loop neither sends req itself nor gives the copy a body.
func (a *Analysis) copySent(loop *Region, req ssa.Value) (*ssa.Call, ssa.Value) {
	var found *ssa.Call
	var copied ssa.Value
	for _, b := range loop.Loop {
		for _, instr := range b.Instrs {
			call, ok := instr.(*ssa.Call)
			if !ok {
				continue
			}
			for i, arg := range call.Call.Args {
				if !effect.IsRequest(arg.Type()) || !a.sendsArg(call, i) {
					continue
				}
				if found != nil {
					return nil, nil
				}
				made, ok := arg.(ssa.Instruction)
				if !ok || loop.Has(made.Block()) || !copyOf(arg, req) || setsBody(loop, arg) {
					return nil, nil
				}
				found, copied = call, arg
			}
		}
	}
	return found, copied
}

// copyOf reports whether a request is the result of a function that was given the other one.
func copyOf(v, req ssa.Value) bool {
	if e, ok := v.(*ssa.Extract); ok {
		v = e.Tuple
	}
	call, ok := v.(*ssa.Call)
	if !ok {
		return false
	}
	for _, arg := range call.Call.Args {
		if arg == req {
			return true
		}
	}
	return false
}

// setsBody reports whether the loop sets the body of the request.
func setsBody(loop *Region, req ssa.Value) bool {
	for _, ref := range *req.Referrers() {
		fa, ok := ref.(*ssa.FieldAddr)
		if !ok || origin.FieldVar(fa).Name() != "Body" {
			continue
		}
		for _, r := range *fa.Referrers() {
			if st, ok := r.(*ssa.Store); ok && st.Addr == ssa.Value(fa) && loop.Has(st.Block()) {
				return true
			}
		}
	}
	return false
}

// sendsArg reports whether a call sends its i-th argument, a request, as it is: by itself, or
// through functions of the package that set no body.
func (a *Analysis) sendsArg(call *ssa.Call, i int) bool {
	return a.sendsAt(call.Common(), call.Call.Args[i], 0)
}

func (a *Analysis) sendsAt(c *ssa.CallCommon, arg ssa.Value, deep int) bool {
	if req := sent(c, origin.CalleeObject(c)); req != nil {
		return req == arg
	}
	fn := a.entered(c)
	if fn == nil || deep > 4 {
		return false
	}
	sends := false
	for i, v := range c.Args {
		if v != arg {
			continue
		}
		for _, b := range fn.Blocks {
			for _, instr := range b.Instrs {
				switch instr := instr.(type) {
				case *ssa.Store:
					if _, field := requestField(instr.Addr); field == "Body" {
						return false // it may set the body of what it sends
					}
				case *ssa.Call:
					for _, w := range instr.Call.Args {
						if !effect.IsRequest(w.Type()) {
							continue
						}
						for _, r := range a.roots(w, 0) {
							sends = sends || r.v == ssa.Value(fn.Params[i]) && r.f == nil && a.sendsAt(instr.Common(), w, deep+1)
						}
					}
				}
			}
		}
	}
	return sends
}

// A Dropped is a body that the first try was given and the second one is not.
type Dropped struct {
	First, Second *ssa.Call
	Name          string // the reader
}

// DroppedBodies returns the calls of fn that repeat one which failed, with nil in the place
// of the reader that became the body of its request, and all else as it was.
func (a *Analysis) DroppedBodies(fn *ssa.Function) []Dropped {
	var list []Dropped
	var calls []*ssa.Call
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			if call, ok := instr.(*ssa.Call); ok && call.Call.StaticCallee() != nil && errorOf(call) != nil {
				calls = append(calls, call)
			}
		}
	}
	for _, second := range calls {
		if !slices.ContainsFunc(second.Call.Args, origin.IsNil) {
			continue
		}
		for _, first := range calls {
			if first == second || first.Call.StaticCallee() != second.Call.StaticCallee() || !afterFailure(first, second) {
				continue
			}
			if name := a.dropped(first, second); name != "" {
				list = append(list, Dropped{First: first, Second: second, Name: name})
				break
			}
		}
	}
	return list
}

// dropped names the reader that the first call makes a body of, and in whose place the
// second one has nil; it is "" if there is none, or another argument differs.
func (a *Analysis) dropped(first, second *ssa.Call) string {
	name := ""
	for i, arg := range second.Call.Args {
		was := first.Call.Args[i]
		if origin.IsNil(arg) && !origin.IsNil(was) {
			for _, u := range a.uses(first) {
				if u.kind == puts && u.value == was {
					name = Word(first, was, "the body")
				}
			}
			if name == "" {
				return ""
			}
			continue
		}
		if !sameLoad(arg, was) && !sameConst(arg, was) {
			return ""
		}
	}
	return name
}

func sameConst(v, w ssa.Value) bool {
	x, ok := v.(*ssa.Const)
	y, ok2 := w.(*ssa.Const)
	return ok && ok2 && x.String() == y.String()
}
