package configfile

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"go.yaml.in/yaml/v4"

	"github.com/distvet/distvet/analyzers"
	"github.com/distvet/distvet/cmd/internal/config"
)

func names() []string {
	var names []string
	for _, c := range analyzers.Checks() {
		names = append(names, c.Name)
	}
	return names
}

func TestParse(t *testing.T) {
	t.Parallel()
	f, err := parse("c.yaml", []byte("\ufeff"+`# comment
confidence: certain
tests: yes
exclude:
  - gen/**
checks:
  nodeadline: off
  retrywait: &quiet
    severity: note
  retrylost: *quiet
  ctxdrop:
models:
  - package: example.com/rpc
    functions:
      - {recv: Client, names: Call Send, attempts: 3, bound: true}
      - names: [Dial]
`), names())
	if err != nil {
		t.Fatal(err)
	}
	yes, no := true, false
	quiet := config.Check{Severity: "note"}
	want := config.Config{
		Confidence: "certain", Tests: &yes, Exclude: []string{"gen/**"},
		Checks: map[string]*config.Check{"nodeadline": {Enabled: &no}, "retrywait": &quiet, "retrylost": &quiet, "ctxdrop": nil},
		Models: []analyzers.Model{{Package: "example.com/rpc", Functions: []analyzers.FunctionModel{
			{Recv: analyzers.Words{"Client"}, Names: analyzers.Words{"Call", "Send"}, Attempts: 3, Bound: true},
			{Names: analyzers.Words{"Dial"}},
		}}},
	}
	if !reflect.DeepEqual(f.Config, want) {
		t.Errorf("got  %+v\nwant %+v", f.Config, want)
	}
	for path, line := range map[string]int{
		"confidence": 2, "exclude[0]": 5, "checks.nodeadline": 7, "checks.nodeadline.enabled": 7,
		"checks.retrywait.severity": 9, "checks.retrylost": 10, "models[0].functions[0].names[1]": 15, "models[0].functions[1].effect": 16,
	} {
		if got := f.Position(path).Line; got != line {
			t.Errorf("%s stands in line %d, want %d", path, got, line)
		}
	}
}

func TestEmpty(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"", "\n", "# nothing\n", "---\n", "null\n", "{}\n", "\ufeff", "checks:\nmodels:\n"} {
		f, err := parse("c.yaml", []byte(text), names())
		if err != nil {
			t.Errorf("%q: %v", text, err)
		} else if !reflect.DeepEqual(f.Config, config.Config{}) && text != "checks:\nmodels:\n" {
			t.Errorf("%q: %+v", text, f.Config)
		}
	}
}

