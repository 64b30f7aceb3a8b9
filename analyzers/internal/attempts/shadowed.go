package attempts

import (
	"go/ast"
	"go/token"

	"golang.org/x/tools/go/ssa"

	"github.com/distvet/distvet/analyzers/internal/origin"
)

// shadowed looks for a return to which a failure leads out of the loop and that returns a variable
// which is nil whatever happens: the failures go to another variable, most often of the same name.
func (s *scan) shadowed(r *Region, at *attempt) {
	var blind []nilReturn
	for _, b := range s.fn.Blocks {
		ret, ok := b.Instrs[len(b.Instrs)-1].(*ssa.Return)
		if !ok || at.failed.loop.has(b) {
			continue
		}
		if name := nilVariable(ret); name != "" && s.redefines(at, name) {
			blind = append(blind, nilReturn{ret, name})
		}
	}
	if len(blind) == 0 {
		return
	}
	for _, n := range at.failed.order {
		if n.back {
			continue
		}
		for i, e := range n.next() {
			if e.to != nil {
				continue
			}
			if br, ok := n.block.Instrs[len(n.block.Instrs)-1].(*ssa.If); ok && at.failed.classify(br.Cond, i == 0, at.results).told {
				continue // what is awaited has come about
			}
			for _, given := range blind {
				if b := given.ret.Block(); b == e.succ || origin.Reaches(e.succ, b) {
					r.Lost, r.Shadowed = given.ret, given.name
					return
				}
			}
		}
	}
}

// nilReturn is a return statement whose error is a variable that is always nil there.
type nilReturn struct {
	ret  *ssa.Return
	name string
}

// redefines reports whether the result of the operation goes to a new variable of that name.
func (s *scan) redefines(at *attempt, name string) bool {
	expr := CallExpr(at.op.Call.(ssa.Instruction))
	if expr == nil || s.fn.Syntax() == nil {
		return false
	}
	found := false
	ast.Inspect(s.fn.Syntax(), func(n ast.Node) bool {
		assign, ok := n.(*ast.AssignStmt)
		if !ok || assign.Tok != token.DEFINE || len(assign.Rhs) != 1 || assign.Rhs[0].Pos() != expr.Pos() {
			return !found
		}
		for _, lhs := range assign.Lhs {
			if id, ok := lhs.(*ast.Ident); ok && id.Name == name {
				found = true
			}
		}
		return false
	})
	return found
}

// nilVariable returns the name of the variable that a return statement gives as its error and that is
// always nil there, or "".
func nilVariable(ret *ssa.Return) string {
	if !ret.Pos().IsValid() || len(ret.Results) == 0 {
		return ""
	}
	last := ret.Results[len(ret.Results)-1]
	if _, ok := last.(*ssa.Const); !ok || !isError(last.Type()) || !origin.IsNil(last) {
		return ""
	}
	syntax := ret.Parent().Syntax()
	if syntax == nil {
		return ""
	}
	name := ""
	ast.Inspect(syntax, func(n ast.Node) bool {
		stmt, ok := n.(*ast.ReturnStmt)
		if !ok || stmt.Pos() != ret.Pos() {
			return true
		}
		if len(stmt.Results) == len(ret.Results) {
			if id, ok := stmt.Results[len(stmt.Results)-1].(*ast.Ident); ok && id.Name != "nil" {
				name = id.Name
			}
		}
		return false
	})
	return name
}
