package stamps

import (
	"go/types"
	"strings"
	"time"

	"golang.org/x/tools/go/ssa"

	"github.com/distvet/distvet/analyzers/internal/origin"
)

// call evaluates result i of a call.
func (a *Analysis) call(call *ssa.Call, i int) *Value {
	c := call.Common()
	if b, ok := c.Value.(*ssa.Builtin); ok {
		return a.builtin(b, c)
	}
	obj := calleeObj(c)
	if obj == nil {
		return a.dynamic(call, i)
	}
	if obj.Pkg() != nil {
		switch obj.Pkg().Path() {
		case "time":
			return a.timeCall(obj, call)
		case "sync/atomic", "go.uber.org/atomic":
			switch obj.Name() {
			case "Load", "LoadInt64", "LoadUint64":
				return a.evalAddr(c.Args[0])
			}
			return unknown
		}
	}
	if v := a.wellKnown(obj, call, i); v != nil {
		return v
	}
	fn := origin.Callee(c)
	if fn != nil && fn.Blocks != nil && fn.Pkg == a.env.SSA.Pkg {
		v := a.instantiate(a.result(fn, i), fn, c, call)
		if strings.EqualFold(obj.Name(), "max") && floored(c.Args) {
			v.Kinds |= Floored
		}
		return v
	}
	if obj.Pkg() != a.pkg && !c.IsInvoke() {
		if s, known := a.env.Imported(obj); known && s != nil {
			return a.imported(s, obj, call, i)
		}
	}
	if isClock(obj) {
		return a.made(Mono, obj.Name()+"()", call)
	}
	return unknown
}

// isClock reports whether fn reads a clock by its shape: Now() of an injected clock.
func isClock(fn *types.Func) bool {
	s := fn.Signature()
	return fn.Name() == "Now" && s.Params().Len() == 0 && s.Results().Len() == 1 && isTime(s.Results().At(0).Type())
}

func (a *Analysis) made(k Kinds, expr string, call *ssa.Call) *Value {
	return &Value{Kinds: k, Origins: []*Origin{{Kind: k, Expr: expr, Func: FuncName(call.Parent()), Pos: call.Pos(), call: call}}}
}

// imported evaluates result i of a function of another package by its summary.
func (a *Analysis) imported(s *Summary, obj *types.Func, call *ssa.Call, i int) *Value {
	for _, r := range s.Results {
		if r.Index != i {
			continue
		}
		w := &Value{Kinds: r.Kinds, shifted: r.Shift}
		if k := r.Kinds & (local | Foreign | File); k != 0 {
			w.Origins = []*Origin{{Kind: k, Expr: obj.Pkg().Name() + "." + obj.Name() + "()", Func: FuncName(call.Parent()), Pos: call.Pos(), kept: r.Kept}}
		}
		for _, f := range r.Params {
			if arg := origin.Argument(call.Common(), f.Index); arg != nil {
				w.union(transform(a.eval(arg), f.Add, &Origin{Expr: " through " + obj.Pkg().Name() + "." + obj.Name(), Func: FuncName(call.Parent()), Pos: call.Pos()}))
			} else {
				w.Kinds |= Unknown
			}
		}
		return w
	}
	if isClock(obj) {
		return a.made(Mono, obj.Name()+"()", call)
	}
	return unknown
}

// dynamic evaluates a call of a function value: func() time.Time is a clock.
func (a *Analysis) dynamic(call *ssa.Call, i int) *Value {
	sig := call.Common().Signature()
	if sig.Params().Len() != 0 || sig.Results().Len() != 1 || !isTime(sig.Results().At(0).Type()) {
		return unknown
	}
	fns, closed := a.env.Origin.Targets(call, nil, nil)
	if !closed || len(fns) == 0 {
		return a.made(Mono, "the injected clock", call)
	}
	w := new(Value)
	for _, fn := range fns {
		if fn.Blocks == nil {
			w.union(a.made(Mono, "the injected clock", call))
			continue
		}
		w.union(a.instantiate(a.result(fn, i), fn, call.Common(), call))
	}
	return w
}

func (a *Analysis) builtin(b *ssa.Builtin, c *ssa.CallCommon) *Value {
	switch b.Name() {
	case "min", "max":
		w := new(Value)
		for _, arg := range c.Args {
			w.union(a.eval(arg))
		}
		if floored(c.Args) {
			w.Kinds |= Floored
		}
		return w
	}
	return unknown
}