// Each thing that is wrong is named with file, line and column, and the nearest valid name.
func TestErrors(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ text, want string }{
		{"confidense: certain", `c.yaml:1:1: unknown key "confidense"; did you mean confidence? (known: confidence, tests, exclude, checks, models)`},
		{"checks:\n  nodeadlin: true", `c.yaml:2:3: there is no check "nodeadlin"; did you mean nodeadline? (distvet list shows all checks)`},
		{"checks:\n  nodeadline: {sverity: note}", `c.yaml:2:16: unknown key "sverity" in checks.nodeadline; did you mean severity? (known: enabled, severity, confidence, exclude)`},
		{"checks:\n  nodeadline:\n    severity: eror", `c.yaml:3:15: checks.nodeadline.severity: "eror" is not one of error, warning, note; did you mean error?`},
		{"confidence: [likely]", `c.yaml:1:13: confidence: want a text, not a list`},
		{"confidence: 3", `c.yaml:1:13: confidence: want a text, not "3"`},
		{"tests: maybe", `c.yaml:1:8: tests: want true or false, not "maybe"`},
		{"tests: [true]", `c.yaml:1:8: tests: want true or false, not a list`},
		{"exclude: gen", `c.yaml:1:10: exclude: want a list, not "gen"`},
		{"exclude: [[a]]", `c.yaml:1:11: exclude[0]: want a text, not a list`},
		{"exclude: [a, ~]", `c.yaml:1:14: exclude[1] is empty`},
		{"checks: [nodeadline]", `c.yaml:1:9: checks: want keys with values, not a list`},
		{"checks: {nodeadline: 3}", `c.yaml:1:22: checks.nodeadline: want true or false, not "3"`},
		{"models: {}", `c.yaml:1:9: models: want a list, not keys with values`},
		{"models:\n- package: p\n  functions:\n  - names: F\n    attempts: many", `c.yaml:5:15: models[0].functions[0].attempts: want a number, not "many"`},
		{"models:\n- package: p\n  functions:\n  - names: F\n    effct: read", `c.yaml:5:5: unknown key "effct" in models[0].functions[0]; did you mean effect? (known: recv, names`},
		{"models:\n- package: p\n  functions:\n  - recv: T", `c.yaml:4:5: models[0].functions[0]: names is missing`},
		{"tests: true\ntests: false", `c.yaml:2:1: `},
		{"[a]", `c.yaml:1:1: the file: want keys with values, not a list`},
		{"just text", `c.yaml:1:1: the file: want keys with values, not "just text"`},
		{"a: b: c", `c.yaml:1:5: this is no YAML: `},
		{"checks:\n\t- x", `c.yaml:2:`},
		{"confidence: 'likely", `this is no YAML: `},
		{"tests: true\n---\ntests: false", `c.yaml:2:1: a second document`},
		{"checks: &a\n  <<: *a", `c.yaml:`},
		{"tests: *nowhere", `c.yaml:1:`},
		{"? [a]\n: b", `c.yaml:1:3: a key must be a word`},
		{"x: !!python/object:os.system y", `c.yaml:1:1: unknown key "x"`},
	} {
		_, err := parse("c.yaml", []byte(test.text), names())
		if err == nil || !strings.Contains(err.Error(), test.want) || strings.Count(err.Error(), "\n") > 0 {
			t.Errorf("%q:\ngot  %v\nwant %s", test.text, err, test.want)
		}
	}
	_, err := parse("c.yaml", []byte("b: 1\na: 1\n"), names())
	if got := fmt.Sprint(err); !strings.HasPrefix(got, "c.yaml:1:1: ") || !strings.Contains(got, "\nc.yaml:2:1: ") {
		t.Errorf("two errors: %s", got)
	}
}

