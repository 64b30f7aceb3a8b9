package gclplugin

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/golangci/plugin-module-register/register"
	"golang.org/x/tools/go/analysis"

	"github.com/distvet/distvet/analyzers"
)

// Settings arrive as golangci-lint has read them: keys in lower case, values as in JSON.
func TestSettings(t *testing.T) {
	defer analyzers.Use(analyzers.DefaultSettings())
	defer analyzers.UseModels(nil)
	type m = map[string]any
	for _, test := range []struct {
		name string
		conf any
		want string // in the error; empty if there is none
	}{
		{"none", nil, ""},
		{"empty", m{}, ""},
		{"all", m{
			"confidence": "possible", "tests": true, "exclude": []any{"internal/old/**"},
			"checks": m{"wallid": false, "default": m{"confidence": "certain"}, "nodeadline": m{"enabled": true, "exclude": []any{"cmd"}}},
			"models": []any{m{"package": "example.com/rpc", "functions": []any{m{"recv": "Conn", "names": []any{"Call"}, "ctxweak": true, "effect": "read"}}}},
		}, ""},
		{"unknown key", m{"confidense": "likely"}, `unknown field "confidense"`},
		{"unknown key of a check", m{"checks": m{"wallid": m{"on": true}}}, `unknown field "on"`},
		{"unknown check", m{"checks": m{"nodeadlin": true}}, "did you mean nodeadline?"},
		{"unknown confidence", m{"confidence": "sure"}, "confidence:"},
		{"wrong type", m{"tests": "yes"}, "cannot unmarshal string"},
		{"pattern", m{"exclude": []any{"["}}, "exclude[0]"},
		{"severity", m{"checks": m{"wallid": m{"severity": "note"}}}, "severity.rules"},
		{"model", m{"models": []any{m{"package": "example.com/rpc", "functions": []any{m{"recv": "Conn"}}}}}, "names is missing"},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, err := New(test.conf)
			switch {
			case test.want == "" && err != nil:
				t.Error(err)
			case test.want != "" && (err == nil || !strings.Contains(err.Error(), test.want)):
				t.Errorf("got error %v, want %q", err, test.want)
			}
		})
	}
}

// Each check is there once, under its name, and none hands on the steps of a path.
func TestAnalyzers(t *testing.T) {
	p, err := New(nil)
	if err != nil {
		t.Fatal(err)
	}
	if p.GetLoadMode() != register.LoadModeTypesInfo {
		t.Errorf("load mode %q", p.GetLoadMode())
	}
	list, err := p.BuildAnalyzers()
	if err != nil {
		t.Fatal(err)
	}
	if err := analysis.Validate(list); err != nil {
		t.Fatal(err)
	}
	all := analyzers.All()
	if len(list) != len(all) {
		t.Fatalf("%d analyzers, want %d", len(list), len(all))
	}
	for i, a := range list {
		if a.Name != all[i].Name {
			t.Errorf("analyzer %d is %s, want %s", i, a.Name, all[i].Name)
		}
	}
	noisy := adapt(&analysis.Analyzer{Name: "noisy", Run: func(pass *analysis.Pass) (any, error) {
		pass.Report(analysis.Diagnostic{Message: "m", Related: []analysis.RelatedInformation{{Message: "step"}}})
		return 1, nil
	}})
	var got []analysis.Diagnostic
	res, err := noisy.Run(&analysis.Pass{Report: func(d analysis.Diagnostic) { got = append(got, d) }})
	if res != 1 || err != nil || len(got) != 1 || got[0].Message != "m" || got[0].Related != nil {
		t.Errorf("result %v, %v, reported %+v", res, err, got)
	}
}

// Patterns are relative to the file that they stand in.
func TestConfigDir(t *testing.T) {
	dir, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	below := filepath.Join(dir, "a", "b")
	if err := os.MkdirAll(below, 0o777); err != nil {
		t.Fatal(err)
	}
	t.Chdir(below)
	if got, err := configDir(); err != nil || got != below {
		t.Errorf("without a file: %s, %v", got, err)
	}
	if err := os.WriteFile(filepath.Join(dir, ".golangci.toml"), nil, 0o666); err != nil {
		t.Fatal(err)
	}
	if got, err := configDir(); err != nil || got != dir {
		t.Errorf("with a file above: %s, %v", got, err)
	}
}
