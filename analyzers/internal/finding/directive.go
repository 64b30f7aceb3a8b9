package finding

import (
	"go/ast"
	"go/token"
	"slices"
	"strings"
)

// Kinds of //distvet: directives.
const (
	Ignore     = "ignore"     // //distvet:ignore <check> <reason>: on a line, a declaration or a file
	Crossing   = "crossing"   // on a function: calling it crosses the network
	Bounded    = "bounded"    // on a function: its crossings end by themselves
	Idempotent = "idempotent" // on a function: doing it twice is as good as once
	Detached   = "detached"   // //distvet:detached <reason>: on a statement that leaves its context behind on purpose
)

// Kinds lists the directives that exist, for messages and look-ups.
var Kinds = []string{Ignore, Crossing, Bounded, Idempotent, Detached}

// A Directive is one //distvet: comment.
type Directive struct {
	Pos, End token.Pos
	Kind     string
	Check    string // of an ignore
	Reason   string
	From, To int           // the lines it covers, both included
	Decl     *ast.FuncDecl // the declaration it is the doc of, if it is
	Hides    []Hidden      // what it made silent, as far as the analyses have told
	used     bool
}

// A Hidden is something that a directive made silent.
type Hidden struct {
	Pos   token.Pos
	Check string // that would have judged it
	What  string
}

// Hide notes that a directive makes something silent, once.
func (d *Directive) Hide(pos token.Pos, check, what string) {
	d.used = true
	h := Hidden{pos, check, what}
	if !slices.Contains(d.Hides, h) {
		d.Hides = append(d.Hides, h)
	}
}

// Use notes that a directive changes something.
func (d *Directive) Use() { d.used = true }

// Used reports whether a directive changes anything.
func (d *Directive) Used() bool { return d.used }

// NeedsReason reports whether directives of a kind do nothing without a reason: those that
// silence, so that the next reader can judge it.
func NeedsReason(kind string) bool { return kind != Crossing }

// Text is the directive as it is written, on one line.
func (d *Directive) Text() string {
	text := directivePrefix + d.Kind
	if d.Check != "" {
		text += " " + d.Check
	}
	return text
}

const directivePrefix = "//distvet:"

// Directives returns the //distvet: comments of a file in source order.
//
// A directive covers its own line when code stands before it, else the next line; the
// whole declaration when it is part of a declaration's doc comment; the whole file when
// it stands above the package clause.
func Directives(fset *token.FileSet, f *ast.File) []*Directive {
	var list []*Directive
	var starts map[int]bool // lines on which code begins, made when first needed
	for _, group := range f.Comments {
		for _, c := range group.List {
			text, ok := strings.CutPrefix(c.Text, directivePrefix)
			if !ok {
				continue
			}
			if i := strings.Index(text, " // want"); i >= 0 {
				text = text[:i] // analysistest's own comments
			}
			kind, rest, _ := strings.Cut(strings.TrimSpace(text), " ")
			d := &Directive{Pos: c.Pos(), End: c.End(), Kind: kind, Reason: strings.TrimSpace(rest)}
			if kind == Ignore {
				d.Check, d.Reason, _ = strings.Cut(d.Reason, " ")
				d.Reason = strings.TrimSpace(d.Reason)
			}
			line := fset.Position(c.Pos()).Line
			if starts == nil {
				starts = codeLines(fset, f)
			}
			switch decl := declOf(f, group); {
			case c.End() < f.Package:
				d.From, d.To = 1, fset.Position(f.FileEnd).Line
			case decl != nil:
				d.From, d.To = fset.Position(decl.Pos()).Line, fset.Position(decl.End()).Line
				d.Decl, _ = decl.(*ast.FuncDecl)
			case starts[line]:
				d.From, d.To = line, line
			default: // covers the line below the comment group
				d.From = fset.Position(group.End()).Line + 1
				d.To = d.From
			}
			if kind == Detached && d.From == d.To {
				d.To = statementEnd(fset, f, d.From)
			}
			list = append(list, d)
		}
	}
	return list
}

// statementEnd returns the last line of the simple statement that begins on a line, or the line.
func statementEnd(fset *token.FileSet, f *ast.File, line int) int {
	end := line
	ast.Inspect(f, func(n ast.Node) bool {
		if n == nil || fset.Position(n.Pos()).Line > line || fset.Position(n.End()).Line < line {
			return false
		}
		switch n.(type) {
		case *ast.AssignStmt, *ast.ExprStmt, *ast.ReturnStmt, *ast.DeclStmt, *ast.SendStmt:
			if fset.Position(n.Pos()).Line == line {
				end = fset.Position(n.End()).Line
				return false
			}
		}
		return true
	})
	return end
}

func declOf(f *ast.File, doc *ast.CommentGroup) ast.Decl {
	for _, decl := range f.Decls {
		switch decl := decl.(type) {
		case *ast.FuncDecl:
			if decl.Doc == doc {
				return decl
			}
		case *ast.GenDecl:
			if decl.Doc == doc {
				return decl
			}
			for _, spec := range decl.Specs {
				switch spec := spec.(type) {
				case *ast.ValueSpec:
					if spec.Doc == doc {
						return decl
					}
				case *ast.TypeSpec:
					if spec.Doc == doc {
						return decl
					}
				}
			}
		}
	}
	return nil
}

// codeLines returns the lines of f that hold any token of code.
func codeLines(fset *token.FileSet, f *ast.File) map[int]bool {
	lines := make(map[int]bool)
	ast.Inspect(f, func(n ast.Node) bool {
		switch n.(type) {
		case nil, *ast.File:
			return true
		case *ast.Comment, *ast.CommentGroup:
			return false
		}
		lines[fset.Position(n.Pos()).Line] = true
		lines[fset.Position(n.End()-1).Line] = true
		return true
	})
	return lines
}