// Hostile files end in one short error, soon and without much memory.
func TestHostile(t *testing.T) {
	// Not parallel: it measures memory.
	utf16 := func(s string, bigEndian bool) string {
		var b strings.Builder
		for _, r := range s {
			if bigEndian {
				b.WriteString("\x00" + string(r))
			} else {
				b.WriteString(string(r) + "\x00")
			}
		}
		return b.String()
	}
	bomb := "a: &a [x,x,x,x,x,x,x,x,x]\n"
	for c := 'b'; c <= 'j'; c++ {
		bomb += fmt.Sprintf("%c: &%c [%s*%c]\n", c, c, strings.Repeat(fmt.Sprintf("*%c,", c-1), 8), c-1)
	}
	functions := "models:\n- package: p\n  functions: &f [" + strings.Repeat("{names: F},", 2000) + "]\n" + strings.Repeat("- {package: p, functions: *f}\n", 2000)
	for name, test := range map[string]struct{ text, want string }{
		"long":            {strings.Repeat("# comment\n", 1<<20), "longer than 256 kB"},
		"utf16le":         {"\xff\xfe" + utf16("tests: true\n", false), "UTF-16"},
		"utf16be":         {"\xfe\xff" + utf16("tests: true\n", true), "UTF-16"},
		"utf16 no mark":   {utf16("tests: true\n", false), "UTF-16"},
		"utf8":            {"tests: true\nconfidence: \"\xc3(\"\n", "c.yaml:2:14: the byte 0xc3 is not UTF-8"},
		"nul":             {"tests: \x00true", "c.yaml"},
		"binary":          {"\x7fELF\x02\x01\x01\x00\x00", "c.yaml"},
		"bomb":            {bomb, "c.yaml:1:1: unknown key"},
		"bomb in place":   {functions, "more than 20000 values"},
		"cycle":           {"models: &m [*m]\n", "c.yaml:1:"},
		"cycle of checks": {"checks: &c {nodeadline: *c}\n", "c.yaml:1:"},
		"cycle of models": {"models: &m\n- package: p\n  functions: *m\n", "c.yaml:"},
		"flow":            {strings.Repeat("[", 100000), "nesting is too deep"},
		"flow lines":      {strings.Repeat("[\n", 100000), "c.yaml"},
		"braces":          {strings.Repeat("{a: ", 60000), "nesting is too deep"},
		"braces lines":    {strings.Repeat("{a:\n", 60000), "c.yaml"},
		"sequences":       {strings.Repeat("- ", 100000), "nesting is too deep"},
		"keys":            {strings.Repeat("? ", 100000), "nesting is too deep"},
		"indentation":     {indented(700), "c.yaml"},
		"key":             {strings.Repeat("k", 200000) + ": 1", "..."},
		"keys of length":  {manyKeys(20000), "and 19990 more"},
		"anchors":         {strings.Repeat("&a ", 80000), "c.yaml"},
		"aliases":         {"a: &a 1\nb: [" + strings.Repeat("*a,", 80000) + "]", "c.yaml"},
		"quotes":          {`a: "` + strings.Repeat(`\u0041`, 40000), "no YAML"},
		"colons":          {strings.Repeat("a: ", 80000), "c.yaml"},
		"escape":          {"\x1b[2J: true", "c.yaml"},
		"words":           {"exclude: [\"" + strings.Repeat("**/", 300) + "\"]", "takes too long"},
		"alternatives":    {"exclude: [\"" + strings.Repeat("{a,b}", 150) + "\"]", ""},
	} {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		start := time.Now()
		_, err := parse("c.yaml", []byte(test.text), names())
		elapsed := time.Since(start)
		runtime.ReadMemStats(&after)
		if test.want == "" {
			if err != nil {
				t.Errorf("%s: %v", name, err)
			}
		} else if err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: got %.200v, want %s", name, err, test.want)
		} else if n := len(err.Error()); n > 6000 || strings.ContainsAny(err.Error(), "\x1b\x00") {
			t.Errorf("%s: an error of %d bytes: %.200q", name, n, err)
		}
		if elapsed > 5*time.Second {
			t.Errorf("%s: took %v", name, elapsed)
		}
		if mb := (after.TotalAlloc - before.TotalAlloc) >> 20; mb > 200 {
			t.Errorf("%s: took %d MB", name, mb)
		}
	}
}

func indented(depth int) string {
	var b strings.Builder
	for i := range depth {
		fmt.Fprintf(&b, "%sa:\n", strings.Repeat(" ", i))
	}
	return b.String()[:min(b.Len(), maxSize)]
}

func manyKeys(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "k%d: 1\n", i)
	}
	return b.String()
}

func FuzzParse(f *testing.F) {
	f.Add([]byte("checks: {nodeadline: off}\nexclude: [a]\nmodels: [{package: p, functions: [{names: F}]}]"))
	f.Add([]byte("a: &a [*a]\n"))
	f.Add([]byte("confidence: certain\ntests: yes\nchecks:\n  default: off\n  retrywait: &q {severity: note, exclude: [\"**/*.pb.go\", '{a,b}/[a-z]']}\n  retrylost: *q\n"))
	f.Add([]byte("models:\n- package: p/...\n  family: f\n  functions:\n  - {recv: [A, B], names: Call Send, ctx: arg0, attempts: -1, effect: by sql, text: arg1}\n  objects:\n  - {name: A, limits: [T], setters: S, makers: N}\n"))
	f.Add([]byte("\xff\xfet\x00e\x00"))
	f.Fuzz(func(t *testing.T, data []byte) {
		start := time.Now()
		file, err := parse("c.yaml", data, names())
		if elapsed := time.Since(start); elapsed > 5*time.Second {
			t.Errorf("took %v", elapsed)
		}
		if e := (*Error)(nil); err != nil && (!errors.As(err, &e) || len(e.Items) == 0 || !strings.HasPrefix(err.Error(), "c.yaml")) {
			t.Errorf("%v", err)
		}
		if err == nil {
			file.Config.Effective(analyzers.Checks())
			if err := analyzers.UseModels(file.Config.Models); err != nil {
				t.Errorf("a valid file holds a model that the catalog refuses: %v", err)
			}
			analyzers.UseModels(nil)
		}
	})
}

