package stamps

import (
	"go/token"
	"go/types"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/distvet/distvet/analyzers/internal/origin"
)

// An index is one pass over the package's code: where stamps may decide, and what is
// stored where.
type index struct {
	compares  []*ssa.Call // time.Since, Until; Time.Sub, After, Before, Compare
	deadlines []*ssa.Call // calls that take a time as a deadline
	numbers   []*ssa.Call // calls that make a number of a time
	formats   []*ssa.Call // calls that make text of a time
	reads     int         // clock reads

	fieldAddrs map[*types.Var][]*ssa.FieldAddr // of fields that may hold stamps, or maps and slices of them
	owner      map[*types.Var]*types.Named
	globals    map[*ssa.Global][]ssa.Value // what is stored
	elems      map[any][]ssa.Value         // what is put into a map or slice, by where that is kept
	makes      map[*ssa.MakeMap]any        // where a new map goes
	decoded    map[*types.TypeName]string  // struct types that a decoder fills, by the function that does
	filled     map[*types.TypeName]bool    // struct types that code elsewhere is given to fill
	loaded     map[*types.TypeName]Kinds   // struct types that code out of sight may fill: Unknown or Open, see boxed
	params     map[*types.TypeParam]Kinds  // the same of type parameters
	receivers  map[*types.TypeParam]*types.TypeParam
	casts      []cast
	calls      map[*types.Func][]*ssa.Call // calls of functions elsewhere that have stamp parameters
	pairs      []*ssa.BinOp                // comparisons with a number of a record whose name says time
	floors     []*ssa.BinOp                // a field plus a constant
	stores     []*ssa.Store                // stores to fields of stamp types, and of big integers
	updates    []*ssa.MapUpdate
	encodes    []*ssa.Call // numbers that are written as bytes
	// globalCalls holds the calls that are given the address of a package variable; made when first asked.
	globalCalls map[*ssa.Global][]ssa.CallInstruction
}

func (ix *index) any() bool {
	return len(ix.compares)+len(ix.deadlines)+len(ix.numbers)+len(ix.formats)+len(ix.pairs)+ix.reads > 0
}

func newIndex(a *Analysis) *index {
	ix := &index{
		fieldAddrs: make(map[*types.Var][]*ssa.FieldAddr), owner: make(map[*types.Var]*types.Named),
		globals: make(map[*ssa.Global][]ssa.Value), elems: make(map[any][]ssa.Value), makes: make(map[*ssa.MakeMap]any),
		decoded: make(map[*types.TypeName]string), filled: make(map[*types.TypeName]bool),
		loaded: make(map[*types.TypeName]Kinds), params: make(map[*types.TypeParam]Kinds), receivers: receivers(a.env.SSA.Funcs), calls: make(map[*types.Func][]*ssa.Call),
	}
	for fn, instr := range a.env.SSA.Code() {
		switch instr := instr.(type) {
		case *ssa.FieldAddr:
			ix.fieldAddr(instr)
		case *ssa.Store:
			ix.store(instr)
		case *ssa.BinOp:
			ix.op(instr)
		case *ssa.MapUpdate:
			ix.updates = append(ix.updates, instr)
			if k := container(instr.Map); k != nil && isStampType(instr.Value.Type()) {
				ix.elems[k] = append(ix.elems[k], instr.Value)
			}
		case *ssa.MakeInterface:
			ix.boxed(a, instr)
		case *ssa.ChangeType:
			ix.cast(instr.X.Type(), instr.Type())
		case *ssa.Convert:
			ix.cast(instr.X.Type(), instr.Type())
		case *ssa.Call:
			ix.call(a, fn, instr)
		case *ssa.Defer:
			ix.decoder(fn, &instr.Call)
		case *ssa.Go:
			ix.decoder(fn, &instr.Call)
		}
	}
	ix.close(a)
	return ix
}

func (ix *index) fieldAddr(fa *ssa.FieldAddr) {
	f := origin.FieldVar(fa)
	if f == nil || !holdsStamps(f.Type()) {
		return
	}
	ix.fieldAddrs[f] = append(ix.fieldAddrs[f], fa)
	if ix.owner[f] == nil {
		ix.owner[f] = origin.Named(fa.X.Type())
	}
}

