package cli

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/mod/modfile"

	"github.com/distvet/distvet/cmd/distvet/internal/driver"
)

// A configuration is one element of -matrix: what to build for.
type configuration struct {
	name string   // as the user wrote it
	env  []string // GOOS and GOARCH
	tags []string
}

// parseMatrix parses the value of -matrix: configurations separated by commas, each GOOS or
// GOOS/GOARCH, or nothing for those of this machine, with build tags after plus signs.
func parseMatrix(ctx context.Context, spec string) ([]configuration, error) {
	if spec == "" {
		return nil, nil
	}
	platforms, err := exec.CommandContext(ctx, "go", "tool", "dist", "list").Output()
	if errors.Is(err, exec.ErrNotFound) {
		return nil, driver.ErrNoGo
	}
	if err != nil {
		return nil, fmt.Errorf("go tool dist list: %w", cmdError(err))
	}
	var list []configuration
	for name := range strings.SplitSeq(spec, ",") {
		name = strings.TrimSpace(name)
		platform, rest, tagged := strings.Cut(name, "+")
		c := configuration{name: name}
		if tagged {
			c.tags = strings.Split(rest, "+")
		}
		if name == "" || slices.Contains(c.tags, "") {
			return nil, usagef("-matrix: %q is no configuration; write linux, darwin/arm64 or linux+tag", name)
		}
		if platform != "" {
			env, err := platformEnv(platform, strings.Fields(string(platforms)))
			if err != nil {
				return nil, err
			}
			c.env = env
		}
		if slices.ContainsFunc(list, func(d configuration) bool { return d.name == name }) {
			return nil, usagef("-matrix names %s twice", name)
		}
		list = append(list, c)
	}
	return list, nil
}

// platformEnv returns the environment for a platform, GOOS or GOOS/GOARCH.
func platformEnv(platform string, known []string) ([]string, error) {
	var systems []string
	for _, p := range known {
		goos, _, _ := strings.Cut(p, "/")
		if platform == p {
			_, arch, _ := strings.Cut(p, "/")
			return []string{"GOOS=" + goos, "GOARCH=" + arch}, nil
		}
		if !slices.Contains(systems, goos) {
			systems = append(systems, goos)
		}
	}
	if slices.Contains(systems, platform) {
		return []string{"GOOS=" + platform}, nil
	}
	return nil, usagef("-matrix: unknown platform %q%s (go tool dist list lists all; a build tag comes after +)", platform, didYouMean(platform, append(systems, known...), "%s"))
}

// tagFlag returns build flags in which tags are added to those of -tags.
func tagFlag(flags, tags []string) []string {
	if len(tags) == 0 {
		return flags
	}
	flags = slices.Clone(flags)
	for i, f := range flags {
		if strings.HasPrefix(f, "-tags=") {
			flags[i] = f + "," + strings.Join(tags, ",")
			return flags
		}
	}
	return append(flags, "-tags="+strings.Join(tags, ","))
}

// spread returns the patterns with those that mean all below a directory spread over the
// modules of the workspace there: the go command stops at the border of a module.
func spread(dir, work string, patterns []string) ([]string, error) {
	modules, err := workspaceModules(work)
	if err != nil || modules == nil {
		return patterns, err
	}
	var out []string
	for _, p := range patterns {
		base, ok := below(dir, p)
		if !ok {
			out = append(out, p)
			continue
		}
		within := false // a module
		var parts []string
		for _, m := range modules {
			if contains(m, base) {
				within = true
			} else if contains(base, m) {
				rel, err := filepath.Rel(dir, m)
				if err != nil {
					return nil, err
				}
				if rel == "." {
					parts = append(parts, "./...")
				} else {
					parts = append(parts, "./"+filepath.ToSlash(rel)+"/...")
				}
			}
		}
		if within || len(parts) == 0 {
			out = append(out, p)
		}
		out = append(out, parts...)
	}
	return out, nil
}

// below returns the directory that a pattern "dir/..." means all packages below of.
func below(dir, pattern string) (base string, ok bool) {
	base, ok = strings.CutSuffix(filepath.ToSlash(pattern), "/...")
	if !ok || strings.Contains(base, "...") {
		return "", false
	}
	base = filepath.FromSlash(base)
	if filepath.IsAbs(base) {
		return filepath.Clean(base), true
	}
	if first, _, _ := strings.Cut(filepath.ToSlash(base), "/"); first != "." && first != ".." {
		return "", false // an import path
	}
	return filepath.Join(dir, base), true
}

// contains reports whether path is dir or below it.
func contains(dir, path string) bool {
	rel, err := filepath.Rel(dir, path)
	return err == nil && filepath.IsLocal(rel)
}

// workspaceModules returns the directories of the modules that a go.work uses.
func workspaceModules(work string) ([]string, error) {
	if work == "" {
		return nil, nil
	}
	data, err := os.ReadFile(work)
	if err != nil {
		return nil, nil // the go command has better words for it
	}
	file, err := modfile.ParseWork(work, data, nil)
	if err != nil {
		return nil, nil
	}
	var dirs []string
	for _, use := range file.Use {
		dir := filepath.FromSlash(use.Path)
		if !filepath.IsAbs(dir) {
			dir = filepath.Join(filepath.Dir(work), dir)
		}
		dirs = append(dirs, filepath.Clean(dir))
	}
	slices.Sort(dirs)
	return slices.Compact(dirs), nil
}

// modulesBelow returns the directories below dir, itself included, that hold a go.mod. It
// looks where the go command looks for packages, and so not into testdata or vendor.
func modulesBelow(dir string) ([]string, error) {
	var modules []string
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		name := d.Name()
		if d.IsDir() {
			if path != dir && (name == "testdata" || name == "vendor" || name == "node_modules" || strings.HasPrefix(name, ".") || strings.HasPrefix(name, "_")) {
				return filepath.SkipDir
			}
			return nil
		}
		if name == "go.mod" {
			modules = append(modules, filepath.Dir(path))
		}
		return nil
	})
	return modules, err
}
