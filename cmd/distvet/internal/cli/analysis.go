package cli

import (
	"cmp"
	"context"
	"flag"
	"fmt"
	"os"
	"strings"

	"github.com/distvet/distvet/analyzers"
	"github.com/distvet/distvet/cmd/distvet/internal/driver"
	"github.com/distvet/distvet/cmd/distvet/internal/fingerprint"
	"github.com/distvet/distvet/cmd/distvet/internal/report"
)

// analysisFlags are the flags of all commands that analyse packages: what to analyse, how,
// and which of the findings count.
type analysisFlags struct {
	checks     string
	confidence analyzers.Confidence
	tests      bool
	driver     string
	build      buildFlags
}

func (f *analysisFlags) register(fs *flag.FlagSet) {
	f.confidence = analyzers.DefaultSettings().Confidence
	fs.StringVar(&f.checks, "checks", "", "report findings of these checks only: `names` separated by commas (distvet list shows them)")
	fs.Var(&f.confidence, "confidence", "report findings of this `grade` and surer ones: certain, likely or possible")
	fs.BoolVar(&f.tests, "tests", false, "report findings in _test.go files too")
	fs.StringVar(&f.driver, "driver", "", "analyse in this `way`: vet (go vet, cached) or packages (go/packages in this\nprocess; chosen by itself when GOPACKAGESDRIVER is set)")
	f.build.register(fs)
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

// An analysis is a request that is ready to run, and the filter for what it finds.
type analysis struct {
	*driver.Request
	drive  driver.Driver
	filter report.Filter
}

// prepare checks the flags. patterns are the packages; none means all below the working
// directory.
func (f *analysisFlags) prepare(env *Env, patterns []string) (*analysis, error) {
	filter, err := f.filter(env)
	if err != nil {
		return nil, err
	}
	name := cmp.Or(f.driver, driver.Default())
	drive := driver.ByName(name)
	if drive == nil {
		return nil, usagef("unknown driver %q%s (vet or packages)", name, didYouMean(name, driver.Names, "%s"))
	}
	dir, err := os.Getwd()
	if err != nil {
		return nil, fmt.Errorf("finding the working directory: %w", err)
	}
	if len(patterns) == 0 {
		patterns = []string{"./..."}
	}
	for _, p := range patterns {
		if strings.HasPrefix(p, "-") {
			return nil, usagef("%q is no package; flags come before --", p)
		}
	}
	req := &driver.Request{Dir: dir, Patterns: patterns, BuildFlags: f.build.args(), Checks: env.Checks}
	return &analysis{req, drive, filter}, nil
}

// filter returns what the flags select of the findings.
func (f *analysisFlags) filter(env *Env) (report.Filter, error) {
	filter := report.Filter{Confidence: f.confidence, Tests: f.tests}
	if f.checks == "" {
		return filter, nil
	}
	for name := range strings.SplitSeq(f.checks, ",") {
		check, err := env.findCheck(strings.TrimSpace(name))
		if err != nil {
			return filter, err
		}
		filter.Checks = append(filter.Checks, check.Name)
	}
	return filter, nil
}

// run returns all that the analysis finds, sorted and with fingerprints, before the filter
// has been at it: what is known of a finding must not depend on what is shown today.
func (a *analysis) run(ctx context.Context, env *Env) (*report.Result, error) {
	line := newProgress(env.Stderr)
	defer line.stop()
	a.Progress, a.Notice = line.update, line.println
	res, err := a.drive(ctx, a.Request)
	if err != nil {
		return nil, err
	}
	res.Normalize(a.Dir)
	fingerprint.Assign(res.Findings)
	return res, nil
}
