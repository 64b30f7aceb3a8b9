// Package fingerprint names findings in a way that survives the everyday edits around
// them: lines that move, files that are reformatted, renamed or split, neighbours and
// local variables that get other names, messages that a later version words differently.
//
// The name of a finding is its check, the import path of its package, the declaration it
// stands in, and what stands at its position: the function that is called, the type of a
// literal, the kind of statement. Findings with the same name in one declaration are
// told apart by their order alone.
//
// A name does not survive the move of code to another declaration. For that there is the
// shape: the text of the statement, whatever its layout, comments, aliases of imports and
// the name of the receiver. It is no name, since equal statements are not rare, but where
// one finding is gone and another appeared with the same shape, it has moved.
package fingerprint

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path"
	"strconv"
	"strings"

	"golang.org/x/tools/go/ast/astutil"

	"github.com/distvet/distvet/cmd/distvet/internal/report"
)

// Assign sets the ID and the Fingerprint of all findings, and the IDs of the other places that
// share their causes. The fingerprint counts equal IDs, the surest finding first, so it is unique
// within one run.
func Assign(findings []report.Finding) {
	files := make(map[string]*file)
	identify := func(f *report.Finding, pos, end report.Position) (report.ID, string) {
		src, ok := files[pos.File]
		if !ok {
			src = parse(pos.File)
			files[pos.File] = src
		}
		decl, key, shape := src.describe(pos, end, f.Message)
		return report.ID{Check: f.Check, Package: strings.TrimSuffix(f.Package, "_test"), Decl: field(decl), Key: field(key)}, shape
	}
	for i := range findings {
		f := &findings[i]
		f.ID, f.Shape = identify(f, f.Pos, f.End)
		for j := range f.Path {
			if step := &f.Path[j]; step.Also {
				step.ID, step.Shape = identify(f, step.Pos, step.End)
			}
		}
	}
	seen := make(map[report.ID]int)
	for _, i := range report.BySureness(findings) {
		f := &findings[i]
		f.Fingerprint = hash(f.ID, seen[f.ID])
		seen[f.ID]++
	}
}

// Renew sets the fingerprint of a finding that is reported at another of its places than it was: one of that
// place's ID and of how many of the others share it.
func Renew(f *report.Finding) {
	same := 0
	for _, step := range f.Path {
		if step.Also && step.ID == f.ID {
			same++
		}
	}
	f.Fingerprint = hash(f.ID, same)
}

// field makes s fit for a field of an ID: printable, on one line, without tabs, not empty.
func field(s string) string {
	if s = strings.Join(strings.Fields(report.Clean(s)), " "); s == "" {
		return "-"
	}
	return s
}

// hash returns 128 bits of the id and its ordinal in hexadecimal digits.
func hash(id report.ID, ordinal int) string {
	sum := sha256.Sum256(fmt.Appendf(nil, "v1\x00%s\x00%s\x00%s\x00%s\x00%d", id.Check, id.Package, id.Decl, id.Key, ordinal))
	return hex.EncodeToString(sum[:16])
}

// A file is a parsed source file; nil if it cannot be parsed.
type file struct {
	text    []byte
	ast     *ast.File
	tok     *token.File
	imports map[string]string // local name -> import path
}

func parse(name string) *file {
	text, err := os.ReadFile(name)
	if err != nil {
		return nil
	}
	fset := token.NewFileSet()
	f, _ := parser.ParseFile(fset, name, text, parser.ParseComments|parser.SkipObjectResolution)
	if f == nil {
		return nil
	}
	src := &file{text: text, ast: f, tok: fset.File(f.FileStart), imports: make(map[string]string)}
	for _, spec := range f.Imports {
		if importPath, err := strconv.Unquote(spec.Path.Value); err == nil {
			name := path.Base(importPath)
			if spec.Name != nil {
				name = spec.Name.Name
			}
			src.imports[name] = importPath
		}
	}
	return src
}

// describe returns the declaration that holds the finding, what stands at its position, and
// the shape of the statement. Where the source says nothing, the message must do, and there
// is no shape.
func (s *file) describe(from, to report.Position, message string) (decl, key, shape string) {
	start, ok := s.pos(from)
	if !ok {
		return "-", message, ""
	}
	end, ok := s.pos(to)
	if !ok || end < start {
		end = start
	}
	nodes, _ := astutil.PathEnclosingInterval(s.ast, start, end)
	decl = "-"
	receiver := ""
	for _, n := range nodes {
		if d, ok := n.(ast.Decl); ok {
			decl, receiver = declName(d), receiverName(d)
		}
	}
	if text := s.comment(start); text != "" {
		return decl, text, "" // the text is the key already
	}
	for _, n := range nodes {
		if key := s.key(n); key != "" {
			return decl, key, s.shape(nodes, start, receiver)
		}
	}
	return decl, message, ""
}

