package repeat

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/distvet/distvet/analyzers/internal/boundary"
	"github.com/distvet/distvet/analyzers/internal/origin"
)

// This file judges what is kept for a second attempt: a GetBody that hands out the body that
// was read, and a buffer that holds as much of it as was read.

// SameBodies returns the functions that fn sets as GetBody of a request and that return the
// same reader on every call: net/http asks for it when the body has been read, and gets what
// is left. A type that requests are made of has such a field for the same purpose.
func (a *Analysis) SameBodies(fn *ssa.Function) []Stale {
	var list []Stale
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			st, ok := instr.(*ssa.Store)
			if !ok {
				continue
			}
			mc, ok := st.Val.(*ssa.MakeClosure)
			if !ok || !isGetBody(st.Addr) {
				continue
			}
			if fv := handsOut(mc.Fn.(*ssa.Function)); fv != nil {
				list = append(list, Stale{At: st, Name: fv.Name(), Given: givenFrom(mc, fv)})
			}
		}
	}
	return list
}

// isGetBody reports whether addr is a field that is used like GetBody of http.Request: it has that name
// and type, and stands beside a Body.
func isGetBody(addr ssa.Value) bool {
	fa, ok := addr.(*ssa.FieldAddr)
	if !ok {
		return false
	}
	f := origin.FieldVar(fa)
	if f == nil || f.Name() != "GetBody" || !hasBody(fa.X.Type()) {
		return false
	}
	sig, ok := f.Type().Underlying().(*types.Signature)
	return ok && sig.Params().Len() == 0 && sig.Results().Len() == 2 && boundary.IsNamed(sig.Results().At(0).Type(), "io", "ReadCloser")
}

// hasBody reports whether a struct, or what a pointer points to, has a field Body that is a reader.
func hasBody(t types.Type) bool {
	obj, _, _ := types.LookupFieldOrMethod(t, true, nil, "Body")
	f, ok := obj.(*types.Var)
	return ok && (isReader(f.Type()) || oneShot(f.Type()))
}

// handsOut returns the captured reader that the literal returns on each call as it is, nil if
// it returns another one or rewinds it.
func handsOut(lit *ssa.Function) (found *ssa.FreeVar) {
	for _, b := range lit.Blocks {
		for _, instr := range b.Instrs {
			switch instr := instr.(type) {
			case *ssa.Store, *ssa.Defer, *ssa.Go:
				return nil // it may be set anew
			case *ssa.Call:
				if callee := origin.CalleeObject(instr.Common()); callee == nil || callee.Name() != "NopCloser" {
					return nil // what it calls may rewind
				}
			case *ssa.Return:
				v := instr.Results[0]
				if c, ok := v.(*ssa.Const); ok && c.IsNil() {
					continue
				}
				fv := handedOut(v)
				if fv == nil || found != nil && found != fv {
					return nil
				}
				found = fv
			}
		}
	}
	return found
}

// givenFrom reports whether a literal captures for fv what any caller of an exported function may
// give, of a type that may be one which rewinds itself.
func givenFrom(mc *ssa.MakeClosure, fv *ssa.FreeVar) bool {
	at := slices.Index(mc.Fn.(*ssa.Function).FreeVars, fv)
	v := mc.Bindings[at]
	if alloc, ok := v.(*ssa.Alloc); ok {
		v = onlyStore(alloc)
	}
	p, ok := v.(*ssa.Parameter)
	if !ok || !types.IsInterface(p.Type()) {
		return false
	}
	return ast.IsExported(origin.Outermost(p.Parent()).Name())
}

// handedOut returns the captured variable whose reader a value is, behind conversions and
// io.NopCloser, or nil.
func handedOut(v ssa.Value) *ssa.FreeVar {
	for range 8 {
		switch x := origin.Unboxed(v).(type) {
		case *ssa.Call:
			v = x.Call.Args[0] // of NopCloser: nothing else is called
		case *ssa.UnOp:
			fv, ok := x.X.(*ssa.FreeVar)
			if !ok || x.Op != token.MUL || !oneShot(x.Type()) {
				return nil
			}
			return fv
		case *ssa.FreeVar:
			if !oneShot(x.Type()) {
				return nil
			}
			return x
		default:
			return nil
		}
	}
	return nil
}

// A Partial is a body that an attempt finds in a buffer which a TeeReader has filled: it
// holds no more than the attempt before has read.
type Partial struct {
	Call ssa.CallInstruction
	Tee  *ssa.Call
	Name string // the reader that was teed
}

