package configfile

import (
	"cmp"
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"github.com/distvet/distvet/analyzers"
	"github.com/distvet/distvet/cmd/internal/suggest"
)

// A Package is what Resolve needs to know of a package.
type Package struct{ Path, Dir string }

// Resolve reports models that name packages, functions, types or fields which do not exist.
// list finds packages as the go command does, those of patterns "path/..." too.
//
// Only the packages that the models name are read, all files of theirs whatever they are built
// for, and nothing is compiled: what a type gets from an embedded type of another package is
// taken for granted.
func (f *File) Resolve(list func(paths []string) ([]Package, error)) error {
	var paths []string
	for _, m := range f.Config.Models {
		paths = append(paths, m.Package)
	}
	found, err := list(paths)
	slices.SortFunc(found, func(a, b Package) int { return cmp.Compare(a.Path, b.Path) })
	if err != nil {
		return fmt.Errorf("looking for the packages of the models: %w", err)
	}
	r := &resolver{file: f, near: sync.OnceValue(func() []string {
		pkgs, _ := list([]string{"./..."}) // without it there is nothing to suggest
		var paths []string
		for _, p := range pkgs {
			paths = append(paths, p.Path)
		}
		slices.Sort(paths)
		return slices.Compact(paths)
	})}
	for i := range f.Config.Models {
		r.model(fmt.Sprintf("models[%d]", i), &f.Config.Models[i], found)
	}
	if len(r.items) == 0 {
		return nil
	}
	sortItems(r.items)
	return &Error{f.Name, r.items}
}

type resolver struct {
	file  *File
	items []Item
	near  func() []string // the packages of the user
}

func (r *resolver) failf(path, format string, args ...any) {
	r.items = append(r.items, Item{r.file.Position(path), path + ": " + fmt.Sprintf(format, args...)})
}

// model resolves one model. A name must exist in one of its packages at least.
func (r *resolver) model(at string, m *analyzers.Model, found []Package) {
	var scopes []*declarations
	for _, p := range found {
		if !matches(m.Package, p.Path) {
			continue
		}
		if d, err := declared(p.Dir); err != nil {
			r.failf(at+".package", "reading package %s: %v", p.Path, err)
			return
		} else if d != nil {
			scopes = append(scopes, d)
		}
	}
	if len(scopes) == 0 {
		r.failf(at+".package", "there is no package %s here%s", m.Package, suggest.DidYouMean(m.Package, r.near(), "%s"))
		return
	}
	for i := range m.Functions {
		r.function(fmt.Sprintf("%s.functions[%d]", at, i), m, &m.Functions[i], scopes)
	}
	for i := range m.Objects {
		r.object(fmt.Sprintf("%s.objects[%d]", at, i), m, &m.Objects[i], scopes)
	}
}

func matches(pattern, path string) bool {
	below, ok := strings.CutSuffix(pattern, "/...")
	return pattern == path || ok && (path == below || strings.HasPrefix(path, below+"/"))
}

func (r *resolver) function(at string, m *analyzers.Model, f *analyzers.FunctionModel, scopes []*declarations) {
	recvs := f.Recv
	if len(recvs) == 0 {
		recvs = []string{""}
	}
	for i, recv := range recvs {
		if recv != "" && recv != "*" {
			if !r.exists(fmt.Sprintf("%s.recv[%d]", at, i), recv, "type", m, scopes, func(d *declarations) (bool, []string) { return d.types[recv] != nil, d.typeNames() }) {
				continue
			}
		}
		for j, name := range f.Names {
			path := fmt.Sprintf("%s.names[%d]", at, j)
			if name == "*" || name == "()" || recv == "*" {
				continue
			}
			if recv == "" {
				if r.exists(path, name, "function", m, scopes, func(d *declarations) (bool, []string) { return d.funcs[name] != nil, keys(d.funcs) }) {
					r.operands(at, f, first(scopes, func(d *declarations) *ast.FuncType { return d.funcs[name] }), name)
				}
				continue
			}
			if r.exists(path, name, "method "+recv+".", m, scopes, func(d *declarations) (bool, []string) {
				ms, open := d.methods(recv)
				return ms[name] != nil || open, keys(ms)
			}) {
				r.operands(at, f, first(scopes, func(d *declarations) *ast.FuncType { ms, _ := d.methods(recv); return ms[name] }), recv+"."+name)
			}
		}
	}
	for i, name := range f.If {
		r.exists(fmt.Sprintf("%s.if[%d]", at, i), name, "function", m, scopes, func(d *declarations) (bool, []string) { return d.funcs[name] != nil, keys(d.funcs) })
	}
	for i, name := range f.Opts {
		if !strings.HasPrefix(name, "*.") {
			r.exists(fmt.Sprintf("%s.opts[%d]", at, i), name, "function or type", m, scopes, func(d *declarations) (bool, []string) {
				return d.funcs[name] != nil || d.types[name] != nil, append(keys(d.funcs), d.typeNames()...)
			})
		}
	}
}

