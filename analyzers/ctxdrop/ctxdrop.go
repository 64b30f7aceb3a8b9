package ctxdrop

import (
	_ "embed"
	"fmt"
	"go/token"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/distvet/distvet/analyzers/internal/attempts"
	"github.com/distvet/distvet/analyzers/internal/boundary"
	"github.com/distvet/distvet/analyzers/internal/docsection"
	"github.com/distvet/distvet/analyzers/internal/finding"
	"github.com/distvet/distvet/analyzers/internal/settings"
	"github.com/distvet/distvet/analyzers/internal/summary"
)

//go:embed doc.go
var doc string

// Analyzer reports network calls that leave the context at hand behind.
var Analyzer = &analysis.Analyzer{
	Name:     "ctxdrop",
	Doc:      docsection.Must(doc, "ctxdrop"),
	URL:      "https://github.com/distvet/distvet/blob/main/docs/ctxdrop.md",
	Requires: []*analysis.Analyzer{settings.Analyzer, summary.Analyzer},
	Run:      summary.Check(run),
}

func run(pass *analysis.Pass, res *summary.Result, rep *finding.Reporter) {
	for _, cause := range res.Causes() {
		if cause.Owner != boundary.CtxDrop {
			continue
		}
		cause = cause.Without(func(one *boundary.Cause) bool {
			return rep.Silences(one.Node, func() (string, settings.Confidence) { return message(one), confidence(one) })
		})
		if cause == nil {
			continue
		}
		rep.Report(finding.Finding{
			Pos: cause.Node.Pos(), End: cause.Node.End(),
			Confidence: confidence(cause),
			Message:    message(cause),
			Like:       "ctx",
			Made:       cause.RequestMade(),
			Waits:      true,
			Doubt:      cause.Doubt,
			Fixes:      fix(pass, res, cause),
			Also:       cause.Others(),
		})
	}
	cuts(res, rep)
}

// cuts reports the goroutines that get a context which ends at once.
func cuts(res *summary.Result, rep *finding.Reporter) {
	for _, c := range res.Boundary.Cuts() {
		f := finding.Finding{
			Pos: c.Pos, End: c.Pos + token.Pos(len("go")),
			Confidence: settings.Likely,
			Like:       "ctx",
		}
		work := "what it does"
		if c.Work != "" {
			work = c.Work
		}
		by := "when the handler has returned"
		if c.Cancel.IsValid() {
			by = "as " + attempts.FuncName(c.Fn) + " returns"
			f.Path = []finding.Step{{Pos: c.Cancel, Message: "the function cancels the context here, when it returns"}}
		}
		for _, pos := range c.Others {
			f.Path = append(f.Path, finding.Step{Pos: pos, Message: "and so is what this goroutine does"})
		}
		f.Message = fmt.Sprintf("%s ends %s, and nothing waits for the goroutine that is started with it: %s is cut off; give it a context of its own, from context.WithoutCancel and with a timeout",
			c.Ctx, by, work)
		rep.Report(f)
	}
}

func confidence(cause *boundary.Cause) settings.Confidence {
	if cause.Doubt != "" {
		return settings.Possible
	}
	return settings.Likely
}

func message(cause *boundary.Cause) string {
	c := cause.Crossings[0]
	way := ""
	if len(c.Path) > 0 {
		way = " through " + strings.Join(c.Path, " and ")
	}
	if op := c.Root(); op != nil && cause.Hand.Callers {
		return fmt.Sprintf("%s%s gets %s because %s takes no context, although all its callers have one: it goes on when they have given up; give %s a context and pass it on",
			c.Name, way, what(op.Limit), cause.Hand.Name, cause.Hand.Name)
	} else if op != nil && cause.Hand.Own != "" {
		return fmt.Sprintf("%s%s does not get %s, the context that %s keeps for its work, but %s: it goes on when that has ended; pass %s",
			c.Name, way, cause.Hand.Name, cause.Hand.Own, what(op.Limit), cause.Hand.Name)
	} else if op != nil {
		return fmt.Sprintf("%s%s does not get %s, which is at hand, but %s: %s; pass %s",
			c.Name, way, cause.Hand.Name, what(op.Limit), goesOn(cause), cause.Hand.Name)
	}
	for _, op := range c.Operands {
		if op.Value != nil && (op.Kind == boundary.Ctx || op.Kind == boundary.Req) {
			return fmt.Sprintf("%s%s does not get %s, which is at hand, but a context that was stored earlier: %s; pass %s",
				c.Name, way, cause.Hand.Name, goesOn(cause), cause.Hand.Name)
		}
	}
	use := "a form that takes one"
	if twin := c.Twin(); twin != "" {
		return fmt.Sprintf("%s takes no context although %s is at hand: %s; use %s", c.Path[0], cause.Hand.Name, goesOn(cause), twin)
	}
	if unset := c.Unset(); unset != "" {
		return fmt.Sprintf("%s gets no context although %s is at hand: %s; set %s", c.Path[0], cause.Hand.Name, goesOn(cause), unset)
	}
	if c.Row != nil && c.Row.Use != "" {
		use = c.Row.Use
	}
	return fmt.Sprintf("%s%s takes no context although %s is at hand: %s; use %s", c.Name, way, cause.Hand.Name, goesOn(cause), use)
}

// goesOn says what becomes of a call whose caller has given up. The operating system ends a dial.
func goesOn(cause *boundary.Cause) string {
	c := cause.Crossings[0]
	if c.State == boundary.None && !cause.Guess && !strings.HasPrefix(c.Name, "net.Dial") {
		return "nothing in sight ends it, also when the caller has given up"
	}
	return "it goes on when the caller has given up"
}

// what names the root a context or request derives from.
func what(l boundary.Limit) string {
	switch {
	case l.What == "":
		return "a context made from a root context"
	case l.What == "http.NewRequest":
		return "a request made without a context"
	}
	return l.What
}
