package config

import (
	"encoding/json"
	"fmt"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/distvet/distvet/analyzers"
)

func parse(t *testing.T, text string) *Config {
	t.Helper()
	c := new(Config)
	if err := json.Unmarshal([]byte(text), c); err != nil {
		t.Fatal(err)
	}
	return c
}

var checks = []string{"nodeadline", "retrywait"}

func TestValidate(t *testing.T) {
	t.Parallel()
	const fn = `{"models": [{"package": "p/q", "functions": [{"recv": "T", "names": ["F"], %s}]}]}`
	for _, test := range []struct{ text, want string }{
		{`{}`, ""},
		{`{"confidence": "certain", "tests": true, "exclude": ["a/**", "./b/", "*.pb.go"], "checks": {"nodeadline": false, "default": {"severity": "note"}}}`, ""},
		{`{"confidence": "sure"}`, `confidence: "sure" is not one of certain, likely, possible`},
		{`{"checks": {"nodedline": true}}`, `checks.nodedline: there is no check "nodedline"; did you mean nodeadline?`},
		{`{"checks": {"retrywait": {"severity": "warn"}}}`, `checks.retrywait.severity: "warn" is not one of error, warning, note`},
		{`{"exclude": ["["]}`, `exclude[0]: "[" is no glob`},
		{`{"exclude": ["/etc"]}`, `exclude[0]: "/etc" does not lie below`},
		{`{"exclude": ["../x"]}`, `exclude[0]: "../x" does not lie below`},
		{`{"exclude": [" "]}`, `exclude[0]: an empty pattern`},
		{`{"checks": {"retrywait": {"exclude": ["{"]}}}`, `checks.retrywait.exclude[0]: "{" is no glob`},
		{`{"models": [{"functions": [{"names": "F"}]}]}`, `models[0]: package is missing`},
		{`{"models": [{"package": "p"}]}`, `models[0]: the model says nothing`},
		{`{"models": [{"package": "./p", "functions": [{"names": "F"}]}]}`, `models[0].package: "./p" is no import path`},
		{`{"models": [{"package": "p/...", "functions": [{"names": "F"}]}]}`, ""},
		{`{"models": [{"package": "p", "functions": [{"names": "F"}]}, {"package": "p", "functions": [{"names": "G"}]}]}`, `models[1].package: models[0] is about package p, too`},
		{`{"models": [{"package": "p", "functions": [{"recv": "T"}]}]}`, `models[0].functions[0]: names is missing`},
		{`{"models": [{"package": "p", "functions": [{"names": "F"}, {"names": "G F"}]}]}`, `models[0].functions[1].names[1]: F stands at models[0].functions[0].names[0] already`},
		{`{"models": [{"package": "p", "functions": [{"names": "F-1"}]}]}`, `models[0].functions[0].names[0]: "F-1" is no name`},
		{`{"models": [{"package": "p", "functions": [{"names": "*"}]}]}`, `* stands for methods and needs recv`},
		{`{"models": [{"package": "p", "functions": [{"names": "()"}]}]}`, `() needs the function type as recv`},
		{`{"models": [{"package": "p", "functions": [{"names": "F", "obj": "recv"}]}]}`, `the function has no receiver`},
		{fmt.Sprintf(fn, `"role": "cal"`), `models[0].functions[0].role: "cal" is not one of call, stream, local, conn, rest, fresh; did you mean call?`},
		{fmt.Sprintf(fn, `"ctx": "arg6"`), `.ctx: "arg6" is not one of none, arg0`},
		{fmt.Sprintf(fn, `"effect": "non-idempotnt write"`), `did you mean non-idempotent write?`},
		{fmt.Sprintf(fn, `"effect": "by sql"`), `by sql needs text`},
		{fmt.Sprintf(fn, `"effect": "by sql", "text": "arg1"`), ""},
		{fmt.Sprintf(fn, `"effect": "by method"`), `by method needs req or text`},
		{fmt.Sprintf(fn, `"text": "arg1"`), `text decides an effect`},
		{fmt.Sprintf(fn, `"role": "local", "bound": true`), `local crosses nothing`},
		{fmt.Sprintf(fn, `"use": "x\n::error::y"`), `.use: "x\n::error::y" holds a line break`},
		{fmt.Sprintf(fn, `"note": "\u001b[2J"`), `.note: "\x1b[2J" holds a line break`},
		{fmt.Sprintf(fn, `"use": "Größe, 大きさ"`), ""},
		{fmt.Sprintf(fn, `"attempts": -2`), `attempts: -2 is not between -1 and 100`},
		{fmt.Sprintf(fn, `"ctx": "none", "ctxWeak": true`), `there is no context to be weak`},
		{`{"models": [{"package": "p", "objects": [{"name": "T", "makers": ["New", "T.Sub"]}]}]}`, ""},
		{`{"models": [{"package": "p", "objects": [{"name": "T", "makers": ["a.b.c"]}]}]}`, `objects[0].makers[0]: "a.b.c" is neither`},
		{`{"models": [{"package": "p", "objects": [{"name": "T", "zeroNone": true}]}]}`, `zeroNone goes with bound`},
		{`{"models": [{"package": "p", "objects": [{"name": "T"}, {"name": "T"}]}]}`, `objects[1].name: T has a description already`},
	} {
		problems := parse(t, test.text).Validate(checks)
		switch {
		case test.want == "" && len(problems) > 0:
			t.Errorf("%s: %v", test.text, problems)
		case test.want != "" && (len(problems) != 1 || !strings.Contains(problems[0].String(), test.want)):
			t.Errorf("%s: got %v, want %q", test.text, problems, test.want)
		}
	}
}

