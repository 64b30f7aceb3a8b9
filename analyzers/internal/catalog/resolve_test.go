package catalog

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/go/packages"
)

// TestStdRows resolves every row about the standard library.
func TestStdRows(t *testing.T) {
	var libs []*Library
	for lib := range Libraries {
		if isStd(lib) {
			libs = append(libs, lib)
		}
	}
	resolveAll(t, ".", libs)
}

// TestRealRows resolves every other row against the real module, at the version that
// testdata/catalog requires. It needs these modules, hence the environment variable.
func TestRealRows(t *testing.T) {
	if os.Getenv("DISTVET_CATALOG") == "" {
		t.Skip("DISTVET_CATALOG is not set")
	}
	var libs []*Library
	for lib := range Libraries {
		if !isStd(lib) {
			libs = append(libs, lib)
		}
	}
	resolveClosings(t, resolveAll(t, filepath.FromSlash("../../../testdata/catalog"), libs))
}

func isStd(lib *Library) bool { return strings.HasPrefix(lib.Version, "go1.") }

// resolveAll resolves the rows of libs in the packages that it loads from dir, and returns those.
func resolveAll(t *testing.T, dir string, libs []*Library) []*packages.Package {
	var patterns []string
	for _, lib := range libs {
		for path := range lib.Paths {
			if !strings.Contains(path, "v*") {
				patterns = append(patterns, path)
			}
		}
	}
	// Types are checked from source without the bodies of functions: compiling a few
	// thousand packages for their export data takes minutes.
	cfg := &packages.Config{
		Mode: packages.NeedName | packages.NeedFiles | packages.NeedCompiledGoFiles | packages.NeedImports | packages.NeedDeps |
			packages.NeedTypes | packages.NeedSyntax | packages.NeedTypesInfo | packages.NeedModule | packages.NeedTypesSizes,
		Dir: dir,
		ParseFile: func(fset *token.FileSet, name string, src []byte) (*ast.File, error) {
			file, err := parser.ParseFile(fset, name, src, parser.SkipObjectResolution)
			if file != nil {
				for _, decl := range file.Decls {
					if fn, ok := decl.(*ast.FuncDecl); ok {
						fn.Body = nil
					}
				}
			}
			return file, err
		},
	}
	loaded, err := packages.Load(cfg, patterns...)
	if err != nil {
		t.Fatal(err)
	}
	slices.SortFunc(loaded, func(a, b *packages.Package) int { return strings.Compare(a.PkgPath, b.PkgPath) })
	for _, lib := range libs {
		r := &resolver{t: t, lib: lib, used: make(map[*Row]map[string]bool)}
		for i, path := range slices.Collect(lib.Paths) {
			r.main = i == 0
			found := false
			for _, pkg := range loaded {
				if pkg.PkgPath != path && !(strings.HasSuffix(path, "/...") && strings.HasPrefix(pkg.PkgPath+"/", strings.TrimSuffix(path, "..."))) {
					continue
				}
				if byPath().find(pkg.PkgPath) != lib || pkg.PkgPath != path && strings.Contains(pkg.PkgPath, "/internal/") {
					continue // another table is nearer
				}
				if pkg.Types == nil || pkg.Types.Scope().Len() == 0 {
					if r.main && len(pkg.Errors) > 0 && !strings.HasSuffix(path, "/...") {
						t.Errorf("%s: %v", path, pkg.Errors[0])
					}
					continue
				}
				found = true
				if r.main && pkg.Module != nil && !strings.HasSuffix(path, "/...") && !strings.HasPrefix(strings.TrimSuffix(pkg.Module.Version, "+incompatible"), lib.Version) {
					t.Errorf("%s: read at %s, resolved at %s", path, lib.Version, pkg.Module.Version)
				}
				r.pkg = pkg.Types
				r.resolve()
			}
			if r.main && !found {
				t.Errorf("%s: not found", path)
			}
		}
		r.unused()
	}
	return loaded
}

