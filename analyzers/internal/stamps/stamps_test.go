package stamps

import (
	"bytes"
	"encoding/gob"
	"fmt"
	"go/ast"
	"go/build"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"path/filepath"
	"reflect"
	"runtime"
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis"

	"github.com/distvet/distvet/analyzers/internal/origin"
	"github.com/distvet/distvet/analyzers/internal/program"
	"github.com/distvet/distvet/analyzers/internal/settings"
)

// load type-checks source and returns its view as a program.
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

func analysisOf(p *program.Program, imported func(types.Object) (*Summary, bool)) *Analysis {
	ssa := p.Build(nil)
	return New(Env{Program: p, SSA: ssa, Origin: origin.New(ssa), Imported: imported})
}

func nothingKnown(types.Object) (*Summary, bool) { return nil, false }

func parse(t testing.TB, src string) *program.Program {
	t.Helper()
	fset := token.NewFileSet()
	f, err := parser.ParseFile(fset, "a.go", src, parser.ParseComments)
	if err != nil {
		t.Fatal(err)
	}
	return load(t, fset, []*ast.File{f}, "example.com/a")
}

const helpers = `package a

import (
	"encoding/json"
	"time"
)

func Clock() time.Time { return time.Now() }
func UTC() time.Time { return Clock().UTC() }
func Millis(t time.Time) int64 { return t.UnixMilli() }
func Same(t time.Time) time.Time { return t.Add(time.Second) }
func Parsed(s string) (time.Time, error) { return time.Parse(time.RFC3339, s) }
func Expired(name string, t time.Time) bool { return time.Since(t) > time.Second }
func Shown(t time.Time) string { return time.Since(t).String() }

type Peer struct {
	LastSeen time.Time
	Joined   time.Time
	Stored   time.Time
	Read     time.Time
}

func (p *Peer) Alive() bool { return time.Since(p.LastSeen) < time.Second }
func (p *Peer) Touch() { p.Stored = time.Now().UTC() }

type Record struct{ At time.Time }

func Load(b []byte) (r Record) {
	json.Unmarshal(b, &r)
	return r
}
`

// What importers are told, by object.
func TestSummaries(t *testing.T) {
	want := map[string]string{
		"Clock":    "result 0 mono",
		"UTC":      "result 0 stripped",
		"Millis":   "result 0 , parameter 0 to result 0",
		"Same":     "result 0 , parameter 0 to result 0",
		"Parsed":   "result 0 foreign",
		"Expired":  "measures against parameter 1",
		"LastSeen": "compared in Peer.Alive",
		"Stored":   "holds stripped",
	}
	got := make(map[string]string)
	a := analysisOf(parse(t, helpers), nothingKnown)
	for obj, s := range a.Summaries() {
		got[obj.Name()] = s.String()

		// Every summary survives the way through a fact, and is the same each time.
		var b, c bytes.Buffer
		var back Summary
		if err := gob.NewEncoder(&b).Encode(s); err != nil {
			t.Fatal(err)
		}
		if err := gob.NewEncoder(&c).Encode(s); err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(b.Bytes(), c.Bytes()) {
			t.Errorf("the fact of %s differs from one encoding to the next", obj.Name())
		}
		if b.Len() > 600 {
			t.Errorf("the fact of %s takes %d bytes", obj.Name(), b.Len())
		}
		if err := gob.NewDecoder(&b).Decode(&back); err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(&back, s) {
			t.Errorf("%s: %v came back as %v", obj.Name(), s, &back)
		}
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("summaries\n%v\nwant\n%v", got, want)
	}
}

// Where nothing is known of a package, nothing is said of what it makes: the same code is
// reported with the helper's fact and silent without.
func TestAbsenceIsSilence(t *testing.T) {
	const src = `package a

import (
	"syscall"
	"time"
)

func stop() {}

func measure(now *syscall.Timespec) {
	start := now.Nano()
	if time.Now().UnixNano()-start > 1000 {
		stop()
	}
}
`
	fact := func(obj types.Object) (*Summary, bool) {
		if obj.Name() != "Nano" {
			return nil, false
		}
		return &Summary{Results: []Result{{Index: 0, Kinds: Stripped}}}, true
	}
	for _, tt := range []struct {
		name     string
		imported func(types.Object) (*Summary, bool)
		want     int
	}{
		{"with the fact", fact, 1},
		{"without", nothingKnown, 0},
		{"known to have none", func(types.Object) (*Summary, bool) { return nil, true }, 0},
	} {
		if got := analysisOf(parse(t, src), tt.imported).Elapsed(); len(got) != tt.want {
			t.Errorf("%s: %d findings, want %d", tt.name, len(got), tt.want)
		}
	}
}

