package repeat

import (
	"go/ast"
	"go/types"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/distvet/distvet/analyzers/internal/effect"
	"github.com/distvet/distvet/analyzers/internal/origin"
)

// A Hidden is a body in memory that is wrapped before net/http sees it, which then does not know how
// to make it again.
//
// Source: Go 1.26, net/http/request.go: NewRequestWithContext sets ContentLength and GetBody for a
// *bytes.Buffer, *bytes.Reader and *strings.Reader, and wraps what does not close itself; transport.go:
// shouldRetryRequest asks for GetBody also where nothing was written yet.
type Hidden struct {
	Wrap *ssa.Call // io.NopCloser
	Made *ssa.Call // what makes the request
	Type string    // what is wrapped: "bytes.Reader"
}

// HiddenBodies returns the bodies that fn wraps in io.NopCloser for nothing. Where the package sets or
// reads GetBody somewhere it is taken to know.
func (a *Analysis) HiddenBodies(fn *ssa.Function) (list []Hidden) {
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			made, ok := instr.(*ssa.Call)
			if !ok {
				continue
			}
			m, ok := effect.Made(made)
			if !ok {
				continue
			}
			wrap, ok := origin.Unboxed(m.Body).(*ssa.Call)
			if !ok || len(wrap.Call.Args) != 1 {
				continue
			}
			callee := origin.CalleeObject(wrap.Common())
			if callee == nil || callee.Name() != "NopCloser" || callee.Pkg() == nil || callee.Pkg().Path() != "io" && callee.Pkg().Path() != "io/ioutil" {
				continue
			}
			if name := inMemory(origin.Unboxed(wrap.Call.Args[0]).Type()); name != "" && !served(made) && !a.tellsGetBody() {
				list = append(list, Hidden{Wrap: wrap, Made: made, Type: name})
			}
		}
	}
	return list
}

// served reports whether a request goes to a handler of the program, which sends it nowhere.
func served(made *ssa.Call) bool {
	for _, ref := range *made.Referrers() {
		req, ok := ref.(*ssa.Extract)
		if !ok || req.Index != 0 {
			continue
		}
		for _, use := range *req.Referrers() {
			call, ok := use.(*ssa.Call)
			if !ok {
				continue
			}
			if callee := origin.CalleeObject(call.Common()); callee != nil && callee.Name() == "ServeHTTP" {
				return true
			}
		}
	}
	return false
}

// inMemory returns the name of a type of readers that net/http can read again, or "".
func inMemory(t types.Type) string {
	p, ok := types.Unalias(t).(*types.Pointer)
	if !ok {
		return ""
	}
	n, ok := types.Unalias(p.Elem()).(*types.Named)
	if !ok || n.Obj().Pkg() == nil {
		return ""
	}
	switch name := n.Obj().Pkg().Path() + "." + n.Obj().Name(); name {
	case "bytes.Buffer", "bytes.Reader", "strings.Reader":
		return name
	}
	return ""
}

// Unwrap returns the fix that gives net/http the reader as it is, which does the same and more. It is
// offered where the wrapper is not kept in a variable, which may have other uses, and where something
// else of its package is used in the file, whose import would be one too many.
func (h Hidden) Unwrap(pass *analysis.Pass) []analysis.SuggestedFix {
	e := CallExpr(h.Wrap)
	m, _ := effect.Made(h.Made)
	if _, direct := ast.Unparen(argumentExpr(h.Made, m.Body)).(*ast.CallExpr); !direct || e == nil || len(e.Args) != 1 || !usedElsewhere(pass, e) {
		return nil
	}
	return []analysis.SuggestedFix{{
		Message: "Pass the reader as it is",
		TextEdits: []analysis.TextEdit{
			{Pos: e.Pos(), End: e.Args[0].Pos()},
			{Pos: e.Args[0].End(), End: e.End()},
		},
	}}
}

// usedElsewhere reports whether the file of a call pkg.F(x) names pkg in another place, too.
func usedElsewhere(pass *analysis.Pass, call *ast.CallExpr) bool {
	sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr)
	if !ok {
		return false
	}
	id, ok := sel.X.(*ast.Ident)
	if !ok {
		return false
	}
	for other, obj := range pass.TypesInfo.Uses {
		if other != id && obj == pass.TypesInfo.Uses[id] { // the name of an import is the file's own
			return true
		}
	}
	return false
}