// The examples of the documentation are right, and the schema agrees with us about them and
// about mistakes.
func TestDocumentation(t *testing.T) {
	t.Parallel()
	root := filepath.Join("..", "..", "..", "..")
	docs := filepath.Join(root, "docs")
	schema, err := jsonschema.NewCompiler().Compile(filepath.Join(docs, "config.schema.json"))
	if err != nil {
		t.Fatal(err)
	}
	check := func(text string) (parsed, valid error) {
		_, parsed = parse("c.yaml", []byte(text), names())
		var v any
		if err := yaml.Load([]byte(text), &v); err != nil {
			return parsed, err
		}
		data, err := json.Marshal(v)
		if err != nil {
			return parsed, err
		}
		doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
		if err != nil {
			return parsed, err
		}
		return parsed, schema.Validate(doc)
	}
	block := regexp.MustCompile("(?ms)^```yaml\n(.*?)^```$")
	for _, page := range []string{"docs/configuration.md", "docs/models.md", "README.md"} {
		data, err := os.ReadFile(filepath.Join(root, filepath.FromSlash(page)))
		if err != nil {
			t.Fatal(err)
		}
		blocks := slices.DeleteFunc(block.FindAllStringSubmatch(string(data), -1), func(b []string) bool {
			return strings.Contains(b[1], "uses: ") // steps of GitHub Actions
		})
		if len(blocks) == 0 {
			t.Errorf("%s shows no configuration", page)
		}
		for _, b := range blocks {
			if parsed, valid := check(b[1]); parsed != nil || valid != nil {
				t.Errorf("%s:\n%s\nparse: %v\nschema: %v", page, b[1], parsed, valid)
			}
		}
	}
	for _, wrong := range []string{
		"confidense: likely", "confidence: sure", "tests: 3", "exclude: a", "checks: {nodedline: true}",
		"checks: {nodeadline: {severity: bad}}", "checks: {nodeadline: 3}", "models: {}", "models: [{functions: [{names: F}]}]",
		"models: [{package: p, functions: [{recv: T}]}]", "models: [{package: p, functions: [{names: F, role: boss}]}]",
		"models: [{package: p, functions: [{names: F, attempts: 101}]}]", "models: [{package: p, functions: [{names: F, efect: read}]}]",
		"models: [{package: p, objects: [{name: T, limts: X}]}]",
	} {
		if parsed, valid := check(wrong); parsed == nil || valid == nil {
			t.Errorf("%s:\nparse: %v\nschema: %v", wrong, parsed, valid)
		}
	}
}

func TestLocate(t *testing.T) {
	dir := t.TempDir()
	write := func(name string) string {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, nil, 0o666); err != nil {
			t.Fatal(err)
		}
		return path
	}
	t.Setenv("GOWORK", "")
	t.Setenv(Variable, "")
	write("a/go.mod")
	write("a/sub/x.go")
	mine := write("a/" + Name)
	sub := filepath.Join(dir, "a", "sub")
	if loc := Locate(sub, ""); loc.Path != mine || loc.Unused != "" {
		t.Errorf("in a module: %+v", loc)
	}
	if loc := Locate(sub, "x.yaml"); loc.Path != filepath.Join(sub, "x.yaml") || loc.Why != "-config" {
		t.Errorf("by flag: %+v", loc)
	}
	if loc := Locate(sub, "off"); loc.Path != "" {
		t.Errorf("off: %+v", loc)
	}
	t.Setenv(Variable, "y.yaml")
	if loc := Locate(sub, ""); loc.Path != filepath.Join(sub, "y.yaml") || loc.Why != Variable {
		t.Errorf("by environment: %+v", loc)
	}
	t.Setenv(Variable, "")
	work := write("go.work")
	if loc := Locate(sub, ""); loc.Path != "" || loc.Unused != mine || loc.Workspace != work {
		t.Errorf("in a workspace without settings: %+v", loc)
	}
	ours := write(Name)
	if loc := Locate(sub, ""); loc.Path != ours || loc.Unused != mine {
		t.Errorf("in a workspace: %+v", loc)
	}
	t.Setenv("GOWORK", "off")
	if loc := Locate(sub, ""); loc.Path != mine {
		t.Errorf("out of the workspace: %+v", loc)
	}
	if loc := Locate(dir, ""); loc.Path != ours {
		t.Errorf("above several modules: %+v", loc)
	}
}
