package repeat

import (
	"go/token"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/distvet/distvet/analyzers/internal/origin"
)

// Assumption of this file. Who limits a reader anew for each request sends one part of a stream
// after the other: the next request goes on where the last one ended, as with any reader. Only
// an attempt that is made because the last one failed starts over.

// nextPart reports whether a use makes a body of the next part of a reader, and no region repeats
// it because it has failed.
func nextPart(regions []*Region, u *use, rs []root) bool {
	return u.kind == puts && limitsAnew(u) && !slices.ContainsFunc(regions, func(r *Region) bool {
		return !r.Polls && !r.Answers && r.Has(u.call.Block()) && !r.makes(rs)
	})
}

// limitsAnew reports whether the value that a call uses up is a limited reader which is made for
// that call: no way leads back to the call past the limit.
func limitsAnew(u *use) bool {
	v := u.value
	for range 6 {
		switch x := origin.Unboxed(v).(type) {
		case *ssa.Call:
			callee := origin.CalleeObject(x.Common())
			if !holdsReader(callee) || callee.Name() == "MultiReader" {
				return false
			}
			if callee.Name() == "LimitReader" {
				_, kept := between(u.call, u.call, map[ssa.Instruction]bool{x: true}, false)
				return !kept
			}
			v = x.Call.Args[len(x.Call.Args)-1-index(callee)]
		case *ssa.UnOp:
			alloc, ok := x.X.(*ssa.Alloc)
			if !ok || x.Op != token.MUL {
				return false
			}
			if v = onlyStore(alloc); v == nil {
				return false
			}
		default:
			return false
		}
	}
	return false
}

// makes reports whether each turn of the region makes one of the values anew.
func (r *Region) makes(rs []root) bool {
	return slices.ContainsFunc(rs, func(x root) bool {
		instr, ok := x.v.(ssa.Instruction)
		return ok && instr.Parent() == r.Fn && r.Has(instr.Block())
	})
}
