package summary

import (
	"go/token"
	"go/types"
	"strings"

	"github.com/distvet/distvet/analyzers/internal/boundary"
	"github.com/distvet/distvet/analyzers/internal/finding"
)

// readDirectives collects the //distvet: comments of the package that tell of its functions
// and statements. Hardly any package has one, and looking costs one pass over the comments.
func (a *analyzer) readDirectives() {
	for _, f := range a.pass.Files {
		found := false
		for _, group := range f.Comments {
			for _, c := range group.List {
				found = found || strings.HasPrefix(c.Text, "//distvet:") && !strings.HasPrefix(c.Text, "//distvet:"+finding.Ignore)
			}
		}
		if !found {
			continue
		}
		for _, d := range finding.Directives(a.pass.Fset, f) {
			if !effective(d) {
				continue
			}
			a.res.Directives = append(a.res.Directives, d)
			if d.Decl == nil || d.Kind == finding.Detached {
				continue
			}
			fn, ok := a.pass.TypesInfo.Defs[d.Decl.Name].(*types.Func)
			if !ok {
				continue
			}
			if a.said == nil {
				a.said = make(map[*types.Func][]*finding.Directive)
			}
			a.said[fn] = append(a.said[fn], d)
			if d.Decl.Body == nil && len(a.said[fn]) == 1 {
				a.bodiless = append(a.bodiless, fn)
			}
		}
	}
}

// effective reports whether a directive other than ignore is well formed; package directive
// reports those that are not.
func effective(d *finding.Directive) bool {
	switch d.Kind {
	case finding.Crossing:
		return d.Decl != nil
	case finding.Bounded, finding.Idempotent:
		return d.Decl != nil && d.Reason != ""
	case finding.Detached:
		return d.Reason != ""
	}
	return false
}

// about returns the directive of a kind in the doc comment of fn, or nil.
func (a *analyzer) about(fn *types.Func, kind string) *finding.Directive {
	for _, d := range a.said[fn.Origin()] {
		if d.Kind == kind {
			return d
		}
	}
	return nil
}

func (a *analyzer) crosses(fn *types.Func) boundary.Said {
	d := a.about(fn, finding.Crossing)
	if d == nil {
		return nil
	}
	return func(token.Pos, string) { d.Use() }
}

func (a *analyzer) bounded(fn *types.Func) boundary.Said {
	d := a.about(fn, finding.Bounded)
	if d == nil {
		return nil
	}
	return func(pos token.Pos, what string) { d.Hide(pos, "nodeadline", what) }
}

func (a *analyzer) idempotent(fn *types.Func) func(token.Pos, string) {
	d := a.about(fn, finding.Idempotent)
	if d == nil {
		return nil
	}
	return func(pos token.Pos, what string) { d.Hide(pos, "retrywrite", what) }
}

// detached returns the directive that covers the code at pos.
func (a *analyzer) detached(pos token.Pos) boundary.Said {
	if len(a.res.Directives) == 0 {
		return nil
	}
	file, line := a.pass.Fset.File(pos), a.pass.Fset.Position(pos).Line
	for _, d := range a.res.Directives {
		if d.Kind == finding.Detached && a.pass.Fset.File(d.Pos) == file && d.From <= line && line <= d.To {
			return func(pos token.Pos, what string) { d.Hide(pos, "ctxdrop", what) }
		}
	}
	return nil
}
