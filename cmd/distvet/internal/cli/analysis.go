package cli

import (
	"cmp"
	"context"
	"flag"
	"fmt"
	"os"
	"slices"
	"strings"

	"github.com/distvet/distvet/analyzers"
	"github.com/distvet/distvet/cmd/distvet/internal/configfile"
	"github.com/distvet/distvet/cmd/distvet/internal/driver"
	"github.com/distvet/distvet/cmd/distvet/internal/fingerprint"
	"github.com/distvet/distvet/cmd/distvet/internal/report"
)

// analysisFlags are the flags of all commands that analyse packages: what to analyse, how,
// and which of the findings count.
type analysisFlags struct {
	selectFlags
	driver  string
	matrix  string
	modules bool
	build   buildFlags
}

func (f *analysisFlags) register(fs *flag.FlagSet) {
	f.selectFlags.register(fs)
	fs.StringVar(&f.driver, "driver", "", "analyse in this `way`: vet (go vet, cached) or packages (go/packages in this\nprocess; chosen by itself when GOPACKAGESDRIVER is set)")
	fs.StringVar(&f.matrix, "matrix", "", "analyse for each of these `configurations`, separated by commas, and report each\nfinding once: linux, darwin/arm64, or linux+tag with a build tag")
	fs.BoolVar(&f.modules, "modules", false, "analyse every module below the directories named (by default the working\ndirectory), each by itself; a workspace needs no such flag")
	f.build.register(fs)
}

// selectFlags are the flags that say which findings count, and the file that says so.
type selectFlags struct {
	fs         *flag.FlagSet
	config     string
	checks     string
	confidence analyzers.Confidence
	tests      bool
}

func (f *selectFlags) register(fs *flag.FlagSet) {
	f.fs = fs
	f.confidence = analyzers.DefaultSettings().Confidence
	fs.StringVar(&f.config, "config", "", "read the settings from this `file`, or from none if it is off; by default from\n"+configfile.Name+" beside go.mod or go.work (see distvet help config)")
	fs.StringVar(&f.checks, "checks", "", "report findings of these checks only: `names` separated by commas (distvet list shows them); -name leaves one out")
	fs.Var(&f.confidence, "confidence", "report findings of this `grade` and surer ones: certain, likely or possible")
	fs.BoolVar(&f.tests, "tests", false, "report findings in _test.go files too")
}

// isSet reports whether the user has given a flag.
func (f *selectFlags) isSet(name string) bool {
	set := false
	f.fs.Visit(func(given *flag.Flag) { set = set || given.Name == name })
	return set
}

// buildFlags are the flags that go to the go command as they are.
type buildFlags struct{ tags, mod, modfile string }

func (b *buildFlags) register(fs *flag.FlagSet) {
	fs.StringVar(&b.tags, "tags", "", "build `tags`, separated by commas, as for go build")
	fs.StringVar(&b.mod, "mod", "", "module download `mode` (readonly, vendor or mod), as for go build")
	fs.StringVar(&b.modfile, "modfile", "", "use this `file` in place of go.mod, as for go build")
}

func (b *buildFlags) args() []string {
	var args []string
	for _, f := range []struct{ name, value string }{{"tags", b.tags}, {"mod", b.mod}, {"modfile", b.modfile}} {
		if f.value != "" {
			args = append(args, "-"+f.name+"="+f.value)
		}
	}
	return args
}

// An analysis is what is ready to run, and the filter for what it finds.
type analysis struct {
	*driver.Request // what the user asks for
	jobs            []job
	drive           driver.Driver
	filter          report.Filter
}

// A job is one of the requests that an analysis is made of.
type job struct {
	config string // of the matrix
	*driver.Request
}

