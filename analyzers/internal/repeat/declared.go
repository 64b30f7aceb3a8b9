package repeat

import (
	"encoding/binary"
	"go/constant"
	"go/types"
	"iter"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/distvet/distvet/analyzers/internal/catalog"
	"github.com/distvet/distvet/analyzers/internal/origin"
)

// This file reads what the authors of a remote procedure have declared of it: in a .proto file a
// method may be said to be free of side effects, or idempotent. The code that is generated
// for connect hands that to connect.NewClient; the one for gRPC holds the .proto file as it
// is described on the wire.

// Declared yields the methods of the package's interfaces that generated code declares to be
// idempotent, or free of side effects.
func (a *Analysis) Declared() iter.Seq[*types.Func] {
	return func(yield func(*types.Func) bool) {
		scope := a.SSA.Pkg.Pkg.Scope()
		grpc := described(scope)
		for _, name := range scope.Names() {
			tn, ok := scope.Lookup(name).(*types.TypeName)
			if !ok || !tn.Exported() || tn.IsAlias() || !strings.HasSuffix(name, "Client") {
				continue
			}
			it, ok := tn.Type().Underlying().(*types.Interface)
			if !ok {
				continue
			}
			for i := range it.NumExplicitMethods() {
				m := it.ExplicitMethod(i)
				if (grpc[strings.TrimSuffix(name, "Client")+"."+m.Name()] || a.implementedIdempotent(it, m)) && !yield(m) {
					return
				}
			}
		}
	}
}

// implementedIdempotent reports whether a type of the package implements the method by a call
// of a procedure that is declared to be idempotent.
func (a *Analysis) implementedIdempotent(it *types.Interface, m *types.Func) bool {
	if len(a.idempotentFields()) == 0 {
		return false
	}
	for _, tn := range a.concreteTypes() {
		t := types.NewPointer(tn.Type())
		if types.Implements(t, it) {
			if fn := a.SSA.Pkg.Prog.LookupMethod(t, m.Pkg(), m.Name()); fn != nil && a.callsIdempotent(fn) {
				return true
			}
		}
	}
	return false
}

// idempotentFields returns the fields of the package that hold a client of connect for a
// procedure which is declared to be idempotent.
func (a *Analysis) idempotentFields() map[*types.Var]bool {
	if a.idemFields == nil {
		a.idemFields = make(map[*types.Var]bool)
		for _, fn := range a.SSA.Funcs {
			for _, b := range fn.Blocks {
				for _, instr := range b.Instrs {
					st, ok := instr.(*ssa.Store)
					if !ok {
						continue
					}
					fa, ok := st.Addr.(*ssa.FieldAddr)
					if !ok {
						continue
					}
					if call, ok := st.Val.(*ssa.Call); ok && inConnect(call, "NewClient") && declares(call) {
						a.idemFields[origin.FieldVar(fa)] = true
					}
				}
			}
		}
	}
	return a.idemFields
}

// inConnect reports whether a call calls the function, or method of a client, of that name.
func inConnect(call *ssa.Call, name string) bool {
	callee := origin.CalleeObject(call.Common())
	return callee != nil && callee.Name() == name && callee.Pkg() != nil && catalog.Path(callee.Pkg()) == "connectrpc.com/connect"
}

// declares reports whether one of the options of a call says that the procedure is idempotent
// or has no side effects.
func declares(call *ssa.Call) bool {
	slice, ok := last(call.Common()).(*ssa.Slice)
	if !ok {
		return false
	}
	alloc, ok := slice.X.(*ssa.Alloc)
	if !ok {
		return false
	}
	for _, el := range elements(alloc) {
		if opt, ok := origin.Unboxed(origin.Unconverted(el)).(*ssa.Call); ok && inConnect(opt, "WithIdempotency") {
			if level, ok := origin.Int(opt.Call.Args[0]); ok && level > 0 {
				return true
			}
		}
	}
	return false
}

// callsIdempotent reports whether a method makes one call, of a procedure that is declared to
// be idempotent.
func (a *Analysis) callsIdempotent(fn *ssa.Function) bool {
	found := false
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			call, ok := instr.(*ssa.Call)
			if !ok || !inConnect(call, "CallUnary") {
				continue
			}
			load, ok := call.Call.Args[0].(*ssa.UnOp)
			if !ok {
				return false
			}
			fa, ok := load.X.(*ssa.FieldAddr)
			if !ok || !a.idempotentFields()[origin.FieldVar(fa)] {
				return false
			}
			found = true
		}
	}
	return found
}

// described returns the methods, by service, that the descriptors of the .proto files in a
// package declare to be idempotent or free of side effects.
func described(scope *types.Scope) map[string]bool {
	var list map[string]bool
	for _, name := range scope.Names() {
		c, ok := scope.Lookup(name).(*types.Const)
		if !ok || !strings.HasPrefix(name, "file_") || !strings.HasSuffix(name, "_rawDesc") || c.Val().Kind() != constant.String {
			continue
		}
		// FileDescriptorProto.service = 6, ServiceDescriptorProto.name = 1 and .method = 2,
		// MethodDescriptorProto.name = 1 and .options = 4, MethodOptions.idempotency_level = 34.
		for field, service := range fields([]byte(constant.StringVal(c.Val()))) {
			if field != 6 {
				continue
			}
			var of string
			for field, data := range fields(service) {
				if field == 1 {
					of = string(data)
				}
			}
			for field, method := range fields(service) {
				if field != 2 {
					continue
				}
				var name string
				level := uint64(0)
				for field, data := range fields(method) {
					switch field {
					case 1:
						name = string(data)
					case 4:
						for field, data := range fields(data) {
							if field == 34 {
								level, _ = binary.Uvarint(data)
							}
						}
					}
				}
				if level > 0 {
					if list == nil {
						list = make(map[string]bool)
					}
					list[of+"."+name] = true
				}
			}
		}
	}
	return list
}

// fields yields the fields of a message on the wire: the content of those with a length, the
// bytes of numbers. It ends where the message breaks off.
func fields(msg []byte) iter.Seq2[uint64, []byte] {
	return func(yield func(uint64, []byte) bool) {
		for len(msg) > 0 {
			tag, n := binary.Uvarint(msg)
			if n <= 0 {
				return
			}
			msg = msg[n:]
			size := 0
			switch tag & 7 {
			case 0:
				_, size = binary.Uvarint(msg)
				if size <= 0 {
					return
				}
			case 1:
				size = 8
			case 2:
				length, n := binary.Uvarint(msg)
				if n <= 0 || length > uint64(len(msg)-n) {
					return
				}
				msg = msg[n:]
				size = int(length)
			case 5:
				size = 4
			default:
				return
			}
			if size > len(msg) || !yield(tag>>3, msg[:size]) {
				return
			}
			msg = msg[size:]
		}
	}
}