// operands checks the columns of a row that name arguments against a signature, which is nil
// if it is out of sight.
func (r *resolver) operands(at string, f *analyzers.FunctionModel, sig *ast.FuncType, name string) {
	if sig == nil {
		return
	}
	params := parameters(sig)
	for _, op := range []struct{ column, value string }{{"ctx", f.Ctx}, {"req", f.Req}, {"obj", f.Obj}, {"dur", f.Dur}, {"text", f.Text}} {
		arg, ok := strings.CutPrefix(op.value, "arg")
		if !ok {
			continue
		}
		i := int(arg[0] - '0')
		switch {
		case i >= len(params):
			r.failf(at+"."+op.column, "%s has %d parameters, so there is no %s (they count from arg0)", name, len(params), op.value)
		case op.column == "ctx" && !mayBeContext(params[i]):
			r.failf(at+".ctx", "%s of %s is no context.Context", op.value, name)
		}
	}
	if f.Ctx == "none" && slices.ContainsFunc(params, isContext) {
		r.failf(at+".ctx", "%s takes a context; leave ctx out, or write ctxWeak: true if the context ends nothing", name)
	}
}

func (r *resolver) object(at string, m *analyzers.Model, o *analyzers.ObjectModel, scopes []*declarations) {
	if !r.exists(at+".name", o.Name, "type", m, scopes, func(d *declarations) (bool, []string) { return d.types[o.Name] != nil, d.typeNames() }) {
		return
	}
	for _, l := range []struct {
		column string
		names  analyzers.Words
	}{{"limits", o.Limits}, {"partial", o.Partial}, {"inner", o.Inner}, {"setters", o.Setters}, {"contexts", o.Contexts}} {
		for i, name := range l.names {
			r.exists(fmt.Sprintf("%s.%s[%d]", at, l.column, i), name, "field or method "+o.Name+".", m, scopes, func(d *declarations) (bool, []string) {
				ms, open := d.methods(o.Name)
				fields := d.fields(o.Name)
				return open || ms[name] != nil || slices.Contains(fields, name), append(keys(ms), fields...)
			})
		}
	}
	for i, name := range o.Options {
		r.exists(fmt.Sprintf("%s.options[%d]", at, i), name, "function", m, scopes, func(d *declarations) (bool, []string) { return d.funcs[name] != nil, keys(d.funcs) })
	}
	for i, name := range o.Makers {
		r.exists(fmt.Sprintf("%s.makers[%d]", at, i), name, "function or method", m, scopes, func(d *declarations) (bool, []string) {
			if recv, method, ok := strings.Cut(name, "."); ok {
				ms, open := d.methods(recv)
				return open || ms[method] != nil, nil
			}
			return d.funcs[name] != nil, keys(d.funcs)
		})
	}
}

// exists reports whether one of the scopes knows a name, and says so if none does.
func (r *resolver) exists(path, name, what string, m *analyzers.Model, scopes []*declarations, ask func(*declarations) (bool, []string)) bool {
	var candidates []string
	for _, d := range scopes {
		ok, names := ask(d)
		if ok {
			return true
		}
		candidates = append(candidates, names...)
	}
	slices.Sort(candidates)
	if !strings.HasSuffix(what, ".") {
		what += " "
	}
	r.failf(path, "package %s has no %s%s%s", m.Package, what, name, suggest.DidYouMean(name, candidates, "%s"))
	return false
}

func first(scopes []*declarations, get func(*declarations) *ast.FuncType) *ast.FuncType {
	for _, d := range scopes {
		if sig := get(d); sig != nil {
			return sig
		}
	}
	return nil
}

// declarations are what the files of a package declare at the top.
type declarations struct {
	funcs map[string]*ast.FuncType
	types map[string]ast.Expr
	byRcv map[string]map[string]*ast.FuncType
}

