package printer

import (
	"bytes"
	"cmp"
	"fmt"
	"slices"
	"text/tabwriter"

	"github.com/distvet/distvet/analyzers"
	"github.com/distvet/distvet/cmd/distvet/internal/report"
)

// ignored prints what directives hide: each directive once, with what it hides below.
func (t *Text) ignored(out *bytes.Buffer, list []report.Ignored) {
	fmt.Fprintf(out, "%s\n\n", t.paint(bold, "ignored"))
	if len(list) == 0 {
		fmt.Fprint(out, "  no //distvet: comment hides anything\n\n")
		return
	}
	for i := range list {
		ig := &list[i]
		if i == 0 || ig.Directive != list[i-1].Directive {
			if i > 0 {
				out.WriteByte('\n')
			}
			fmt.Fprintf(out, "  %s: %s\n", t.paint(bold, t.place(ig.Directive)), ig.Text)
		}
		fmt.Fprintf(out, indent+"hides %s: %s, %s: %s\n", t.place(ig.Pos), ig.Check, ig.Confidence, ig.Message)
	}
	out.WriteByte('\n')
}

// stats prints how many network calls were judged, by family, and why others were not.
func (t *Text) stats(out *bytes.Buffer, families []analyzers.Family) {
	fmt.Fprintf(out, "%s\n\n", t.paint(bold, "network calls, by library family"))
	total := analyzers.Family{Name: "all"}
	for _, f := range families {
		total.Add(f)
	}
	width := 0
	for _, f := range families {
		width = max(width, len(f.Name))
	}
	tw := tabwriter.NewWriter(out, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintf(tw, "  %-*s\t", width, "")
	fmt.Fprintln(tw, "calls\tbounded\tcancel-only\tunbounded\tcallers decide\tstreams\tunknown\t")
	for _, f := range append(slices.Clone(families), total) {
		fmt.Fprintf(tw, "  %-*s\t%d\t%d\t%d\t%d\t%d\t%d\t%d\t\n", width, f.Name, f.Calls(), f.Bounded, f.Cancel, f.Open, f.Param, f.Stream, f.Unknown)
	}
	tw.Flush()
	if total.Unknown > 0 {
		fmt.Fprintf(out, "\n  %.0f %% of the calls could not be judged, because of\n", 100*float64(total.Unknown)/float64(total.Calls()))
		reasons := make([]string, 0, len(total.Reasons))
		for r := range total.Reasons {
			reasons = append(reasons, r)
		}
		slices.SortFunc(reasons, func(a, b string) int {
			return cmp.Or(cmp.Compare(total.Reasons[b], total.Reasons[a]), cmp.Compare(a, b))
		})
		for _, r := range reasons {
			fmt.Fprintf(out, indent+"%d: %s\n", total.Reasons[r], r)
		}
	}
	out.WriteByte('\n')
}
