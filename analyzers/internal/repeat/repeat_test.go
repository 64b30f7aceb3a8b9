package repeat

import (
	"bytes"
	"encoding/gob"
	"go/ast"
	"go/build"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"path/filepath"
	"reflect"
	"runtime"
	"testing"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/distvet/distvet/analyzers/internal/attempts"
	"github.com/distvet/distvet/analyzers/internal/boundary"
	"github.com/distvet/distvet/analyzers/internal/origin"
	"github.com/distvet/distvet/analyzers/internal/program"
)

func load(t testing.TB, fset *token.FileSet, files []*ast.File, path string) *program.Program {
	t.Helper()
	info := &types.Info{
		Types: make(map[ast.Expr]types.TypeAndValue), Defs: make(map[*ast.Ident]types.Object), Uses: make(map[*ast.Ident]types.Object),
		Implicits: make(map[ast.Node]types.Object), Instances: make(map[*ast.Ident]types.Instance), Scopes: make(map[ast.Node]*types.Scope),
		Selections: make(map[*ast.SelectorExpr]*types.Selection), FileVersions: make(map[*ast.File]string),
	}
	conf := types.Config{Importer: importer.ForCompiler(fset, "source", nil)}
	pkg, err := conf.Check(path, fset, files, info)
	if err != nil {
		t.Fatal(err)
	}
	pass := &analysis.Pass{
		Fset: fset, Files: files, Pkg: pkg, TypesInfo: info,
	}
	p, err := program.Analyzer.Run(pass)
	if err != nil {
		t.Fatal(err)
	}
	return p.(*program.Program)
}

// run analyses the package. Its functions come in source order, which is callees first in
// these tests.
func run(p *program.Program, imported func(*types.Func) (*Summary, bool)) *Analysis {
	s := p.Build(nil)
	tracer := origin.New(s)
	at := attempts.New(attempts.Env{
		Program: p, SSA: s, Origin: tracer,
		Imported: func(*types.Func) (*attempts.Summary, bool) { return nil, true },
		Crossing: func(ssa.CallInstruction) *boundary.Crossing { return nil },
	})
	a := New(Env{Program: p, SSA: s, Origin: tracer, Imported: imported, Attempts: func() *attempts.Analysis { return at }})
	for _, fn := range s.Funcs {
		at.Function(fn)
		a.Function(fn)
	}
	return a
}

func find(a *Analysis) (n int) {
	for _, fn := range a.SSA.Funcs {
		n += len(a.Repeats(fn)) + len(a.Leftovers(fn)) + len(a.StaleBodies(fn)) + len(a.StampedKeys(fn)) +
			len(a.UnclosedResponses(fn)) + len(a.PutOff(fn)) + len(a.UntoldBodies(fn)) + len(a.SameBodies(fn)) + len(a.Partials(fn)) +
			len(a.MistakenRewinds(fn)) + len(a.DroppedBodies(fn)) + len(a.LeftOpens(fn)) + len(a.ClosedBodies(fn)) + len(a.SharedBodies(fn)) + len(a.GeneratedNames(fn))
	}
	return n + len(a.AllReuses()) + len(a.ByLibraries())
}

// A fact that is lost may lose a finding and must not make one.
func TestLostFacts(t *testing.T) {
	const src = `package a

import "net/http"

func send(c *http.Client, req *http.Request) error {
	_, err := c.Do(req)
	return err
}

func twice(c *http.Client, touch func(*http.Request)) error {
	req, err := http.NewRequest("PUT", "http://x", http.NoBody)
	if err != nil {
		return err
	}
	if err := send(c, req); err == nil {
		return nil
	}
	return send(c, req)
}
`
	fset := token.NewFileSet()
	f, err := parser.ParseFile(fset, "a.go", src, parser.ParseComments)
	if err != nil {
		t.Fatal(err)
	}
	p := load(t, fset, []*ast.File{f}, "a")
	for name, imported := range map[string]func(*types.Func) (*Summary, bool){
		"nothing known":  func(*types.Func) (*Summary, bool) { return nil, false },
		"nothing to say": func(*types.Func) (*Summary, bool) { return nil, true },
	} {
		if n := find(run(p, imported)); n != 0 {
			t.Errorf("%s: %d findings for a request without a body", name, n)
		}
	}
}