// declared parses the package in dir, test files excluded; nil if there is none.
func declared(dir string) (*declarations, error) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, err
	}
	d := &declarations{make(map[string]*ast.FuncType), make(map[string]ast.Expr), make(map[string]map[string]*ast.FuncType)}
	fset := token.NewFileSet()
	files := 0
	for _, e := range entries {
		if e.IsDir() || !strings.HasSuffix(e.Name(), ".go") || strings.HasSuffix(e.Name(), "_test.go") {
			continue
		}
		file, err := parser.ParseFile(fset, filepath.Join(dir, e.Name()), nil, parser.SkipObjectResolution)
		if file == nil {
			return nil, err
		}
		files++
		for _, decl := range file.Decls {
			switch decl := decl.(type) {
			case *ast.FuncDecl:
				d.function(decl)
			case *ast.GenDecl:
				for _, spec := range decl.Specs {
					if spec, ok := spec.(*ast.TypeSpec); ok {
						d.types[spec.Name.Name] = spec.Type
					}
				}
			}
		}
	}
	if files == 0 {
		return nil, errors.New("it has no Go files")
	}
	return d, nil
}

func (d *declarations) function(decl *ast.FuncDecl) {
	if decl.Recv == nil {
		d.funcs[decl.Name.Name] = decl.Type
		return
	}
	if len(decl.Recv.List) == 1 {
		recv := typeName(decl.Recv.List[0].Type)
		if d.byRcv[recv] == nil {
			d.byRcv[recv] = make(map[string]*ast.FuncType)
		}
		d.byRcv[recv][decl.Name.Name] = decl.Type
	}
}

func (d *declarations) typeNames() []string { return keys(d.types) }

// methods returns the methods of a type, by its declarations, its interface and what it
// embeds; open says that there may be more.
func (d *declarations) methods(name string) (ms map[string]*ast.FuncType, open bool) {
	ms = make(map[string]*ast.FuncType)
	seen := make(map[string]bool)
	var visit func(name string)
	embed := func(t ast.Expr) {
		if sel := typeName(t); sel != "" && d.types[sel] != nil {
			visit(sel)
		} else {
			open = true
		}
	}
	visit = func(name string) {
		if seen[name] {
			return
		}
		seen[name] = true
		maps.Copy(ms, d.byRcv[name])
		switch t := d.types[name].(type) {
		case *ast.InterfaceType:
			for _, field := range t.Methods.List {
				for _, n := range field.Names {
					ms[n.Name], _ = field.Type.(*ast.FuncType)
				}
				if len(field.Names) == 0 {
					embed(field.Type)
				}
			}
		case *ast.StructType:
			for _, field := range t.Fields.List {
				if len(field.Names) == 0 {
					embed(field.Type)
				}
			}
		case *ast.Ident, *ast.SelectorExpr, *ast.IndexExpr, *ast.IndexListExpr: // an alias, or a type with another's methods
			if id := typeName(t); types.Universe.Lookup(id) == nil {
				embed(t)
			}
		}
	}
	visit(name)
	return ms, open
}

// fields returns the names of the fields of a struct type, embedded ones included.
func (d *declarations) fields(name string) []string {
	t, ok := d.types[name].(*ast.StructType)
	if !ok {
		return nil
	}
	var names []string
	for _, field := range t.Fields.List {
		for _, n := range field.Names {
			names = append(names, n.Name)
		}
		if len(field.Names) == 0 {
			names = append(names, typeName(field.Type))
		}
	}
	return names
}

// typeName returns the name of a type without pointer, parentheses and type arguments; "" for
// one of another package.
func typeName(t ast.Expr) string {
	switch t := t.(type) {
	case *ast.StarExpr:
		return typeName(t.X)
	case *ast.ParenExpr:
		return typeName(t.X)
	case *ast.IndexExpr:
		return typeName(t.X)
	case *ast.IndexListExpr:
		return typeName(t.X)
	case *ast.Ident:
		return t.Name
	}
	return ""
}

// parameters returns the type of each parameter.
func parameters(sig *ast.FuncType) []ast.Expr {
	var list []ast.Expr
	for _, field := range sig.Params.List {
		for range max(1, len(field.Names)) {
			list = append(list, field.Type)
		}
	}
	return list
}

// isContext reports whether a type is written context.Context.
func isContext(t ast.Expr) bool {
	sel, ok := t.(*ast.SelectorExpr)
	return ok && typeName(sel.X) == "context" && sel.Sel.Name == "Context"
}

// mayBeContext reports whether a type may be context.Context, under another name of the
// package or as an alias.
func mayBeContext(t ast.Expr) bool {
	switch t.(type) {
	case *ast.SelectorExpr, *ast.Ident:
		return types.Universe.Lookup(typeName(t)) == nil
	}
	return false
}

func keys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }
