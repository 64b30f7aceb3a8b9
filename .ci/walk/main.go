// Command walk goes through consecutive commits of a repository with a baseline, and holds what
// the baseline calls new against what a reader would: it compares the text of the findings of
// each commit with those of the commit before it. Where the two disagree it prints both sides, to
// be read by a person.
//
//	go run ./.ci/walk -tool $(which distvet) -n 30 REPOSITORY [COMMIT]
//
// The repository is cloned into a temporary directory. The walk ends at COMMIT (HEAD if none is
// named) and follows first parents. The exit code is 1 if there are disagreements.
package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"log"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

func main() {
	log.SetFlags(0)
	log.SetPrefix("walk: ")
	tool := flag.String("tool", "distvet", "the distvet to walk with")
	n := flag.Int("n", 30, "how many commits to walk through")
	flag.Parse()
	if flag.NArg() < 1 || flag.NArg() > 2 {
		flag.Usage()
		os.Exit(2)
	}
	commit := "HEAD"
	if flag.NArg() == 2 {
		commit = flag.Arg(1)
	}
	path, err := exec.LookPath(*tool)
	if err == nil {
		path, err = filepath.Abs(path)
	}
	if err != nil {
		log.Fatal(err)
	}
	w := &walker{tool: path}
	if err := w.walk(flag.Arg(0), commit, *n); err != nil {
		log.Fatal(err)
	}
	fmt.Printf("%d commits, %d with changes of Go code; %d more do not compile\n", w.commits, w.changed, w.broken)
	fmt.Printf("%d findings met again and known; %d of them on another line or in another file than in the commit before, and %d in another declaration\n", w.known, w.moved, w.elsewhere)
	fmt.Printf("%d findings new by text, %d of them caught\n", w.fresh, w.caught)
	fmt.Printf("%d findings mended\n", w.mended)
	fmt.Printf("%d old findings reported as new, %d new ones not reported\n", w.reappeared, w.missed)
	if w.reappeared+w.missed > 0 {
		os.Exit(1)
	}
}

type finding struct {
	Check, Message, Package, Declaration, Fingerprint string
	Start                                             struct {
		File string
		Line int
	}
	source string // the line of code, without the space around it
}

// text is what a reader knows a finding by.
func (f *finding) text() string { return f.Check + "\x00" + f.Message + "\x00" + f.source }

func (f *finding) String() string {
	return fmt.Sprintf("%s:%d: %s: %s\n\t\t%s", f.Start.File, f.Start.Line, f.Check, f.Message, f.source)
}

var errProblems = errors.New("something could not be analysed")

type walker struct {
	tool, dir, baseline string

	commits, changed, known, moved, elsewhere, fresh, caught, mended, reappeared, missed, broken int
}

func (w *walker) walk(repository, last string, n int) error {
	tmp, err := os.MkdirTemp("", "walk")
	if err != nil {
		return err
	}
	defer os.RemoveAll(tmp)
	w.dir, w.baseline = filepath.Join(tmp, "repository"), filepath.Join(tmp, "baseline")
	if _, err := run(tmp, "git", "clone", "--quiet", "--shared", "--no-checkout", repository, w.dir); err != nil {
		return err
	}
	out, err := run(w.dir, "git", "rev-list", "--first-parent", "--reverse", fmt.Sprintf("--max-count=%d", n+1), last)
	if err != nil {
		return err
	}
	var before []finding
	for _, commit := range strings.Fields(string(out)) {
		if _, err := run(w.dir, "git", "checkout", "--quiet", "--force", commit); err != nil {
			return err
		}
		now, err := w.findings(false)
		if errors.Is(err, errProblems) {
			fmt.Printf("%.12s: cannot be analysed\n", commit)
			w.broken++
			continue
		} else if err != nil {
			return fmt.Errorf("at %s: %w", commit, err)
		}
		if before != nil {
			if err := w.compare(commit, before, now); err != nil {
				return err
			}
		}
		if _, err := w.distvet("baseline", "-update", "-accept", "-file="+w.baseline, "-confidence=possible", "./..."); err != nil {
			return err
		}
		before = append([]finding{}, now...) // not nil, even if empty
	}
	return nil
}

// compare counts what the baseline, made at the commit before, makes of the findings.
func (w *walker) compare(commit string, before, now []finding) error {
	w.commits++
	if out, err := run(w.dir, "git", "diff", "--name-only", commit+"~1", commit, "--", "*.go", "go.mod"); err != nil {
		return err
	} else if len(out) > 0 {
		w.changed++
	}
	reported, err := w.findings(true)
	if err != nil {
		return err
	}
	old, current, news := byText(before), byText(now), byText(reported)
	for text, list := range current {
		was, called := old[text], len(news[text])
		fresh := max(0, len(list)-len(was))
		w.fresh += fresh
		w.caught += min(fresh, called)
		w.known += len(list) - max(fresh, called)
		for i := range min(len(list), len(was)) {
			if was[i].Start != list[i].Start {
				w.moved++
			}
			if was[i].Package != list[i].Package || was[i].Declaration != list[i].Declaration {
				w.elsewhere++
			}
		}
		switch {
		case called > fresh:
			w.reappeared += called - fresh
			fmt.Printf("%.12s: old by its text, and reported as new:\n\t%s\n", commit, &news[text][0])
		case called < fresh:
			w.missed += fresh - called
			fmt.Printf("%.12s: new by its text, and not reported:\n\t%s\n", commit, &list[len(list)-1])
		case called > 0:
			fmt.Printf("%.12s: new, and reported:\n\t%s\n", commit, &news[text][0])
		}
	}
	for text, list := range old {
		w.mended += max(0, len(list)-len(current[text]))
	}
	return nil
}

func byText(list []finding) map[string][]finding {
	m := make(map[string][]finding)
	for _, f := range list {
		m[f.text()] = append(m[f.text()], f)
	}
	return m
}

// findings returns all findings, or those that the baseline does not list.
func (w *walker) findings(news bool) ([]finding, error) {
	args := []string{"check", "-format=json", "-confidence=possible"}
	if news {
		args = append(args, "-baseline="+w.baseline)
	}
	out, err := w.distvet(append(args, "./...")...)
	if err != nil {
		return nil, err
	}
	var report struct{ Findings []finding }
	if err := json.Unmarshal(out, &report); err != nil {
		return nil, err
	}
	for i := range report.Findings {
		f := &report.Findings[i]
		if data, err := os.ReadFile(filepath.Join(w.dir, f.Start.File)); err == nil {
			if lines := strings.Split(string(data), "\n"); f.Start.Line <= len(lines) {
				f.source = strings.TrimSpace(lines[f.Start.Line-1])
			}
		}
	}
	return report.Findings, nil
}

func (w *walker) distvet(args ...string) ([]byte, error) {
	out, err := run(w.dir, w.tool, args...)
	if exit := (*exec.ExitError)(nil); errors.As(err, &exit) {
		switch exit.ExitCode() {
		case 1:
			return nil, fmt.Errorf("%w: %w", errProblems, err)
		case 3:
			return out, nil
		}
	}
	return out, err
}

func run(dir, name string, args ...string) ([]byte, error) {
	cmd := exec.Command(name, args...)
	cmd.Dir = dir
	cmd.Env = append(cmd.Environ(), "GOWORK=off", "GOFLAGS=-mod=mod")
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	if err := cmd.Run(); err != nil {
		return stdout.Bytes(), fmt.Errorf("%s %s: %w\n%s", filepath.Base(name), args[0], err, stderr.String())
	}
	return stdout.Bytes(), nil
}
