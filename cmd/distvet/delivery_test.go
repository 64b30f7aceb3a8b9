package main

import (
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"testing"

	"go.yaml.in/yaml/v4"

	"github.com/distvet/distvet/analyzers"
)

// The tests of this file are about the files that bring distvet into other people's builds.

const repository = "../.."

func readFile(t *testing.T, elem ...string) string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(append([]string{repository}, elem...)...))
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// An action is what stands in action.yml.
type action struct {
	Name, Description string
	Inputs            map[string]struct {
		Description string
		Default     *string
		Required    bool
	}
	Outputs map[string]struct{ Description, Value string }
	Runs    struct {
		Using string
		Steps []step
	}
}

type step struct {
	Name, ID, Uses, Run, Shell, If string
	Env, With                      map[string]string
}

type workflow struct {
	Permissions map[string]string
	Jobs        map[string]struct {
		TimeoutMinutes int `yaml:"timeout-minutes"`
		Permissions    map[string]string
		Steps          []step
	}
}

const actionDir = ".github/actions/distvet"

func readAction(t *testing.T) *action {
	t.Helper()
	a := new(action)
	if err := yaml.Unmarshal([]byte(readFile(t, actionDir, "action.yml")), a); err != nil {
		t.Fatal(err)
	}
	return a
}

// What an expression yields may be chosen by whoever opens a pull request, so none stands in a
// script.
func checkSteps(t *testing.T, where string, steps []step) {
	t.Helper()
	if len(steps) == 0 {
		t.Errorf("%s: no steps", where)
	}
	for i, s := range steps {
		if (s.Run == "") == (s.Uses == "") {
			t.Errorf("%s, step %d: want one of run and uses", where, i+1)
		}
		if strings.Contains(s.Run, "${{") {
			t.Errorf("%s, step %d: an expression in a script; hand it over in env: %s", where, i+1, s.Run)
		}
		if strings.Contains(s.Uses, "${{") {
			t.Errorf("%s, step %d: uses takes no expressions", where, i+1)
		}
	}
}

func TestAction(t *testing.T) {
	t.Parallel()
	a := readAction(t)
	if a.Name == "" || a.Description == "" || a.Runs.Using != "composite" {
		t.Errorf("name %q, description %q, using %q", a.Name, a.Description, a.Runs.Using)
	}
	checkSteps(t, "action.yml", a.Runs.Steps)
	script, page := readFile(t, actionDir, "distvet.sh"), readFile(t, "docs", "ci.md")
	text := readFile(t, actionDir, "action.yml")
	for name, in := range a.Inputs {
		if in.Description == "" || in.Default == nil {
			t.Errorf("input %s has no description or no default", name)
		}
		if !strings.Contains(text, "inputs."+name+" ") {
			t.Errorf("input %s is not used", name)
		}
		if !strings.Contains(page, "\n| `"+name+"` |") {
			t.Errorf("input %s is not in docs/ci.md", name)
		}
	}
	given := map[string]bool{"DISTVET_COMMAND": true}
	for _, s := range a.Runs.Steps {
		if s.Run != "" && s.Shell == "" {
			t.Errorf("step %q has no shell", s.Name)
		}
		for name := range s.Env {
			given[name] = true
			if !strings.Contains(script, name) {
				t.Errorf("distvet.sh does not read %s", name)
			}
		}
	}
	for _, name := range regexp.MustCompile(`DISTVET_[A-Z]+`).FindAllString(script, -1) {
		if !given[name] {
			t.Errorf("distvet.sh reads %s, which no step hands over", name)
		}
	}
	for name, out := range a.Outputs {
		if !strings.Contains(script, "output "+name+" ") || !strings.Contains(out.Value, "steps.check.outputs."+name+" ") {
			t.Errorf("output %s is not set", name)
		}
	}
}

func TestWorkflows(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob(filepath.Join(repository, ".github", "workflows", "*.yml"))
	if err != nil || len(files) < 3 {
		t.Fatalf("workflows %v, %v", files, err)
	}
	for _, file := range files {
		name := filepath.Base(file)
		var w workflow
		if err := yaml.Unmarshal([]byte(readFile(t, ".github", "workflows", name)), &w); err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if !maps.Equal(w.Permissions, map[string]string{"contents": "read"}) {
			t.Errorf("%s: permissions %v; what a job needs more it says itself", name, w.Permissions)
		}
		for job, j := range w.Jobs {
			if j.TimeoutMinutes == 0 {
				t.Errorf("%s: job %s may run for ever", name, job)
			}
			checkSteps(t, name+", "+job, j.Steps)
			checkInputs(t, name, j.Steps)
		}
	}
}

