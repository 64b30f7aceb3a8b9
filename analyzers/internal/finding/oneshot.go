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
		if !ok || !goesOn(fn) {
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
				endless = endless || n.Cond == nil
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
	default:
		for _, prefix := range [...]string{"Listen", "Serve", "Accept", "Run", "Start", "Subscribe", "Consume", "Watch", "Loop", "Forever", "Daemon", "Handle"} {
			if len(name) >= len(prefix) && strings.EqualFold(name[:len(prefix)], prefix) {
				return true
			}
		}
	}
	return false
}
