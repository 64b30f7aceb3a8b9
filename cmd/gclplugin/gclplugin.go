// Package gclplugin makes distvet a linter of golangci-lint: a plugin of its module plugin
// system, registered as "distvet". docs/golangci-lint.md shows how to build and configure it.
package gclplugin

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/golangci/plugin-module-register/register"
	"golang.org/x/tools/go/analysis"

	"github.com/distvet/distvet/analyzers"
	"github.com/distvet/distvet/cmd/internal/config"
)

func init() { register.Plugin("distvet", New) }

// Settings are what stands at linters.settings.custom.distvet.settings in .golangci.yml. They
// are those of .distvet.yaml, which golangci-lint does not read: it keeps results under a key
// that knows its own configuration only.
type Settings = config.Config

// New makes the linter from its settings, as golangci-lint has decoded them.
func New(conf any) (register.LinterPlugin, error) {
	s, err := register.DecodeSettings[Settings](conf)
	if err != nil {
		return nil, err
	}
	l := &linter{checks: analyzers.Checks()}
	if err := l.validate(&s); err != nil {
		return nil, err
	}
	if err := analyzers.UseModels(s.Models); err != nil {
		return nil, err
	}
	eff := s.Effective(l.checks)
	use := analyzers.Settings{Confidence: eff.Confidence, Tests: eff.Tests, Filter: &analyzers.Filter{Checks: eff.Grades}}
	if len(eff.Exclude) > 0 {
		root, err := configDir()
		if err != nil {
			return nil, err
		}
		use.Filter.Excluded = config.Excluder(root, eff.Exclude)
	}
	analyzers.Use(use)
	return l, nil
}

type linter struct{ checks []analyzers.Check }

// validate returns an error that names everything that is wrong with the settings.
func (l *linter) validate(s *Settings) error {
	var names, wrong []string
	for _, c := range l.checks {
		names = append(names, c.Name)
	}
	for _, p := range s.Validate(names) {
		wrong = append(wrong, p.String())
	}
	for _, name := range append(names, config.DefaultCheck) {
		if c := s.Checks[name]; c != nil && c.Severity != "" {
			wrong = append(wrong, fmt.Sprintf("checks.%s.severity: golangci-lint decides about severities: write a rule for the linter distvet and the text ^%s: into severity.rules", name, name))
		}
	}
	if len(wrong) > 0 {
		return fmt.Errorf("settings of distvet: %s", strings.Join(wrong, "; "))
	}
	return nil
}

// configDir returns the directory to which paths in the settings are relative: that of the
// configuration file that golangci-lint finds from the working directory, or else that itself.
func configDir() (string, error) {
	wd, err := os.Getwd()
	if err != nil {
		return "", fmt.Errorf("finding the working directory: %w", err)
	}
	for dir := wd; ; dir = filepath.Dir(dir) {
		for _, ext := range []string{"yml", "yaml", "toml", "json"} {
			if _, err := os.Stat(filepath.Join(dir, ".golangci."+ext)); err == nil {
				return dir, nil
			}
		}
		if dir == filepath.Dir(dir) {
			return wd, nil
		}
	}
}

// GetLoadMode asks golangci-lint for types, without which no call can be resolved.
func (*linter) GetLoadMode() string { return register.LoadModeTypesInfo }

// BuildAnalyzers returns the checks. golangci-lint puts the name of each before its messages.
func (l *linter) BuildAnalyzers() ([]*analysis.Analyzer, error) {
	var list []*analysis.Analyzer
	for _, c := range l.checks {
		list = append(list, adapt(c.Analyzer))
	}
	return list, nil
}

// adapt returns the analyzer for golangci-lint, which makes an issue of its own of every step
// of a path, beyond the reach of the //nolint on the finding. A message stands alone, so
// nothing but the steps is lost.
func adapt(a *analysis.Analyzer) *analysis.Analyzer {
	adapted := *a
	adapted.Run = func(pass *analysis.Pass) (any, error) {
		p := *pass
		p.Report = func(d analysis.Diagnostic) {
			d.Related = nil
			pass.Report(d)
		}
		return a.Run(&p)
	}
	return &adapted
}