// resolveClosings looks up the functions of closings and the channels that they return.
func resolveClosings(t *testing.T, loaded []*packages.Package) {
	all := make(map[string]*packages.Package)
	packages.Visit(loaded, nil, func(p *packages.Package) { all[p.PkgPath] = p })
	for _, c := range closings {
		pkg := all[c.Path]
		if pkg == nil || pkg.Types == nil || pkg.Types.Scope().Len() == 0 {
			if c.Path != "go.etcd.io/etcd/clientv3" { // the old path of a module that is here
				t.Errorf("%s: not found", c.Path)
			}
			continue
		}
		if pkg.Module != nil && pkg.Module.Version != c.Version {
			t.Errorf("%s: read at %s, resolved at %s", c.Path, c.Version, pkg.Module.Version)
		}
		for name := range strings.FieldsSeq(c.Names) {
			recvs := strings.Fields(c.Recv)
			if c.Recv == "" {
				recvs = []string{""}
			}
			for _, recv := range recvs {
				var obj types.Object
				if recv == "" {
					obj = pkg.Types.Scope().Lookup(name)
				} else if tn := pkg.Types.Scope().Lookup(recv); tn != nil {
					obj, _, _ = types.LookupFieldOrMethod(types.NewPointer(tn.Type()), true, pkg.Types, name)
					if obj == nil { // of an interface
						obj, _, _ = types.LookupFieldOrMethod(tn.Type(), true, pkg.Types, name)
					}
				}
				fn, ok := obj.(*types.Func)
				if !ok {
					t.Errorf("%s: %s.%s: not found", c.Path, recv, name)
					continue
				}
				for index := range strings.FieldsSeq(c.Results) {
					i := int(index[0] - '0')
					res := fn.Signature().Results()
					if i >= res.Len() {
						t.Errorf("%s: %s.%s has no result %d", c.Path, recv, name, i)
						continue
					}
					ch, ok := res.At(i).Type().Underlying().(*types.Chan)
					if !ok || !Closes(ch.Elem()) || ClosingOf(fn, i) == nil && recv == RecvName(fn) {
						t.Errorf("%s: result %d of %s.%s is no channel of the library's own", c.Path, i, recv, name)
					}
				}
			}
		}
	}
}

// A resolver compares one table with the packages it is about.
type resolver struct {
	t    *testing.T
	lib  *Library
	pkg  *types.Package
	main bool // in a package of Path rather than Also, where everything must exist
	used map[*Row]map[string]bool
}

func (r *resolver) errorf(row *Row, name, format string, args ...any) {
	r.t.Errorf("%s: %s.%s: %s", r.pkg.Path(), row.Recv, name, fmt.Sprintf(format, args...))
}

func (r *resolver) resolve() {
	for i := range r.lib.Rows {
		row := &r.lib.Rows[i]
		for name := range strings.FieldsSeq(row.Names) {
			recvs := strings.Fields(row.Recv)
			if row.Recv == "" {
				recvs = []string{""}
			}
			for _, recv := range recvs {
				r.row(row, recv, name)
			}
		}
		if r.main {
			for name := range strings.FieldsSeq(row.If + " " + row.Opts) {
				if !strings.HasPrefix(name, "*.") && r.pkg.Scope().Lookup(name) == nil {
					r.errorf(row, row.Names, "no option %s", name)
				}
			}
		}
	}
	for i := range r.lib.Objects {
		r.object(&r.lib.Objects[i])
	}
}

// row resolves one name of a row, or all that its "*" stands for.
func (r *resolver) row(row *Row, recv, name string) {
	patterned := strings.HasSuffix(r.lib.Path, "/...")
	if name == "()" {
		r.value(row, recv)
		return
	}
	if recv == "" {
		fn := r.function(name)
		if fn == nil {
			if r.main && !patterned {
				r.errorf(row, name, "no such function")
			}
			return
		}
		r.check(row, recv, fn)
		return
	}
	if recv != "*" && name != "*" {
		fn := r.method(recv, name)
		if fn == nil {
			if r.main && !patterned {
				r.errorf(row, name, "no such method of %s", recv)
			}
			return
		}
		r.check(row, recv, fn)
		return
	}
	for _, typeName := range r.pkg.Scope().Names() {
		tn, ok := r.pkg.Scope().Lookup(typeName).(*types.TypeName)
		if !ok || tn.IsAlias() || recv != "*" && typeName != recv {
			continue
		}
		for fn := range declared(tn) {
			if _, got := Lookup(fn); got == row && (name == "*" || fn.Name() == name) {
				r.check(row, recv, fn)
			}
		}
	}
	if r.main && !patterned && !r.used[row][recv+"."+name] {
		r.errorf(row, name, "stands for nothing in %s", recv)
	}
}

// value resolves a row about calls of values of function types.
func (r *resolver) value(row *Row, recv string) {
	found := false
	for _, name := range r.pkg.Scope().Names() {
		tn, ok := r.pkg.Scope().Lookup(name).(*types.TypeName)
		if !ok || recv != "*" && recv != name {
			continue
		}
		if _, ok := tn.Type().Underlying().(*types.Signature); !ok {
			continue
		}
		if _, got := LookupValue(tn.Type()); got == row {
			found = true
		}
	}
	if r.main && !found {
		r.errorf(row, "()", "%s is no function type", recv)
	}
}

