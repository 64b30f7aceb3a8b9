// Package fixes applies the fixes that findings suggest, or shows them as a diff.
//
// It works on the findings that are left after suppression and filters, so that a finding
// the user does not see changes nothing.
package fixes

import (
	"bytes"
	"cmp"
	"fmt"
	"go/ast"
	"go/format"
	"go/parser"
	"go/token"
	"io"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/google/renameio/v2/maybe"
	"github.com/rogpeppe/go-internal/diff"

	"github.com/distvet/distvet/cmd/distvet/internal/report"
)

// A Plan is a set of fixes that can be applied together.
type Plan struct {
	Files []File           // the files that change, by name
	Fixed int              // the number of findings the plan mends
	Rest  []report.Finding // the findings it does not mend
}

// A File is one file with its content before and after.
type File struct {
	Name        string
	Before, New []byte
}

// NewPlan takes the first fix of each finding, in order, and leaves out those that touch a
// file that is not editable or is generated, and those that overlap one already taken. It
// returns an error if a file cannot be read or is no longer what was analysed.
func NewPlan(findings []report.Finding, editable func(file string) bool) (*Plan, error) {
	b := &builder{editable: editable, files: make(map[string]*source)}
	plan := new(Plan)
	for _, f := range findings {
		if len(f.Fixes) == 0 || !b.take(f.Fixes[0].Edits) {
			plan.Rest = append(plan.Rest, f)
			continue
		}
		plan.Fixed++
	}
	for name, src := range b.files {
		if len(src.edits) == 0 {
			continue
		}
		after, err := src.apply(name)
		if err != nil {
			return nil, err
		}
		plan.Files = append(plan.Files, File{name, src.text, after})
	}
	slices.SortFunc(plan.Files, func(a, b File) int { return cmp.Compare(a.Name, b.Name) })
	return plan, nil
}

// Write changes the files on disk, each of them at once.
func (p *Plan) Write() error {
	for _, f := range p.Files {
		name, err := filepath.EvalSymlinks(f.Name) // replace the file, not a link to it
		if err != nil {
			return fmt.Errorf("applying fixes: %w", err)
		}
		info, err := os.Stat(name)
		if err != nil {
			return fmt.Errorf("applying fixes: %w", err)
		}
		if err := maybe.WriteFile(name, f.New, info.Mode().Perm()); err != nil {
			return fmt.Errorf("applying fixes to %s: %w", f.Name, err)
		}
	}
	return nil
}

// Diff prints the changes as a unified diff with names relative to dir, fit for git apply
// and for patch -p1.
func (p *Plan) Diff(w io.Writer, dir string) error {
	for _, f := range p.Files {
		name := filepath.ToSlash(report.Rel(dir, f.Name))
		if _, err := w.Write(diff.Diff("a/"+name, f.Before, "b/"+name, f.New)); err != nil {
			return err
		}
	}
	return nil
}

// A builder collects edits that do not get in each other's way.
type builder struct {
	editable func(file string) bool
	files    map[string]*source
}

// A source is a file with the edits taken so far, sorted and disjoint. A nil text means
// that the file must not be edited.
type source struct {
	text  []byte
	edits []report.Edit
}

// take adds the edits of one fix, all of them or none, and reports whether it did.
func (b *builder) take(edits []report.Edit) bool {
	taken := make(map[*source][]report.Edit)
	for _, e := range edits {
		src := b.source(e.File)
		if src.text == nil || e.Start < 0 || e.Start > e.End || e.End > len(src.text) {
			return false
		}
		if taken[src] == nil {
			taken[src] = slices.Clone(src.edits)
		}
		merged, ok := insert(taken[src], e)
		if !ok {
			return false
		}
		taken[src] = merged
	}
	for src, merged := range taken {
		src.edits = merged
	}
	return len(edits) > 0
}

// insert adds e to sorted disjoint edits. An edit that is there already is shared: two
// fixes may add the same import. insert reports false if e overlaps another edit.
func insert(edits []report.Edit, e report.Edit) ([]report.Edit, bool) {
	i, _ := slices.BinarySearchFunc(edits, e, func(a, b report.Edit) int {
		return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(a.End, b.End))
	})
	if i < len(edits) && edits[i] == e {
		return edits, true
	}
	if i > 0 && edits[i-1].End > e.Start || i < len(edits) && (e.End > edits[i].Start || e.Start == edits[i].Start) {
		return nil, false
	}
	return slices.Insert(edits, i, e), true
}