// op notes the arithmetic that orders records or keeps a sequence from falling.
func (ix *index) op(op *ssa.BinOp) {
	switch op.Op {
	case token.LSS, token.LEQ, token.GTR, token.GEQ:
		if !isNumber(op.X.Type()) || isConst(op.X) || isConst(op.Y) {
			return
		}
		f, _ := fieldOf(op.X)
		g, _ := fieldOf(op.Y)
		if f != nil && hasWord(isTimeWord, fieldName(f)) || g != nil && hasWord(isTimeWord, fieldName(g)) {
			ix.pairs = append(ix.pairs, op)
		}
	case token.ADD:
		if isNumber(op.X.Type()) && isConst(op.Y) {
			if f, _ := fieldOf(op.X); f != nil {
				ix.floors = append(ix.floors, op)
			}
		}
	}
}

func isNumber(t types.Type) bool {
	b, ok := t.Underlying().(*types.Basic)
	return ok && (b.Kind() == types.Int64 || b.Kind() == types.Uint64)
}

// holdsStamps reports whether a field of type t may hold a stamp, or a map or slice of stamps.
func holdsStamps(t types.Type) bool {
	switch u := types.Unalias(t).(type) {
	case *types.Map:
		return isStampType(u.Elem())
	case *types.Slice:
		return isStampType(u.Elem())
	}
	return isStampType(t) || isAtomic(t)
}

// isAtomic reports whether t is an atomic variable that may hold a stamp.
func isAtomic(t types.Type) bool {
	n, ok := types.Unalias(t).(*types.Named)
	if !ok || n.Obj().Pkg() == nil {
		return false
	}
	switch n.Obj().Pkg().Path() {
	case "sync/atomic", "go.uber.org/atomic":
		switch n.Obj().Name() {
		case "Int64", "Uint64", "Int32", "Uint32", "Value", "Time":
			return true
		}
	}
	return false
}

func isAtomicPkg(fn *types.Func) bool {
	return fn.Pkg() != nil && (fn.Pkg().Path() == "sync/atomic" || fn.Pkg().Path() == "go.uber.org/atomic")
}

// isSyncMap reports whether a call reads or writes a sync.Map.
func isSyncMap(c *ssa.CallCommon) bool {
	obj := calleeObj(c)
	if obj == nil || obj.Pkg() == nil || obj.Pkg().Path() != "sync" || recvName(obj) != "Map" {
		return false
	}
	switch obj.Name() {
	case "Load", "Store", "LoadAndDelete", "LoadOrStore":
		return true
	}
	return false
}

// syncMapKey returns the place where a sync.Map is kept, nil if it is not in sight.
func syncMapKey(c *ssa.CallCommon) any {
	switch m := c.Args[0].(type) {
	case *ssa.FieldAddr:
		if f := origin.FieldVar(m); f != nil {
			return f
		}
	case *ssa.Global:
		return m
	}
	return nil
}

func (ix *index) store(st *ssa.Store) {
	switch addr := st.Addr.(type) {
	case *ssa.FieldAddr:
		if isStampType(st.Val.Type()) || origin.IsText(st.Val.Type()) || isNamed(st.Val.Type(), "math/big", "Int") || isBigInt(st.Val.Type()) {
			ix.stores = append(ix.stores, st)
		}
		if mm, ok := st.Val.(*ssa.MakeMap); ok {
			ix.makes[mm] = origin.FieldVar(addr)
		}
	case *ssa.Global:
		ix.globals[addr] = append(ix.globals[addr], st.Val)
		if mm, ok := st.Val.(*ssa.MakeMap); ok {
			ix.makes[mm] = addr
		}
	case *ssa.IndexAddr:
		if k := container(addr.X); k != nil && isStampType(st.Val.Type()) {
			ix.elems[k] = append(ix.elems[k], st.Val)
		}
	}
}

func isBigInt(t types.Type) bool {
	p, ok := types.Unalias(t).(*types.Pointer)
	return ok && isNamed(p.Elem(), "math/big", "Int")
}

