package cli

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"

	"github.com/rogpeppe/go-internal/lockedfile"

	"github.com/distvet/distvet/cmd/distvet/internal/baseline"
	"github.com/distvet/distvet/cmd/distvet/internal/report"
)

// since analyses the commit where HEAD and the revision parted, and returns its findings.
//
// It checks the commit out into a directory of its own, which has the same name each time,
// since names of directories are part of the keys of go's build cache: what was analysed
// once for a commit need not be analysed again.
func (a *analysis) since(ctx context.Context, env *Env, revision string) (baseline.Baseline, error) {
	top, err := git(ctx, a.Dir, "rev-parse", "--show-toplevel")
	if err != nil {
		return nil, fmt.Errorf("-since needs a git repository: %w", err)
	}
	prefix, err := git(ctx, a.Dir, "rev-parse", "--show-prefix")
	if err != nil {
		return nil, err
	}
	commit, err := mergeBase(ctx, a.Dir, revision)
	if err != nil {
		return nil, err
	}
	tree, remove, err := checkOut(ctx, top, commit)
	if err != nil {
		return nil, fmt.Errorf("checking out %s: %w", revision, err)
	}
	defer remove()

	dir := filepath.Join(tree, filepath.FromSlash(prefix))
	there := *a
	there.Request = a.Request.In(dir)
	there.jobs = nil
	for _, r := range a.jobs {
		rel, err := filepath.Rel(a.Dir, r.Dir)
		if err != nil {
			return nil, err
		}
		request := r.In(filepath.Join(dir, rel))
		request.Patterns = movePatterns(r.Patterns, top, tree)
		if _, err := os.Stat(request.Dir); err == nil { // otherwise all of it is new
			there.jobs = append(there.jobs, job{r.config, request})
		}
	}
	if len(there.jobs) == 0 {
		return make(baseline.Baseline), nil
	}
	res, err := there.run(ctx, env)
	if err != nil {
		return nil, fmt.Errorf("analysing %s: %w", revision, err)
	}
	for _, p := range res.Problems {
		fmt.Fprintf(env.Stderr, "distvet: at %.12s, so that findings there count as new: %s\n", commit, p.Summary)
	}
	return baseline.New(res.Findings, func(*report.Finding) string { return "" }), nil
}

// mergeBase returns the commit where HEAD and the revision parted.
func mergeBase(ctx context.Context, dir, revision string) (string, error) {
	commit, err := git(ctx, dir, "rev-parse", "--verify", "--quiet", "--end-of-options", revision+"^{commit}")
	if err != nil {
		return "", usagef("-since: there is no revision %q here; fetch it first", revision)
	}
	base, err := git(ctx, dir, "merge-base", "HEAD", commit)
	if err != nil {
		return "", fmt.Errorf("-since: HEAD and %s have no commit in common here; if the clone is shallow, fetch more of it (fetch-depth: 0)", revision)
	}
	return base, nil
}

// movePatterns returns the patterns for a copy of the repository: those that are absolute
// names of directories in the repository change.
func movePatterns(patterns []string, top, tree string) []string {
	moved := slices.Clone(patterns)
	for i, p := range moved {
		if rel, err := filepath.Rel(top, p); filepath.IsAbs(p) && err == nil && filepath.IsLocal(rel) {
			moved[i] = filepath.Join(tree, rel)
		}
	}
	return moved
}

// checkOut makes a worktree of the commit and returns its directory and a function that
// removes it. Another distvet that needs the same directory waits.
func checkOut(ctx context.Context, top, commit string) (dir string, remove func(), err error) {
	cache, err := os.UserCacheDir()
	if err != nil {
		cache = os.TempDir() // there is no home directory
	}
	sum := sha256.Sum256([]byte(top))
	dir = filepath.Join(cache, "distvet", "since", fmt.Sprintf("%x-%.12s", sum[:6], commit))
	if err := os.MkdirAll(filepath.Dir(dir), 0o700); err != nil {
		return "", nil, err
	}
	unlock, err := lockedfile.MutexAt(dir + ".lock").Lock()
	if err != nil {
		return "", nil, err
	}
	clean := func() {
		git(context.WithoutCancel(ctx), top, "worktree", "remove", "--force", "--force", dir) // may not exist
		os.RemoveAll(dir)
	}
	clean() // after a crash
	// No hooks: they are for people who work in the tree.
	if _, err := git(ctx, top, "-c", "core.hooksPath="+os.DevNull, "worktree", "add", "--quiet", "--force", "--detach", dir, commit); err != nil {
		clean()
		unlock()
		return "", nil, err
	}
	return dir, func() { clean(); unlock() }, nil
}

// git runs a git command and returns its output without space around it.
func git(ctx context.Context, dir string, args ...string) (string, error) {
	cmd := exec.CommandContext(ctx, "git", args...)
	cmd.Dir = dir
	for _, env := range cmd.Environ() {
		switch name, _, _ := strings.Cut(env, "="); name {
		case "GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_COMMON_DIR":
			// Set in hooks, for the tree that is being committed.
		default:
			cmd.Env = append(cmd.Env, env)
		}
	}
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	if err := cmd.Run(); err != nil {
		if ctx.Err() != nil {
			return "", context.Cause(ctx)
		}
		if text := strings.TrimSpace(stderr.String()); text != "" {
			return "", errors.New(strings.TrimPrefix(text, "fatal: "))
		}
		return "", fmt.Errorf("git %s: %w", args[0], err)
	}
	return strings.TrimSpace(stdout.String()), nil
}
