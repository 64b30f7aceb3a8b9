package effect

import (
	"go/constant"
	"go/token"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/distvet/distvet/analyzers/internal/catalog"
	"github.com/distvet/distvet/analyzers/internal/origin"
)

// maxTexts bounds how many texts a value may have before it counts as unknown.
const maxTexts = 8

// A Reader reads the texts of strings out of the program.
type Reader struct {
	Tracer *origin.Tracer
}

// Texts returns the texts that the string v may be, with holes for what is not known, as
// seen from root. The texts are all there are unless one of them is nothing but a hole.
func (r Reader) Texts(v ssa.Value, env *origin.Env, root *ssa.Function) []string {
	return r.texts(v, env, root, 0)
}

func (r Reader) texts(v ssa.Value, env *origin.Env, root *ssa.Function, deep int) []string {
	if v == nil || deep > 12 {
		return []string{Hole}
	}
	var all []string
	seen := make(map[string]bool)
	add := func(s string) {
		if !seen[s] {
			seen[s] = true
			all = append(all, s)
		}
	}
	for _, s := range r.Tracer.SourcesIn(v, env, root) {
		for _, text := range r.source(s, root, deep) {
			add(text)
		}
		if len(all) > maxTexts {
			return []string{Hole}
		}
	}
	if len(all) == 0 {
		return []string{Hole}
	}
	return all
}

func (r Reader) source(s origin.Source, root *ssa.Function, deep int) []string {
	switch s.Kind {
	case origin.Zero:
		return []string{""}
	case origin.Const:
		if c, ok := s.Value.(*ssa.Const); ok && c.Value != nil && c.Value.Kind() == constant.String {
			return []string{constant.StringVal(c.Value)}
		}
	case origin.Op:
		op, ok := s.Value.(*ssa.BinOp)
		if !ok || op.Op != token.ADD {
			break
		}
		left := r.texts(op.X, s.Env, root, deep+1)
		right := r.texts(op.Y, s.Env, root, deep+1)
		if len(left)*len(right) > maxTexts {
			break
		}
		var all []string
		for _, l := range left {
			for _, rt := range right {
				all = append(all, l+rt)
			}
		}
		return all
	case origin.Call:
		call := s.Value.(*ssa.Call)
		fn := origin.Callee(call.Common())
		if fn == nil || fn.Pkg == nil {
			break
		}
		args := call.Call.Args
		switch path, name := fn.Pkg.Pkg.Path(), fn.Name(); {
		case path == "fmt" && name == "Sprintf" && fn.Signature.Recv() == nil:
			return r.holes(r.texts(args[0], s.Env, root, deep+1))
		case path == "strings" && (name == "TrimSpace" || name == "ToUpper" || name == "ToLower" || name == "Clone"):
			return r.texts(args[0], s.Env, root, deep+1)
		case fn.Name() == "Rebind" && fn.Signature.Recv() != nil && len(args) == 2, // sqlx
			fn.Name() == "Rebind" && len(args) == 2:
			return r.texts(args[1], s.Env, root, deep+1)
		}
	}
	return []string{Hole}
}

func (Reader) holes(texts []string) []string {
	for i, t := range texts {
		texts[i] = verbsToHoles(t)
	}
	return texts
}

// Method returns the effect of a request with the HTTP method, "" being GET. Extension
// methods are unknown.
func Method(method string) catalog.Effect {
	switch strings.ToUpper(method) {
	case "", "GET", "HEAD", "OPTIONS", "TRACE", "QUERY", "PROPFIND", "REPORT", "SEARCH":
		return catalog.Read
	case "PUT", "DELETE":
		return catalog.IdempotentWrite
	case "POST", "PATCH":
		return catalog.NonIdempotentWrite
	}
	return catalog.Unknown
}