// container returns the place where a map or slice is kept, the key of its elements: a
// field, a package variable, a local variable, or the map itself.
func container(v ssa.Value) any {
	switch v := v.(type) {
	case *ssa.UnOp:
		if v.Op == token.MUL {
			switch addr := v.X.(type) {
			case *ssa.FieldAddr:
				if f := origin.FieldVar(addr); f != nil {
					return f
				}
			case *ssa.Global:
				return addr
			case *ssa.Alloc:
				return addr
			}
		}
	case *ssa.MakeMap:
		return v
	}
	return nil
}

func (ix *index) call(a *Analysis, fn *ssa.Function, call *ssa.Call) {
	c := call.Common()
	obj := calleeObj(c)
	if obj == nil {
		return
	}
	name := obj.Name()
	if isSyncMap(c) {
		if k := syncMapKey(c); k != nil && (name == "Store" || name == "LoadOrStore") {
			v := c.Args[2]
			if mi, ok := v.(*ssa.MakeInterface); ok {
				v = mi.X
			}
			ix.elems[k] = append(ix.elems[k], v)
			if fa, ok := c.Args[0].(*ssa.FieldAddr); ok && ix.owner[k.(*types.Var)] == nil {
				ix.owner[k.(*types.Var)] = origin.Named(fa.X.Type())
			}
		}
		return
	}
	if obj.Pkg() != nil && obj.Pkg().Path() == "time" {
		switch recvName(obj) {
		case "":
			switch name {
			case "Now":
				ix.reads++
			case "Since", "Until":
				ix.compares = append(ix.compares, call)
			}
		case "Time":
			switch name {
			case "Sub", "After", "Before", "Compare":
				ix.compares = append(ix.compares, call)
			case "Unix", "UnixNano", "UnixMilli", "UnixMicro":
				ix.numbers = append(ix.numbers, call)
			case "Format":
				ix.formats = append(ix.formats, call)
			}
		}
		return
	}
	switch name {
	case "PutUint64", "AppendUint64":
		if obj.Pkg() != nil && obj.Pkg().Path() == "encoding/binary" {
			ix.encodes = append(ix.encodes, call)
			return
		}
	case "Since", "Until": // of an injected clock
		if s := obj.Signature(); s.Recv() != nil && s.Params().Len() == 1 && isTime(s.Params().At(0).Type()) &&
			s.Results().Len() == 1 && isNamed(s.Results().At(0).Type(), "time", "Duration") {
			ix.compares = append(ix.compares, call)
			return
		}
	case "Before", "After":
		if n := origin.Named(recvType(obj)); n != nil && isWrapper(n) {
			ix.compares = append(ix.compares, call)
			return
		}
	case "WithDeadline", "WithDeadlineCause":
		if obj.Pkg() != nil && obj.Pkg().Path() == "context" {
			ix.deadlines = append(ix.deadlines, call)
			return
		}
	case "SetDeadline", "SetReadDeadline", "SetWriteDeadline":
		if s := obj.Signature(); s.Params().Len() == 1 && isTime(s.Params().At(0).Type()) {
			ix.deadlines = append(ix.deadlines, call)
			return
		}
	}
	if s := obj.Signature(); s.Results().Len() > 0 || s.Params().Len() > 0 {
		for i := range s.Params().Len() {
			if isStampType(s.Params().At(i).Type()) {
				ix.calls[obj] = append(ix.calls[obj], call)
				break
			}
		}
		// A helper of another package that makes a number or a time is seen by its summary.
		if c.StaticCallee() != nil && c.StaticCallee().Blocks == nil && s.Results().Len() == 1 && isStampType(s.Results().At(0).Type()) {
			if sum, known := a.env.Imported(obj); known && sum != nil && len(sum.Results) > 0 {
				ix.numbers = append(ix.numbers, call)
			}
		}
	}
	ix.decoder(fn, c)
}

func recvType(fn *types.Func) types.Type {
	if r := fn.Signature().Recv(); r != nil {
		return r.Type()
	}
	return types.Typ[types.Invalid]
}

