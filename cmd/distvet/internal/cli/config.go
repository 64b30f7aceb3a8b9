package cli

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"github.com/distvet/distvet/analyzers"
	"github.com/distvet/distvet/cmd/distvet/internal/configfile"
	"github.com/distvet/distvet/cmd/distvet/internal/driver"
	"github.com/distvet/distvet/cmd/distvet/internal/report"
	"github.com/distvet/distvet/cmd/internal/config"
)

func configCommand() *command {
	return &command{
		name:  "config",
		args:  "[flags]",
		short: "print the settings in effect, and where each comes from",
		long: `Config prints the settings that check would use here with the same flags, as a
configuration file, with the place that each comes from: a default, a line of the
file, or a flag. It looks up what the models name, and analyses nothing.

The file is ` + configfile.Name + ` beside go.mod; in a workspace the one beside go.work.
` + configfile.Variable + ` in the environment, or -config, names another; "off" stands for
none. A bare go vet -vettool finds the file in the same way, except for -config.

Exit codes: 0 the settings are right, 1 something failed, 2 they are wrong.`,
		setup: func(fs *flag.FlagSet) runFunc {
			f := new(configFlags)
			f.register(fs)
			return f.run
		},
	}
}

// configFlags are the flags of the config command: those of check that the settings are about.
type configFlags struct {
	selectFlags
	build buildFlags
}

func (f *configFlags) register(fs *flag.FlagSet) {
	f.selectFlags.register(fs)
	f.build.register(fs)
}

func (f *configFlags) run(ctx context.Context, env *Env, args []string) error {
	if len(args) > 0 {
		return usagef("config takes no arguments, got %q", args[0])
	}
	dir, err := os.Getwd()
	if err != nil {
		return fmt.Errorf("finding the working directory: %w", err)
	}
	s, err := f.settings(env, dir)
	if err != nil {
		return err
	}
	jobs := []job{{"", &driver.Request{Dir: dir, Patterns: []string{"./..."}, BuildFlags: f.build.args()}}}
	if err := s.resolve(ctx, jobs); err != nil {
		return err
	}
	s.warn(env)
	return s.print(env.Stdout)
}

// print writes the settings as a configuration file, each with its source in a comment.
func (s *settings) print(w io.Writer) error {
	p := &configPrinter{w: w, s: s}
	switch {
	case s.file != nil:
		p.printf("# %s (%s)\n", report.Clean(s.file.Name), s.location.Why)
	case s.location.Why == "-config" || s.location.Why == configfile.Variable:
		p.printf("# no configuration file (%s)\n", s.location.Why)
	default:
		p.printf("# no configuration file: there is no %s %s\n", configfile.Name, s.location.Why)
	}
	p.line("confidence: "+s.Confidence.String(), p.source("confidence", s.confidenceSet, "-confidence"))
	p.line(fmt.Sprintf("tests: %t", s.Tests), p.source("tests", s.testsSet, "-tests"))
	p.globs("", "exclude", s.Exclude[""], "exclude")
	p.printf("checks:\n")
	for _, check := range s.checks {
		p.check(check)
	}
	p.models()
	return p.err
}

// A configPrinter writes settings and keeps the first error.
type configPrinter struct {
	w   io.Writer
	s   *settings
	err error
}

func (p *configPrinter) printf(format string, args ...any) {
	if p.err == nil {
		_, p.err = fmt.Fprintf(p.w, format, args...)
	}
}

// line writes a setting and its source.
func (p *configPrinter) line(text, source string) {
	p.printf("%-40s # %s\n", text, source)
}

// source says where the value at path comes from.
func (p *configPrinter) source(path string, byFlag bool, flag string) string {
	switch {
	case byFlag:
		return "flag " + flag
	case path != "" && p.s.file != nil && p.s.file.Holds(path):
		return fmt.Sprintf("%s:%d", report.Clean(p.s.file.Name), p.s.file.Position(path).Line)
	}
	return "default"
}

func (p *configPrinter) globs(indent, key string, globs []string, path string) {
	if len(globs) == 0 {
		return
	}
	p.printf("%s%s:\n", indent, key)
	for i, g := range globs {
		p.line(fmt.Sprintf("%s  - %s", indent, quote(g)), p.source(fmt.Sprintf("%s[%d]", path, i), false, ""))
	}
}

func (p *configPrinter) check(c analyzers.Check) {
	s := p.s
	var conf config.Config
	if s.file != nil {
		conf = s.file.Config
	}
	enabled, from := conf.Enabled(c.Name)
	source := p.source(strings.TrimSuffix(from, ".enabled"), false, "")
	if from == "" {
		source = "default"
	} else if p.s.file.Holds(from) {
		source = p.source(from, false, "")
	}
	if s.only != nil {
		enabled, source = slices.Contains(s.only, c.Name), "flag -checks"
	}
	p.printf("  %s:\n", c.Name)
	p.line(fmt.Sprintf("    enabled: %t", enabled), source)
	_, from = conf.Severity(c.Name)
	p.line("    severity: "+string(c.Severity), p.source(from, false, ""))
	grade := s.Confidence
	if own, ok := s.Grades[c.Name]; ok && own != analyzers.Off {
		grade = own
	}
	_, from = conf.CheckConfidence(c.Name)
	if from == "" {
		from = "confidence"
	}
	p.line("    confidence: "+grade.String(), p.source(from, s.confidenceSet, "-confidence"))
	globs, from := conf.CheckExclude(c.Name)
	p.globs("    ", "exclude", globs, from)
}

// models writes the models, each function and object on a line of its own.
func (p *configPrinter) models() {
	if len(p.s.models()) == 0 {
		return
	}
	p.printf("models:\n")
	for i, m := range p.s.models() {
		at := fmt.Sprintf("models[%d]", i)
		p.line("  - package: "+quote(m.Package), p.source(at, false, ""))
		if m.Family != "" {
			p.line("    family: "+quote(m.Family), p.source(at+".family", false, ""))
		}
		if len(m.Functions) > 0 {
			p.printf("    functions:\n")
			for j := range m.Functions {
				p.row(&m.Functions[j], fmt.Sprintf("%s.functions[%d]", at, j))
			}
		}
		if len(m.Objects) > 0 {
			p.printf("    objects:\n")
			for j := range m.Objects {
				p.row(&m.Objects[j], fmt.Sprintf("%s.objects[%d]", at, j))
			}
		}
	}
}

func (p *configPrinter) row(row any, path string) {
	data, err := json.Marshal(row) // is YAML, too
	if err != nil {
		p.err = err
		return
	}
	p.line("      - "+string(data), p.source(path, false, ""))
}

// quote writes a text so that YAML takes it for one, whatever it holds.
func quote(s string) string {
	plain := s != "" && strings.Trim(s, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789./_-") == ""
	if plain && s[0] != '-' && s[0] != '.' && (s[0] < '0' || s[0] > '9') && !slices.Contains([]string{"true", "false", "null", "yes", "no", "on", "off", "y", "n"}, strings.ToLower(s)) {
		return s
	}
	data, err := json.Marshal(s)
	if err != nil {
		return `""`
	}
	return string(data)
}
