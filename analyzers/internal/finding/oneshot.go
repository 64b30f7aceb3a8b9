package finding

import (
	"go/ast"
	"go/token"
	"go/types"
	"strings"
)

// oneShot reports whether the package is a program that runs to its end: a main package in which
// nothing serves, subscribes, waits for a signal or goes round for ever. Who started it waits for
// it, and sees that it hangs.
func (r *Reporter) oneShot() bool {
	if r.pass.Pkg.Name() != "main" {
		return false
	}
	if r.shot == nil {
		once := r.runsOut()
		r.shot = &once
	}
	return *r.shot
}

func (r *Reporter) runsOut() bool {
	for id, obj := range r.pass.TypesInfo.Uses {
		fn, ok := obj.(*types.Func)
		if !ok || !goesOn(fn) || fn.Pkg() == r.pass.Pkg && !abstract(fn) { // what the package does itself is in sight
			continue
		}
		if info := r.files[r.pass.Fset.File(id.Pos())]; info == nil || !info.test {
			return false
		}
	}
	for _, f := range r.pass.Files {
		if info := r.files[r.pass.Fset.File(f.FileStart)]; info != nil && info.test {
			continue
		}
		endless := false
		ast.Inspect(f, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.ForStmt:
				endless = endless || n.Cond == nil && !(leaves(n) && !r.pauses(n))
			case *ast.SelectStmt:
				endless = true
			case *ast.UnaryExpr:
				endless = endless || n.Op == token.ARROW
			case *ast.RangeStmt:
				if t := r.pass.TypesInfo.TypeOf(n.X); t != nil {
					_, ch := t.Underlying().(*types.Chan)
					endless = endless || ch
				}
			}
			return !endless
		})
		if endless {
			return false
		}
	}
	return true
}

// abstract reports whether a function is a method of an interface, which others may implement.
func abstract(fn *types.Func) bool {
	recv := fn.Signature().Recv()
	return recv != nil && types.IsInterface(recv.Type())
}

// leaves reports whether something in a loop without a condition ends it, as the last page does.
func leaves(loop *ast.ForStmt) (found bool) {
	var look func(n ast.Node, inner bool)
	look = func(n ast.Node, inner bool) {
		ast.Inspect(n, func(m ast.Node) bool {
			switch m := m.(type) {
			case *ast.FuncLit:
				return false
			case *ast.ReturnStmt:
				found = true
			case *ast.BranchStmt:
				found = found || m.Tok == token.BREAK && (!inner || m.Label != nil)
			case *ast.ForStmt, *ast.RangeStmt, *ast.SwitchStmt, *ast.TypeSwitchStmt, *ast.SelectStmt:
				if m != n {
					look(m, true)
					return false
				}
			}
			return true
		})
	}
	look(loop.Body, false)
	return found
}

// pauses reports whether a loop waits for a time on its turns, as what polls does.
func (r *Reporter) pauses(loop *ast.ForStmt) (found bool) {
	ast.Inspect(loop.Body, func(n ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok {
			fn, ok := r.pass.TypesInfo.Uses[id].(*types.Func)
			found = found || ok && fn.Pkg() != nil && fn.Pkg().Path() == "time" && (fn.Name() == "Sleep" || fn.Name() == "After" || fn.Name() == "Tick")
		}
		return !found
	})
	return found
}

// goesOn reports whether a function serves, subscribes, waits for a signal or runs something else, by
// its name. What runs the commands of a program, or another program, ends by itself.
func goesOn(fn *types.Func) bool {
	if fn.Pkg() == nil {
		return false
	}
	path := fn.Pkg().Path()
	switch name := fn.Name(); {
	case path == "os/exec" || path == "testing" || path == "sync":
		return false
	case strings.Contains(path, "cli") || strings.Contains(path, "kong") || strings.Contains(path, "cobra"):
		return false
	case path == "os/signal":
		return true
	case path == "net/smtp":
		return false // StartTLS
	default:
		for _, prefix := range [...]string{"Listen", "Serve", "Accept", "Run", "Start", "Subscribe", "Consume", "Watch", "Loop", "Forever", "Daemon", "Handle"} {
			if len(name) >= len(prefix) && strings.EqualFold(name[:len(prefix)], prefix) {
				return true
			}
		}
	}
	return false
}
