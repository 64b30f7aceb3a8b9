package repeat

import (
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/distvet/distvet/analyzers/internal/origin"
)

// Assumption of this file. What stands behind a test that there is a logger, or that logs are
// wanted, is done for the log alone: a program that does not log goes without it.

// forLog reports whether a block is reached only if something is logged.
func forLog(b *ssa.BasicBlock) bool {
	for d := b.Idom(); d != nil; d = d.Idom() {
		cond, ok := d.Instrs[len(d.Instrs)-1].(*ssa.If)
		if !ok {
			continue
		}
		for i, s := range d.Succs {
			if len(s.Preds) == 1 && s.Dominates(b) && asksForLog(cond.Cond, i == 0) {
				return true
			}
		}
	}
	return false
}

// asksForLog reports whether a condition that came out as taken says that logs are wanted.
func asksForLog(cond ssa.Value, taken bool) bool {
	switch c := cond.(type) {
	case *ssa.UnOp:
		if c.Op == token.NOT {
			return asksForLog(c.X, !taken)
		}
	case *ssa.BinOp:
		return origin.IsNil(c.Y) && taken == (c.Op == token.NEQ) && (c.Op == token.NEQ || c.Op == token.EQL) && aboutLogs(c.X)
	}
	b, ok := cond.Type().Underlying().(*types.Basic)
	return ok && b.Kind() == types.Bool && taken && aboutLogs(cond)
}

// aboutLogs reports whether the field, variable or function that yields a value is named for logs.
func aboutLogs(v ssa.Value) bool {
	switch x := origin.Unboxed(v).(type) {
	case *ssa.UnOp:
		if x.Op != token.MUL {
			return false
		}
		switch addr := x.X.(type) {
		case *ssa.FieldAddr:
			f := origin.FieldVar(addr)
			return f != nil && logWord(f.Name())
		case *ssa.Global:
			return logWord(addr.Name())
		case *ssa.FreeVar:
			return logWord(addr.Name())
		}
	case *ssa.Field:
		f := structField(x.X.Type(), x.Field)
		return f != nil && logWord(f.Name())
	case *ssa.Parameter:
		return logWord(x.Name())
	case *ssa.Call:
		callee := origin.CalleeObject(x.Common())
		return callee != nil && logWord(callee.Name())
	}
	return false
}

func logWord(name string) bool {
	return slices.ContainsFunc(words(name), func(w string) bool {
		switch w {
		case "log", "logs", "logger", "logging", "debug", "verbose", "dump":
			return true
		}
		return false
	})
}