// Every word that validation lets pass is one that the catalog knows.
func TestEnums(t *testing.T) {
	t.Parallel()
	typ := reflect.TypeFor[analyzers.FunctionModel]()
	for i := range typ.NumField() {
		for _, word := range Enum(typ.Field(i).Tag) {
			f := analyzers.FunctionModel{Names: analyzers.Words{"F"}}
			reflect.ValueOf(&f).Elem().Field(i).SetString(word)
			if err := analyzers.UseModels([]analyzers.Model{{Package: "p", Functions: []analyzers.FunctionModel{f}}}); err != nil {
				t.Errorf("%s: %v", typ.Field(i).Name, err)
			}
		}
	}
	if err := analyzers.UseModels([]analyzers.Model{{Package: "p", Functions: []analyzers.FunctionModel{{Role: "boss"}}}}); err == nil {
		t.Error("a role that does not exist is accepted")
	}
	if err := analyzers.UseModels(nil); err != nil {
		t.Fatal(err)
	}
}

func TestEffective(t *testing.T) {
	t.Parallel()
	all := analyzers.Checks()
	e := parse(t, `{}`).Effective(all)
	if e.Confidence != analyzers.Likely || e.Tests || len(e.Grades)+len(e.Severity)+len(e.Exclude) > 0 {
		t.Errorf("the defaults are %+v", e)
	}
	e = parse(t, `{
		"confidence": "certain", "tests": true, "exclude": ["gen"],
		"checks": {
			"default": {"enabled": false, "severity": "note"},
			"nodeadline": {"enabled": true, "confidence": "possible", "exclude": ["old"]},
			"ctxdrop": true
		}}`).Effective(all)
	if e.Confidence != analyzers.Certain || !e.Tests {
		t.Errorf("%+v", e)
	}
	for _, c := range all {
		want, listed := analyzers.Off, true
		switch c.Name {
		case "nodeadline":
			want = analyzers.Possible
		case "ctxdrop":
			want, listed = 0, false
		}
		if got, ok := e.Grades[c.Name]; got != want || ok != listed {
			t.Errorf("%s: grade %d, %t", c.Name, got, ok)
		}
		if e.Severity[c.Name] != analyzers.Note {
			t.Errorf("%s: severity %s", c.Name, e.Severity[c.Name])
		}
	}
	if !slices.Equal(e.Exclude[""], []string{"gen"}) || !slices.Equal(e.Exclude["nodeadline"], []string{"old"}) {
		t.Errorf("exclude: %v", e.Exclude)
	}
}

func TestExcluder(t *testing.T) {
	t.Parallel()
	root := t.TempDir()
	excluded := Excluder(root, map[string][]string{
		"":          {"gen", "./third_party/", "**/*.pb.go", "api/v*/client.go", `win\dir`},
		"retrywait": {"cmd/**"},
	})
	for file, want := range map[string]bool{
		"gen/a.go": true, "gen/sub/a.go": true, "gen.go": false, "x/gen/a.go": false,
		"third_party/x.go": true, "a.pb.go": true, "a/b/c.pb.go": true, "a.pb.go/x.go": true,
		"api/v1/client.go": true, "api/v1/x/client.go": false, "api/client.go": false,
		"win/dir/a.go": true, "cmd/a.go": false, "../gen/a.go": false,
	} {
		if got := excluded("nodeadline", filepath.Join(root, filepath.FromSlash(file))); got != want {
			t.Errorf("%s: %t", file, got)
		}
	}
	if !excluded("retrywait", filepath.Join(root, "cmd", "x", "a.go")) {
		t.Error("the globs of a check are not used")
	}
	if excluded("nodeadline", "relative.go") {
		t.Error("a file outside is excluded")
	}
}

// A check may be written as true or false; unknown fields are refused in JSON, too.
func TestCheckJSON(t *testing.T) {
	t.Parallel()
	c := parse(t, `{"checks": {"nodeadline": "off", "retrywait": {"enabled": true}}}`)
	if on, path := c.Enabled("nodeadline"); on || path != "checks.nodeadline.enabled" {
		t.Error(on, path)
	}
	if err := json.Unmarshal([]byte(`{"checks": {"nodeadline": {"sevrity": "note"}}}`), new(Config)); err == nil || !strings.Contains(err.Error(), "sevrity") {
		t.Errorf("an unknown field: %v", err)
	}
}
