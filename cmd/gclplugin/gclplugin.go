// Package gclplugin makes distvet a linter of golangci-lint: a plugin of its module plugin
// system, registered as "distvet". docs/golangci-lint.md shows how to build and configure it.
package gclplugin

import (
	"github.com/golangci/plugin-module-register/register"
	"golang.org/x/tools/go/analysis"

	"github.com/distvet/distvet/analyzers"
)

func init() { register.Plugin("distvet", New) }

// Settings are what stands at linters.settings.custom.distvet.settings in .golangci.yml.
type Settings struct {
	Confidence string `json:"confidence"` // certain, likely (the default) or possible
	Tests      bool   `json:"tests"`      // report in _test.go files too
}

// New makes the linter from its settings, as golangci-lint has decoded them.
func New(conf any) (register.LinterPlugin, error) {
	s, err := register.DecodeSettings[Settings](conf)
	if err != nil {
		return nil, err
	}
	use := analyzers.DefaultSettings()
	use.Tests = s.Tests
	if s.Confidence != "" {
		if err := use.Confidence.Set(s.Confidence); err != nil {
			return nil, err
		}
	}
	analyzers.Use(use)
	return &linter{}, nil
}

type linter struct{}

// GetLoadMode asks golangci-lint for types, without which no call can be resolved.
func (*linter) GetLoadMode() string { return register.LoadModeTypesInfo }

// BuildAnalyzers returns the checks.
func (l *linter) BuildAnalyzers() ([]*analysis.Analyzer, error) {
	var list []*analysis.Analyzer
	for _, c := range analyzers.Checks() {
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
