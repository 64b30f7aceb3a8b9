package attempts

import (
	"go/token"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/distvet/distvet/analyzers/internal/catalog"
	"github.com/distvet/distvet/analyzers/internal/origin"
)

// A Hasty setting leaves a library's own retries without a sensible pause.
type Hasty struct {
	Pos token.Pos
	Row *catalog.RetrySetting
	// Few is set when the retries are too few to take long.
	Few bool
}

// Hasties returns the settings in fn that leave a library's retries without a sensible pause:
// what is set on one object in one function. An object that is set elsewhere as well, or
// copied from another, is not judged.
func (a *Analysis) Hasties(fn *ssa.Function) []*Hasty {
	var list []*Hasty
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			v, ok := instr.(ssa.Value)
			if !ok {
				continue
			}
			switch v.(type) {
			case *ssa.Alloc, *ssa.Call:
			default:
				continue
			}
			p, ok := types.Unalias(v.Type()).(*types.Pointer)
			if !ok {
				continue
			}
			row := catalog.RetrySettingOf(p.Elem())
			if row == nil {
				continue
			}
			if h := a.hasty(v, row); h != nil {
				list = append(list, h)
			}
		}
	}
	return list
}

func (a *Analysis) hasty(obj ssa.Value, row *catalog.RetrySetting) *Hasty {
	stores := make(map[string][]*ssa.Store)
	whole := false
	collect(obj, "", stores, &whole, 0)
	if whole {
		return nil // a copy of another object
	}
	for need := range strings.FieldsSeq(row.Needs) {
		for path := range stores {
			if path == need || strings.HasPrefix(path, need+".") || strings.HasPrefix(need, path+".") {
				return nil // set, in part or with all that is around it
			}
		}
	}
	if row.Set == "" {
		alloc, ok := obj.(*ssa.Alloc)
		if !ok || alloc.Comment != "complit" || assigned(alloc) {
			return nil // filled in later, perhaps elsewhere
		}
		return &Hasty{Pos: alloc.Pos(), Row: row}
	}
	set := stores[row.Set]
	if len(set) == 0 {
		return nil
	}
	for _, s := range a.Origin.Sources(set[0].Val, set[0].Parent()) {
		if n, ok := origin.Int(s.Value); s.Kind == origin.Const && ok && n > row.Most {
			return &Hasty{set[0].Pos(), row, n <= 10*row.Most}
		}
	}
	return nil
}

// collect finds the stores to the fields of an object, by their path.
func collect(v ssa.Value, path string, stores map[string][]*ssa.Store, whole *bool, deep int) {
	if v.Referrers() == nil || deep > 4 {
		return
	}
	for _, ref := range *v.Referrers() {
		switch ref := ref.(type) {
		case *ssa.Store:
			if ref.Addr == v {
				if path == "" {
					*whole = true
				}
				stores[path] = append(stores[path], ref)
			}
		case *ssa.FieldAddr:
			f := fieldOf(ref)
			if f == nil {
				continue
			}
			name := f.Name()
			if path != "" {
				name = path + "." + name
			}
			collect(ref, name, stores, whole, deep+1)
		}
	}
	slices.SortFunc(stores[path], func(x, y *ssa.Store) int { return int(x.Pos() - y.Pos()) })
}

// assigned reports whether a literal becomes the value of a variable or field.
func assigned(alloc *ssa.Alloc) bool {
	for _, ref := range *alloc.Referrers() {
		load, ok := ref.(*ssa.UnOp)
		if !ok {
			continue
		}
		for _, r := range *load.Referrers() {
			if st, ok := r.(*ssa.Store); ok && st.Val == load {
				return true
			}
		}
	}
	return false
}
