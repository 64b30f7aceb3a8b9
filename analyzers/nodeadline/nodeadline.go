package nodeadline

import (
	_ "embed"
	"fmt"
	"go/types"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/distvet/distvet/analyzers/internal/boundary"
	"github.com/distvet/distvet/analyzers/internal/catalog"
	"github.com/distvet/distvet/analyzers/internal/docsection"
	"github.com/distvet/distvet/analyzers/internal/finding"
	"github.com/distvet/distvet/analyzers/internal/origin"
	"github.com/distvet/distvet/analyzers/internal/settings"
	"github.com/distvet/distvet/analyzers/internal/summary"
)

//go:embed doc.go
var doc string

// Analyzer reports network calls that nothing ends.
var Analyzer = &analysis.Analyzer{
	Name:     "nodeadline",
	Doc:      docsection.Must(doc, "nodeadline"),
	URL:      "https://github.com/distvet/distvet/blob/main/docs/nodeadline.md",
	Requires: []*analysis.Analyzer{settings.Analyzer, summary.Analyzer},
	Run:      summary.Check(run),
}

func run(_ *analysis.Pass, res *summary.Result, rep *finding.Reporter) {
	for _, cause := range res.Causes() {
		if cause.Owner != boundary.NoDeadline {
			continue // left to ctxdrop
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
			Path:       finding.Places(cause.Places()),
			Also:       cause.Others(),
		})
	}
}

// confidence grades a cause. Nothing at all ends it: certain, unless the proof rests on
// somebody else's module or on a data source name that may hold a limit.
func confidence(cause *boundary.Cause) settings.Confidence {
	switch {
	case cause.Doubt != "":
		return settings.Possible
	case cause.Factory || cause.State != boundary.None || cause.Layer || cause.Limit.Assumed || cause.Limit.Default:
		return settings.Likely
	}
	for _, c := range cause.Crossings {
		if d := c.Operand(boundary.Dur); d != nil && d.Limit.Assumed {
			return settings.Likely
		}
		if c.Via != nil || c.Family != "HTTP" || c.Conn {
			return settings.Likely
		}
	}
	return settings.Certain
}

func message(cause *boundary.Cause) string {
	const open = " has no deadline"
	text := describe(cause)
	others := ""
	switch {
	case len(cause.Crossings) < 2:
	case cause.Of != "":
		others = "of " + cause.Of
	case cause.Through != "":
		others = "through " + cause.Through
	}
	if name, rest, ok := strings.Cut(text, open); ok && others != "" {
		if !strings.HasPrefix(rest, ":") {
			rest = "," + rest
		}
		return name + open + ", like other " + cause.Crossings[0].Family + " calls " + others + rest
	}
	return text
}