// prepare checks the flags. patterns are the packages; none means all below the working
// directory.
func (f *analysisFlags) prepare(ctx context.Context, env *Env, patterns []string) (*analysis, error) {
	dir, err := os.Getwd()
	if err != nil {
		return nil, fmt.Errorf("finding the working directory: %w", err)
	}
	settings, err := f.settings(env, dir)
	if err != nil {
		return nil, err
	}
	name := cmp.Or(f.driver, driver.Default())
	drive := driver.ByName(name)
	if drive == nil {
		return nil, usagef("unknown driver %q%s (vet or packages)", name, didYouMean(name, driver.Names, "%s"))
	}
	if len(patterns) == 0 {
		patterns = []string{"./..."}
	}
	for _, p := range patterns {
		if strings.HasPrefix(p, "-") {
			return nil, usagef("%q is no package; flags come before --", p)
		}
	}
	a := &analysis{
		Request: &driver.Request{Dir: dir, Patterns: patterns, BuildFlags: f.build.args(), Checks: settings.checks, Models: settings.models()},
		drive:   drive,
		filter:  settings.filter(),
	}
	if a.jobs, err = f.jobs(ctx, a.Request, settings.location.Workspace); err != nil {
		return nil, err
	}
	if err := settings.resolve(ctx, a.jobs); err != nil {
		return nil, err
	}
	settings.warn(env)
	return a, nil
}

// jobs returns the requests that req is made of: one for each configuration and module.
func (f *analysisFlags) jobs(ctx context.Context, req *driver.Request, work string) ([]job, error) {
	configs, err := parseMatrix(ctx, f.matrix)
	if err != nil {
		return nil, err
	}
	if configs == nil {
		configs = []configuration{{}}
	}
	var parts []*driver.Request
	if f.modules {
		parts, err = eachModule(req, work)
	} else {
		part := *req
		part.Patterns, err = spread(req.Dir, work, req.Patterns)
		parts = append(parts, &part)
	}
	if err != nil {
		return nil, err
	}
	var jobs []job
	for _, c := range configs {
		for _, part := range parts {
			one := *part
			one.Env = slices.Concat(part.Env, c.env)
			one.BuildFlags = tagFlag(part.BuildFlags, c.tags)
			jobs = append(jobs, job{c.name, &one})
		}
	}
	return jobs, nil
}

// eachModule returns a request for each module below the directories that the patterns name.
func eachModule(req *driver.Request, work string) ([]*driver.Request, error) {
	used, err := workspaceModules(work)
	if err != nil {
		return nil, err
	}
	var parts []*driver.Request
	seen := make(map[string]bool)
	for _, p := range req.Patterns {
		base, ok := below(req.Dir, p)
		if !ok {
			return nil, usagef("-modules takes directories, as in ./services/..., not %q", p)
		}
		dirs, err := modulesBelow(base)
		if err != nil {
			return nil, fmt.Errorf("looking for modules: %w", err)
		}
		for _, dir := range dirs {
			if seen[dir] {
				continue
			}
			seen[dir] = true
			part := *req
			part.Dir, part.Patterns = dir, []string{"./..."}
			if work != "" && !slices.Contains(used, dir) {
				part.Env = append(slices.Clip(part.Env), "GOWORK=off")
			}
			parts = append(parts, &part)
		}
	}
	if len(parts) == 0 {
		return nil, usagef("-modules: there is no go.mod below %s", strings.Join(req.Patterns, " "))
	}
	return parts, nil
}

// describe tells a job from the others, for people who wait.
func (a *analysis) describe(j job) string {
	var what string
	if j.Dir != a.Dir {
		what = " in " + report.Clean(report.Rel(a.Dir, j.Dir))
	}
	if j.config != "" {
		what += " for " + j.config
	}
	return what
}

// run returns all that the analysis finds, sorted and with fingerprints, before the filter
// has been at it: what is known of a finding must not depend on what is shown today.
func (a *analysis) run(ctx context.Context, env *Env) (*report.Result, error) {
	line := newProgress(env.Stderr)
	defer line.stop()
	var results []report.Run
	for _, r := range a.jobs {
		line.begin(a.describe(r))
		r.Progress, r.Notice = line.update, line.println
		res, err := a.drive(ctx, r.Request)
		if err != nil {
			return nil, err
		}
		res.Normalize(a.Dir)
		results = append(results, report.Run{Config: r.config, Result: res})
	}
	res := report.Merge(results)
	res.Normalize(a.Dir)
	fingerprint.Assign(res.Findings)
	return res, nil
}
