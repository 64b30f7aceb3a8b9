package summary_test

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis/analysistest"

	"github.com/distvet/distvet/analyzers/internal/checktest"
	"github.com/distvet/distvet/analyzers/internal/summary"
)

// TestFacts compares what importers are told with the // want comments, in the package that
// declares the functions and in one that imports it.
func TestFacts(t *testing.T) {
	analysistest.Run(t, checktest.TestData(t), summary.Analyzer, "summary/...")
}

// TestDeterminism runs the same package several times: facts and findings are the same.
func TestDeterminism(t *testing.T) {
	var first *unit
	for range 5 {
		d := newDriver(t)
		d.one("lib.example/lib", lib)
		u := d.one("use.example/use", use+"\nfunc Both(ctx context.Context, url string) { root(url); lib.Fetch(ctx, url) }\n")
		if first == nil {
			first = u
			continue
		}
		if string(u.encoded) != string(first.encoded) {
			t.Fatalf("facts differ: %v and %v", first.facts, u.facts)
		}
		if fmt.Sprint(u.findings) != fmt.Sprint(first.findings) {
			t.Fatalf("findings differ: %q and %q", first.findings, u.findings)
		}
	}
}

// maxFactBytes bounds one function's fact, as encoded: every importer reads it again. A
// stream of gob begins with the description of the types, about a kilobyte of it.
const maxFactBytes = 4096

// TestFactSize holds a function that does everything there is, and a long chain of
// functions, to facts of a bounded size.
func TestFactSize(t *testing.T) {
	var b strings.Builder
	b.WriteString("package big\n\nimport (\n\t\"context\"\n\t\"database/sql\"\n\t\"net\"\n\t\"net/http\"\n)\n\n")
	b.WriteString("func Many(ctx context.Context, db *sql.DB, c *http.Client, d *net.Dialer, r *http.Request) {\n")
	for _, call := range []string{
		`http.Get("x")`, `http.Post("x", "", nil)`, `c.Get("x")`, `c.Post("x", "", nil)`, `c.Do(r)`, `http.DefaultClient.Do(r)`,
		`db.Ping()`, `db.PingContext(ctx)`, `db.Exec("DELETE FROM t")`, `db.ExecContext(ctx, "INSERT INTO t VALUES (1)")`,
		`db.QueryContext(ctx, "SELECT 1")`, `net.Dial("tcp", "x")`, `d.Dial("tcp", "x")`, `d.DialContext(ctx, "tcp", "x")`,
	} {
		fmt.Fprintf(&b, "\t%s\n\tif ctx != nil {\n\t\t%[1]s\n\t}\n", call)
	}
	b.WriteString("}\n\nfunc F0(ctx context.Context, r *http.Request) { http.DefaultClient.Do(r.WithContext(ctx)) }\n")
	for i := range 60 {
		fmt.Fprintf(&b, "\nfunc F%d(ctx context.Context, r *http.Request) { F%d(ctx, r) }\n", i+1, i)
	}
	u := newDriver(t).one("big.example/big", b.String())
	if u.facts["Many"] == "" || u.facts["F60"] == "" {
		t.Fatalf("of %d functions nothing is known", 62-len(u.facts))
	}
	if limit := maxFactBytes * len(u.facts); u.bytes > limit {
		t.Errorf("%d facts take %d bytes, want at most %d", len(u.facts), u.bytes, limit)
	}
	if n := strings.Count(u.facts["Many"], ";") + 1; n > 16 {
		t.Errorf("the fact of one function has %d parts", n)
	}
}

// TestNoClock sees that no bound on work is counted in time: a busy machine would cache a
// poorer result.
func TestNoClock(t *testing.T) {
	dirs, err := os.ReadDir("..")
	if err != nil {
		t.Fatal(err)
	}
	fset := token.NewFileSet()
	for _, dir := range dirs {
		files, err := filepath.Glob(filepath.Join("..", dir.Name(), "*.go"))
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range files {
			if strings.HasSuffix(file, "_test.go") {
				continue
			}
			f, err := parser.ParseFile(fset, file, nil, parser.SkipObjectResolution)
			if err != nil {
				t.Fatal(err)
			}
			ast.Inspect(f, func(n ast.Node) bool {
				if sel, ok := n.(*ast.SelectorExpr); ok {
					if pkg, ok := sel.X.(*ast.Ident); ok && pkg.Name == "time" {
						switch sel.Sel.Name {
						case "Now", "Since", "Until", "After", "AfterFunc", "NewTimer", "NewTicker", "Tick":
							t.Errorf("%s: the analysis reads the clock", fset.Position(sel.Pos()))
						}
					}
				}
				return true
			})
		}
	}
}
