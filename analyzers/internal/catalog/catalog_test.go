package catalog

import (
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"testing"
)

// check type-checks the source of a made-up package at path.
func check(t *testing.T, path, src string) *types.Package {
	t.Helper()
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, "x.go", "package p\nimport \"context\"\nvar _ context.Context\n"+src, 0)
	if err != nil {
		t.Fatal(err)
	}
	conf := types.Config{Importer: importer.ForCompiler(fset, "source", nil)}
	pkg, err := conf.Check(path, fset, []*ast.File{file}, nil)
	if err != nil {
		t.Fatal(err)
	}
	return pkg
}

func method(t *testing.T, pkg *types.Package, recv, name string) *types.Func {
	t.Helper()
	if recv == "" {
		return pkg.Scope().Lookup(name).(*types.Func)
	}
	obj, _, _ := types.LookupFieldOrMethod(pkg.Scope().Lookup(recv).Type(), true, pkg, name)
	fn, ok := obj.(*types.Func)
	if !ok {
		t.Fatalf("no method %s.%s", recv, name)
	}
	return fn
}

func TestLookupByName(t *testing.T) {
	const src = `
		type DB struct{}
		func (*DB) Query(query string) error { return nil }
		func (*DB) QueryContext(ctx context.Context, query string) error { return nil }
		func (*DB) Stats() {}`
	for _, path := range []string{"database/sql", "example.com/app/vendor/database/sql"} {
		pkg := check(t, path, src)
		if _, row := Lookup(method(t, pkg, "DB", "Query")); row == nil || row.Ctx != Nowhere || row.Use != "QueryContext" {
			t.Errorf("%s: Query: %+v", path, row)
		}
		if _, row := Lookup(method(t, pkg, "DB", "QueryContext")); row == nil || row.Ctx != Arg0 {
			t.Errorf("%s: QueryContext: %+v", path, row)
		}
		if lib, row := Lookup(method(t, pkg, "DB", "Stats")); lib == nil || row != nil {
			t.Errorf("%s: Stats: %+v", path, row)
		}
	}
	pkg := check(t, "example.com/database/sql", src)
	if lib, _ := Lookup(method(t, pkg, "DB", "Query")); lib != nil || Known(pkg) {
		t.Errorf("%s is not in the catalog", pkg.Path())
	}
}

func TestLookupPatterns(t *testing.T) {
	const src = `
		type IssuesService struct{}
		func (*IssuesService) Create(ctx context.Context, owner string) error { return nil }
		func (*IssuesService) Unheard(ctx context.Context) error { return nil }
		func (*IssuesService) unexported(ctx context.Context) error { return nil }
		func (*IssuesService) NoContext() error { return nil }
		func (*IssuesService) Later(owner string, ctx context.Context) error { return nil }`
	for _, path := range []string{"github.com/google/go-github/v75/github", "github.com/google/go-github/v31/github", "github.com/google/go-github/github"} {
		pkg := check(t, path, src)
		if _, row := Lookup(method(t, pkg, "IssuesService", "Create")); row == nil || row.Effect != NonIdempotentWrite {
			t.Errorf("%s: Create: %+v", path, row)
		}
		if _, row := Lookup(method(t, pkg, "IssuesService", "Unheard")); row == nil || row.Effect != Unknown || row.Ctx != Arg0 {
			t.Errorf("%s: Unheard: %+v", path, row)
		}
		for _, name := range []string{"unexported", "NoContext", "Later"} {
			if _, row := Lookup(method(t, pkg, "IssuesService", name)); row != nil {
				t.Errorf("%s: %s: %+v", path, name, row)
			}
		}
	}

	const pods = `
		type PodInterface interface {
			Get(ctx context.Context, name string) error
			Watch(ctx context.Context) error
		}`
	pkg := check(t, "k8s.io/client-go/kubernetes/typed/core/v1", pods)
	if _, row := Lookup(method(t, pkg, "PodInterface", "Get")); row == nil || row.Effect != Read || row.Role != Call {
		t.Errorf("Get: %+v", row)
	}
	if _, row := Lookup(method(t, pkg, "PodInterface", "Watch")); row == nil || row.Role != Stream {
		t.Errorf("Watch: %+v", row)
	}
	if ObjectOf(pkg.Scope().Lookup("PodInterface").Type()) == nil {
		t.Error("every type there is an object")
	}
}