// calleeObj returns the function or method a call names, of the generic declaration. A
// method value that is called has its receiver elsewhere than among the arguments, and is
// not looked at.
func calleeObj(c *ssa.CallCommon) *types.Func {
	if c.IsInvoke() {
		return c.Method.Origin()
	}
	fn := c.StaticCallee()
	if fn == nil {
		return nil
	}
	obj, ok := fn.Object().(*types.Func)
	if !ok {
		return nil
	}
	want := obj.Signature().Params().Len()
	if obj.Signature().Recv() != nil {
		want++
	}
	if len(c.Args) != want {
		return nil
	}
	return obj.Origin()
}

// decoder notes the struct types whose exported fields a decoder fills.
func (ix *index) decoder(fn *ssa.Function, c *ssa.CallCommon) {
	obj := calleeObj(c)
	if obj == nil || obj.Pkg() == fn.Pkg.Pkg && !c.IsInvoke() {
		return
	}
	if !isDecoder(obj.Name()) || obj.Pkg() == fn.Pkg.Pkg {
		if isFiller(obj.Name()) {
			for _, arg := range c.Args {
				if mi, ok := arg.(*ssa.MakeInterface); ok {
					if n := origin.Named(mi.X.Type()); n != nil && !isTime(n) {
						ix.filled[n.Origin().Obj()] = true
					}
				}
			}
		}
		return
	}
	where := FuncName(fn)
	for _, arg := range c.Args {
		if mi, ok := arg.(*ssa.MakeInterface); ok {
			arg = mi.X
		} else if !isEmptyInterface(arg.Type()) && c.IsInvoke() {
			continue
		}
		if p, ok := types.Unalias(arg.Type()).(*types.Pointer); ok {
			ix.markDecoded(p.Elem(), where, 0)
		}
	}
}

// isFiller reports whether functions of this name may fill what their argument points to
// from wherever things are kept.
func isFiller(name string) bool {
	for _, p := range [...]string{"Get", "Load", "Read", "Fetch", "Query", "Select", "Lookup", "Receive", "Call", "Do", "Iterate", "Restore", "Parse"} {
		if strings.HasPrefix(name, p) {
			return true
		}
	}
	return false
}

func isEmptyInterface(t types.Type) bool {
	i, ok := t.Underlying().(*types.Interface)
	return ok && i.NumMethods() == 0
}

// isDecoder reports whether functions of this name fill what their pointer argument points
// to from bytes or rows that another process may have written.
func isDecoder(name string) bool {
	switch name {
	case "Decode", "DecodeElement", "DecodeStrict", "Scan", "StructScan", "ScanStruct", "ReadJSON", "Bind", "ShouldBind",
		"ShouldBindJSON", "BindJSON", "BodyParser", "First", "Find", "Take", "GetContext", "SelectContext", "All", "One":
		return true
	}
	return strings.HasPrefix(name, "Unmarshal") || strings.HasPrefix(name, "DecodeJSON")
}

func (ix *index) markDecoded(t types.Type, where string, deep int) {
	if deep > 6 {
		return
	}
	switch t := types.Unalias(t).(type) {
	case *types.Pointer, *types.Slice, *types.Array, *types.Map:
		ix.markDecoded(elem(t), where, deep+1)
	case *types.Named:
		obj := t.Origin().Obj()
		if _, ok := ix.decoded[obj]; ok {
			return
		}
		st, ok := t.Underlying().(*types.Struct)
		if !ok {
			if _, named := t.Underlying().(*types.Basic); !named {
				ix.markDecoded(t.Underlying(), where, deep+1)
			}
			return
		}
		if isTime(t) || isWrapper(t) {
			return
		}
		ix.decoded[obj] = where
		for i := range st.NumFields() {
			if f := st.Field(i); f.Exported() || f.Embedded() {
				ix.markDecoded(f.Type(), where, deep+1)
			}
		}
	case *types.Struct:
		for i := range t.NumFields() {
			if f := t.Field(i); f.Exported() || f.Embedded() {
				ix.markDecoded(f.Type(), where, deep+1)
			}
		}
	}
}
