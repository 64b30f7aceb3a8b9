package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"
)

// example returns the YAML example in docs/golangci-lint.md that begins with "# name".
func example(t *testing.T, name string) string {
	t.Helper()
	page, err := os.ReadFile(filepath.Join("..", "..", "docs", "golangci-lint.md"))
	if err != nil {
		t.Fatal(err)
	}
	m := regexp.MustCompile("(?s)```yaml\n# " + regexp.QuoteMeta(name) + "\n(.*?)```").FindSubmatch(page)
	if m == nil {
		t.Fatalf("the page has no example of %s", name)
	}
	return string(m[1])
}

// project returns a copy of the tour, set up as the page says, with the same settings for
// distvet check.
func project(t *testing.T) (dir string) {
	t.Helper()
	dir = copyTree(t, filepath.Join("..", "tour"))
	write(t, filepath.Join(dir, ".golangci.yml"), example(t, ".golangci.yml"))
	var config struct {
		Linters struct {
			Settings struct {
				Custom map[string]struct{ Settings yaml.Node }
			}
		}
	}
	if err := yaml.Unmarshal([]byte(example(t, ".golangci.yml")), &config); err != nil {
		t.Fatal(err)
	}
	settings := config.Linters.Settings.Custom["distvet"].Settings
	text, err := yaml.Marshal(&settings)
	if err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(dir, ".distvet.yaml"), string(text))
	return dir
}

func write(t *testing.T, file, text string) {
	t.Helper()
	if err := os.WriteFile(file, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
}

// edit replaces the only place in file that holds old.
func edit(t *testing.T, file, old, new string) {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if n := strings.Count(string(data), old); n != 1 {
		t.Fatalf("%s has %q %d times", file, old, n)
	}
	write(t, file, strings.Replace(string(data), old, new, 1))
}

var all = []string{"./..."}

// What .custom-gcl.yml asks for is what this program is built of.
func TestCustomConfig(t *testing.T) {
	var custom struct {
		Version, Name string
		Plugins       []struct{ Module, Import, Version string }
	}
	if err := yaml.Unmarshal([]byte(example(t, ".custom-gcl.yml")), &custom); err != nil {
		t.Fatal(err)
	}
	mod := readFile(t, "go.mod")
	if len(custom.Plugins) != 1 {
		t.Fatalf("%d plugins", len(custom.Plugins))
	}
	p := custom.Plugins[0]
	if !strings.Contains(mod, "github.com/golangci/golangci-lint/v2 "+custom.Version+"\n") {
		t.Errorf("go.mod has another golangci-lint than %s", custom.Version)
	}
	if !strings.Contains(mod, "\t"+p.Module+" v") || !strings.Contains(readFile(t, "main.go"), `_ "`+p.Import+`"`) {
		t.Errorf("%+v is not what main.go imports", p)
	}
}

func readFile(t *testing.T, file string) string {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// crossPackage is the place of a defect of which a half is in another package: the context has
// no deadline in cmd/shop, and internal/store sets none.
const crossPackage = "nodeadline: sql.DB.ExecContext has no deadline: expireHolds passes context.Background()"

func has(issues []issue, text string) bool {
	return slices.ContainsFunc(issues, func(i issue) bool { return strings.HasPrefix(i.Text, text) })
}

// The example configuration finds what distvet check finds with the same settings.
func TestExample(t *testing.T) {
	dir, cache := project(t), t.TempDir()
	want := check(t, distvet(t, "example"), dir, nil, all)
	for _, run := range []string{"cold", "warm"} {
		issues := golangci(t, dir, cache, nil, all)
		difference(t, run, want, lines(t, dir, issues))
		if !has(issues, crossPackage) {
			t.Errorf("%s: the defect across packages is not found", run)
		}
		if has(issues, "wallid: ") {
			t.Errorf("%s: a check that is off reports", run)
		}
	}
}

// Wrong settings are an error, and changed ones change the findings of packages in the cache.
func TestSettings(t *testing.T) {
	dir, cache := project(t), t.TempDir()
	config := filepath.Join(dir, ".golangci.yml")
	before := golangci(t, dir, cache, nil, all)
	edit(t, config, "wallid: false", "wallid: on")
	if after := golangci(t, dir, cache, nil, all); len(after) != len(before)+1 || !has(after, "wallid: ") {
		t.Errorf("%d findings with wallid off, %d with it on", len(before), len(after))
	}
	edit(t, config, "wallid: on", "walid: on")
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(self, "run", "--enable-only=distvet", "--allow-parallel-runners", "./...")
	cmd.Dir = dir
	cmd.Env = append(cmd.Environ(), "DISTVET_GOLANGCI=1", "GOLANGCI_LINT_CACHE="+cache)
	out, err := cmd.CombinedOutput()
	if err == nil || !strings.Contains(string(out), "did you mean wallid?") {
		t.Errorf("error %v, output %s", err, out)
	}
}

// A package whose text did not change is judged anew when a package it imports did.
func TestChangedImport(t *testing.T) {
	dir, cache := project(t), t.TempDir()
	store := filepath.Join(dir, "internal", "store", "orders.go")
	before := golangci(t, dir, cache, nil, all)
	if !has(before, crossPackage) {
		t.Fatal("the defect across packages is not found")
	}
	const signature = "func (s *Store) ExpireHolds(ctx context.Context, age time.Duration) error {\n"
	edit(t, store, signature, signature+"\tctx, cancel := context.WithTimeout(ctx, time.Minute)\n\tdefer cancel()\n")
	if has(golangci(t, dir, cache, nil, all), crossPackage) {
		t.Error("the defect is still reported although the other package has mended it")
	}
	edit(t, store, signature+"\tctx, cancel := context.WithTimeout(ctx, time.Minute)\n\tdefer cancel()\n", signature)
	difference(t, "with the change undone", lines(t, dir, before), lines(t, dir, golangci(t, dir, cache, nil, all)))
}

// A //nolint silences its finding, all of it, and no other.
func TestNolint(t *testing.T) {
	dir, cache := project(t), t.TempDir()
	var want []issue
	for _, i := range golangci(t, dir, cache, nil, all) {
		if !strings.HasPrefix(i.Text, crossPackage) {
			want = append(want, i)
		}
	}
	const loop = "if err := st.ExpireHolds(context.Background(), 15*time.Minute); err != nil {"
	edit(t, filepath.Join(dir, "cmd", "shop", "main.go"), loop, loop+" //nolint:distvet // may wait")
	got := golangci(t, dir, cache, nil, all)
	difference(t, "with a //nolint", lines(t, dir, want), lines(t, dir, got))
	difference(t, "with a //nolint, warm", lines(t, dir, want), lines(t, dir, golangci(t, dir, cache, nil, all)))
}

// --fix mends what distvet check -fix mends.
func TestFix(t *testing.T) {
	dir, cache := project(t), t.TempDir()
	twin := project(t)
	bin := distvet(t, "fix")
	before := golangci(t, dir, cache, nil, all)
	want := check(t, bin, twin, nil, all, "-fix")
	got := lines(t, dir, golangci(t, dir, cache, nil, all, "--fix"))
	if len(got) == len(before) {
		t.Fatal("nothing was fixed")
	}
	// Fixes move lines, so that what is left is compared after the fixes.
	difference(t, "after --fix", check(t, bin, twin, nil, all), lines(t, dir, golangci(t, dir, cache, nil, all)))
	if len(want) != len(got) {
		t.Errorf("%d findings are left after --fix, %d after distvet check -fix", len(got), len(want))
	}
	command(t, dir, []string{"GOFLAGS=-mod=readonly"}, []int{0}, "go", "vet", "./...")
}
