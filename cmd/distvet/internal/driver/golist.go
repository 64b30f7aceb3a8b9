package driver

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"go/version"
	"io"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	"golang.org/x/tools/go/packages"

	"github.com/distvet/distvet/cmd/distvet/internal/report"
)

// A Package is what go list says of a package.
type Package struct {
	ImportPath   string
	Dir          string
	Standard     bool
	Module       *struct{ Main bool }
	GoFiles      []string
	CgoFiles     []string
	TestGoFiles  []string
	XTestGoFiles []string
	// Files that are not built here: for another system, or with another tag.
	IgnoredGoFiles []string
	Deps           []string
	Error          *packageError
	DepsErrors     []*packageError
}

type packageError struct {
	ImportStack []string
	Pos         string
	Err         string
}

// owner returns the package in whose files the error stands.
func (e *packageError) owner(p *Package) string {
	if n := len(e.ImportStack); n > 0 {
		return e.ImportStack[n-1]
	}
	return p.ImportPath
}

func (e *packageError) text() string {
	if e.Pos != "" {
		return e.Pos + ": " + e.Err
	}
	return e.Err
}

// OwnedFiles returns the absolute names of the package's Go files if the package belongs
// to the user: to a main module, or to no module and not to the standard library. Files
// that import "C" are left out, since the checks see what cgo has made of them.
func (p *Package) OwnedFiles() []string {
	if p.Standard || p.Module != nil && !p.Module.Main {
		return nil
	}
	files := slices.Concat(p.GoFiles, p.TestGoFiles, p.XTestGoFiles)
	for i, name := range files {
		if !filepath.IsAbs(name) {
			files[i] = filepath.Join(p.Dir, name)
		}
	}
	return files
}

// here returns the name of a file of the package in its directory. With -trimpath, directories
// are no part of the keys of go's cache, which then replays what was found in another copy of
// the package.
func (p *Package) here(file string) string {
	name := filepath.Base(file)
	for _, list := range [...][]string{p.GoFiles, p.CgoFiles, p.TestGoFiles, p.XTestGoFiles} {
		if slices.Contains(list, name) {
			return filepath.Join(p.Dir, name)
		}
	}
	return file
}

// units returns the names of the units that go vet makes of the package: one of its own
// and its test files, and one of its external test files.
func (p *Package) units() []string {
	var units []string
	if len(p.GoFiles)+len(p.CgoFiles)+len(p.TestGoFiles) > 0 {
		units = append(units, p.ImportPath)
	}
	if len(p.XTestGoFiles) > 0 {
		units = append(units, p.ImportPath+"_test")
	}
	return units
}

// goCommand prepares a go command in the directory of the request.
func (r *Request) goCommand(ctx context.Context, args ...string) *exec.Cmd {
	cmd := exec.CommandContext(ctx, "go", args...)
	cmd.Dir = r.Dir
	cmd.Env = append(cmd.Environ(), r.Env...) // Environ sets PWD
	cmd.Cancel = func() error { return cmd.Process.Signal(interrupt) }
	return cmd
}

// ErrNoGo says that there is no go command to run.
var ErrNoGo = errors.New("there is no go command in PATH; install Go from https://go.dev/dl or add its bin directory to PATH")

func lookGo() error {
	if _, err := exec.LookPath("go"); err != nil {
		return ErrNoGo
	}
	return nil
}

// TooNew reports whether packages that the named version of Go builds, such as "go1.27.1", cannot
// be read by this executable, because an older one built it: go/types takes no package that needs
// a newer language than its own, and those of the standard library always do.
func TooNew(goVersion string) bool {
	ours := runtime.Version()
	return version.IsValid(goVersion) && version.IsValid(ours) && version.Compare(version.Lang(goVersion), version.Lang(ours)) > 0
}

// fitGo says what to do if the go command of the request is too new for this executable. That
// the go command fails is left to whoever needs it for more than its version.
func (r *Request) fitGo(ctx context.Context) error {
	out, err := r.goCommand(ctx, "env", "GOVERSION").Output()
	if goVersion := strings.TrimSpace(string(out)); err == nil && TooNew(goVersion) {
		return fmt.Errorf("%s builds the packages here, and %s has built distvet, which is too old to read them; build it anew: GOTOOLCHAIN=%s go install github.com/distvet/distvet/cmd/distvet@latest", goVersion, runtime.Version(), goVersion)
	}
	return nil
}

