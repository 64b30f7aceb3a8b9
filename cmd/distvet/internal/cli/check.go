package cli

import (
	"context"
	"flag"
	"fmt"
	"os"
	"strings"

	"github.com/distvet/distvet/cmd/distvet/internal/driver"
	"github.com/distvet/distvet/cmd/distvet/internal/fixes"
	"github.com/distvet/distvet/cmd/distvet/internal/printer"
	"github.com/distvet/distvet/cmd/distvet/internal/report"
)

// checkFlags are the flags of the check command.
type checkFlags struct {
	analysisFlags
	fix, diff bool
	format    string
	color     string
	ignored   bool
	stats     bool
	baseline  string
	since     string
}

func checkCommand() *command {
	return &command{
		name:  "check",
		args:  "[flags] [packages]",
		short: "report what the packages forget; the default command",
		long: `Check analyses the packages, as the go command names them (./... if none is named),
and reports what they forget about partial failure.

It runs go vet with distvet as the tool, so results are kept in go's build cache:
only what has changed is analysed again, and changing -checks, -confidence, -tests
or the settings in .distvet.yaml, except for models, analyses nothing again.

In a workspace ./... stands for the packages of all its modules in that directory.

Exit codes: 0 no findings, 1 something could not be analysed, 2 wrong usage or settings, 3 findings.`,
		setup: func(fs *flag.FlagSet) runFunc {
			f := new(checkFlags)
			f.register(fs)
			return f.run
		},
	}
}

func (f *checkFlags) register(fs *flag.FlagSet) {
	f.analysisFlags.register(fs)
	fs.BoolVar(&f.fix, "fix", false, "apply the first suggested fix of each finding and report the other findings")
	fs.BoolVar(&f.diff, "diff", false, "print what -fix would change as a unified diff, and change nothing")
	fs.StringVar(&f.format, "format", "text", "write the report in these `formats`, separated by commas, each with =file\nor to standard output: "+strings.Join(printer.Names, ", "))
	fs.StringVar(&f.color, "color", "auto", "`when` to colour the text: auto, always or never")
	fs.BoolVar(&f.ignored, "show-ignored", false, "list what //distvet: comments hide, with their reasons; a sarif report then holds\nthat, and what -baseline and -since know, as suppressed")
	fs.BoolVar(&f.stats, "stats", false, "tell how many network calls were seen, by library family, and how many of them\ncould not be judged and why")
	fs.StringVar(&f.baseline, "baseline", "", "do not report the findings that this `file` lists (see distvet help baseline)")
	fs.StringVar(&f.since, "since", "", "report only findings that were not there where HEAD and this git `revision`\nparted; analyses that commit, too")
}

// run checks the packages named by patterns.
func (f *checkFlags) run(ctx context.Context, env *Env, patterns []string) error {
	a, err := f.prepare(ctx, env, patterns)
	if err != nil {
		return err
	}
	outputs, err := parseOutputs(f.format)
	if err != nil {
		return err
	}
	opts, err := f.options(env, a.Request)
	if err != nil {
		return err
	}
	old, err := f.knownFindings(ctx, env, a)
	if err != nil {
		return err
	}
	res, err := a.run(ctx, env)
	if err != nil {
		return err
	}
	old.hide(res, a.judged(ctx, old.baseline, res))
	res.Apply(a.filter)
	if f.fix || f.diff {
		if err := f.fixFindings(ctx, env, a, res); err != nil {
			return err
		}
	}
	if err := f.report(env, opts, outputs, res); err != nil {
		return err
	}
	return verdict(res)
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
	for _, note := range res.Notes {
		fmt.Fprintf(env.Stderr, "distvet: %s\n", note)
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

// options returns what the printers need to know.
func (f *checkFlags) options(env *Env, req *driver.Request) (*printer.Options, error) {
	color, err := f.useColor(env.Stdout)
	if err != nil {
		return nil, err
	}
	return &printer.Options{
		Dir:         req.Dir,
		Root:        repositoryRoot(req.Dir),
		Version:     env.version(),
		Checks:      req.Checks,
		Color:       color,
		Width:       width(env.Stdout),
		ShowIgnored: f.ignored,
		ShowStats:   f.stats,
		StepSummary: os.Getenv("GITHUB_STEP_SUMMARY"),
	}, nil
}

// fixFindings applies the first fix of each finding, or prints the changes as a diff. It
// removes the findings it has mended from res.
func (f *checkFlags) fixFindings(ctx context.Context, env *Env, a *analysis, res *report.Result) error {
	owned, err := a.ownedFiles(ctx)
	if err != nil {
		return err
	}
	plan, err := fixes.NewPlan(res.Findings, owned)
	if err != nil {
		return err
	}
	if f.diff {
		return plan.Diff(env.Stdout, a.Dir)
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
func (a *analysis) ownedFiles(ctx context.Context) (func(file string) bool, error) {
	owned := make(map[string]bool)
	for _, r := range a.jobs {
		pkgs, err := r.List(ctx)
		if err != nil {
			return nil, err
		}
		for _, p := range pkgs {
			for _, file := range p.OwnedFiles() {
				owned[file] = true
			}
		}
	}
	return func(file string) bool { return owned[file] }, nil
}