// timeCall evaluates functions and methods of package time.
func (a *Analysis) timeCall(obj *types.Func, call *ssa.Call) *Value {
	args := call.Common().Args
	step := func(expr string) *Origin {
		return &Origin{Expr: expr, Func: FuncName(call.Parent()), Pos: call.Pos(), call: call}
	}
	switch recvName(obj) {
	case "":
		switch obj.Name() {
		case "Now":
			return a.made(Mono, "time.Now()", call)
		case "Unix", "UnixMilli", "UnixMicro":
			w := new(Value)
			for _, arg := range args {
				v := a.eval(arg)
				if len(args) == 2 && isConst(arg) {
					continue
				}
				w.union(v)
			}
			if w.Kinds == 0 && len(w.params) == 0 {
				return konst
			}
			w = transform(w, Stripped, nil).clone()
			w.seconds = false
			return w
		case "Parse", "ParseInLocation":
			if len(args) > 1 && isConst(args[1]) {
				return konst
			}
			return a.made(textOf(call), "parsed from text", call)
		case "Date":
			return unknown
		}
	case "Time":
		switch obj.Name() {
		case "Add":
			w := a.eval(args[0]).clone()
			w.shifted = true
			w.added += " " + a.nameOf(args[1])
			if n, ok := a.constant(args[1]); ok {
				w.earlier = w.earlier || n < 0
				w.length = max(w.length, time.Duration(n))
			}
			w.margin = w.margin || a.named(args[1], isMargin) || hasWord(isMargin, a.argText(call, 0))
			return w
		case "UTC", "Local", "In":
			return transform(a.eval(args[0]), Stripped, step("."+obj.Name()+"()"))
		case "Round", "Truncate":
			if n, ok := origin.Int(args[1]); ok && n <= 0 {
				return transform(a.eval(args[0]), Stripped|Wall, nil)
			}
			if n, ok := origin.Int(args[1]); ok && n <= 1e9 { // the precision of a store or a format
				kind := Stripped
				if n == 1e9 {
					kind |= Coarse
				}
				return transform(a.eval(args[0]), kind, step("."+obj.Name()+"(...)"))
			}
			return transform(a.eval(args[0]), Stripped|Aligned, step("."+obj.Name()+"(...)"))
		case "AddDate":
			return transform(a.eval(args[0]), Stripped|Aligned, step(".AddDate(...)"))
		case "Unix", "UnixNano", "UnixMilli", "UnixMicro":
			add := Stripped
			if obj.Name() == "Unix" {
				add |= Coarse
			}
			w := transform(a.eval(args[0]), add, step("."+obj.Name()+"()")).clone()
			w.seconds = obj.Name() == "Unix"
			return w
		}
	}
	return unknown
}

// textOf tells whose text a function parses: in one that is given an open file, or opens one,
// what was written on this machine.
func textOf(call *ssa.Call) Kinds {
	fn := origin.Outermost(call.Parent())
	for _, p := range fn.Params {
		if isNamed(origin.Deref(p.Type()), "os", "File") {
			return File
		}
	}
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			if call, ok := instr.(*ssa.Call); ok {
				if obj := calleeObj(call.Common()); obj != nil && obj.Pkg() != nil && obj.Pkg().Path() == "os" {
					switch obj.Name() {
					case "Open", "OpenFile", "ReadFile":
						return File
					}
				}
			}
		}
	}
	return Foreign
}

func isConst(v ssa.Value) bool { _, ok := v.(*ssa.Const); return ok }

