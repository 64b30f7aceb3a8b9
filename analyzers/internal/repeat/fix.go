package repeat

import (
	"go/ast"
	"go/format"
	"go/token"
	"go/types"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ast/astutil"
	"golang.org/x/tools/go/ssa"

	"github.com/distvet/distvet/analyzers/internal/origin"
)

// Hoist returns the fix that makes the key once, before the attempts. It is offered where the
// expression that makes the key names nothing that an attempt declares.
func (r *Repeated) Hoist(pass *analysis.Pass) []analysis.SuggestedFix {
	call, ok := r.KeyCall.(*ssa.Call)
	if !ok || r.NewKey == "" || call.Parent() != r.Call.Parent() {
		return nil
	}
	expr := CallExpr(call)
	if expr == nil || len(expr.Args) == 0 {
		return nil
	}
	value, ok := expr.Args[len(expr.Args)-1].(*ast.CallExpr)
	if !ok {
		return nil
	}
	again, before := r.Region.syntax(pass)
	if before == nil || again == nil {
		return nil
	}
	const name = "idempotencyKey"
	free := true
	ast.Inspect(value, func(n ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok {
			if obj := pass.TypesInfo.Uses[id]; obj != nil && again.Pos() <= obj.Pos() && obj.Pos() < again.End() {
				free = false
			}
		}
		_, lit := n.(*ast.FuncLit)
		free = free && !lit
		return true
	})
	if scope := pass.Pkg.Scope().Innermost(value.Pos()); !free || scope == nil || lookup(scope, name, value.Pos()) {
		return nil
	}
	var text strings.Builder
	text.WriteString(name + " := ")
	if err := format.Node(&text, pass.Fset, value); err != nil {
		return nil
	}
	text.WriteString("\n" + indentation(pass, before.Pos()))
	return []analysis.SuggestedFix{{
		Message: "Make the key once, before the attempts",
		TextEdits: []analysis.TextEdit{
			{Pos: before.Pos(), End: before.Pos(), NewText: []byte(text.String())},
			{Pos: value.Pos(), End: value.End(), NewText: []byte(name)},
		},
	}}
}

func lookup(scope *types.Scope, name string, pos token.Pos) bool {
	_, obj := scope.LookupParent(name, pos)
	return obj != nil
}

// syntax returns the code that the region repeats and the statement that starts it.
func (r *Region) syntax(pass *analysis.Pass) (again ast.Node, start ast.Stmt) {
	if r.Whole() {
		lit, ok := r.Fn.Syntax().(*ast.FuncLit)
		if !ok {
			return nil, nil
		}
		return lit, enclosing(pass, lit)
	}
	syntax := r.Fn.Syntax()
	if syntax == nil {
		return nil, nil
	}
	ast.Inspect(syntax, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.ForStmt:
			if n.For == r.Pos {
				again = n
			}
		case *ast.RangeStmt:
			if n.For == r.Pos {
				again = n
			}
		}
		return again == nil
	})
	if again == nil {
		return nil, nil
	}
	if stmt, ok := again.(ast.Stmt); ok && inBlock(pass, stmt) {
		return again, stmt
	}
	return nil, nil
}

// enclosing returns the statement of a block that holds the literal.
func enclosing(pass *analysis.Pass, lit *ast.FuncLit) ast.Stmt {
	for _, f := range pass.Files {
		if f.FileStart > lit.Pos() || lit.Pos() > f.FileEnd {
			continue
		}
		path, _ := astutil.PathEnclosingInterval(f, lit.Pos(), lit.End())
		for i := 0; i+1 < len(path); i++ {
			if stmt, ok := path[i].(ast.Stmt); ok {
				if _, ok := path[i+1].(*ast.BlockStmt); ok {
					return stmt
				}
			}
		}
	}
	return nil
}

// inBlock reports whether the statement stands in a block by itself: a labelled one does not.
func inBlock(pass *analysis.Pass, stmt ast.Stmt) bool {
	for _, f := range pass.Files {
		if f.FileStart > stmt.Pos() || stmt.Pos() > f.FileEnd {
			continue
		}
		path, _ := astutil.PathEnclosingInterval(f, stmt.Pos(), stmt.End())
		for i := 0; i+1 < len(path); i++ {
			if path[i] == ast.Node(stmt) {
				_, ok := path[i+1].(*ast.BlockStmt)
				return ok
			}
		}
	}
	return false
}

// Reset returns the fix that empties the slice at the top of each attempt. It is offered for
// a variable that holds nothing before the first one, so that the first one does the same, where
// the attempts leave nothing else to each other: what is emptied alone may be what another
// variable is the position in.
func (l *Leftover) Reset(pass *analysis.Pass) []analysis.SuggestedFix {
	lit, ok := l.Region.Fn.Syntax().(*ast.FuncLit)
	if !ok || !l.Region.Whole() || l.Kind != Appended || !l.Empty || l.Region.leavesMore(l.At) || len(lit.Body.List) == 0 {
		return nil
	}
	first := lit.Body.List[0]
	if pass.Fset.Position(first.Pos()).Line == pass.Fset.Position(lit.Body.Lbrace).Line {
		return nil // func() { return f() }: no line to put it on
	}
	return []analysis.SuggestedFix{{
		Message: "Empty " + l.Name + " at the top of each attempt",
		TextEdits: []analysis.TextEdit{{
			Pos: first.Pos(), End: first.Pos(),
			NewText: []byte(l.Name + " = nil\n" + indentation(pass, first.Pos())),
		}},
	}}
}

// startsEmpty reports whether the captured variable holds nothing before the region: nobody
// but the literal and those in it stores to it.
func startsEmpty(fn *ssa.Function, cell ssa.Value) bool {
	fv, ok := cell.(*ssa.FreeVar)
	if !ok {
		return false
	}
	outer := origin.Captured(fv)
	if len(outer) != 1 {
		return false
	}
	alloc, ok := outer[0].(*ssa.Alloc)
	if !ok || alloc.Comment == "" {
		return false
	}
	for _, ref := range *alloc.Referrers() {
		switch ref := ref.(type) {
		case *ssa.Store:
			if ref.Addr == ssa.Value(alloc) {
				return false
			}
		case *ssa.MakeClosure:
			if ref.Fn != fn {
				return false
			}
		}
	}
	return true
}