// checkInputs sees that the steps which use our action give it inputs that it has.
func checkInputs(t *testing.T, where string, steps []step) (uses int) {
	t.Helper()
	a := readAction(t)
	for _, s := range steps {
		if path, _, _ := strings.Cut(s.Uses, "@"); path != "distvet/"+"distvet/"+actionDir && path != "./"+actionDir {
			continue
		}
		uses++
		for in := range s.With {
			if _, ok := a.Inputs[in]; !ok {
				t.Errorf("%s: the action has no input %s", where, in)
			}
		}
	}
	return uses
}

// The examples in the documentation parse, and ask the action for what it has.
func TestDocumentedYAML(t *testing.T) {
	t.Parallel()
	fence := regexp.MustCompile("(?s)```yaml\n(.*?)```")
	examples, uses := 0, 0
	pages, err := filepath.Glob(filepath.Join(repository, "docs", "*.md"))
	if err != nil {
		t.Fatal(err)
	}
	for _, page := range append(pages, filepath.Join(repository, "README.md")) {
		rel, err := filepath.Rel(repository, page)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range fence.FindAllStringSubmatch(readFile(t, rel), -1) {
			examples++
			var w workflow
			if err := yaml.Unmarshal([]byte(m[1]), new(any)); err != nil {
				t.Errorf("%s: %v in\n%s", rel, err, m[1])
			} else if strings.Contains(m[1], "# .github/workflows/") {
				if err := yaml.Unmarshal([]byte(m[1]), &w); err != nil {
					t.Errorf("%s: %v", rel, err)
				}
				for job, j := range w.Jobs {
					checkSteps(t, rel+", "+job, j.Steps)
					uses += checkInputs(t, rel, j.Steps)
				}
			}
		}
	}
	if examples < 4 || uses == 0 {
		t.Errorf("%d examples, of which %d use the action", examples, uses)
	}
}

// The script of the action, with a distvet that only tells what it was called with. Nothing
// in an input is more than a word.
func TestActionScript(t *testing.T) {
	t.Parallel()
	bash, err := exec.LookPath("bash")
	if err != nil || runtime.GOOS == "windows" {
		t.Skip("no bash")
	}
	dir := t.TempDir()
	fake := filepath.Join(dir, "distvet")
	if err := os.WriteFile(fake, []byte("#!/bin/sh\npwd\nprintf '<%s>\\n' \"$@\"\nfor a; do case $a in -format=*sarif=*) : >\"${a#*sarif=}\";; esac; done\nexit ${FAKE_CODE:-0}\n"), 0o777); err != nil {
		t.Fatal(err)
	}
	work := filepath.Join(dir, "a b")
	if err := os.Mkdir(work, 0o777); err != nil {
		t.Fatal(err)
	}
	script, err := filepath.Abs(filepath.Join(repository, actionDir, "distvet.sh"))
	if err != nil {
		t.Fatal(err)
	}
	outputs := filepath.Join(dir, "outputs")
	run := func(name string, env ...string) (out, set string, code int) {
		t.Helper()
		os.Remove(outputs)
		cmd := exec.Command(bash, script, name)
		cmd.Dir = dir
		cmd.Env = append(cmd.Environ(), "GITHUB_OUTPUT="+outputs, "RUNNER_TEMP="+dir, "DISTVET_COMMAND="+fake,
			"DISTVET_DIRECTORY=.", "DISTVET_PACKAGES=./...", "DISTVET_CHECKS=", "DISTVET_CONFIDENCE=", "DISTVET_BASELINE=", "DISTVET_SINCE=", "DISTVET_SARIF=")
		cmd.Env = append(cmd.Env, env...)
		data, err := cmd.CombinedOutput()
		if err != nil && cmd.ProcessState == nil {
			t.Fatal(err)
		}
		text, _ := os.ReadFile(outputs)
		return string(data), string(text), cmd.ProcessState.ExitCode()
	}
	sarif := filepath.Join(dir, "distvet.sarif")

	out, set, code := run("check")
	if want := dir + "\n<check>\n<-format=github,sarif=" + sarif + ">\n<-->\n<./...>\n"; out != want || code != 0 {
		t.Errorf("exit code %d, output\n%s\nwant\n%s", code, out, want)
	}
	if want := "code=0\nfindings=false\nsarif=" + sarif + "\n"; set != want {
		t.Errorf("outputs %q, want %q", set, want)
	}

	const hostile = `$(touch pwned) ; touch pwned #`
	out, set, code = run("check", "FAKE_CODE=3", "DISTVET_DIRECTORY=a b", "DISTVET_PACKAGES=./x/...\n *  ./y", "DISTVET_CHECKS="+hostile,
		"DISTVET_CONFIDENCE=certain", "DISTVET_BASELINE=-x", "DISTVET_SINCE=origin/"+hostile, "DISTVET_SARIF=r.sarif")
	want := work + "\n<check>\n<-format=github,sarif=" + filepath.Join(dir, "r.sarif") + ">\n<-checks=" + hostile +
		">\n<-confidence=certain>\n<-baseline=-x>\n<-since=origin/" + hostile + ">\n<-->\n<./x/...>\n<*>\n<./y>\n"
	if out != want || code != 0 {
		t.Errorf("exit code %d, output\n%s\nwant\n%s", code, out, want)
	}
	if want := "code=3\nfindings=true\nsarif=" + filepath.Join(dir, "r.sarif") + "\n"; set != want {
		t.Errorf("outputs %q, want %q", set, want)
	}
	for _, d := range []string{dir, work} {
		if _, err := os.Stat(filepath.Join(d, "pwned")); err == nil {
			t.Error("an input was run as a command")
		}
	}
	if _, set, code := run("check", "DISTVET_SARIF=x\ny"); code == 0 {
		t.Errorf("a line break in an input gives outputs %q", set)
	}

	for _, test := range []struct {
		code, fail string
		want       int
	}{{"0", "true", 0}, {"0", "false", 0}, {"3", "true", 3}, {"3", "false", 0}, {"1", "false", 1}, {"2", "false", 2}} {
		if _, _, code := run("verdict", "DISTVET_CODE="+test.code, "DISTVET_FAIL="+test.fail); code != test.want {
			t.Errorf("verdict on %s with fail %s: exit code %d, want %d", test.code, test.fail, code, test.want)
		}
	}
	if out, set, code := run("install"); code != 0 || set != "command="+fake+"\n" || !strings.Contains(out, "<version>") {
		t.Errorf("install: exit code %d, outputs %q, output %s", code, set, out)
	}
}

