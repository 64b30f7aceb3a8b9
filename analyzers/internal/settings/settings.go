// Package settings carries the user's choices to every check, whatever the driver: flags
// of the vet tool, settings of the golangci-lint plugin, or values set by a test.
package settings

import (
	"errors"
	"flag"
	"fmt"
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
}

// Default returns the settings of a run without flags.
func Default() Settings { return Settings{Confidence: Likely} }

var current = Default()

// RegisterFlags adds the flags of a bare vet tool to fs.
func RegisterFlags(fs *flag.FlagSet) {
	fs.Var(&current.Confidence, "confidence", "report findings at least this sure: certain, likely or possible")
	fs.BoolVar(&current.Tests, "tests", current.Tests, "report in _test.go files too")
}

// Use replaces the settings of this process; a driver calls it before the analysis.
func Use(s Settings) { current = s }

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
