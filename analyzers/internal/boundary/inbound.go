package boundary

import (
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

// inboundRequest reports whether a request is one that the function is given, or that a framework keeps.
func (a *Analysis) inboundRequest(req ssa.Value, fn *ssa.Function) bool {
	return origin.All(a.Origin.Sources(req, fn), func(s origin.Source) bool {
		return s.Kind == origin.Param || s.Kind == origin.Field && s.Var != nil && isRequestField(s.Var)
	})
}
