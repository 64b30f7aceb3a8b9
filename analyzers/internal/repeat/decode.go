package repeat

import (
	"go/types"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/distvet/distvet/analyzers/internal/catalog"
	"github.com/distvet/distvet/analyzers/internal/origin"
)

// decoded judges a call that decodes into a variable from outside the region: some decoders
// add to the slices that they find, all leave the fields alone of which the input says nothing.
func (a *Analysis) decoded(r *Region, call *ssa.Call) *Leftover {
	callee := origin.CalleeObject(call.Common())
	if callee == nil || errorOf(call) == nil {
		return nil
	}
	at, appends := decodes(callee)
	if at < 0 {
		return nil
	}
	arg := origin.Operand(call.Common(), at)
	if arg == nil {
		return nil
	}
	cell := origin.Unboxed(arg)
	p, ok := cell.Type().Underlying().(*types.Pointer)
	if !ok || !r.outside(cell) || a.setIn(r, cell) || a.after(r, call) == Harmless || !a.readOutside(r, cell) {
		return nil
	}
	l := &Leftover{At: call, Region: r, Kind: Decoded, Name: cellName(cell), By: name(call.Common(), callee)}
	switch {
	case appends:
		if !holdsSlice(p.Elem(), 0) {
			return nil
		}
	case keeps(p.Elem(), catalog.Path(callee.Pkg()) == "encoding/gob"):
		l.Merges = true
	default:
		return nil
	}
	return l
}

// decodes returns which argument a function decodes into, -1 if it decodes nothing, and
// whether it adds to the slices that it finds there.
func decodes(fn *types.Func) (at int, appends bool) {
	if fn.Pkg() == nil {
		return -1, false
	}
	switch path := catalog.Path(fn.Pkg()); path {
	case "encoding/xml":
		switch fn.Name() {
		case "Unmarshal":
			return 1, true
		case "Decode", "DecodeElement":
			return 0, true
		}
	case "github.com/jmoiron/sqlx":
		switch recv := fn.Signature().Recv() != nil; {
		case recv && fn.Name() == "Select":
			return 0, true
		case recv && fn.Name() == "SelectContext", !recv && fn.Name() == "Select", !recv && fn.Name() == "StructScan":
			return 1, true
		case !recv && fn.Name() == "SelectContext":
			return 2, true
		}
	case "encoding/json", "encoding/gob", "gopkg.in/yaml.v2", "gopkg.in/yaml.v3", "github.com/BurntSushi/toml", "github.com/json-iterator/go":
		switch fn.Name() {
		case "Unmarshal":
			return 1, false
		case "Decode":
			if fn.Signature().Recv() != nil {
				return 0, false
			}
		}
	}
	return -1, false
}

// holdsSlice reports whether a value of the type holds a slice of more than bytes that a
// decoder reaches.
func holdsSlice(t types.Type, deep int) bool {
	switch u := t.Underlying().(type) {
	case *types.Slice:
		b, ok := u.Elem().Underlying().(*types.Basic)
		return !ok || b.Kind() != types.Byte
	case *types.Struct:
		for i := range u.NumFields() {
			f := u.Field(i)
			if (f.Exported() || f.Embedded()) && !strings.Contains(u.Tag(i), `xml:"-"`) && deep < 3 && holdsSlice(f.Type(), deep+1) {
				return true
			}
		}
	}
	return false
}

// keeps reports whether a value of the type is likely to keep something of its content when
// something else is decoded into it: the keys of a map, and the fields of a struct where the
// encoding leaves out those that are zero. Else two answers mostly have the same fields.
func keeps(t types.Type, sparse bool) bool {
	switch u := t.Underlying().(type) {
	case *types.Map:
		return true
	case *types.Struct:
		return sparse && u.NumFields() > 0
	}
	return false
}

// setIn reports whether the region sets the variable, or a field of it, or hands it to
// anything else that may.
func (a *Analysis) setIn(r *Region, cell ssa.Value) bool {
	for _, ref := range *cell.Referrers() {
		if !r.Has(ref.Block()) {
			continue
		}
		switch ref := ref.(type) {
		case *ssa.Store:
			if ref.Addr == cell {
				return true
			}
		case *ssa.FieldAddr:
			for _, u := range *ref.Referrers() {
				if st, ok := u.(*ssa.Store); ok && st.Addr == ssa.Value(ref) {
					return true
				}
			}
		case *ssa.Call:
			if callResets(ref) {
				return true
			}
		}
	}
	return false
}

// readOutside reports whether the variable is read behind the region.
func (a *Analysis) readOutside(r *Region, cell ssa.Value) bool {
	if fv, ok := cell.(*ssa.FreeVar); ok {
		for _, outer := range origin.Captured(fv) {
			if a.readLater(r, outer) {
				return true
			}
		}
		return false
	}
	return a.readLater(r, cell)
}
