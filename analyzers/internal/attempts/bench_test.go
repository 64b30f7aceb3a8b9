package attempts_test

import (
	"go/types"
	"reflect"
	"testing"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/checker"
	"golang.org/x/tools/go/packages"
	"golang.org/x/tools/go/ssa"

	"github.com/distvet/distvet/analyzers/internal/attempts"
	"github.com/distvet/distvet/analyzers/internal/boundary"
	"github.com/distvet/distvet/analyzers/internal/origin"
	"github.com/distvet/distvet/analyzers/internal/program"
)

// BenchmarkAttempts sets the analysis of real packages beside building their SSA form. Two
// environments bound what happens in practice: one in which nothing crosses the network, and
// one in which every call that returns an error does.
func BenchmarkAttempts(b *testing.B) {
	remote := &boundary.Crossing{Name: "call"}
	for _, path := range []string{"net/http", "database/sql", "net/textproto", "go/types"} {
		pass := load(b, path)
		build := func() (*program.Program, *program.SSA) {
			p, err := program.Analyzer.Run(pass)
			if err != nil {
				b.Fatal(err)
			}
			prog := p.(*program.Program)
			return prog, prog.Build(nil)
		}
		b.Run(path+"/ssa", func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				build()
			}
		})
		prog, s := build()
		for name, crossing := range map[string]func(ssa.CallInstruction) *boundary.Crossing{
			"local":  func(ssa.CallInstruction) *boundary.Crossing { return nil },
			"remote": func(ssa.CallInstruction) *boundary.Crossing { return remote },
		} {
			b.Run(path+"/"+name, func(b *testing.B) {
				b.ReportAllocs()
				for b.Loop() {
					b.StopTimer()
					tracer := origin.New(s)
					tracer.FieldStores(nil) // makes the index, which the search for crossings has made by then
					b.StartTimer()
					a := attempts.New(attempts.Env{
						Program: prog, SSA: s, Origin: tracer, Crossing: crossing,
						Imported: func(*types.Func) (*attempts.Summary, bool) { return nil, false },
					})
					for _, fn := range s.Funcs {
						a.Function(fn)
					}
				}
			})
		}
	}
}

// load type-checks a package and returns the pass in which its program was listed.
func load(b *testing.B, path string) *analysis.Pass {
	pkgs, err := packages.Load(&packages.Config{Mode: packages.LoadSyntax}, path)
	if err != nil || len(pkgs) != 1 || len(pkgs[0].Errors) > 0 {
		b.Skipf("cannot load %s: %v", path, err)
	}
	var kept *analysis.Pass
	keep := &analysis.Analyzer{
		Name: "keep", Doc: "keep: keep the pass", Requires: program.Analyzer.Requires, ResultType: reflect.TypeFor[int](),
		Run: func(pass *analysis.Pass) (any, error) { kept = pass; return 0, nil },
	}
	if _, err := checker.Analyze([]*analysis.Analyzer{keep}, pkgs, nil); err != nil {
		b.Fatal(err)
	}
	return kept
}
