package wallorder

import (
	_ "embed"
	"fmt"

	"golang.org/x/tools/go/analysis"

	"github.com/distvet/distvet/analyzers/internal/docsection"
	"github.com/distvet/distvet/analyzers/internal/finding"
	"github.com/distvet/distvet/analyzers/internal/settings"
	"github.com/distvet/distvet/analyzers/internal/stamps"
	"github.com/distvet/distvet/analyzers/internal/summary"
)

//go:embed doc.go
var doc string

// Analyzer reports orders that clocks decide.
var Analyzer = &analysis.Analyzer{
	Name:     "wallorder",
	Doc:      docsection.Must(doc, "wallorder"),
	URL:      "https://github.com/distvet/distvet/blob/main/docs/wallorder.md",
	Requires: []*analysis.Analyzer{settings.Analyzer, summary.Analyzer},
	Run:      run,
}

func run(pass *analysis.Pass) (any, error) {
	rep := finding.NewReporter(pass)
	defer rep.Close()
	all := pass.ResultOf[summary.Analyzer].(*summary.Result).Stamps
	if all == nil {
		return nil, nil // no clock is read here
	}
	for _, s := range all.Order() {
		rep.Report(finding.Finding{
			Pos: s.Pos, End: s.End, Confidence: s.Confidence,
			Message: message(s), Path: path(s),
		})
	}
	return nil, nil
}

func message(o *stamps.Order) string {
	switch o.Kind {
	case stamps.Overwrite:
		return fmt.Sprintf("%s keeps the record whose %s is later, and %s; clocks of two machines disagree, so a newer write is lost: "+
			"compare %s instead", o.Decides, o.Name, made(o), instead(o))
	case stamps.Queue:
		return fmt.Sprintf("%s takes work in the order of %s, which each machine's clock sets, though %s counts beside it: "+
			"order by %s", o.Decides, o.Name, o.Counter, o.Counter)
	case stamps.Sorted:
		return fmt.Sprintf("%s sorts by %s, and %s; that is not an order of events where several clocks make it: order by %s, or break ties by an id",
			o.Decides, o.Name, made(o), instead(o))
	case stamps.Unfloored:
		return fmt.Sprintf("%s sets %s to the clock as it is, while %s never lets it fall; after a step back the sequence runs backwards: "+
			"take the larger of the clock and the last value plus one here too", o.Decides, o.Name, o.Floor)
	case stamps.Tie:
		return fmt.Sprintf("%s is cut to whole seconds, and %s takes the %s whose time is the latest, the first of those that share it; "+
			"of two that were made in the same second it takes the older one: keep the nanoseconds", o.Name, o.Decides, o.Item)
	default:
		return fmt.Sprintf("%s is the peer's stamp on one path (%s) and this machine's clock in %s; where the clocks disagree, events are skipped or repeated: "+
			"start from a position that the peer gave", o.Name, o.Foreign, o.Decides)
	}
}

// made tells who made the stamps that are compared.
func made(o *stamps.Order) string {
	if o.Foreign == nil {
		return "other machines may have set both"
	}
	return "they are " + o.Foreign.String()
}

// instead names the order that no clock decides.
func instead(o *stamps.Order) string {
	if o.Counter != "" {
		return o.Counter
	}
	return "a version that the store counts"
}

func path(o *stamps.Order) []finding.Step {
	return []finding.Step{{Pos: o.At, Message: "the order is decided here, in " + o.Decides}}
}