// pos converts a position whose column counts bytes.
func (s *file) pos(p report.Position) (token.Pos, bool) {
	if s == nil || p.Line < 1 || p.Line > s.tok.LineCount() || p.Column < 1 {
		return token.NoPos, false
	}
	pos := s.tok.LineStart(p.Line) + token.Pos(p.Column-1)
	return pos, pos <= s.ast.FileEnd
}

// declName returns the name of a declaration: "Func", "Type.Method", or the first name
// that a var, const or type declaration declares.
func declName(d ast.Decl) string {
	switch d := d.(type) {
	case *ast.FuncDecl:
		if d.Recv != nil && len(d.Recv.List) > 0 {
			return typeName(d.Recv.List[0].Type) + "." + d.Name.Name
		}
		return d.Name.Name
	case *ast.GenDecl:
		if len(d.Specs) > 0 {
			switch spec := d.Specs[0].(type) {
			case *ast.ValueSpec:
				return spec.Names[0].Name
			case *ast.TypeSpec:
				return spec.Name.Name
			}
		}
	}
	return "-"
}

// typeName returns the name of a receiver's type, whether a pointer or generic.
func typeName(e ast.Expr) string {
	switch e := ast.Unparen(e).(type) {
	case *ast.StarExpr:
		return typeName(e.X)
	case *ast.IndexExpr:
		return typeName(e.X)
	case *ast.IndexListExpr:
		return typeName(e.X)
	case *ast.Ident:
		return e.Name
	}
	return "-"
}

// key says what n is in words that no reformatting or renaming of a variable changes, or
// "" if the node around n says more.
func (s *file) key(n ast.Node) string {
	switch n := n.(type) {
	case *ast.CallExpr:
		if fun := s.name(n.Fun); fun != "" {
			return "call " + fun
		}
		return "call"
	case *ast.CompositeLit:
		return "literal " + s.name(n.Type)
	case *ast.FuncDecl:
		return "func"
	case *ast.FuncLit:
		return "func literal"
	case *ast.ForStmt, *ast.RangeStmt:
		return "for"
	case *ast.BinaryExpr:
		return n.Op.String()
	case *ast.AssignStmt:
		return n.Tok.String()
	case *ast.IfStmt:
		return "if"
	case *ast.GoStmt:
		return "go"
	case *ast.DeferStmt:
		return "defer"
	case *ast.SelectStmt:
		return "select"
	case *ast.ReturnStmt:
		return "return"
	case *ast.BranchStmt:
		return n.Tok.String()
	case *ast.KeyValueExpr:
		return "key " + s.name(n.Key)
	case *ast.ValueSpec:
		return "var"
	case *ast.Field:
		return "field"
	case *ast.TypeSpec:
		return "type"
	}
	return ""
}

// name returns the name of what e refers to, without the names of variables: "net/http.Get"
// for a function of a package, ".Do" for a method or a field, "f" for anything declared here.
func (s *file) name(e ast.Expr) string {
	switch e := e.(type) {
	case *ast.Ident:
		return e.Name
	case *ast.SelectorExpr:
		if x, ok := e.X.(*ast.Ident); ok && s.imports[x.Name] != "" {
			return s.imports[x.Name] + "." + e.Sel.Name
		}
		return "." + e.Sel.Name
	case *ast.ParenExpr:
		return s.name(e.X)
	case *ast.StarExpr:
		return s.name(e.X)
	case *ast.IndexExpr:
		return s.name(e.X)
	case *ast.IndexListExpr:
		return s.name(e.X)
	case *ast.ArrayType:
		return "[]" + s.name(e.Elt)
	case *ast.MapType:
		return "map " + s.name(e.Value)
	}
	return ""
}

// comment returns the text of the comment at pos, or "": findings about directives have
// no syntax that describes them.
func (s *file) comment(pos token.Pos) string {
	for _, group := range s.ast.Comments {
		if pos < group.Pos() || group.End() <= pos {
			continue
		}
		for _, c := range group.List {
			if c.Pos() <= pos && pos < c.End() {
				return c.Text
			}
		}
	}
	return ""
}
