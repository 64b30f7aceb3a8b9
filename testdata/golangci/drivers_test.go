package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// real are modules that others wrote, each at a version that needs nothing but the module
// proxy: a job queue on Redis, a gossip protocol on UDP and TCP, a client of a message broker.
var real = []string{
	"github.com/hibiken/asynq@v0.26.0",
	"github.com/hashicorp/memberlist@v0.7.0",
	"github.com/eclipse/paho.mqtt.golang@v1.5.1",
}

// All drivers give the same findings, in the cold and from their caches, on one thread and on
// four. DISTVET_DRIVERS names more directories of modules, separated as in PATH.
func TestDrivers(t *testing.T) {
	dirs := map[string]string{"tour": copyTree(t, filepath.Join("..", "tour"))}
	for _, m := range real {
		dirs[m] = download(t, m)
	}
	for _, dir := range filepath.SplitList(os.Getenv("DISTVET_DRIVERS")) {
		dirs[dir] = dir
	}
	marks := map[string]string{}
	for _, procs := range []string{"1", "4"} {
		marks[procs] = distvet(t, fmt.Sprintf("cold-%s-%d", procs, os.Getpid()))
	}
	for _, name := range sortedKeys(dirs) {
		t.Run(name, func(t *testing.T) { sameFindings(t, dirs[name], marks, nil, "./...") })
	}
	t.Run("corpus", func(t *testing.T) {
		// The corpus is laid out as a GOPATH, where import paths are directories. Drivers name
		// no module there, as Bazel's nogo does not.
		gopath := copyTree(t, "..", "catalog", "consumers", "golangci", "script", "tour")
		env := []string{"GO111MODULE=off", "GOPATH=" + gopath}
		var patterns []string
		for _, name := range corpus(t) {
			patterns = append(patterns, "./"+name+"/...")
		}
		sameFindings(t, filepath.Join(gopath, "src"), marks, env, patterns...)
	})
}

func sortedKeys(m map[string]string) (keys []string) {
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

// sameFindings compares what the drivers say of packages in dir. tools holds a fresh distvet for
// each number of threads.
func sameFindings(t *testing.T, dir string, tools map[string]string, env []string, patterns ...string) {
	config := filepath.Join(t.TempDir(), "golangci.yml")
	if err := os.WriteFile(config, []byte(everything), 0o666); err != nil {
		t.Fatal(err)
	}
	var want []line
	for _, procs := range []string{"1", "4"} {
		env := append([]string{"GOMAXPROCS=" + procs, "GOWORK=off"}, env...)
		tool := tools[procs]
		cache := t.TempDir()
		drivers := []struct {
			name   string
			cached bool
			run    func() []line
		}{
			{"vettool", true, func() []line { return vettool(t, tool, dir, env, patterns) }},
			{"check", true, func() []line { return check(t, tool, dir, env, patterns, "-confidence=possible", "-tests") }},
			{"packages", false, func() []line {
				return check(t, tool, dir, env, patterns, "-confidence=possible", "-tests", "-driver=packages")
			}},
			{"golangci-lint", true, func() []line { return lines(t, dir, golangci(t, dir, cache, env, patterns, "--config="+config)) }},
		}
		for _, d := range drivers {
			got := d.run()
			if want == nil {
				want = got
				t.Logf("%d findings", len(want))
				if len(want) == 0 {
					t.Fatal("no findings to compare")
				}
			}
			difference(t, d.name+", GOMAXPROCS "+procs+", cold", want, got)
			if d.cached {
				difference(t, d.name+", GOMAXPROCS "+procs+", warm", want, d.run())
			}
		}
	}
}

// everything has golangci-lint show all that there is.
const everything = `version: "2"
linters:
  default: none
  enable: [distvet]
  settings:
    custom:
      distvet:
        type: module
        settings:
          confidence: possible
          tests: true
issues:
  uniq-by-line: false
  max-issues-per-linter: 0
  max-same-issues: 0
`

func difference(t *testing.T, what string, want, got []line) {
	t.Helper()
	for _, l := range want {
		if !slices.Contains(got, l) {
			t.Errorf("%s lacks %s", what, l)
		}
	}
	for _, l := range got {
		if !slices.Contains(want, l) {
			t.Errorf("%s adds %s", what, l)
		}
	}
}

// vettool runs stock go vet with distvet as its tool.
func vettool(t *testing.T, tool, dir string, env, patterns []string) []line {
	t.Helper()
	args := append([]string{"vet", "-json", "-vettool=" + tool, "-confidence=possible", "-tests"}, patterns...)
	out := command(t, dir, env, []int{0}, "go", args...)
	var list []line
	for dec := json.NewDecoder(bytes.NewReader(out)); ; {
		var units map[string]map[string]json.RawMessage
		if err := dec.Decode(&units); errors.Is(err, io.EOF) {
			return sorted(t, dir, list)
		} else if err != nil {
			t.Fatal(err)
		}
		for unit, checks := range units {
			for check, data := range checks {
				var found []struct{ Posn, Message string }
				if err := json.Unmarshal(data, &found); err != nil {
					t.Fatalf("%s, %s: %s", unit, check, data) // an error, not a list
				}
				for _, f := range found {
					l := line{Check: check, Message: strings.TrimPrefix(f.Message, check+": ")}
					parts := strings.Split(f.Posn, ":")
					n := len(parts)
					l.File = strings.Join(parts[:n-2], ":")
					if _, err := fmt.Sscan(parts[n-2]+" "+parts[n-1], &l.Line, &l.Column); err != nil {
						t.Fatal(err)
					}
					list = append(list, l)
				}
			}
		}
	}
}

// corpus lists the folders of testdata/src that hold the tests of checks.
func corpus(t *testing.T) (names []string) {
	t.Helper()
	entries, err := os.ReadDir(filepath.Join("..", "src"))
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if !strings.Contains(e.Name(), ".") { // not the stub of a library
			names = append(names, e.Name())
		}
	}
	return names
}

// download returns a copy of a module, in which it is the main module.
func download(t *testing.T, module string) string {
	t.Helper()
	var m struct{ Dir string }
	if err := json.Unmarshal(command(t, ".", nil, []int{0}, "go", "mod", "download", "-json", module), &m); err != nil {
		t.Fatal(err)
	}
	return copyTree(t, m.Dir)
}

// copyTree copies a directory without some of what is in it, so that the copy can be written
// to and belongs to no repository.
func copyTree(t *testing.T, from string, without ...string) string {
	t.Helper()
	to, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	err = filepath.WalkDir(from, func(path string, e os.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(from, path)
		if err != nil {
			return err
		}
		if e.IsDir() {
			if slices.Contains(without, rel) {
				return filepath.SkipDir
			}
			return os.MkdirAll(filepath.Join(to, rel), 0o777)
		}
		data, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		return os.WriteFile(filepath.Join(to, rel), data, 0o666)
	})
	if err != nil {
		t.Fatal(err)
	}
	return to
}
