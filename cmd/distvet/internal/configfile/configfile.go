// Package configfile finds, reads and explains .distvet.yaml. Only the command and the vet
// tool's answer to -V=full use it: the tool process that analyses a package never sees YAML.
package configfile

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/distvet/distvet/cmd/internal/config"
)

// Name is the name of a configuration file.
const Name = ".distvet.yaml"

// Variable is the environment variable that names another file, or "off".
const Variable = "DISTVET_CONFIG"

// Off, in place of the name of a file, stands for no configuration.
const Off = "off"

// A File is a configuration that was read from a file.
type File struct {
	Name      string // as shown to people
	Path      string // absolute
	Config    config.Config
	positions map[string]Position // by path of a value
}

// Root returns the directory that the globs of the file are relative to.
func (f *File) Root() string { return filepath.Dir(f.Path) }

// Position returns where the value at path stands, or the nearest value around it that the
// file holds.
func (f *File) Position(path string) Position {
	for path != "" {
		if pos, ok := f.positions[path]; ok {
			return pos
		}
		path = path[:max(strings.LastIndexAny(path, ".["), 0)]
	}
	return Position{}
}

// Holds reports whether the file holds a value at path.
func (f *File) Holds(path string) bool {
	_, ok := f.positions[path]
	return ok
}

// A Location says where the configuration of a run is, and why.
type Location struct {
	Path string // absolute; empty if there is none
	Why  string // "-config", "DISTVET_CONFIG", "beside go.work", "beside go.mod"
	// Unused is a file that one might take for the configuration and that is not: that of a
	// module within a workspace. Empty if there is none.
	Unused    string
	Workspace string // the go.work in effect, or ""
	// Misnamed is a file that has nearly the right name, in the right place, where there is
	// none that has it.
	Misnamed string
}

// misnamed returns a file in dir that was probably meant to be the configuration, or "".
func misnamed(dir string) string {
	for _, name := range [...]string{".distvet.yml", "distvet.yaml", "distvet.yml", ".distvet.json", ".distvet.toml"} {
		if path := filepath.Join(dir, name); exists(path) {
			return path
		}
	}
	return ""
}

// Locate finds the configuration for a go command that runs in dir: the file named by flag,
// else by the environment, else the one at the root of the workspace or of the main module.
// Whether a file that was named exists is for Read to say.
func Locate(dir, flag string) Location {
	work := workspace(dir)
	for _, named := range []struct{ value, why string }{{flag, "-config"}, {os.Getenv(Variable), Variable}} {
		switch named.value {
		case "":
			continue
		case Off:
			return Location{Why: named.why, Workspace: work}
		}
		path := named.value
		if !filepath.IsAbs(path) {
			path = filepath.Join(dir, path)
		}
		return Location{Path: path, Why: named.why, Workspace: work}
	}
	module := above(dir, "go.mod")
	inModule := ""
	if module != "" && exists(beside(module)) {
		inModule = beside(module)
	}
	switch {
	case work != "":
		loc := Location{Why: "beside go.work", Workspace: work}
		if exists(beside(work)) {
			loc.Path = beside(work)
		} else {
			loc.Misnamed = misnamed(filepath.Dir(work))
		}
		if inModule != loc.Path {
			loc.Unused = inModule
		}
		return loc
	case module != "":
		loc := Location{Path: inModule, Why: "beside go.mod"}
		if inModule == "" {
			loc.Misnamed = misnamed(filepath.Dir(module))
		}
		return loc
	case exists(filepath.Join(dir, Name)): // several modules, and no workspace
		return Location{Path: filepath.Join(dir, Name), Why: "in the working directory"}
	}
	return Location{Why: "beside go.mod"}
}

// workspace returns the go.work that a go command in dir uses, or "". The rules are those of
// the go command; asking it would take longer than reading the configuration.
func workspace(dir string) string {
	switch work := os.Getenv("GOWORK"); {
	case work == "off":
		return ""
	case work != "":
		return work
	}
	return above(dir, "go.work")
}

// above returns the file of a name in dir or the nearest directory above it, or "".
func above(dir, name string) string {
	for {
		if path := filepath.Join(dir, name); exists(path) {
			return path
		}
		up := filepath.Dir(dir)
		if up == dir {
			return ""
		}
		dir = up
	}
}

func beside(file string) string { return filepath.Join(filepath.Dir(file), Name) }

func exists(path string) bool {
	info, err := os.Stat(path)
	return err == nil && !info.IsDir()
}

// Read reads the file at path. checks are the names of the checks.
func Read(path string, checks []string) (*File, error) {
	name := path
	if dir, err := os.Getwd(); err == nil {
		if rel, err := filepath.Rel(dir, path); err == nil && len(rel) < len(path) {
			name = rel
		}
	}
	switch info, err := os.Stat(path); { // before Open, which waits for the writer of a pipe
	case errors.Is(err, fs.ErrNotExist):
		return nil, &Error{name, []Item{{Text: "there is no such configuration file"}}}
	case err == nil && !info.Mode().IsRegular():
		return nil, &Error{name, []Item{{Text: "this is no regular file"}}}
	}
	file, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("reading the configuration: %w", err)
	}
	defer file.Close()
	data, err := io.ReadAll(io.LimitReader(file, maxSize+1))
	if err != nil {
		return nil, fmt.Errorf("reading the configuration: %w", err)
	}
	f, err := parse(name, data, checks)
	if err != nil {
		return nil, err
	}
	f.Path = path
	return f, nil
}
