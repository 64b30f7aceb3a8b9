package main

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// TestMain lets the test program be golangci-lint, so that it is linked only once.
func TestMain(m *testing.M) {
	if os.Getenv("DISTVET_GOLANGCI") != "" {
		main()
		return
	}
	os.Exit(m.Run())
}

// A line is what drivers must agree on.
type line struct {
	Check, File  string
	Line, Column int
	Message      string
}

func (l line) String() string {
	return fmt.Sprintf("%s:%d:%d: %s: %s", l.File, l.Line, l.Column, l.Check, l.Message)
}

// sorted sorts the lines and makes their file names relative to dir.
func sorted(t *testing.T, dir string, lines []line) []line {
	t.Helper()
	for i := range lines {
		rel, err := filepath.Rel(dir, lines[i].File)
		if err != nil {
			t.Fatal(err)
		}
		lines[i].File = filepath.ToSlash(rel)
	}
	slices.SortFunc(lines, func(a, b line) int {
		return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column),
			cmp.Compare(a.Check, b.Check), cmp.Compare(a.Message, b.Message))
	})
	return slices.Compact(lines) // a file may belong to several units
}

// command runs a command in dir, which must exit with one of the codes, and returns what it
// wrote to standard output.
func command(t *testing.T, dir string, env []string, codes []int, name string, args ...string) []byte {
	t.Helper()
	cmd := exec.Command(name, args...)
	cmd.Dir = dir
	cmd.Env = append(cmd.Environ(), env...)
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	err := cmd.Run()
	code := 0
	if exit := (*exec.ExitError)(nil); errors.As(err, &exit) {
		code = exit.ExitCode()
	} else if err != nil {
		t.Fatal(err)
	}
	if !slices.Contains(codes, code) {
		t.Fatalf("%s %q exits with %d\n%s%s", filepath.Base(name), args, code, tail(stdout.Bytes()), tail(stderr.Bytes()))
	}
	return stdout.Bytes()
}

func tail(b []byte) []byte { return b[max(0, len(b)-4000):] }

// golangci runs golangci-lint in dir and returns its issues as they are: the name of the check
// is still in the message.
func golangci(t *testing.T, dir, cache string, env, patterns []string, args ...string) []issue {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	args = append([]string{"run", "--path-mode=abs", "--output.json.path=stdout", "--show-stats=false", "--allow-parallel-runners", "--enable-only=distvet"}, args...)
	env = append([]string{"DISTVET_GOLANGCI=1", "GOLANGCI_LINT_CACHE=" + cache}, env...)
	out := command(t, dir, env, []int{0, 1}, self, append(args, patterns...)...)
	var res struct {
		Issues []issue
		Report struct{ Error string }
	}
	if err := json.Unmarshal(out, &res); err != nil {
		t.Fatalf("%v in %s", err, tail(out))
	}
	if res.Report.Error != "" {
		t.Fatal(res.Report.Error)
	}
	return res.Issues
}

type issue struct {
	FromLinter, Text string
	Pos              struct {
		Filename     string
		Line, Column int
	}
}

// lines takes the name of the check off the issues.
func lines(t *testing.T, dir string, issues []issue) []line {
	t.Helper()
	var list []line
	for _, i := range issues {
		check, text, ok := strings.Cut(i.Text, ": ")
		if !ok || i.FromLinter != "distvet" {
			t.Errorf("issue of %s without the name of a check: %s", i.FromLinter, i.Text)
		}
		list = append(list, line{check, i.Pos.Filename, i.Pos.Line, i.Pos.Column, text})
	}
	return sorted(t, dir, list)
}

// distvet builds the command. What is in mark changes its fingerprint, so that nothing it does
// is in go's cache; the cache of compiled packages stays.
func distvet(t *testing.T, mark string) string {
	t.Helper()
	bin := filepath.Join(t.TempDir(), "distvet")
	command(t, filepath.Join("..", ".."), nil, []int{0}, "go", "build", "-trimpath", "-ldflags=-X main.version="+mark, "-o", bin, "./cmd/distvet")
	return bin
}

// check runs distvet check.
func check(t *testing.T, bin, dir string, env, patterns []string, args ...string) []line {
	t.Helper()
	report := filepath.Join(t.TempDir(), "report.json")
	args = append([]string{"check", "-format=json=" + report}, args...)
	command(t, dir, env, []int{0, 3}, bin, append(args, patterns...)...)
	data, err := os.ReadFile(report)
	if err != nil {
		t.Fatal(err)
	}
	var res struct {
		Findings []struct {
			Check, Message string
			Start          struct {
				File         string
				Line, Column int
			}
		}
	}
	if err := json.Unmarshal(data, &res); err != nil {
		t.Fatal(err)
	}
	var list []line
	for _, f := range res.Findings {
		list = append(list, line{f.Check, filepath.Join(dir, filepath.FromSlash(f.Start.File)), f.Start.Line, f.Start.Column, f.Message})
	}
	return sorted(t, dir, list)
}
