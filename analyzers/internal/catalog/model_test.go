package catalog

import (
	"encoding/json"
	"go/types"
	"testing"
)

const modelled1 = `
	type Conn interface {
		Call(ctx context.Context, method string) error
		Send(method string, ctx context.Context) error
		Peer() string
	}
	type Client struct{ Timeout int }
	func (*Client) Get(path string) error { return nil }
	func (*Client) Put(ctx context.Context) error { return nil }
	func (*Client) Close() {}
	func (*Client) SetTimeout(d int) {}
	func NewClient(o ...func()) *Client { return nil }
	func WithTimeout(d int) func() { return nil }
	func Ping() error { return nil }
	func Far(a, b, c, d, e, f int, ctx context.Context) error { return nil }
	type Do func(ctx context.Context) error`

func useModels(t *testing.T, text string) {
	t.Helper()
	var list []Model
	if err := json.Unmarshal([]byte(text), &list); err != nil {
		t.Fatal(err)
	}
	if err := UseModels(list); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { UseModels(nil) })
}

func TestModels(t *testing.T) {
	const path = "example.com/app/rpc"
	pkg := check(t, path, modelled1)
	if lib, row := Lookup(method(t, pkg, "Conn", "Call")); lib != nil || row != nil || Known(pkg) {
		t.Fatal("known without a model")
	}
	useModels(t, `[{"package": "example.com/app/rpc", "family": "shop RPC",
		"functions": [
			{"recv": "Conn", "names": "Call Send", "effect": "non-idempotent write", "attempts": 3},
			{"recv": "Client", "names": ["Get"], "obj": "recv"},
			{"recv": "Client", "names": ["*"], "effect": "read"},
			{"recv": "Do", "names": ["()"]},
			{"names": "Ping Far"}
		],
		"objects": [{"name": "Client", "limits": "Timeout", "setters": "SetTimeout", "makers": "NewClient", "options": "WithTimeout"}]}]`)
	if !Known(pkg) {
		t.Error("a package with a model is not known")
	}
	for _, test := range []struct {
		recv, name string
		want       *Row // nil: no row
	}{
		{"Conn", "Call", &Row{Ctx: Arg0, Effect: NonIdempotentWrite, Attempts: 3}},
		{"Conn", "Send", &Row{Ctx: Arg1, Effect: NonIdempotentWrite, Attempts: 3}},
		{"Conn", "Peer", nil},
		{"Client", "Get", &Row{Obj: Recv}},
		{"Client", "Put", &Row{Ctx: Arg0, Effect: Read}},
		{"Client", "Close", nil}, // takes no context, so "*" does not stand for it
		{"", "Ping", &Row{}},
		{"", "Far", nil}, // its context has no name
	} {
		lib, row := Lookup(method(t, pkg, test.recv, test.name))
		switch {
		case test.want == nil:
			if row != nil {
				t.Errorf("%s.%s: %+v", test.recv, test.name, row)
			}
		case row == nil || lib.Family != "shop RPC" || row.Ctx != test.want.Ctx || row.Obj != test.want.Obj || row.Effect != test.want.Effect || row.Attempts != test.want.Attempts:
			t.Errorf("%s.%s: %+v, want %+v", test.recv, test.name, row, test.want)
		}
	}
	conn := pkg.Scope().Lookup("Conn").Type()
	if _, row := LookupOn(conn, method(t, pkg, "Conn", "Send")); row == nil || row.Ctx != Arg1 {
		t.Errorf("LookupOn: %+v", row)
	}
	if _, row := LookupValue(pkg.Scope().Lookup("Do").Type()); row == nil || row.Ctx != Arg0 {
		t.Errorf("LookupValue: %+v", row)
	}
	client := pkg.Scope().Lookup("Client").Type()
	if obj := ObjectOf(types.NewPointer(client)); obj == nil || obj.Limits != "Timeout" {
		t.Errorf("ObjectOf: %+v", obj)
	}
	if ObjectOf(conn) != nil {
		t.Error("Conn is no object")
	}
	if obj := MakerOf(method(t, pkg, "", "NewClient")); obj == nil || obj.Name != "Client" {
		t.Errorf("MakerOf: %+v", obj)
	}
	if obj := OptionOf(method(t, pkg, "", "WithTimeout")); obj == nil || obj.Name != "Client" {
		t.Errorf("OptionOf: %+v", obj)
	}
	if err := UseModels(nil); err != nil {
		t.Fatal(err)
	}
	if _, row := Lookup(method(t, pkg, "Conn", "Call")); row != nil {
		t.Error("a model outlives its use")
	}
}

// A model of a library that the catalog has goes before it, function by function.
func TestModelOverCatalog(t *testing.T) {
	pkg := check(t, "net/http", `
		type Client struct{}
		func (*Client) Get(url string) error { return nil }
		func (*Client) Head(url string) error { return nil }`)
	useModels(t, `[{"package": "net/http", "functions": [{"recv": "Client", "names": "Get", "bound": true}]}]`)
	if _, row := Lookup(method(t, pkg, "Client", "Get")); row == nil || !row.Bound {
		t.Errorf("Get: %+v", row)
	}
	if lib, row := Lookup(method(t, pkg, "Client", "Head")); row == nil || row.Bound || lib.Version == "model" {
		t.Errorf("Head: %+v", row)
	}
	if ObjectOf(pkg.Scope().Lookup("Client").Type()) == nil {
		t.Error("the objects of the catalog are gone")
	}
}

func TestModelPatterns(t *testing.T) {
	useModels(t, `[
		{"package": "example.com/gen/...", "functions": [{"recv": "*", "names": "*", "effect": "read"}]},
		{"package": "example.com/gen/pay", "functions": [{"recv": "Conn", "names": "Call", "effect": "non-idempotent write"}]}
	]`)
	for path, want := range map[string]*Effect{
		"example.com/gen/a/b": new(Read), "example.com/gen": new(Read), "example.com/gen/pay": new(NonIdempotentWrite),
		"example.com/general": nil, "example.com": nil,
	} {
		_, row := Lookup(method(t, check(t, path, modelled1), "Conn", "Call"))
		if (row == nil) != (want == nil) || row != nil && row.Effect != *want {
			t.Errorf("%s: %+v", path, row)
		}
	}
}

func TestUseModelsRefuses(t *testing.T) {
	for _, text := range []string{
		`[{"functions": [{"names": "F"}]}]`,
		`[{"package": "p"}, {"package": "p"}]`,
		`[{"package": "p", "functions": [{"names": "F", "effect": "bad"}]}]`,
		`[{"package": "p", "functions": [{"names": "F", "attempts": 300}]}]`,
	} {
		var list []Model
		if err := json.Unmarshal([]byte(text), &list); err != nil {
			t.Fatal(err)
		}
		if err := UseModels(list); err == nil {
			t.Errorf("accepted: %s", text)
		}
	}
}
