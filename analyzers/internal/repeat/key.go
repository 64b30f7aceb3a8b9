package repeat

import (
	"go/constant"
	"go/token"
	"go/types"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/distvet/distvet/analyzers/internal/catalog"
	"github.com/distvet/distvet/analyzers/internal/origin"
)

// A sink is a place where a key that makes a repeat harmless is set.
type sink struct {
	name  string // of the header, field or option
	value ssa.Value
	at    ssa.Instruction
	weak  bool // a request id: for tracing as often as for recognising a repeat
	// option says that it is the argument of an option, whose library knows what it is for.
	option bool
}

// keyName reports whether a header, field, option or map key names what the other end
// recognises a repeat by; weak ones may be meant for tracing.
func keyName(name string) (ok, weak bool) {
	n := plain(name)
	for _, w := range [...]string{"idempot", "dedup", "clienttoken", "clientrequesttoken", "requesttoken", "repeatabilityrequest", "paypalrequestid"} {
		if strings.Contains(n, w) {
			return true, false
		}
	}
	switch n {
	case "msgid", "messageid", "withmsgid", "taskid", "clientrequestid", "natsmsgid":
		return true, false
	case "xrequestid", "requestid", "ifmatch", "ifnonematch", "ifunmodifiedsince":
		return true, true
	}
	return false, false
}

// messageID reports whether a key is called as protocols call the number of a message, which is
// another one for each.
func messageID(name string) bool {
	switch plain(name) {
	case "msgid", "messageid", "clientrequestid":
		return true
	}
	return false
}

// plain returns a name in small letters without what joins its words.
func plain(name string) string {
	return strings.Map(func(r rune) rune {
		if r == '-' || r == '_' || r == ' ' {
			return -1
		}
		return r
	}, strings.ToLower(name))
}

// sinks returns the keys that fn, or a literal in it, sets.
func sinks(fn *ssa.Function) []sink {
	var list []sink
	add := func(name string, v ssa.Value, at ssa.Instruction) {
		if ok, weak := keyName(name); ok {
			list = append(list, sink{name: name, value: v, at: at, weak: weak})
		}
	}
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			switch instr := instr.(type) {
			case *ssa.Store:
				if fa, ok := instr.Addr.(*ssa.FieldAddr); ok {
					if f := origin.FieldVar(fa); f != nil && textual(f.Type()) {
						add(f.Name(), instr.Val, instr)
					}
				}
			case *ssa.MapUpdate:
				if k, ok := text(instr.Key); ok {
					add(k, instr.Value, instr)
				}
			case *ssa.Call:
				c := instr.Common()
				callee := origin.CalleeObject(c)
				if callee == nil {
					continue
				}
				args := c.Args
				if !c.IsInvoke() && c.Signature().Recv() != nil && len(args) > 0 {
					args = args[1:]
				}
				switch {
				case len(args) == 2 && (strings.HasPrefix(callee.Name(), "Set") || strings.HasPrefix(callee.Name(), "Add") || strings.HasSuffix(callee.Name(), "Header")):
					if k, ok := text(args[0]); ok {
						add(k, args[1], instr)
					}
				case len(args) == 1 && textual(args[0].Type()):
					n := len(list)
					add(strings.TrimPrefix(strings.TrimPrefix(callee.Name(), "Set"), "With"), args[0], instr)
					for i := range list[n:] {
						list[n+i].option = true
					}
				}
			}
		}
	}
	return list
}

// textual reports whether a key may be of type t.
func textual(t types.Type) bool {
	t = types.Unalias(t)
	if p, ok := t.Underlying().(*types.Pointer); ok {
		t = p.Elem()
	}
	switch u := t.Underlying().(type) {
	case *types.Basic:
		return u.Info()&(types.IsString|types.IsInteger) != 0
	case *types.Slice:
		return true
	case *types.Array:
		return true
	}
	return false
}

func text(v ssa.Value) (string, bool) {
	if mi, ok := v.(*ssa.MakeInterface); ok {
		v = mi.X
	}
	c, ok := v.(*ssa.Const)
	if !ok || c.Value == nil || c.Value.Kind() != constant.String {
		return "", false
	}
	return constant.StringVal(c.Value), true
}