// List asks go list about the packages that match the patterns of the request, broken
// packages included. It does not look at what they import and is fast. An error holds
// what the go command printed.
func (r *Request) List(ctx context.Context) ([]*Package, error) {
	return r.list(ctx, "-find", "-json=ImportPath,Dir,Standard,Module,GoFiles,CgoFiles,TestGoFiles,XTestGoFiles,IgnoredGoFiles,Error")
}

// Directories returns the directories of the packages with Go files that match the patterns of
// the request, by import path, whatever those files are built for. Where a build system stands
// in for the go command, it is asked.
func (r *Request) Directories(ctx context.Context) (map[string]string, error) {
	dirs := make(map[string]string)
	if Default() == "packages" {
		pkgs, err := packages.Load(&packages.Config{
			Mode:       packages.NeedName | packages.NeedFiles,
			Context:    ctx,
			Dir:        r.Dir,
			Env:        r.environ(),
			BuildFlags: r.BuildFlags,
		}, r.Patterns...)
		if err != nil {
			return nil, err
		}
		for _, p := range pkgs {
			if files := slices.Concat(p.GoFiles, p.IgnoredFiles); len(files) > 0 {
				dirs[p.PkgPath] = filepath.Dir(files[0])
			}
		}
		return dirs, nil
	}
	pkgs, err := r.List(ctx)
	if err != nil {
		return nil, err
	}
	for _, p := range pkgs {
		if p.Error == nil || len(p.GoFiles)+len(p.IgnoredGoFiles) > 0 {
			dirs[p.ImportPath] = p.Dir
		}
	}
	return dirs, nil
}

// listDeps is like List for questions about imports.
func (r *Request) listDeps(ctx context.Context) ([]*Package, error) {
	return r.list(ctx, "-json=ImportPath,Dir,Error,DepsErrors,Deps")
}

func (r *Request) list(ctx context.Context, flags ...string) ([]*Package, error) {
	if err := lookGo(); err != nil {
		return nil, err
	}
	args := slices.Concat([]string{"list", "-e"}, flags, r.BuildFlags, []string{"--"}, r.Patterns)
	cmd := r.goCommand(ctx, args...)
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	if err := cmd.Run(); err != nil {
		if text := strings.TrimSpace(stderr.String()); text != "" {
			return nil, errors.New(text)
		}
		return nil, fmt.Errorf("go list: %w", err)
	}
	var pkgs []*Package
	for dec := json.NewDecoder(&stdout); ; {
		p := new(Package)
		if err := dec.Decode(p); errors.Is(err, io.EOF) {
			return pkgs, nil
		} else if err != nil {
			return nil, fmt.Errorf("decoding the output of go list: %w", err)
		}
		pkgs = append(pkgs, p)
	}
}

// loadProblems returns one problem for each package that cannot be loaded and stands in
// the way of pkgs, and the import paths of those of pkgs that nothing stands in the way of.
func loadProblems(pkgs []*Package) (problems []report.Problem, good []string) {
	texts := make(map[string][]string)   // package at fault -> what is wrong with it
	skipped := make(map[string][]string) // package at fault -> packages that import it
	for _, p := range pkgs {
		errs := p.DepsErrors
		if p.Error != nil {
			errs = append([]*packageError{p.Error}, errs...)
		}
		switch {
		case len(errs) == 0:
			good = append(good, p.ImportPath)
			continue
		case strings.HasSuffix(p.ImportPath, ".go"): // the go command takes a missing file for a package
			errs = []*packageError{{Err: "no such file or directory"}}
		}
		for _, e := range errs {
			owner := e.owner(p)
			if text := e.text(); !slices.Contains(texts[owner], text) {
				texts[owner] = append(texts[owner], text)
			}
			if owner != p.ImportPath && !slices.Contains(skipped[owner], p.ImportPath) {
				skipped[owner] = append(skipped[owner], p.ImportPath)
			}
		}
	}
	for owner, list := range texts {
		problem := loadProblem(owner, strings.Join(list, "\n"))
		problem.Skipped = skipped[owner]
		problems = append(problems, *problem)
	}
	return problems, good
}
