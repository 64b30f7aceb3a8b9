package boundary

import (
	"go/types"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/distvet/distvet/analyzers/internal/origin"
)

// limitsInbound reports whether this package has a middleware that gives inbound requests a deadline:
// http.TimeoutHandler, one of a library called Timeout, or a function that makes a request with a
// deadline and hands it to a handler. Which handlers stand behind it is not looked for.
func (a *Analysis) limitsInbound() bool {
	if a.inbound == nil {
		limits := false
		for fn, instr := range a.SSA.Code() {
			if call, ok := instr.(ssa.CallInstruction); ok && a.limitsRequests(fn, call.Common()) {
				limits = true
				break
			}
		}
		a.inbound = &limits
	}
	return *a.inbound
}

func (a *Analysis) limitsRequests(fn *ssa.Function, c *ssa.CallCommon) bool {
	callee := origin.CalleeObject(c)
	if callee == nil || callee.Pkg() == nil {
		return false
	}
	path := callee.Pkg().Path()
	switch {
	case path == "net/http" && callee.Name() == "TimeoutHandler":
		return true
	case strings.HasPrefix(callee.Name(), "Timeout") && strings.HasSuffix(path, "middleware"):
		return true // github.com/go-chi/chi/v5/middleware, github.com/labstack/echo/v4/middleware
	case path == "net/http" && (callee.Name() == "WithContext" || callee.Name() == "Clone") && len(c.Args) == 2 && IsNamed(c.Args[0].Type(), "net/http", "Request"):
		l := a.Limit(c.Args[1], nil, fn)
		return l.State == Bounded && !l.Rooted && a.inboundRequest(c.Args[0], fn)
	}
	return false
}

// fromFramework reports whether a source is the inbound request, as the context of a framework hands it out.
func (a *Analysis) fromFramework(s origin.Source) bool {
	switch v := s.Value.(type) {
	case *ssa.FieldAddr:
		return s.Var != nil && s.Var == origin.FieldVar(v) && a.requestOf(v.X.Type()) == "."+s.Var.Name()
	case *ssa.Call:
		fn := origin.CalleeObject(v.Common())
		return fn != nil && fn.Signature().Recv() != nil && a.requestOf(fn.Signature().Recv().Type()) == "."+fn.Name()+"()"
	}
	return false
}

// requestOf returns how code writes the inbound request that a value of type t holds beside what answers it,
// as ".Request()" or ".Request", or "". By such types frameworks (gin, echo, iris, beego, go-restful), and programs
// of their own, hand a request to its handler; one that is sent has nothing beside it that answers.
func (a *Analysis) requestOf(t types.Type) string {
	n := origin.Named(t)
	if n == nil || n.Obj().Pkg() == nil {
		return ""
	}
	obj, _, _ := types.LookupFieldOrMethod(n, true, nil, "Request")
	switch obj := obj.(type) {
	case *types.Func:
		if sig := obj.Signature(); sig.Params().Len() == 0 && sig.Results().Len() == 1 && IsNamed(sig.Results().At(0).Type(), "net/http", "Request") && answers(n) {
			return ".Request()"
		}
	case *types.Var: // of a framework: a program's own struct may well be made without one
		if !a.sameModule(n.Obj().Pkg()) && IsNamed(obj.Type(), "net/http", "Request") && (answers(n) || answersBeside(n)) {
			return ".Request"
		}
	}
	return ""
}

// answers reports whether a type has a field or method that gives a response writer.
func answers(n *types.Named) bool {
	if st, ok := n.Underlying().(*types.Struct); ok {
		for f := range st.Fields() {
			if f.Exported() && isResponseWriter(f.Type()) {
				return true
			}
		}
	}
	for sel := range types.NewMethodSet(addressed(n)).Methods() {
		if fn, ok := sel.Obj().(*types.Func); ok && fn.Exported() && fn.Signature().Params().Len() == 0 && fn.Signature().Results().Len() == 1 && isResponseWriter(fn.Signature().Results().At(0).Type()) {
			return true
		}
	}
	return false
}

// addressed returns the type that has all methods of n.
func addressed(n *types.Named) types.Type {
	if types.IsInterface(n) {
		return n
	}
	return types.NewPointer(n)
}

// answersBeside reports whether the package of a type called Request has a Response that is a response writer,
// as go-restful has: its handlers get both.
func answersBeside(n *types.Named) bool {
	other, ok := n.Obj().Pkg().Scope().Lookup("Response").(*types.TypeName)
	return ok && n.Obj().Name() == "Request" && isResponseWriter(types.NewPointer(other.Type()))
}

// isResponseWriter reports whether a type has the methods of an http.ResponseWriter.
func isResponseWriter(t types.Type) bool {
	if IsNamed(t, "net/http/httptest", "ResponseRecorder") {
		return false
	}
	for _, name := range [...]string{"Header", "Write", "WriteHeader"} {
		if obj, _, _ := types.LookupFieldOrMethod(t, true, nil, name); obj == nil {
			return false
		}
	}
	return true
}

// inboundRequest reports whether a request is one that the function is given, or that a framework keeps.
func (a *Analysis) inboundRequest(req ssa.Value, fn *ssa.Function) bool {
	return origin.All(a.Origin.Sources(req, fn), func(s origin.Source) bool {
		return s.Kind == origin.Param || a.fromFramework(s)
	})
}
