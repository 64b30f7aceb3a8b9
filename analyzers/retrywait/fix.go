package retrywait

import (
	"bytes"
	"fmt"
	"go/ast"
	"go/format"
	"go/types"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/distvet/distvet/analyzers/internal/attempts"
)

// fix replaces time.Sleep(d) by a select that also listens to the context at hand. It is
// offered where leaving is plain: the function returns an error, and its other results have a
// zero value that can be written down.
func fix(pass *analysis.Pass, d *attempts.Deaf) []analysis.SuggestedFix {
	param, ok := d.Hand.Value.(*ssa.Parameter)
	if !ok || d.Pause.Name != "time.Sleep" || param.Parent() != d.Pause.Instr.Parent() {
		return nil
	}
	call := attempts.CallExpr(d.Pause.Instr)
	if call == nil || len(call.Args) != 1 {
		return nil
	}
	sleep, ok := call.Fun.(*ast.SelectorExpr)
	if !ok {
		return nil
	}
	scope := pass.Pkg.Scope().Innermost(call.Pos())
	if scope == nil {
		return nil
	}
	name, _, _ := strings.Cut(d.Hand.Name, ".")
	if _, obj := scope.LookupParent(name, call.Pos()); obj != param.Object() {
		return nil // shadowed
	}
	zeros, ok := leave(param.Parent().Signature.Results())
	if !ok {
		return nil
	}
	var dur bytes.Buffer
	if err := format.Node(&dur, pass.Fset, call.Args[0]); err != nil {
		return nil
	}
	indent := strings.Repeat("\t", pass.Fset.Position(call.Pos()).Column-1)
	ctx := d.Hand.Name
	text := fmt.Sprintf("select {\n%[1]scase <-%[2]s.Done():\n%[1]s\treturn %[3]s%[2]s.Err()\n%[1]scase <-%[4]s.After(%[5]s):\n%[1]s}",
		indent, ctx, zeros, sleep.X.(*ast.Ident).Name, dur.String())
	return []analysis.SuggestedFix{{
		Message:   "Listen to " + ctx + " while waiting",
		TextEdits: []analysis.TextEdit{{Pos: call.Pos(), End: call.End(), NewText: []byte(text)}},
	}}
}

// leave returns the zero values of all results but the last, which must be an error.
func leave(res *types.Tuple) (string, bool) {
	if res.Len() == 0 || !types.Identical(res.At(res.Len()-1).Type(), types.Universe.Lookup("error").Type()) {
		return "", false
	}
	var zeros strings.Builder
	for i := range res.Len() - 1 {
		switch t := res.At(i).Type().Underlying().(type) {
		case *types.Basic:
			switch {
			case t.Info()&types.IsString != 0:
				zeros.WriteString(`"", `)
			case t.Info()&types.IsBoolean != 0:
				zeros.WriteString("false, ")
			case t.Info()&types.IsNumeric != 0:
				zeros.WriteString("0, ")
			default:
				return "", false
			}
		case *types.Pointer, *types.Slice, *types.Map, *types.Chan, *types.Signature, *types.Interface:
			if _, ok := res.At(i).Type().(*types.TypeParam); ok {
				return "", false
			}
			zeros.WriteString("nil, ")
		default:
			return "", false
		}
	}
	return zeros.String(), true
}