// key tells whether the region (or what is around it) sets a key for what it sends, and
// returns the one that is made anew in the region.
func (a *Analysis) key(r *Region, call ssa.CallInstruction) (keyed bool, fresh *sink) {
	fns := []*ssa.Function{r.Fn}
	for f := r.Fn.Parent(); f != nil; f = f.Parent() {
		fns = append(fns, f)
	}
	fns = append(fns, r.Fn.AnonFuncs...)
	for i, fn := range fns {
		for _, s := range sinks(fn) {
			keyed = true
			if i > 0 || !r.Has(s.at.Block()) || s.weak {
				continue
			}
			if a.fresh(s.value, r, 0) {
				s := s
				fresh = &s
			}
		}
	}
	if sum, _, _ := a.summaryOf(call); sum != nil && sum.NewKey != "" && fresh == nil {
		fresh = &sink{name: sum.NewKey, at: call}
	}
	return keyed, fresh
}

// fresh reports whether v is certainly a new value each time the region runs: every source
// of it is, and is made in the region.
func (a *Analysis) fresh(v ssa.Value, r *Region, deep int) bool {
	if deep > 8 {
		return false
	}
	switch x := v.(type) {
	case *ssa.UnOp: // the first attempt makes it, and the others find it there
		if p := r.placeOf(x.X); x.Op == token.MUL && p.cell != nil && r.seesLast(x, r.storesTo(p)) {
			return false
		}
	case *ssa.Slice: // []string{key}
		return a.fresh(x.X, r, deep+1)
	case *ssa.Alloc:
		for _, el := range elements(x) {
			if a.fresh(el, r, deep+1) {
				return true
			}
		}
		stores, escapes := a.Origin.Stores(x)
		if len(stores) == 0 && escapes {
			return false
		}
		for _, st := range stores {
			if !a.fresh(st.Val, r, deep+1) {
				return false
			}
		}
		return len(stores) > 0
	}
	srcs := a.Origin.Sources(v, r.Fn)
	for _, s := range srcs {
		if !a.freshSource(s, r, deep) {
			return false
		}
	}
	return len(srcs) > 0
}

func elements(a *ssa.Alloc) []ssa.Value {
	var list []ssa.Value
	for _, ref := range *a.Referrers() {
		if ia, ok := ref.(*ssa.IndexAddr); ok {
			for _, r := range *ia.Referrers() {
				if st, ok := r.(*ssa.Store); ok && st.Addr == ia {
					list = append(list, st.Val)
				}
			}
		}
	}
	return list
}

func (a *Analysis) freshSource(s origin.Source, r *Region, deep int) bool {
	switch s.Kind {
	case origin.Op:
		if op, ok := s.Value.(*ssa.BinOp); ok && op.Op == token.ADD && s.Env == nil {
			return a.fresh(op.X, r, deep+1) || a.fresh(op.Y, r, deep+1)
		}
		return false
	case origin.Object:
		if alloc, ok := s.Value.(*ssa.Alloc); ok && s.Env == nil {
			return a.fresh(alloc, r, deep+1)
		}
		return false
	case origin.Call:
	default:
		return false
	}
	call, ok := s.Value.(*ssa.Call)
	if !ok {
		return false
	}
	outer := ssa.Instruction(call)
	for e := s.Env; e != nil; e = e.Up {
		outer = e.Call // the call in the region that leads to it
	}
	if outer.Parent() != r.Fn || !r.Has(outer.Block()) {
		return false
	}
	callee := origin.CalleeObject(call.Common())
	if callee == nil {
		return false
	}
	if NewValue(callee) {
		return true
	}
	if s.Env != nil || !conversion(callee) {
		return false
	}
	if callee.Name() == "Format" && len(call.Call.Args) > 0 {
		if layout, ok := text(call.Call.Args[len(call.Call.Args)-1]); ok && !strings.Contains(layout, "05") {
			return false // the day or the hour: a window
		}
	}
	for _, arg := range call.Call.Args {
		vals := []ssa.Value{arg}
		if slice, ok := arg.(*ssa.Slice); ok {
			if alloc, ok := slice.X.(*ssa.Alloc); ok {
				vals = elements(alloc)
			}
		}
		for _, v := range vals {
			if a.fresh(v, r, deep+1) {
				return true
			}
		}
	}
	return false
}

