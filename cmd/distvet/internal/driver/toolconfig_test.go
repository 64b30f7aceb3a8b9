package driver

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/distvet/distvet/analyzers"
	"github.com/distvet/distvet/cmd/distvet/internal/configfile"
)

func fingerprint(t *testing.T, c *toolConfig) string {
	t.Helper()
	sum, err := c.fingerprint()
	if err != nil {
		t.Fatal(err)
	}
	return string(sum)
}

// The fingerprint changes with what changes what the tool says, and with nothing else.
func TestFingerprint(t *testing.T) {
	t.Parallel()
	model := func(bound bool) []analyzers.Model {
		return []analyzers.Model{{Package: "p", Functions: []analyzers.FunctionModel{{Names: analyzers.Words{"F"}, Bound: bound}}}}
	}
	if fingerprint(t, nil) != "" {
		t.Error("no configuration has a fingerprint")
	}
	base := fingerprint(t, &toolConfig{Models: model(false)})
	if base == "" || base != fingerprint(t, &toolConfig{Models: model(false)}) {
		t.Error("the fingerprint of the same models differs")
	}
	here, there := &toolSettings{Root: "/here"}, &toolSettings{Root: "/there"}
	if fingerprint(t, &toolConfig{Settings: here}) != fingerprint(t, &toolConfig{Settings: there}) {
		t.Error("the fingerprint depends on the directory: machines could not share results")
	}
	if here.Root != "/here" {
		t.Error("the configuration was changed")
	}
	seen := map[string]bool{base: true}
	for _, c := range []*toolConfig{
		{Models: model(true)},
		{Models: model(false), Settings: here},
		{Models: model(false), Settings: &toolSettings{Tests: true}},
		{Models: model(false), Settings: &toolSettings{Confidence: analyzers.Possible}},
		{Models: model(false), Settings: &toolSettings{Checks: map[string]analyzers.Confidence{"nodeadline": analyzers.Off}}},
		{Models: model(false), Settings: &toolSettings{Exclude: map[string][]string{"": {"gen"}}}},
	} {
		if sum := fingerprint(t, c); seen[sum] {
			t.Errorf("%+v has the fingerprint of another", c)
		} else {
			seen[sum] = true
		}
	}
}

// What the process that answers -V=full leaves, the others find, until there is nothing more.
func TestHandOver(t *testing.T) {
	t.Setenv("XDG_CACHE_HOME", t.TempDir())
	t.Setenv("HOME", t.TempDir()) // macOS
	t.Setenv("LocalAppData", t.TempDir())
	t.Setenv(toolConfigVar, "")
	if c, err := readToolConfig(); c != nil || err != nil {
		t.Fatal(c, err)
	}
	want := &toolConfig{Settings: &toolSettings{Root: "/r", Tests: true, Exclude: map[string][]string{"": {"gen"}}}}
	if err := handOver(want); err != nil {
		t.Fatal(err)
	}
	got, err := readToolConfig()
	if err != nil || got == nil || fingerprint(t, got) != fingerprint(t, want) || got.Settings.Root != "/r" {
		t.Fatal(got, err)
	}
	s, err := got.use()
	if err != nil || !s.Tests || !s.Filter.Excluded("nodeadline", filepath.FromSlash("/r/gen/a.go")) || s.Filter.Excluded("nodeadline", filepath.FromSlash("/r/a.go")) {
		t.Fatal(s, err)
	}
	t.Setenv(toolConfigVar, "off")
	if c, err := readToolConfig(); c != nil || err != nil {
		t.Error("off finds", c, err)
	}
	t.Setenv(toolConfigVar, "")
	path, err := handoverFile()
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte("{"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := readToolConfig(); err == nil {
		t.Error("half a file is taken for a whole one")
	}
	if err := handOver(nil); err != nil {
		t.Fatal(err)
	}
	if c, err := readToolConfig(); c != nil || err != nil {
		t.Error("what is gone is found", c, err)
	}
}

func TestWriteModels(t *testing.T) {
	models := []analyzers.Model{{Package: "p", Functions: []analyzers.FunctionModel{{Names: analyzers.Words{"F"}}}}}
	env, remove, err := writeModels(models)
	if err != nil {
		t.Fatal(err)
	}
	_, path, _ := strings.Cut(env, "=")
	t.Setenv(toolConfigVar, path)
	c, err := readToolConfig()
	if err != nil || c.Settings != nil || fingerprint(t, c) != fingerprint(t, &toolConfig{Models: models}) {
		t.Error(c, err)
	}
	var out bytes.Buffer
	if err := serveVersion(&out, nil); err != nil || !strings.HasPrefix(out.String(), "distvet version devel buildID=") {
		t.Error(out.String(), err)
	}
	plain := out.String()
	t.Setenv(toolConfigVar, "off")
	out.Reset()
	if err := serveVersion(&out, nil); err != nil || out.String() == plain {
		t.Error("models do not change the version", err)
	}
	remove()
	t.Setenv(toolConfigVar, path)
	if _, err := readToolConfig(); err == nil {
		t.Error("a file that is gone is taken for none")
	}
	if env, _, err := writeModels(nil); err != nil || env != toolConfigVar+"=off" {
		t.Error(env, err)
	}
}

// Settings that a vet tool knows nothing of do not change its version.
func TestBareToolConfig(t *testing.T) {
	checks := analyzers.Checks()
	dir := t.TempDir()
	for text, nothing := range map[string]bool{
		"":                                       true,
		"confidence: likely\ntests: false":       true,
		"checks: {nodeadline: {severity: note}}": true,
		"checks: {nodeadline: off}":              false,
		"confidence: certain":                    false,
		"tests: true":                            false,
		"exclude: [gen]":                         false,
		"models: [{package: p, functions: [{names: F}]}]": false,
	} {
		path := filepath.Join(dir, configfile.Name)
		if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
		f, err := configfile.Read(path, CheckNames(checks))
		if err != nil {
			t.Fatal(err)
		}
		if c := bareToolConfig(f, checks); (c == nil) != nothing {
			t.Errorf("%q: %+v", text, c)
		}
	}
}