// unused reports names of a table for many packages that exist in none of them.
func (r *resolver) unused() {
	if !strings.HasSuffix(r.lib.Path, "/...") {
		return
	}
	for i := range r.lib.Rows {
		row := &r.lib.Rows[i]
		for name := range strings.FieldsSeq(row.Names) {
			recvs := strings.Fields(row.Recv)
			if row.Recv == "" {
				recvs = []string{""}
			}
			for _, recv := range recvs {
				if !r.used[row][recv+"."+name] {
					r.t.Errorf("%s: %s.%s: in no package", r.lib.Path, recv, name)
				}
			}
		}
	}
}

// declared yields the methods that a type declares itself.
func declared(tn *types.TypeName) func(func(*types.Func) bool) {
	return func(yield func(*types.Func) bool) {
		n, ok := tn.Type().(*types.Named)
		if !ok {
			return
		}
		for fn := range n.Methods() {
			if !yield(fn) {
				return
			}
		}
		if it, ok := n.Underlying().(*types.Interface); ok {
			for fn := range it.ExplicitMethods() {
				if !yield(fn) {
					return
				}
			}
		}
	}
}

func (r *resolver) function(name string) *types.Func {
	fn, _ := r.pkg.Scope().Lookup(name).(*types.Func)
	return fn
}

func (r *resolver) method(recv, name string) *types.Func {
	tn, _ := r.pkg.Scope().Lookup(recv).(*types.TypeName)
	if tn == nil {
		return nil
	}
	obj, _, _ := types.LookupFieldOrMethod(tn.Type(), true, r.pkg, name)
	fn, _ := obj.(*types.Func)
	return fn
}

// check compares a row with the signature of a function it names.
func (r *resolver) check(row *Row, recv string, fn *types.Func) {
	for _, name := range [...]string{fn.Name(), "*"} {
		if r.used[row] == nil {
			r.used[row] = make(map[string]bool)
		}
		r.used[row][recv+"."+name] = true
	}
	name := fn.Name()
	if _, got := Lookup(fn); got != row {
		r.errorf(row, name, "a look-up finds another row (the method is declared by %s)", RecvName(fn))
	}
	sig := fn.Signature()
	if ctx := contextParam(sig); row.Ctx == Nowhere && ctx >= 0 && !sig.Variadic() {
		r.errorf(row, name, "it takes a context as argument %d, which the row does not say", ctx)
	}
	for _, op := range [...]struct {
		what string
		at   At
		ok   func(types.Type) bool
	}{
		{"Ctx", row.Ctx, isContext},
		{"Req", row.Req, carriesContext},
		{"Obj", row.Obj, r.isObject},
		{"Dur", row.Dur, isDuration},
		{"Text", row.Text, isText},
	} {
		i := op.at.Arg()
		switch {
		case op.at == Recv && sig.Recv() == nil:
			r.errorf(row, name, "%s: it has no receiver", op.what)
		case op.at == Recv && op.what == "Obj" && !r.known(row):
			r.errorf(row, name, "%s: the receiver is no object", op.what)
		case i < 0:
		case i >= sig.Params().Len():
			r.errorf(row, name, "%s: it takes %d arguments", op.what, sig.Params().Len())
		case !op.ok(sig.Params().At(i).Type()):
			r.errorf(row, name, "%s: argument %d is a %s", op.what, i, sig.Params().At(i).Type())
		}
	}
}

// known reports whether one of the row's receivers is described as an object.
func (r *resolver) known(row *Row) bool {
	if row.Recv == "*" {
		return true
	}
	for recv := range strings.FieldsSeq(row.Recv) {
		for i := range r.lib.Objects {
			if r.lib.Objects[i].Name == recv || r.lib.Objects[i].Name == "*" {
				return true
			}
		}
	}
	// The commands of go-redis belong to unexported and to many small types.
	return strings.Contains(strings.ToLower(row.Recv), "cmdable") || row.Recv == "Scripter"
}

func isNamed(t types.Type, path, name string) bool {
	n := named(t)
	return n != nil && n.Obj().Name() == name && Path(n.Obj().Pkg()) == path
}

func carriesContext(t types.Type) bool {
	if s, ok := t.Underlying().(*types.Slice); ok {
		t = s.Elem() // optional options
	}
	if obj := ObjectOf(t); obj != nil && (obj.Contexts != "" || obj.Setters != "" || obj.Limits != "") {
		return true
	}
	return isNamed(t, "net/http", "Request")
}

// isObject reports whether t is described as an object, or hides one.
func (r *resolver) isObject(t types.Type) bool {
	if s, ok := t.Underlying().(*types.Slice); ok {
		t = s.Elem() // options
	}
	if ObjectOf(t) != nil {
		return true
	}
	switch t.Underlying().(type) {
	case *types.Interface, *types.Signature:
		return true
	}
	n := named(t)
	return n != nil && strings.Contains(n.Obj().Name(), "Config")
}