func TestLookupSibling(t *testing.T) {
	pkg := check(t, "github.com/aws/aws-sdk-go/service/s3", `
		type S3 struct{}
		func (*S3) GetObject(in *int) error { return nil }
		func (*S3) GetObjectWithContext(ctx context.Context, in *int) error { return nil }
		func (*S3) GetObjectRequest(in *int) error { return nil }`)
	_, row := Lookup(method(t, pkg, "S3", "GetObject"))
	if row == nil || row.Ctx != Nowhere || row.Use != "GetObjectWithContext" || row.Attempts != 4 {
		t.Errorf("GetObject: %+v", row)
	}
	if _, again := Lookup(method(t, pkg, "S3", "GetObject")); again != row {
		t.Error("the row of a sibling is made once")
	}
	if _, row := Lookup(method(t, pkg, "S3", "GetObjectRequest")); row != nil {
		t.Errorf("GetObjectRequest: %+v", row)
	}

	pkg = check(t, "github.com/slack-go/slack", `
		type doer interface{}
		func PostWebhookCustomHTTPContext(ctx context.Context, url string, client doer) error { return nil }
		func PostWebhookCustomHTTP(url string, client doer) error { return nil }`)
	if _, row := Lookup(method(t, pkg, "", "PostWebhookCustomHTTP")); row == nil || row.Obj != Arg1 {
		t.Errorf("operands after the context move by one: %+v", row)
	}
}

func TestLookupOn(t *testing.T) {
	pkg := check(t, "github.com/redis/go-redis/v9", `
		type Cmdable interface { Incr(ctx context.Context, key string) error }
		type Pipeliner interface { Cmdable; Exec(ctx context.Context) error }
		type cmdable func()
		func (cmdable) Incr(ctx context.Context, key string) error { return nil }
		type Client struct { cmdable }`)
	for _, recv := range []string{"Cmdable", "Client"} {
		fn := method(t, pkg, recv, "Incr")
		if _, row := LookupOn(pkg.Scope().Lookup(recv).Type(), fn); row == nil || row.Effect != NonIdempotentWrite || !row.CtxWeak || row.Attempts != 4 {
			t.Errorf("%s.Incr: %+v", recv, row)
		}
	}
	pipeliner := pkg.Scope().Lookup("Pipeliner").Type()
	if _, row := LookupOn(pipeliner, method(t, pkg, "Pipeliner", "Incr")); row == nil || row.Role != Local {
		t.Errorf("a pipeline queues: %+v", row)
	}
	if _, row := LookupOn(pipeliner, method(t, pkg, "Pipeliner", "Exec")); row == nil || row.Role != Call {
		t.Errorf("Exec sends: %+v", row)
	}
}

func TestLookupValue(t *testing.T) {
	pkg := check(t, "github.com/elastic/go-elasticsearch/v7/esapi", `
		type Search func(o ...func()) error
		func (Search) WithContext(ctx context.Context) func() { return nil }`)
	if _, row := LookupValue(pkg.Scope().Lookup("Search").Type()); row == nil || row.Opts != "*.WithContext" {
		t.Errorf("%+v", row)
	}
	if _, row := LookupValue(types.Typ[types.Int]); row != nil {
		t.Errorf("%+v", row)
	}
}

func TestMakers(t *testing.T) {
	pkg := check(t, "golang.org/x/oauth2", `
		type Client struct{}
		type Config struct{}
		func (*Config) Client(ctx context.Context) *Client { return nil }
		func NewClient(ctx context.Context) *Client { return nil }`)
	for _, fn := range []*types.Func{method(t, pkg, "", "NewClient"), method(t, pkg, "Config", "Client")} {
		if obj := MakerOf(fn); obj == nil || obj.Name != "net/http.Client" {
			t.Errorf("%s: %+v", fn.Name(), obj)
		}
	}
}

func BenchmarkLookup(b *testing.B) {
	pkg := types.NewPackage("net/http", "http")
	fn := types.NewFunc(token.NoPos, pkg, "Get", types.NewSignatureType(nil, nil, nil, nil, nil, false))
	b.ReportAllocs()
	for b.Loop() {
		if _, row := Lookup(fn); row == nil {
			b.Fatal("no row")
		}
	}
}