// NewValue reports whether fn returns a value that is new on every call.
func NewValue(fn *types.Func) bool {
	if _, row := catalog.Lookup(fn); row != nil && row.Role == catalog.Fresh {
		return true
	}
	if fn.Pkg() == nil {
		return false
	}
	switch path, name := catalog.Path(fn.Pkg()), fn.Name(); path {
	case "time":
		return name == "Now" && fn.Signature().Recv() == nil
	case "math/rand", "math/rand/v2":
		return strings.HasPrefix(name, "Int") || strings.HasPrefix(name, "Uint") || name == "N" || strings.HasPrefix(name, "Float")
	case "crypto/rand":
		return name == "Text" || name == "Int"
	case "github.com/google/uuid":
		return strings.HasPrefix(name, "NewRandom") || name == "New" || name == "NewString" || name == "NewUUID" || name == "NewV6" || name == "NewV7"
	case "github.com/gofrs/uuid", "github.com/gofrs/uuid/v5", "github.com/satori/go.uuid":
		return name == "NewV1" || name == "NewV4" || name == "NewV6" || name == "NewV7"
	case "github.com/hashicorp/go-uuid":
		return name == "GenerateUUID"
	case "github.com/oklog/ulid", "github.com/oklog/ulid/v2":
		return name == "Make" || name == "MustNew" || name == "New" || name == "MustNewDefault"
	case "github.com/rs/xid", "github.com/segmentio/ksuid":
		return name == "New" || name == "NewRandom"
	case "github.com/matoous/go-nanoid", "github.com/matoous/go-nanoid/v2", "github.com/jaevor/go-nanoid":
		return true
	case "k8s.io/apimachinery/pkg/util/uuid":
		return name == "NewUUID"
	case "k8s.io/apimachinery/pkg/util/rand":
		return name == "String"
	}
	return false
}

// conversion reports whether fn's result tells its argument in other words.
func conversion(fn *types.Func) bool {
	switch fn.Name() {
	case "String", "Sprintf", "Sprint", "Itoa", "FormatInt", "FormatUint", "EncodeToString", "Must", "Hex", "Bytes", "UnixNano", "UnixMilli", "UnixMicro", "Unix",
		"Format", "UTC", "ToString", "Ptr", "To", "StringPtr", "TrimSpace", "ReplaceAll", "ToLower", "ToUpper", "Join", "Pointer":
		return true
	}
	return false
}

// A Stamped is a key for recognising repeats that holds the time of its making, so that no
// two are ever the same.
type Stamped struct {
	At   ssa.Instruction
	Name string
	// Mixed says that the key names something beside the time: it is meant to come again.
	Mixed bool
}

// StampedKeys returns the keys for recognising duplicates that fn makes out of the clock.
func (a *Analysis) StampedKeys(fn *ssa.Function) []Stamped {
	var list []Stamped
	for _, s := range sinks(fn) {
		if !strings.Contains(strings.ToLower(s.name), "dedup") {
			continue
		}
		clock, other := false, false
		a.leaves(s.value, fn, 0, func(v ssa.Value, env *origin.Env) {
			switch v := v.(type) {
			case *ssa.Const:
			case *ssa.Call:
				if callee := origin.CalleeObject(v.Common()); callee != nil && callee.Pkg() != nil && callee.Pkg().Path() == "time" && callee.Name() == "Now" {
					clock = true
					return
				}
				other = true
			default:
				other = true
			}
		})
		if !clock {
			continue
		}
		for _, src := range a.Origin.Sources(s.value, fn) { // one way to such a key is enough
			if a.freshSource(src, &Region{Fn: fn}, 0) {
				list = append(list, Stamped{At: s.at, Name: s.name, Mixed: other})
				break
			}
		}
	}
	return list
}

// leaves visits what v is put together from.
func (a *Analysis) leaves(v ssa.Value, root *ssa.Function, deep int, visit func(ssa.Value, *origin.Env)) {
	if deep > 8 {
		return
	}
	if slice, ok := v.(*ssa.Slice); ok {
		if alloc, ok := slice.X.(*ssa.Alloc); ok {
			for _, e := range elements(alloc) {
				a.leaves(e, root, deep+1, visit)
			}
			return
		}
	}
	for _, s := range a.Origin.Sources(v, root) {
		switch x := s.Value.(type) {
		case *ssa.BinOp:
			a.leaves(x.X, root, deep+1, visit)
			a.leaves(x.Y, root, deep+1, visit)
		case *ssa.Call:
			if callee := origin.CalleeObject(x.Common()); callee != nil && conversion(callee) && s.Env == nil {
				for _, arg := range x.Call.Args {
					a.leaves(arg, root, deep+1, visit)
				}
				continue
			}
			visit(x, s.Env)
		default:
			visit(s.Value, s.Env)
		}
	}
}
