// Package analyzers lists distvet's checks.
package analyzers

import (
	"golang.org/x/tools/go/analysis"

	"github.com/distvet/distvet/analyzers/ctxdrop"
	"github.com/distvet/distvet/analyzers/directive"
	"github.com/distvet/distvet/analyzers/nodeadline"
	"github.com/distvet/distvet/analyzers/retrybody"
	"github.com/distvet/distvet/analyzers/retryforever"
	"github.com/distvet/distvet/analyzers/retrylost"
	"github.com/distvet/distvet/analyzers/retrynest"
	"github.com/distvet/distvet/analyzers/retrystate"
	"github.com/distvet/distvet/analyzers/retrywait"
	"github.com/distvet/distvet/analyzers/retrywrite"
	"github.com/distvet/distvet/analyzers/servertimeout"
	"github.com/distvet/distvet/analyzers/wallelapsed"
	"github.com/distvet/distvet/analyzers/wallexpiry"
	"github.com/distvet/distvet/analyzers/wallid"
	"github.com/distvet/distvet/analyzers/wallorder"
)

// A Check is an analyzer with what the drivers need to know about it.
type Check struct {
	*analysis.Analyzer
	Class    string   // the class of assumption it tests: "A deadlines", "B retries", "C retried effects", "D clocks", "comments"
	Severity Severity // how bad the outage is when the finding is right
	// Surest is the highest confidence that a finding of the check can have: "certain" or "likely".
	Surest string
}

// Severity grades the harm, as confidence grades the proof.
type Severity string

// The severities, in the words of most report formats.
const (
	Error   Severity = "error"
	Warning Severity = "warning"
	Note    Severity = "note"
)

// The classes of checks.
const (
	Deadlines = "A deadlines"
	Retries   = "B retries"
	Effects   = "C retried effects"
	Clocks    = "D clocks"
	Comments  = "comments"
)

// Checks returns every check once, in family order.
func Checks() []Check {
	return []Check{
		{nodeadline.Analyzer, Deadlines, Error, "certain"},
		{ctxdrop.Analyzer, Deadlines, Warning, "likely"},
		{servertimeout.Analyzer, Deadlines, Warning, "certain"},
		{retryforever.Analyzer, Retries, Error, "certain"},
		{retrywait.Analyzer, Retries, Warning, "certain"},
		{retrynest.Analyzer, Retries, Warning, "likely"},
		{retrylost.Analyzer, Retries, Warning, "likely"},
		{retrywrite.Analyzer, Effects, Error, "likely"},
		{retrybody.Analyzer, Effects, Error, "certain"},
		{retrystate.Analyzer, Effects, Warning, "likely"},
		{wallelapsed.Analyzer, Clocks, Warning, "certain"},
		{wallorder.Analyzer, Clocks, Error, "likely"},
		{wallid.Analyzer, Clocks, Warning, "certain"},
		{wallexpiry.Analyzer, Clocks, Error, "likely"},
		{directive.Analyzer, Comments, Warning, "certain"},
	}
}

// All returns the analyzers of all checks, in family order.
func All() []*analysis.Analyzer {
	checks := Checks()
	all := make([]*analysis.Analyzer, len(checks))
	for i, c := range checks {
		all[i] = c.Analyzer
	}
	return all
}