func isDuration(t types.Type) bool {
	b, ok := t.Underlying().(*types.Basic)
	return isNamed(t, "time", "Duration") || isNamed(t, "time", "Time") || ok && b.Info()&types.IsInteger != 0
}

func isText(t types.Type) bool {
	b, ok := t.Underlying().(*types.Basic)
	return ok && b.Info()&types.IsString != 0
}

// object resolves the names of an object.
func (r *resolver) object(obj *Object) {
	fail := func(format string, args ...any) {
		if r.main && !strings.HasSuffix(r.lib.Path, "/...") {
			r.t.Errorf("%s: object %s: %s", r.pkg.Path(), obj.Name, fmt.Sprintf(format, args...))
		}
	}
	foreign := strings.Contains(obj.Name, ".")
	tn, _ := r.pkg.Scope().Lookup(obj.Name).(*types.TypeName)
	if !foreign && obj.Name != "*" {
		if tn == nil {
			fail("no such type")
			return
		}
		for name := range strings.FieldsSeq(obj.Limits + " " + obj.Partial + " " + obj.Inner) {
			if f, _, _ := types.LookupFieldOrMethod(tn.Type(), true, r.pkg, name); !isField(f) {
				fail("no field %s", name)
			}
		}
		for name := range strings.FieldsSeq(obj.Contexts) {
			if f, _, _ := types.LookupFieldOrMethod(tn.Type(), true, r.pkg, name); f == nil {
				fail("no field or method %s", name)
			}
		}
		for name := range strings.FieldsSeq(obj.Setters) {
			if r.method(obj.Name, name) == nil {
				fail("no method %s", name)
			}
		}
	}
	for name := range strings.FieldsSeq(obj.Options) {
		if r.function(name) == nil {
			fail("no option %s", name)
		}
	}
	for name := range strings.FieldsSeq(obj.Makers) {
		fn := r.function(name)
		if recv, method, ok := strings.Cut(name, "."); ok {
			fn = r.method(recv, method)
		}
		if fn == nil {
			fail("no maker %s", name)
		} else if results := fn.Signature().Results(); results.Len() == 0 {
			fail("%s makes nothing", name)
		} else if n := named(results.At(0).Type()); n == nil || n.Obj().Name() != obj.Name && Path(n.Obj().Pkg())+"."+n.Obj().Name() != obj.Name && obj.Name != "*" {
			fail("%s makes a %s", name, results.At(0).Type())
		}
	}
}

func isField(obj types.Object) bool {
	v, ok := obj.(*types.Var)
	return ok && v.IsField()
}

// TestRows checks what can be said of rows without the libraries.
func TestRows(t *testing.T) {
	for lib := range Libraries {
		if lib.Path == "" || lib.Version == "" || lib.Family == "" {
			t.Errorf("%q: incomplete", lib.Path)
		}
		seen := make(map[key]bool)
		for i := range lib.Rows {
			row := &lib.Rows[i]
			recvs := strings.Fields(row.Recv)
			if len(recvs) == 0 {
				recvs = []string{""}
			}
			if strings.TrimSpace(row.Names) != row.Names || row.Names == "" {
				t.Errorf("%s: row %d: names %q", lib.Path, i, row.Names)
			}
			for _, recv := range recvs {
				for name := range strings.FieldsSeq(row.Names) {
					k := key{recv, name}
					if seen[k] {
						t.Errorf("%s: %s.%s has two rows", lib.Path, recv, name)
					}
					seen[k] = true
					if name != "*" && name != "()" && !token.IsIdentifier(name) || recv != "" && recv != "*" && !token.IsIdentifier(recv) {
						t.Errorf("%s: %s.%s is no name", lib.Path, recv, name)
					}
					if name == "*" && row.Ctx.Arg() < 0 {
						t.Errorf("%s: %s.%s: a row with * needs a context", lib.Path, recv, name)
					}
				}
			}
			if (row.Role == Local || row.Role == Fresh || row.Role == Cached) && (row.Bound || row.Effect != Unknown || row.Attempts != 0) {
				t.Errorf("%s: %s: it crosses nothing", lib.Path, row.Names)
			}
			if (row.Effect == BySQL) != (row.Text != Nowhere) && row.Effect != ByMethod {
				t.Errorf("%s: %s: effect %v, text %v", lib.Path, row.Names, row.Effect, row.Text)
			}
			if row.Effect == ByMethod && row.Text == Nowhere && row.Req == Nowhere {
				t.Errorf("%s: %s: whose method?", lib.Path, row.Names)
			}
			if row.CtxWeak && row.Ctx == Nowhere {
				t.Errorf("%s: %s: which context is weak?", lib.Path, row.Names)
			}
			if strings.HasSuffix(row.Use, ".") {
				t.Errorf("%s: %s: Use stands inside a sentence: %q", lib.Path, row.Names, row.Use)
			}
		}
	}
}
