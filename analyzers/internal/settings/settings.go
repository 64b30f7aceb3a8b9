// Package settings carries the user's choices to every check, whatever the driver: flags
// of the vet tool, settings of the golangci-lint plugin, or values set by a test.
package settings

import (
	"errors"
	"flag"
	"fmt"
	"maps"
	"reflect"

	"golang.org/x/tools/go/analysis"
)

// Confidence grades how sure a finding is.
type Confidence int

// The three grades, from the most to the least sure.
const (
	Certain  Confidence = iota // all of it is in front of us
	Likely                     // one ordinary assumption, stated in the message
	Possible                   // worth a look in a review; off by default
)

var confidenceNames = [...]string{"certain", "likely", "possible"}

func (c Confidence) String() string { return confidenceNames[c] }

// Set parses the name of a grade; it makes *Confidence a flag.Value.
func (c *Confidence) Set(name string) error {
	for i, n := range confidenceNames {
		if n == name {
			*c = Confidence(i)
			return nil
		}
	}
	return fmt.Errorf("want certain, likely or possible, not %q", name)
}

// Settings are the user's choices. They change what is reported, never what is a fact.
type Settings struct {
	Confidence Confidence // report findings at least this sure
	Tests      bool       // report in _test.go files too
	Names      bool       // put the check's name before each message: for drivers that print none
	Filter     *Filter    // what else is not reported; nil means nothing
	// Records adds diagnostics that are no findings, for a driver that takes them out again:
	// see finding.Ignored and package account.
	Records bool
}

// A Filter leaves findings out by check and by file.
type Filter struct {
	// Checks holds the confidence that findings of a check need, where it is not that of
	// the settings; Off for a check of which nothing is reported.
	Checks map[string]Confidence
	// Excluded reports whether nothing is reported of a check in a file; nil means of none.
	Excluded func(check, file string) bool
}

// Off is a confidence that no finding has.
const Off Confidence = -1

// Needs returns the confidence that findings of a check need.
func (s *Settings) Needs(check string) Confidence {
	if s.Filter != nil {
		if c, ok := s.Filter.Checks[check]; ok {
			return c
		}
	}
	return s.Confidence
}

// Shows reports whether a finding of a check in a file is reported.
func (s *Settings) Shows(check, file string, c Confidence) bool {
	return c <= s.Needs(check) && (s.Filter == nil || s.Filter.Excluded == nil || !s.Filter.Excluded(check, file))
}

// Default returns the settings of a run without flags.
func Default() Settings { return Settings{Confidence: Likely} }

var current = Default()

// RegisterFlags adds the flags of a bare vet tool to fs.
func RegisterFlags(fs *flag.FlagSet) {
	fs.Var(confidenceFlag{}, "confidence", "report findings at least this sure: certain, likely or possible")
	fs.BoolVar(&current.Tests, "tests", current.Tests, "report in _test.go files too")
}

// confidenceFlag sets the confidence of all checks, whatever the filter asks of single ones.
type confidenceFlag struct{}

func (confidenceFlag) String() string { return current.Confidence.String() }

func (confidenceFlag) Set(name string) error {
	if err := current.Confidence.Set(name); err != nil || current.Filter == nil {
		return err
	}
	f := *current.Filter
	f.Checks = maps.Clone(f.Checks)
	maps.DeleteFunc(f.Checks, func(_ string, c Confidence) bool { return c != Off })
	current.Filter = &f
	return nil
}

// Use replaces the settings of this process; a driver calls it before the analysis.
func Use(s Settings) { current = s }

// Record asks for records, on top of the settings in use.
func Record() { current.Records = true }

// Analyzer hands the settings to the analyzers that require it.
var Analyzer = &analysis.Analyzer{
	Name:             "distvetsettings",
	Doc:              "distvetsettings: carry distvet's settings to its checks",
	URL:              "https://github.com/distvet/distvet",
	RunDespiteErrors: true,
	ResultType:       reflect.TypeFor[*Settings](),
	Run: func(*analysis.Pass) (any, error) {
		if current.Confidence < Certain || current.Confidence > Possible {
			return nil, errors.New("confidence out of range")
		}
		s := current
		return &s, nil
	},
}
