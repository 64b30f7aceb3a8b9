package stamps

import (
	"go/ast"
	"go/token"
	"go/types"
	"strings"
)

// A syntax finds the expressions that SSA instructions came from: constants have lost
// their names in SSA, and a finding wants the whole expression as its range.
type syntax struct {
	calls map[token.Pos]*ast.CallExpr
	ops   map[token.Pos]*ast.BinaryExpr
	names map[token.Pos]string   // the variable that a call's result is assigned to, by the call
	fresh map[token.Pos]bool     // whether that assignment declares it
	vals  map[token.Pos]ast.Expr // what is stored, by the place that SSA gives the store
}

// file indexes the expressions of the file that holds pos, once.
func (a *Analysis) file(pos token.Pos) *syntax {
	tf := a.env.Program.Pass.Fset.File(pos)
	if tf == nil {
		return &syntax{}
	}
	if s := a.files[tf]; s != nil {
		return s
	}
	s := &syntax{calls: make(map[token.Pos]*ast.CallExpr), ops: make(map[token.Pos]*ast.BinaryExpr), vals: make(map[token.Pos]ast.Expr), names: make(map[token.Pos]string), fresh: make(map[token.Pos]bool)}
	if a.files == nil {
		a.files = make(map[*token.File]*syntax)
	}
	a.files[tf] = s
	for _, f := range a.env.Program.Pass.Files {
		if f.FileStart <= pos && pos < f.FileEnd {
			ast.Inspect(f, func(n ast.Node) bool {
				switch n := n.(type) {
				case *ast.CallExpr:
					s.calls[n.Lparen] = n
				case *ast.BinaryExpr:
					s.ops[n.OpPos] = n
				case *ast.KeyValueExpr:
					s.vals[n.Colon] = n.Value
				case *ast.AssignStmt:
					if len(n.Lhs) == len(n.Rhs) {
						for i, l := range n.Lhs {
							switch l := l.(type) {
							case *ast.SelectorExpr:
								s.vals[l.Sel.Pos()] = n.Rhs[i]
							case *ast.IndexExpr:
								s.vals[l.Lbrack] = n.Rhs[i]
							case *ast.Ident:
								if call, ok := n.Rhs[i].(*ast.CallExpr); ok {
									s.names[call.Lparen] = l.Name
									s.fresh[call.Lparen] = n.Tok == token.DEFINE
								}
							}
						}
					}
				}
				return true
			})
		}
	}
	return s
}

// exprAt returns the call or operation whose SSA instruction stands at pos.
func (a *Analysis) exprAt(pos token.Pos) ast.Expr {
	if !pos.IsValid() {
		return nil
	}
	s := a.file(pos)
	if c := s.calls[pos]; c != nil {
		return c
	}
	if b := s.ops[pos]; b != nil {
		return b
	}
	return nil
}

// valueAt returns the expression that the store at pos stores, or nil.
func (a *Analysis) valueAt(pos token.Pos) ast.Expr {
	if !pos.IsValid() {
		return nil
	}
	return a.file(pos).vals[pos]
}

// assigned returns the name of the variable that the result of the call at pos is assigned to, or "".
func (a *Analysis) assigned(pos token.Pos) string {
	if !pos.IsValid() {
		return ""
	}
	return a.file(pos).names[pos]
}

// declared reports whether the variable that the result of the call at pos is assigned to
// is declared by the assignment, and so has the result's type.
func (a *Analysis) declared(pos token.Pos) bool {
	return pos.IsValid() && a.file(pos).fresh[pos]
}

// rangeOf returns the range of the expression at pos.
func (a *Analysis) rangeOf(pos token.Pos) (token.Pos, token.Pos) {
	if e := a.exprAt(pos); e != nil {
		return e.Pos(), e.End()
	}
	return pos, token.NoPos
}

// argText returns the identifiers of argument i of the call at pos, separated by spaces.
func (a *Analysis) argText(call interface{ Pos() token.Pos }, i int) string {
	c, ok := a.exprAt(call.Pos()).(*ast.CallExpr)
	if !ok || i >= len(c.Args) {
		return ""
	}
	return idents(c.Args[i])
}

func idents(e ast.Expr) string {
	var b strings.Builder
	ast.Inspect(e, func(n ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok {
			b.WriteString(id.Name)
			b.WriteByte(' ')
		}
		return true
	})
	return b.String()
}

// source writes an expression as a reader of a message wants it: short.
func source(e ast.Expr) string {
	s := types.ExprString(e)
	if len(s) > 60 {
		return ""
	}
	return s
}