// Grades depend on what is at stake, as far as names and constants tell.
func TestGrades(t *testing.T) {
	const frame = `package a

import "time"

func stop() {}

type %[1]s struct{ at time.Time }

func (p *%[1]s) touch() { p.at = time.Now().UTC() }

func (p *%[1]s) check() {
	if time.Since(p.at) > %[2]s {
		stop()
	}
}
`
	tests := []struct {
		typ, limit string
		want       settings.Confidence
	}{
		{"peer", "time.Minute", settings.Likely},
		{"peer", "time.Hour", settings.Possible},
		{"pageCache", "time.Minute", settings.Possible},
		{"progress", "time.Minute", settings.Possible},
	}
	for _, tt := range tests {
		got := analysisOf(parse(t, fmt.Sprintf(frame, tt.typ, tt.limit)), nothingKnown).Elapsed()
		if len(got) != 1 || got[0].Confidence != tt.want {
			t.Errorf("%s, %s: %v, want one finding graded %v", tt.typ, tt.limit, got, tt.want)
		}
	}
}

func TestGate(t *testing.T) {
	tests := []struct {
		name, body string
		want       bool
	}{
		{"metrics only", `start := time.Now(); println(time.Since(start))`, false},
		{"no clock", `println(time.Second)`, false},
		{"a comparison", `println(time.Now().After(time.Time{}))`, true},
		{"a number", `println(time.Now().Unix())`, true},
		{"a parsed time", `time.Parse("", "")`, true},
	}
	for _, tt := range tests {
		p := parse(t, "package a\nimport \"time\"\nfunc f() { "+tt.body+" }\n")
		if got := Interesting(p); got != tt.want {
			t.Errorf("%s: interesting = %t, want %t", tt.name, got, tt.want)
		}
	}
}

// Shapes that have fewer operands, blocks or names than most code: nothing to find, and
// nothing that breaks.
func TestOddCode(t *testing.T) {
	const src = `package a

import (
	"context"
	"encoding/json"
	"fmt"
	"sync"
	"sync/atomic"
	"time"
)

type T[S any] struct {
	_    int64
	At   time.Time
	ns   atomic.Int64
	Time int64
	vals map[string]S
	m    sync.Map
}

func values(x *T[int], ctx context.Context) {
	unix := time.Now().Unix
	after := time.Time.After
	since := time.Since
	store, load := x.ns.Store, x.ns.Load
	store(unix())
	if load()-unix() > 3 && after(time.Now(), x.At) || since(x.At) > 1 {
		panic(1)
	}
	defer x.ns.Store(time.Now().Unix())
	go x.m.Store("a", time.Now().Unix())
	keep := x.m.Store
	keep("b", time.Now().UnixNano())
	f := context.WithDeadline
	f(ctx, time.Now().UTC())
	dec := json.Unmarshal
	dec(nil, &x.At)
	defer json.Unmarshal(nil, &x.At)
}

func (x *T[S]) less(y *T[S]) bool { return x.Time < y.Time }

func (x *T[S]) loop() {
	for {
		select {
		case t := <-time.After(1):
			x.At = t.UTC()
			continue
		default:
		}
		if time.Since(x.At) > 1 {
			return
		}
	}
}

func rec(t time.Time, n int) time.Time {
	if n == 0 {
		return t.UTC()
	}
	return rec(rec(t, n-1), n-1)
}

func use() bool { return rec(time.Now(), 3).After(rec(time.Now(), 2)) }

func name() string { return fmt.Sprintf("%d", []any{time.Now().Unix()}...) }

var table = map[string]func() time.Time{"a": time.Now, "b": func() time.Time { return time.Now().UTC() }}

func viaTable() bool { return time.Since(table["b"]()) > 1 }

func forever() {
	for {
	}
}
`
	a := analysisOf(parse(t, src), nothingKnown)
	a.Run()
	for range a.Summaries() {
	}
}

func TestWords(t *testing.T) {
	tests := map[string]string{
		"lockTimeout":    "lock timeout",
		"TaskID":         "task id",
		"taskIDs":        "task ids",
		"X-Request-Id":   "x request id",
		"lease_expiry":   "lease expiry",
		"clock":          "clock",
		"HTTPServer":     "http server",
		"setLockUntil":   "set lock until",
		"lastAppendAtNs": "last append at ns",
	}
	for name, want := range tests {
		if got := strings.Join(words(name), " "); got != want {
			t.Errorf("words(%q) = %q, want %q", name, got, want)
		}
	}
}

// BenchmarkStamps compares what following stamps allocates with what building the SSA form
// of the same package does: a tenth is the aim. The package is one with many clock reads.
func BenchmarkStamps(b *testing.B) {
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
	b.Run("stamps", func(b *testing.B) {
		ssa := p.Build(nil)
		b.ReportAllocs()
		for b.Loop() {
			a := New(Env{Program: p, SSA: ssa, Origin: origin.New(ssa), Imported: nothingKnown})
			a.Run()
			for range a.Summaries() {
			}
		}
	})
}
