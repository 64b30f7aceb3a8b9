package cli

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"path/filepath"
	"slices"
	"sync"

	"github.com/distvet/distvet/cmd/distvet/internal/baseline"
	"github.com/distvet/distvet/cmd/distvet/internal/printer"
	"github.com/distvet/distvet/cmd/distvet/internal/report"
)

func baselineCommand() *command {
	return &command{
		name:  "baseline",
		args:  "[flags] [packages]",
		short: "keep a list of known findings, so that check reports new ones only",
		long: `Baseline compares the findings in the packages (./... if none is named) with the
file that lists the known ones, and says which of its entries were mended.

With -update it removes those from the file, and follows what has moved to another
declaration; the file never grows this way. If there is no file yet, -update makes one
that lists all findings of today. Findings that came later are added with -update -accept.

	distvet baseline -update                      # once
	distvet check -baseline distvet.baseline      # in the gate
	distvet baseline -update                      # whenever the gate says so

An entry names a finding by check, package, declaration and what stands there, not by
line or message: it survives edits around it, and moves of the code. The file is sorted, one line for an entry,
and merges like code. Packages that are not named or that cannot be analysed keep
their entries.`,
		setup: func(fs *flag.FlagSet) runFunc {
			f := new(baselineFlags)
			f.register(fs)
			return f.run
		},
	}
}

// baselineFlags are the flags of the baseline command.
type baselineFlags struct {
	analysisFlags
	file   string
	update bool
	accept bool
}

func (f *baselineFlags) register(fs *flag.FlagSet) {
	f.analysisFlags.register(fs)
	fs.StringVar(&f.file, "file", defaultBaseline, "the `name` of the baseline")
	fs.BoolVar(&f.update, "update", false, "remove what was mended from the file; make the file if there is none")
	fs.BoolVar(&f.accept, "accept", false, "with -update, add the findings that are new")
}

func (f *baselineFlags) run(ctx context.Context, env *Env, patterns []string) error {
	if f.accept && !f.update {
		return usagef("-accept is for -update: distvet baseline -update -accept")
	}
	a, err := f.prepare(ctx, env, patterns)
	if err != nil {
		return err
	}
	old, err := baseline.Read(f.file, env.checkNames())
	missing := errors.Is(err, fs.ErrNotExist)
	if err != nil && !(missing && f.update) {
		return err
	}
	res, err := a.run(ctx, env)
	if err != nil {
		return err
	}
	all, judged := res.Findings, a.judged(ctx, old, res)
	match := (&known{baseline: old}).hide(res, judged)
	res.Apply(a.filter)
	switch {
	case missing && len(res.Problems) > 0:
		res.Notes = append(res.Notes, f.file+" was not made, since it would not be complete")
	case f.update:
		updated, added := old.Update(all, judged, f.accepts(missing, all, res.Findings), a.note())
		err = f.write(env, old, updated, added, res)
	default:
		f.compare(env, old, match.Stale(judged), match.Moved, res)
	}
	if err != nil {
		return err
	}
	return f.finish(env, res)
}

// accepts returns what tells, of a finding in all by its index, whether it is one of the new ones and they are
// to be added.
func (f *baselineFlags) accepts(missing bool, all, news []report.Finding) func(i int) bool {
	added := make(map[string]bool)
	for i := range news {
		added[news[i].Fingerprint] = missing || f.accept
	}
	return func(i int) bool { return added[all[i].Fingerprint] }
}

// finish prints what kept the analysis from being complete, and returns the error that
// gives the exit code.
func (f *baselineFlags) finish(env *Env, res *report.Result) error {
	if err := printer.Problems(env.Stderr, res.Problems); err != nil {
		return err
	}
	for _, note := range res.Notes {
		fmt.Fprintf(env.Stderr, "distvet: %s\n", note)
	}
	if len(res.Problems) > 0 {
		return errProblems
	}
	return nil
}

// note returns a function that says what a finding is, for people who read the baseline.
func (a *analysis) note() func(*report.Finding) string {
	root := repositoryRoot(a.Dir)
	return func(f *report.Finding) string {
		return filepath.ToSlash(report.Rel(root, f.Pos.File)) + ": " + f.Message
	}
}

// write writes the updated baseline and says what has changed.
func (f *baselineFlags) write(env *Env, old, updated baseline.Baseline, added int, res *report.Result) error {
	if err := updated.Write(f.file); err != nil {
		return err
	}
	known := updated.Places()
	fmt.Fprintf(env.Stdout, "%s: %s known; %d mended, %d added", f.file, printer.Count(known, "place"), old.Places()+added-known, added)
	if n := len(res.Findings); n > 0 && added == 0 {
		fmt.Fprintf(env.Stdout, "; %s left out (-accept adds %s)", printer.Count(n, "new finding"), plural(n, "it", "them"))
	}
	fmt.Fprintln(env.Stdout)
	return nil
}

// compare says what of the baseline was mended and what is new.
func (f *baselineFlags) compare(env *Env, old baseline.Baseline, stale []report.ID, moved int, res *report.Result) {
	for _, id := range stale {
		fmt.Fprintf(env.Stdout, "mended: %s %s: %s: %s\n", id.Package, id.Decl, id.Check, id.Key)
	}
	fmt.Fprintf(env.Stdout, "%s: %s known; %d of the entries %s mended", f.file,
		printer.Count(old.Places(), "place"), len(stale), plural(len(stale), "was", "were"))
	if moved > 0 {
		fmt.Fprintf(env.Stdout, "; %d moved to another declaration", moved)
	}
	fmt.Fprintf(env.Stdout, "; %s\n", printer.Count(len(res.Findings), "new finding"))
}

// judged returns a function that reports whether the absence of a finding in a package
// means that it was mended: the package was analysed, or it is no more. It asks the go
// command for those that were not analysed, once and only if it must.
func (a *analysis) judged(ctx context.Context, old baseline.Baseline, res *report.Result) func(pkg string) bool {
	gone := sync.OnceValue(func() map[string]bool {
		var unknown []string
		for id := range old {
			if !res.Judged(id.Package) && !res.Explains(id.Package) && !slices.Contains(unknown, id.Package) {
				unknown = append(unknown, id.Package)
			}
		}
		gone := make(map[string]bool)
		for i, r := range a.jobs {
			req := *r.Request
			req.Patterns = unknown
			pkgs, err := req.List(ctx)
			if err != nil {
				res.Notes = append(res.Notes, fmt.Sprintf("packages that are no more keep their entries: %v", err))
				return nil
			}
			for _, p := range pkgs { // gone is what no module and no configuration has
				gone[p.ImportPath] = p.Error != nil && (i == 0 || gone[p.ImportPath])
			}
		}
		return gone
	})
	return func(pkg string) bool { return res.Judged(pkg) || !res.Explains(pkg) && gone()[pkg] }
}