func TestSummary(t *testing.T) {
	const src = `package a

import (
	"io"
	"net/http"
)

func Put(c *http.Client, url string, body io.Reader) error {
	req, err := http.NewRequest("PUT", url, body)
	if err != nil {
		return err
	}
	_, err = c.Do(req)
	return err
}

func Twice(f func() error) error {
	err := f()
	if err != nil {
		err = f()
	}
	return err
}

func Charge(c *http.Client, url string, body io.Reader) error {
	_, err := c.Post(url, "", body)
	return err
}

func Copy(w io.Writer, r io.Reader) error {
	_, err := io.Copy(w, r)
	return err
}
`
	fset := token.NewFileSet()
	f, err := parser.ParseFile(fset, "a.go", src, parser.ParseComments)
	if err != nil {
		t.Fatal(err)
	}
	p := load(t, fset, []*ast.File{f}, "a")
	a := run(p, func(*types.Func) (*Summary, bool) { return nil, true })
	want := map[string]string{
		"Put":    "uses up 2 (http.NewRequest), result 0 holds 2",
		"Twice":  "reruns 0",
		"Charge": "uses up 2 (http.Client.Post), writes http.Client.Post",
		"Copy":   "uses up 1 (io.Copy), fills 0",
	}
	for _, fn := range a.SSA.Funcs {
		s := a.Summary(fn)
		if s == nil {
			if want[fn.Name()] != "" {
				t.Errorf("%s has no summary, want %q", fn.Name(), want[fn.Name()])
			}
			continue
		}
		if got := s.String(); got != want[fn.Name()] {
			t.Errorf("%s: %q, want %q", fn.Name(), got, want[fn.Name()])
		}
		// The fact survives its encoding, which is the same each time.
		var first, second bytes.Buffer
		if err := gob.NewEncoder(&first).Encode(s); err != nil {
			t.Fatal(err)
		}
		if err := gob.NewEncoder(&second).Encode(s); err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(first.Bytes(), second.Bytes()) {
			t.Errorf("%s is encoded differently each time", fn.Name())
		}
		var back Summary
		if err := gob.NewDecoder(&first).Decode(&back); err != nil {
			t.Fatal(err)
		}
		if back.String() != s.String() || !reflect.DeepEqual(back.UsesUp, s.UsesUp) {
			t.Errorf("%s comes back as %q", fn.Name(), back.String())
		}
	}
}

// BenchmarkRepeat compares what this package allocates with what building the SSA form of
// the same package does: a twentieth is the aim. net/http sends more requests than most.
func BenchmarkRepeat(b *testing.B) {
	const dir = "net/http"
	fset := token.NewFileSet()
	src := filepath.Join(runtime.GOROOT(), "src", filepath.FromSlash(dir))
	list, err := build.ImportDir(src, 0)
	if err != nil {
		b.Skip(err)
	}
	var files []*ast.File
	for _, name := range list.GoFiles {
		f, err := parser.ParseFile(fset, filepath.Join(src, name), nil, parser.ParseComments|parser.SkipObjectResolution)
		if err != nil {
			b.Fatal(err)
		}
		files = append(files, f)
	}
	p := load(b, fset, files, dir)
	b.Run("ssa", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			q, err := program.Analyzer.Run(p.Pass)
			if err != nil {
				b.Fatal(err)
			}
			q.(*program.Program).Build(nil)
		}
	})
	b.Run("repeat", func(b *testing.B) {
		known := run(p, func(*types.Func) (*Summary, bool) { return nil, true })
		at := known.Attempts()
		b.ReportAllocs()
		for b.Loop() {
			a := New(Env{Program: p, SSA: known.SSA, Origin: known.Origin, Imported: known.Imported, Attempts: func() *attempts.Analysis { return at }})
			for _, fn := range a.SSA.Funcs {
				a.Function(fn)
			}
			find(a)
		}
	})
}

// A descriptor that breaks off anywhere is read as far as it goes.
func TestFieldsBreakOff(t *testing.T) {
	msg := []byte("\x0a\x03abc\x10\x90\x02\x1d\x01\x02\x03\x04\x21\x01\x02\x03\x04\x05\x06\x07\x08\x2a\x00")
	whole := 0
	for range fields(msg) {
		whole++
	}
	if whole != 5 {
		t.Errorf("got %d fields, want 5", whole)
	}
	for end := range msg {
		n := 0
		for range fields(msg[:end]) {
			n++
		}
		if n >= whole {
			t.Errorf("got %d fields of the first %d bytes, want fewer than %d", n, end, whole)
		}
	}
	for range fields([]byte("\x0a\xff\xff\xff\xff\xff\xff\xff\xff\x7f")) {
		t.Error("got a field that is longer than its message")
	}
}
