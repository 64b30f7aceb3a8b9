package cli

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/distvet/distvet/analyzers"
	"github.com/distvet/distvet/cmd/distvet/internal/configfile"
	"github.com/distvet/distvet/cmd/distvet/internal/report"
	"github.com/distvet/distvet/cmd/internal/config"
)

// settings are what flags and the configuration file come to.
type settings struct {
	location configfile.Location
	file     *configfile.File // nil if there is none
	checks   []analyzers.Check
	config.Effective
	only []string // checks named by -checks; nil means those of the file

	confidenceSet, testsSet bool // by a flag
}

// settings reads the configuration for the directory dir and applies the flags to it.
func (f *selectFlags) settings(env *Env, dir string) (*settings, error) {
	only, named, err := f.only(env)
	if err != nil {
		return nil, err
	}
	s := &settings{
		location: configfile.Locate(dir, f.config),
		checks:   slices.Clone(env.Checks),
		only:     only,
	}
	var conf config.Config
	if s.location.Path != "" {
		if s.file, err = configfile.Read(s.location.Path, env.checkNames()); err != nil {
			return nil, err
		}
		conf = s.file.Config
	}
	s.Effective = conf.Effective(env.Checks)
	for i := range s.checks {
		if severity, ok := s.Severity[s.checks[i].Name]; ok {
			s.checks[i].Severity = severity
		}
	}
	if s.confidenceSet = f.isSet("confidence"); s.confidenceSet {
		s.Confidence = f.confidence
		for name, grade := range s.Grades {
			if grade != analyzers.Off {
				delete(s.Grades, name)
			}
		}
	}
	if s.testsSet = f.isSet("tests"); s.testsSet {
		s.Tests = f.tests
	}
	for _, name := range named { // even if the file switches them off
		if s.Grades[name] == analyzers.Off {
			delete(s.Grades, name)
		}
	}
	return s, nil
}

// only returns the checks that -checks leaves, or nil if it is not given, and those of them that it names: a
// name with a minus before it leaves its check out, of all or of those that are named.
func (f *selectFlags) only(env *Env) (only, named []string, err error) {
	if f.checks == "" {
		return nil, nil, nil
	}
	var out []string
	for name := range strings.SplitSeq(f.checks, ",") {
		name, minus := strings.CutPrefix(strings.TrimSpace(name), "-")
		check, err := env.findCheck(name)
		switch {
		case err != nil:
			return nil, nil, err
		case minus:
			out = append(out, check.Name)
		default:
			named = append(named, check.Name)
		}
	}
	only = named
	if named == nil {
		only = env.checkNames()
	}
	return slices.DeleteFunc(slices.Clone(only), func(name string) bool { return slices.Contains(out, name) }), named, nil
}

// filter returns what the settings select of the findings.
func (s *settings) filter() report.Filter {
	filter := report.Filter{Confidence: s.Confidence, Tests: s.Tests, Checks: s.only, Grades: s.Grades}
	if len(s.Exclude) > 0 {
		filter.Excluded = config.Excluder(s.file.Root(), s.Exclude)
	}
	return filter
}

// models returns the models of the file.
func (s *settings) models() []analyzers.Model {
	if s.file == nil {
		return nil
	}
	return s.file.Config.Models
}

// resolve finds out whether the packages, functions and types that the models name exist for
// one of the jobs.
func (s *settings) resolve(ctx context.Context, jobs []job) error {
	if len(s.models()) == 0 {
		return nil
	}
	return s.file.Resolve(func(patterns []string) ([]configfile.Package, error) {
		var found []configfile.Package
		asked := make(map[string]bool) // directories
		for _, j := range jobs {
			if asked[j.Dir] {
				continue
			}
			asked[j.Dir] = true
			req := *j.Request
			req.Patterns = patterns
			dirs, err := req.Directories(ctx)
			if err != nil {
				return nil, err
			}
			for path, dir := range dirs {
				found = append(found, configfile.Package{Path: path, Dir: dir})
			}
		}
		return found, nil
	})
}

// warn tells of a file that one might take for the configuration.
func (s *settings) warn(env *Env) {
	if s.location.Unused != "" {
		fmt.Fprintf(env.Stderr, "distvet: %s is not used, since %s makes this a workspace, whose settings stand beside it; move the file there, or set GOWORK=off\n",
			s.location.Unused, s.location.Workspace)
	}
	if s.location.Misnamed != "" {
		fmt.Fprintf(env.Stderr, "distvet: %s is not read; settings stand in %s\n", s.location.Misnamed, configfile.Name)
	}
}