// The hook for pre-commit analyses packages, with flags that exist.
func TestPreCommitHook(t *testing.T) {
	t.Parallel()
	var hooks []struct {
		ID, Name, Description, Entry, Language string
		Types, Args                            []string
		PassFilenames                          *bool `yaml:"pass_filenames"`
		RequireSerial                          bool  `yaml:"require_serial"`
	}
	if err := yaml.Unmarshal([]byte(readFile(t, ".pre-commit-hooks.yaml")), &hooks); err != nil {
		t.Fatal(err)
	}
	if len(hooks) != 1 {
		t.Fatalf("%d hooks, want 1", len(hooks))
	}
	h := hooks[0]
	if h.ID != "distvet" || h.Language != "golang" || h.Entry != "distvet check" || h.PassFilenames == nil || *h.PassFilenames || !h.RequireSerial {
		t.Errorf("the hook is %+v", h)
	}
	if !slices.Equal(h.Args, []string{"./..."}) || !slices.Equal(h.Types, []string{"go"}) {
		t.Errorf("arguments %q, types %q", h.Args, h.Types)
	}
}

// The recipe for Bazel names all checks, each of which is a package with an Analyzer.
func TestBazelRecipe(t *testing.T) {
	t.Parallel()
	var want []string
	for _, c := range analyzers.Checks() {
		want = append(want, c.Name)
		if file := readFile(t, "analyzers", c.Name, c.Name+".go"); !strings.Contains(file, "\nvar Analyzer = &analysis.Analyzer{\n") {
			t.Errorf("package %s exports no Analyzer", c.Name)
		}
	}
	var got []string
	for _, m := range regexp.MustCompile(`"@com_github_distvet_distvet//analyzers/([a-z]+)"`).FindAllStringSubmatch(readFile(t, "docs", "ci.md"), -1) {
		got = append(got, m[1])
	}
	if !slices.Equal(got, want) {
		t.Errorf("docs/ci.md names %v, want %v", got, want)
	}
}

// Scripts that others run are executable.
func TestExecutable(t *testing.T) {
	t.Parallel()
	if runtime.GOOS == "windows" {
		t.Skip("no permissions")
	}
	for _, name := range []string{".ci/run", ".ci/release", ".ci/compare", actionDir + "/distvet.sh"} {
		info, err := os.Stat(filepath.Join(repository, name))
		if err != nil {
			t.Fatal(err)
		}
		if info.Mode()&fs.FileMode(0o111) != 0o111 {
			t.Errorf("%s has mode %v", name, info.Mode())
		}
	}
}