// wellKnown evaluates calls of libraries that carry times, or returns nil.
func (a *Analysis) wellKnown(obj *types.Func, call *ssa.Call, i int) *Value {
	c := call.Common()
	recv := origin.Named(recvType(obj))
	switch obj.Name() {
	case "ModTime":
		if s := obj.Signature(); s.Params().Len() == 0 && s.Results().Len() == 1 && isTime(s.Results().At(0).Type()) {
			return a.made(File, "ModTime()", call)
		}
	case "AsTime":
		if recv != nil && isWrapper(recv) {
			return a.evalAddr(c.Args[0])
		}
	case "ParseTime":
		if obj.Pkg() != nil && obj.Pkg().Path() == "net/http" {
			return a.made(Foreign, "parsed from a header", call)
		}
	case "ParseInt", "ParseUint", "Atoi":
		if obj.Pkg() != nil && obj.Pkg().Path() == "strconv" && i == 0 && !isConst(c.Args[0]) {
			return a.made(textOf(call), "parsed from text", call)
		}
	case "Uint64", "Int64":
		if obj.Pkg() != nil && obj.Pkg().Path() == "encoding/binary" {
			if a.encodesClock() {
				return unknown // its own stamp may come back
			}
			return a.made(Foreign, "decoded from bytes", call)
		}
	case "Now":
		if obj.Pkg() != nil && strings.HasSuffix(obj.Pkg().Path(), "apis/meta/v1") {
			return a.made(Mono, "metav1.Now()", call)
		}
	case "Deadline": // of a context: WithTimeout keeps time.Now().Add(d) as it is
		if i == 0 && obj.Pkg() != nil && obj.Pkg().Path() == "context" {
			return &Value{Kinds: Mono, shifted: true, Origins: []*Origin{{Kind: Mono, Expr: "the deadline of a context", Func: FuncName(call.Parent()), Pos: call.Pos(), kept: true}}}
		}
	case "NewNumericDate":
		return a.eval(c.Args[0])
	case "NewTime", "NewMicroTime":
		if obj.Pkg() != nil && strings.HasSuffix(obj.Pkg().Path(), "apis/meta/v1") {
			return a.eval(c.Args[0])
		}
	}
	// Getters of generated messages.
	if recv != nil && strings.HasPrefix(obj.Name(), "Get") && obj.Signature().Params().Len() == 0 && isMessage(recv) {
		if f := fieldNamed(recv, strings.TrimPrefix(obj.Name(), "Get")); f != nil && a.keepsIn(f) {
			return unknown
		}
		return &Value{Kinds: Foreign, Origins: []*Origin{{Kind: Foreign, Expr: "received in " + recv.Obj().Name(), Pos: call.Pos()}}}
	}
	return nil
}

// encodesClock reports whether the package itself writes readings of the clock as bytes.
func (a *Analysis) encodesClock() bool {
	for _, call := range a.ix.encodes {
		args := call.Common().Args
		if a.eval(args[len(args)-1]).has(local) {
			return true
		}
	}
	return false
}

// fieldNamed returns the field of a struct type by its name, or nil.
func fieldNamed(n *types.Named, name string) *types.Var {
	st, ok := n.Underlying().(*types.Struct)
	if !ok {
		return nil
	}
	for i := range st.NumFields() {
		if f := st.Field(i); f.Name() == name {
			return f.Origin()
		}
	}
	return nil
}

// named reports whether is holds for a word of the name that v goes by in the source: a
// constant, a field, a variable, a function.
func (a *Analysis) named(v ssa.Value, is func(string) bool) bool {
	return hasWord(is, a.nameOf(v))
}

// nameOf returns the name of the field, variable or function that v is, or "".
func (a *Analysis) nameOf(v ssa.Value) string {
	switch v := v.(type) {
	case *ssa.Convert:
		return a.nameOf(v.X)
	case *ssa.ChangeType:
		return a.nameOf(v.X)
	case *ssa.Parameter:
		return v.Name()
	case *ssa.FreeVar:
		return v.Name()
	case *ssa.Phi:
		return v.Comment
	case *ssa.Alloc:
		return v.Comment
	case *ssa.Global:
		return v.Name()
	case *ssa.UnOp:
		return a.nameOf(v.X)
	case *ssa.FieldAddr:
		if f := origin.FieldVar(v); f != nil {
			return f.Name()
		}
	case *ssa.Field:
		if st, ok := v.X.Type().Underlying().(*types.Struct); ok {
			return st.Field(v.Field).Name()
		}
	case *ssa.BinOp:
		return a.nameOf(v.X) + " " + a.nameOf(v.Y)
	case *ssa.Call:
		if obj := calleeObj(v.Common()); obj != nil {
			if isNamed(recvType(obj), "time", "Duration") {
				return a.nameOf(v.Common().Args[0])
			}
			return obj.Name()
		}
	case *ssa.Extract:
		return a.nameOf(v.Tuple)
	}
	return ""
}

// isMargin reports whether a word names an allowance for clocks that disagree.
func isMargin(w string) bool {
	switch w {
	case "skew", "leeway", "grace", "drift", "margin", "tolerance", "slack", "buffer", "delta", "early", "ahead", "jitter", "allowance", "fudge", "padding", "safety":
		return true
	}
	return false
}
