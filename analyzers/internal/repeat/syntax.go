package repeat

import (
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ast/astutil"
	"golang.org/x/tools/go/ssa"

	"github.com/distvet/distvet/analyzers/internal/origin"
)

// CallExpr returns the expression of a call, or nil if it has none. It walks the function,
// which only findings pay for.
func CallExpr(call ssa.CallInstruction) *ast.CallExpr {
	syntax := call.Parent().Syntax()
	if syntax == nil || !call.Pos().IsValid() {
		return nil
	}
	var found *ast.CallExpr
	ast.Inspect(syntax, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.CallExpr:
			if n.Lparen == call.Common().Pos() {
				found = n
			}
		case nil:
			return true
		}
		return found == nil
	})
	return found
}

// Place returns the range of a call, or of its position alone.
func Place(call ssa.CallInstruction) (pos, end token.Pos) {
	if e := CallExpr(call); e != nil {
		return e.Pos(), e.End()
	}
	return call.Pos(), token.NoPos
}

// maxName is how long an expression may be that stands for a value in a message.
const maxName = 30

// Word names a value by the argument that passes it, or says what it is.
func Word(call ssa.CallInstruction, v ssa.Value, otherwise string) string {
	expr := argumentExpr(call, v)
	if p, ok := origin.Unboxed(v).(*ssa.Parameter); ok && expr == nil {
		return p.Name() // it lies in what the call is given
	}
	if expr == nil {
		return otherwise
	}
	if s := types.ExprString(expr); len(s) <= maxName {
		return s
	}
	return otherwise
}

// argumentExpr returns the expression of an argument or of the receiver, or nil.
func argumentExpr(call ssa.CallInstruction, v ssa.Value) ast.Expr {
	e := CallExpr(call)
	if e == nil {
		return nil
	}
	c := call.Common()
	args := c.Args
	if !c.IsInvoke() && c.Signature().Recv() != nil && len(args) > 0 {
		if args[0] == v {
			if sel, ok := ast.Unparen(e.Fun).(*ast.SelectorExpr); ok {
				return sel.X
			}
		}
		args = args[1:]
	}
	for i, a := range args {
		if a == v && i < len(e.Args) {
			return e.Args[i]
		}
	}
	return nil
}

// Rewind returns the fix that gives the request named by an identifier its body back before
// the statement that sends it. It keeps what the first attempt does: GetBody returns the
// same content, and cannot fail for a body that is in memory.
func (r *Reuse) Rewind(pass *analysis.Pass) []analysis.SuggestedFix {
	if !r.Sends || !r.GetBody {
		return nil
	}
	id, ok := argumentExpr(r.Call, r.Value).(*ast.Ident)
	if !ok {
		return nil
	}
	stmt := statement(pass, id)
	if stmt == nil {
		return nil
	}
	req := id.Name
	indent := indentation(pass, stmt.Pos())
	text := "if " + req + ".GetBody != nil {\n" +
		indent + "\t" + req + ".Body, _ = " + req + ".GetBody() // from memory: it does not fail\n" +
		indent + "}\n" + indent
	return []analysis.SuggestedFix{{
		Message:   "Rewind the body before each attempt",
		TextEdits: []analysis.TextEdit{{Pos: stmt.Pos(), End: stmt.Pos(), NewText: []byte(text)}},
	}}
}

// statement returns the statement around n that stands in a block by itself.
func statement(pass *analysis.Pass, n ast.Node) ast.Stmt {
	for _, f := range pass.Files {
		if f.FileStart > n.Pos() || n.Pos() > f.FileEnd {
			continue
		}
		path, _ := astutil.PathEnclosingInterval(f, n.Pos(), n.End())
		for i := 0; i+1 < len(path); i++ {
			stmt, ok := path[i].(ast.Stmt)
			if !ok {
				continue
			}
			switch path[i+1].(type) {
			case *ast.BlockStmt, *ast.CaseClause, *ast.CommClause:
				if _, isFor := stmt.(*ast.ForStmt); isFor {
					return nil // in the loop's own clause
				}
				return stmt
			}
		}
	}
	return nil
}

// indentation returns the white space that a line begins with, tabs as gofmt writes them.
func indentation(pass *analysis.Pass, pos token.Pos) string {
	column := pass.Fset.Position(pos).Column
	tabs := make([]byte, max(column-1, 0))
	for i := range tabs {
		tabs[i] = '\t'
	}
	return string(tabs)
}