// Partials returns the calls of fn that send again what a TeeReader has kept of a reader.
func (a *Analysis) Partials(fn *ssa.Function) []Partial {
	var list []Partial
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			tee, ok := instr.(*ssa.Call)
			if !ok {
				continue
			}
			callee := origin.CalleeObject(tee.Common())
			if callee == nil || callee.Pkg() == nil || callee.Pkg().Path() != "io" || callee.Name() != "TeeReader" {
				continue
			}
			kept := localBuffer(tee.Call.Args[1])
			if kept == nil {
				continue
			}
			if call := sentAgain(tee, kept); call != nil {
				list = append(list, Partial{Call: call, Tee: tee, Name: Word(tee, tee.Call.Args[0], "the reader")})
			}
		}
	}
	return list
}

// localBuffer returns the bytes.Buffer of the function that a writer is, or nil.
func localBuffer(v ssa.Value) *ssa.Alloc {
	alloc, ok := origin.Unboxed(v).(*ssa.Alloc)
	if !ok || !isBuffer(alloc.Type()) {
		return nil
	}
	return alloc
}

// sentAgain returns the call that is given what the buffer holds after another one was given
// the TeeReader: the same one in a loop, whose argument is either, or one by which the
// function calls itself with the buffer in place of the reader. It is nil if anything else
// reads the TeeReader, and may have read the rest.
func sentAgain(tee *ssa.Call, kept *ssa.Alloc) ssa.CallInstruction {
	from := map[ssa.Value]bool{kept: true} // what comes from the buffer
	for n := -1; n != len(from); {
		n = len(from)
		for v := range from {
			if v.Referrers() == nil {
				continue
			}
			for _, ref := range *v.Referrers() {
				switch ref := ref.(type) {
				case *ssa.MakeInterface, *ssa.ChangeInterface, *ssa.Phi:
					from[ref.(ssa.Value)] = true
				case *ssa.Call:
					switch callee := origin.CalleeObject(ref.Common()); {
					case callee == nil || ref == tee:
					case callee.Name() == "Bytes", callee.Name() == "NewReader", callee.Name() == "NewBuffer", callee.Name() == "NopCloser":
						from[ref] = true
					}
				}
			}
		}
	}
	teed := map[ssa.Value]bool{tee: true}
	for n := -1; n != len(teed); {
		n = len(teed)
		for v := range teed {
			for _, ref := range *v.Referrers() {
				switch ref := ref.(type) {
				case *ssa.MakeInterface, *ssa.ChangeInterface, *ssa.Phi:
					teed[ref.(ssa.Value)] = true
				}
			}
		}
	}
	var reader *ssa.Call // that the TeeReader is given to
	for v := range teed {
		for _, ref := range *v.Referrers() {
			call, ok := ref.(ssa.CallInstruction)
			if !ok {
				continue
			}
			c, ok := call.(*ssa.Call)
			if !ok || reader != nil && reader != c {
				return nil
			}
			reader = c
		}
	}
	if reader == nil {
		return nil
	}
	for _, arg := range reader.Call.Args {
		if teed[arg] && from[arg] {
			return reader // a loop: the TeeReader first, the buffer next
		}
	}
	param, ok := origin.Unboxed(tee.Call.Args[0]).(*ssa.Parameter)
	if !ok {
		return nil
	}
	for _, b := range tee.Parent().Blocks {
		for _, instr := range b.Instrs {
			call, ok := instr.(*ssa.Call)
			if !ok || call.Call.StaticCallee() != tee.Parent() {
				continue
			}
			if arg := origin.Argument(call.Common(), origin.ParamIndex(param)); arg != nil && from[arg] && origin.Reaches(reader.Block(), b) && !byFlag(b) {
				return call
			}
		}
	}
	return nil
}

// byFlag reports whether a block is reached only if a flag says so that the function has set
// before: it may know what it cannot send again.
func byFlag(b *ssa.BasicBlock) bool {
	for d := b.Idom(); d != nil; d = d.Idom() {
		cond, ok := d.Instrs[len(d.Instrs)-1].(*ssa.If)
		if !ok {
			continue
		}
		v := cond.Cond
		if not, ok := v.(*ssa.UnOp); ok && not.Op == token.NOT {
			v = not.X
		}
		if phi, ok := v.(*ssa.Phi); ok {
			for _, e := range phi.Edges {
				if _, isConst := e.(*ssa.Const); isConst {
					return true
				}
			}
		}
	}
	return false
}

// embedsReader reports whether a struct gets its Read from a reader of the standard library
// that is spent when it has been read.
func embedsReader(n *types.Named) bool {
	st, ok := n.Underlying().(*types.Struct)
	if !ok {
		return false
	}
	obj, index, _ := types.LookupFieldOrMethod(types.NewPointer(n), true, n.Obj().Pkg(), "Read")
	if _, ok := obj.(*types.Func); !ok || len(index) != 2 {
		return false
	}
	f := st.Field(index[0])
	t := f.Type()
	if _, ok := t.Underlying().(*types.Pointer); !ok {
		t = types.NewPointer(t)
	}
	return f.Embedded() && oneShot(t)
}
