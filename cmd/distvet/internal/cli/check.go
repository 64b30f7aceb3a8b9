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
	"github.com/distvet/distvet/cmd/distvet/internal/fixes"
	"github.com/distvet/distvet/cmd/distvet/internal/printer"
	"github.com/distvet/distvet/cmd/distvet/internal/report"
)

// checkFlags are the flags of the check command.
type checkFlags struct {
	checks     string
	confidence analyzers.Confidence
	tests      bool
	fix, diff  bool
	driver     string
	color      string
	format     string
	build      buildFlags
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

func checkCommand() *command {
	return &command{
		name:  "check",
		args:  "[flags] [packages]",
		short: "report what the packages forget; the default command",
		long: `Check analyses the packages, as the go command names them (./... if none is named),
and reports what they forget about partial failure.

It runs go vet with distvet as the tool, so results are kept in go's build cache:
only what has changed is analysed again, and changing -checks, -confidence or
-tests analyses nothing again.

Exit codes: 0 no findings, 1 something could not be analysed, 2 wrong usage, 3 findings.`,
		setup: func(fs *flag.FlagSet) runFunc {
			f := &checkFlags{confidence: analyzers.DefaultSettings().Confidence}
			f.register(fs)
			return f.run
		},
	}
}

func (f *checkFlags) register(fs *flag.FlagSet) {
	fs.StringVar(&f.checks, "checks", "", "run only these checks: `names` separated by commas (distvet list shows them)")
	fs.Var(&f.confidence, "confidence", "report findings at least this sure: certain, likely or possible")
	fs.BoolVar(&f.tests, "tests", false, "report findings in _test.go files too")
	fs.BoolVar(&f.fix, "fix", false, "apply the first suggested fix of each finding and report the other findings")
	fs.BoolVar(&f.diff, "diff", false, "print what -fix would change as a unified diff, and change nothing")
	fs.StringVar(&f.driver, "driver", "", "how to analyse: vet (go vet, cached) or packages (go/packages in this\nprocess; chosen by itself when GOPACKAGESDRIVER is set); `name`")
	fs.StringVar(&f.format, "format", "text", "write the report in these `formats`, separated by commas, each with =file\nor to standard output: "+strings.Join(printer.Names, ", "))
	fs.StringVar(&f.color, "color", "auto", "colour the text: auto, always or never; `when`")
	f.build.register(fs)
}

// run checks the packages named by patterns.
func (f *checkFlags) run(ctx context.Context, env *Env, patterns []string) error {
	filter, err := f.filter(env)
	if err != nil {
		return err
	}
	outputs, err := parseOutputs(f.format)
	if err != nil {
		return err
	}
	opts, err := f.options(env)
	if err != nil {
		return err
	}
	req, err := f.request(env, opts.Dir, patterns)
	if err != nil {
		return err
	}
	res, err := f.analyse(ctx, env, req)
	if err != nil {
		return err
	}
	res.Apply(filter)
	fingerprint.Assign(res.Findings)
	if f.fix || f.diff {
		if err := f.fixFindings(ctx, env, req, res); err != nil {
			return err
		}
	}
	if err := f.report(env, opts, outputs, res); err != nil {
		return err
	}
	return verdict(res)
}

// analyse runs the driver and returns what it found, in order.
func (f *checkFlags) analyse(ctx context.Context, env *Env, req *driver.Request) (*report.Result, error) {
	name := cmp.Or(f.driver, driver.Default())
	drive := driver.ByName(name)
	if drive == nil {
		return nil, usagef("unknown driver %q%s (vet or packages)", name, didYouMean(name, driver.Names, "%s"))
	}
	line := newProgress(env.Stderr)
	req.Progress, req.Notice = line.update, line.println
	res, err := drive(ctx, req)
	line.stop()
	if err != nil {
		return nil, err
	}
	res.Normalize()
	return res, nil
}

// report writes all outputs. On standard output, a person sees findings, problems and the
// summary in this order; with -diff, the diff is there instead.
func (f *checkFlags) report(env *Env, opts *printer.Options, outputs []output, res *report.Result) error {
	text := false
	for _, o := range outputs {
		var err error
		switch {
		case o.file != "":
			err = o.save(opts, res)
		case !f.diff:
			text = o.format == "text"
			err = o.print(env.Stdout, opts, res)
		}
		if err != nil {
			return err
		}
	}
	if err := printer.Problems(env.Stderr, res.Problems); err != nil {
		return err
	}
	if text {
		return printer.Summary(env.Stdout, opts, res)
	}
	return nil
}

// verdict returns the error that gives a run its exit code.
func verdict(res *report.Result) error {
	switch {
	case len(res.Problems) > 0:
		return errProblems
	case len(res.Findings) > 0:
		return errFindings
	}
	return nil
}

// filter returns what the flags select of the findings.
func (f *checkFlags) filter(env *Env) (report.Filter, error) {
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

// options returns what the printers need to know.
func (f *checkFlags) options(env *Env) (*printer.Options, error) {
	dir, err := os.Getwd()
	if err != nil {
		return nil, fmt.Errorf("finding the working directory: %w", err)
	}
	color, err := f.useColor(env.Stdout)
	if err != nil {
		return nil, err
	}
	return &printer.Options{
		Dir:         dir,
		Root:        repositoryRoot(dir),
		Version:     env.version(),
		Checks:      env.Checks,
		Color:       color,
		Width:       width(env.Stdout),
		StepSummary: os.Getenv("GITHUB_STEP_SUMMARY"),
	}, nil
}

// request returns what the driver is asked for.
func (f *checkFlags) request(env *Env, dir string, patterns []string) (*driver.Request, error) {
	if len(patterns) == 0 {
		patterns = []string{"./..."}
	}
	for _, p := range patterns {
		if strings.HasPrefix(p, "-") {
			return nil, usagef("%q is no package; flags come before --", p)
		}
	}
	return &driver.Request{Dir: dir, Patterns: patterns, BuildFlags: f.build.args(), Checks: env.Checks}, nil
}

// fixFindings applies the first fix of each finding, or prints the changes as a diff. It
// removes the findings it has mended from res.
func (f *checkFlags) fixFindings(ctx context.Context, env *Env, req *driver.Request, res *report.Result) error {
	owned, err := ownedFiles(ctx, req)
	if err != nil {
		return err
	}
	plan, err := fixes.NewPlan(res.Findings, owned)
	if err != nil {
		return err
	}
	if f.diff {
		return plan.Diff(env.Stdout, req.Dir)
	}
	if err := plan.Write(); err != nil {
		return err
	}
	res.Findings = plan.Rest
	if n := plan.Fixed; n > 0 {
		fmt.Fprintf(env.Stderr, "distvet: fixed %s in %s\n", printer.Count(n, "finding"), printer.Count(len(plan.Files), "file"))
	}
	return nil
}

// ownedFiles returns the Go files of the requested packages that may be edited: those of
// main modules, and not those that cgo rewrites before they are analysed.
func ownedFiles(ctx context.Context, req *driver.Request) (func(file string) bool, error) {
	pkgs, err := req.List(ctx)
	if err != nil {
		return nil, err
	}
	owned := make(map[string]bool)
	for _, p := range pkgs {
		for _, file := range p.OwnedFiles() {
			owned[file] = true
		}
	}
	return func(file string) bool { return owned[file] }, nil
}