func describe(cause *boundary.Cause) string {
	if cause.Factory {
		return fmt.Sprintf("%s and is handed out: whoever sends a request with it waits for ever unless the request brings its own deadline; set %s",
			subject(cause), knob(cause))
	}
	c := cause.Crossings[0]
	switch {
	case c.Conn:
		return fmt.Sprintf("%s in %s works on %s on which no deadline is ever set: it waits for ever for a peer that goes silent; use SetDeadline before it",
			through(c), where(c), c.Operand(boundary.Obj).Limit.What)
	case cause.Unlike != "":
		return fmt.Sprintf("%s in %s has only the deadline that its callers may bring, while most methods of %s set one of their own: a peer that never answers may hold it for ever; use context.WithTimeout as they do",
			through(c), where(c), cause.Unlike)
	case cause.Object && cause.Bare:
		return fmt.Sprintf("%s, and its http.Transport has lost the limits of http.DefaultTransport: unless the caller of %s brings a deadline, a peer that never answers the dial or the TLS handshake holds it for ever; set %s",
			subject(cause), where(c), knob(cause))
	case cause.Object && cause.State == boundary.ByParam:
		return fmt.Sprintf("%s, and %s in %s has only the deadline that its callers may bring; set %s",
			subject(cause), through(c), where(c), knob(cause))
	case cause.Object && cause.State == boundary.None && dials(c):
		return fmt.Sprintf("%s, and %s in %s has no deadline either: a host that does not answer holds it for minutes, until the operating system gives up; set %s",
			subject(cause), through(c), where(c), knob(cause))
	case cause.Object && cause.State == boundary.None:
		return fmt.Sprintf("%s, and %s in %s has no deadline either: it waits for ever for a peer that never answers; set %s",
			subject(cause), through(c), where(c), knob(cause))
	case cause.Object:
		return fmt.Sprintf("%s, and %s in %s ends only with %s: a peer that never answers holds it that long; set %s",
			subject(cause), through(c), where(c), ender(c), knob(cause))
	case cause.Layer && cause.State == boundary.CancelOnly:
		return fmt.Sprintf("%s in %s goes through %s, which has no Timeout, and ends only with %s; use a client with a Timeout",
			through(c), where(c), cause.Limit.What, ender(c))
	case cause.Layer && c.Row.Use == "" && len(cause.Crossings) == 1:
		return fmt.Sprintf("%s has no deadline: it gets %s and a stuck server holds it for ever; use context.WithTimeout", c.Name, root(c))
	case cause.Layer && c.Row.Use == "":
		return fmt.Sprintf("%s has no deadline, like other %s calls of this package: it gets %s, and a stuck server holds them for ever; use context.WithTimeout",
			c.Name, c.Family, root(c))
	case cause.Layer && len(cause.Crossings) == 1:
		return fmt.Sprintf("%s has no deadline: a stuck server holds it for ever; use %s with a deadline", c.Name, c.Row.Use)
	case cause.Layer:
		return fmt.Sprintf("%s has no deadline, like other %s calls of this package: a stuck server holds them for ever; use %s with a deadline",
			c.Name, c.Family, c.Row.Use)
	case len(c.Path) > 0 && root(c) != "":
		return fmt.Sprintf("%s has no deadline: %s passes %s through %s; use context.WithTimeout", c.Name, where(c), root(c), strings.Join(c.Path, " and "))
	case len(c.Path) > 0:
		return fmt.Sprintf("%s has no deadline and is reached through %s: it waits for ever for a peer that never answers", c.Name, strings.Join(c.Path, " and "))
	case root(c) != "":
		return fmt.Sprintf("%s has no deadline: it gets %s and waits for ever for a peer that never answers; use %s", c.Name, root(c), use(c))
	}
	if d := c.Operand(boundary.Dur); d != nil && d.Limit.Configured {
		return fmt.Sprintf("%s has no deadline unless its timeout is configured, and waits for ever for a peer that never answers; give the timeout a default, as its neighbours have", c.Name)
	}
	if c.Row != nil && c.Row.Use == "" && c.Row.Ctx == catalog.Nowhere {
		return fmt.Sprintf("%s has no deadline, no way to give it one, and waits for ever for a peer that never answers", c.Name)
	}
	if dials(c) {
		return fmt.Sprintf("%s has no timeout: a host that does not answer holds it for minutes, until the operating system gives up; use %s", c.Name, use(c))
	}
	return fmt.Sprintf("%s has no deadline and waits for ever for a peer that never answers; use %s", c.Name, use(c))
}

// dials reports whether a crossing does no more than to dial: the system gives up in the end.
func dials(c *boundary.Crossing) bool {
	return strings.HasPrefix(c.Name, "net.Dial") && !c.Conn && len(c.Path) == 0
}

// subject names the object of a cause as the start of a sentence.
func subject(cause *boundary.Cause) string {
	text := strings.TrimPrefix(strings.Replace(cause.Limit.What, " without ", " has no ", 1), "an ")
	if text == cause.Limit.What {
		text += " has no Timeout"
	}
	if cause.Limit.Configured {
		text += " unless it is configured"
	}
	if cause.Limit.Default {
		text += " and is used where no other is given"
	}
	return text
}

func knob(cause *boundary.Cause) string {
	_, knob, _ := strings.Cut(cause.Limit.What, " without ")
	if knob == "" {
		knob = "a Timeout"
	} else if strings.HasPrefix(knob, "limit ") {
		knob = "a " + knob
	}
	if cause.Limit.Configured {
		knob += " to a default"
	}
	return knob
}

// through names the library call, with the functions on the way to it.
func through(c *boundary.Crossing) string {
	if len(c.Path) == 0 {
		return c.Name
	}
	return c.Name + " through " + strings.Join(c.Path, " and ")
}

// where names the function that holds a crossing; a literal is named by its outermost function.
func where(c *boundary.Crossing) string {
	fn := origin.Outermost(c.Fn)
	if recv := fn.Signature.Recv(); recv != nil {
		t := types.TypeString(recv.Type(), func(*types.Package) string { return "" })
		return strings.TrimPrefix(t, "*") + "." + fn.Name()
	}
	if fn.Synthetic != "" {
		return "a package variable"
	}
	return fn.Name()
}

// root names the root context or request that a crossing gets, or "".
func root(c *boundary.Crossing) string {
	if op := c.Root(); op != nil {
		return op.Limit.What
	}
	return ""
}

func use(c *boundary.Crossing) string {
	if c.Row != nil && c.Row.Use != "" {
		return c.Row.Use
	}
	return "context.WithTimeout"
}

func ender(c *boundary.Crossing) string {
	for _, op := range c.Operands {
		if op.Limit.State == boundary.CancelOnly {
			switch op.Limit.Ender {
			case boundary.Request:
				return "the inbound request"
			case boundary.Signal:
				return "a signal to the process"
			case boundary.Process:
				return "the command"
			}
		}
	}
	return "a cancellation"
}