// source reads a file when it is first asked for.
func (b *builder) source(name string) *source {
	src, ok := b.files[name]
	if !ok {
		src = new(source)
		b.files[name] = src
		if text, err := os.ReadFile(name); err == nil && b.editable(name) && !foreign(name, text) {
			src.text = text
		}
	}
	return src
}

// foreign reports whether another program writes the file or decides its positions, so
// that an edit would be lost or would hit the wrong place.
func foreign(name string, text []byte) bool {
	f, err := parser.ParseFile(token.NewFileSet(), name, text, parser.ParseComments|parser.SkipObjectResolution)
	if err != nil || ast.IsGenerated(f) {
		return true
	}
	for _, group := range f.Comments {
		for _, c := range group.List {
			if strings.HasPrefix(c.Text, "//line ") || strings.HasPrefix(c.Text, "/*line ") {
				return true
			}
		}
	}
	return false
}

// apply returns the edited text, formatted if it was before.
func (s *source) apply(name string) ([]byte, error) {
	var out bytes.Buffer
	at := 0
	for _, e := range s.edits {
		out.Write(s.text[at:e.Start])
		out.WriteString(e.New)
		at = e.End
	}
	out.Write(s.text[at:])
	edited := dropImports(name, s.text, out.Bytes())

	formatted, err := format.Source(edited)
	if err != nil {
		return nil, fmt.Errorf("the fixes for %s would break it (%w); nothing was changed", name, err)
	}
	if before, err := format.Source(s.text); err != nil || !bytes.Equal(before, s.text) {
		return edited, nil // its author does not run gofmt: keep the change small
	}
	return formatted, nil
}

// dropImports removes the imports that the text after some fixes no longer uses and the
// text before them did: each fix may have left a use for the others.
func dropImports(name string, before, after []byte) []byte {
	old, err := parser.ParseFile(token.NewFileSet(), name, before, parser.SkipObjectResolution)
	if err != nil {
		return after
	}
	fset := token.NewFileSet()
	f, err := parser.ParseFile(fset, name, after, parser.ParseComments|parser.SkipObjectResolution)
	if err != nil {
		return after
	}
	was, is := qualifiers(old), qualifiers(f)
	text := after
	for _, decl := range slices.Backward(f.Decls) { // so that offsets stay right
		decl, ok := decl.(*ast.GenDecl)
		if !ok || decl.Tok != token.IMPORT {
			continue
		}
		for _, spec := range slices.Backward(decl.Specs) {
			spec := spec.(*ast.ImportSpec)
			if name := importName(spec); !was[name] || is[name] {
				continue
			}
			from, to := spec.Pos(), spec.End()
			if len(decl.Specs) == 1 {
				from, to = decl.Pos(), decl.End()
			}
			file := fset.File(from)
			start, end := file.Offset(from), file.Offset(to)
			first := file.Offset(file.LineStart(file.Line(from)))
			if len(bytes.TrimSpace(text[first:start])) > 0 {
				continue // it shares its line: nobody writes this
			}
			if line := file.Line(to); line < file.LineCount() {
				start, end = first, file.Offset(file.LineStart(line+1))
			}
			text = slices.Concat(text[:start], text[end:])
		}
	}
	return text
}

// qualifiers returns the names that stand before a dot in f.
func qualifiers(f *ast.File) map[string]bool {
	names := make(map[string]bool)
	ast.Inspect(f, func(n ast.Node) bool {
		if sel, ok := n.(*ast.SelectorExpr); ok {
			if id, ok := sel.X.(*ast.Ident); ok {
				names[id.Name] = true
			}
		}
		return true
	})
	return names
}

// importName returns the name by which a file knows an import, as far as its path tells: a
// package that is called otherwise is not found among the names used, and is kept.
func importName(spec *ast.ImportSpec) string {
	if spec.Name != nil {
		return spec.Name.Name
	}
	name, err := strconv.Unquote(spec.Path.Value)
	if err != nil {
		return ""
	}
	return path.Base(name)
}
