package retrybody

import (
	_ "embed"
	"fmt"

	"golang.org/x/tools/go/analysis"

	"github.com/distvet/distvet/analyzers/internal/docsection"
	"github.com/distvet/distvet/analyzers/internal/finding"
	"github.com/distvet/distvet/analyzers/internal/repeat"
	"github.com/distvet/distvet/analyzers/internal/settings"
	"github.com/distvet/distvet/analyzers/internal/summary"
)

//go:embed doc.go
var doc string

// Analyzer reports bodies and readers that a second attempt finds used up.
var Analyzer = &analysis.Analyzer{
	Name:     "retrybody",
	Doc:      docsection.Must(doc, "retrybody"),
	URL:      "https://github.com/distvet/distvet/blob/main/docs/retrybody.md",
	Requires: []*analysis.Analyzer{settings.Analyzer, summary.Analyzer},
	Run:      summary.Check(run),
}

func run(pass *analysis.Pass, res *summary.Result, rep *finding.Reporter) {
	for _, r := range res.Repeat.AllReuses() {
		pos, end := repeat.Place(r.Call)
		rep.Report(finding.Finding{
			Pos: pos, End: end,
			Confidence: confidence(r),
			Message:    message(r),
			Path:       path(r),
			Fixes:      r.Rewind(pass),
		})
	}
	for _, fn := range res.SSA.Funcs {
		if res.SSA.Tests[fn] {
			continue
		}
		for _, u := range res.Repeat.UnclosedResponses(fn) {
			pos, end := repeat.Place(u.Call)
			c := settings.Likely
			if u.Once {
				c = settings.Possible
			}
			rep.Report(finding.Finding{
				Pos: pos, End: end,
				Confidence: c,
				Message:    "the response of this attempt is left open when the next one begins, which keeps its connection from being used again; close its Body on every way back",
				Like:       "bodyclose",
			})
		}
		for _, o := range res.Repeat.LeftOpens(fn) {
			pos, end := repeat.Place(o.Call)
			rep.Report(finding.Finding{Pos: pos, End: end, Confidence: settings.Possible, Message: leftOpen[o.What]})
		}
		for _, d := range res.Repeat.PutOff(fn) {
			c := settings.Possible
			if d.Endless {
				c = settings.Likely
			}
			rep.Report(finding.Finding{
				Pos:        d.At.Pos(),
				Confidence: c,
				Message:    fmt.Sprintf("the deferred call releases the %s of every attempt only when %s returns; release it before the next attempt, or make the attempt a function of its own", d.What, fn.Name()),
			})
		}
		for _, s := range res.Repeat.UntoldBodies(fn) {
			rep.Report(finding.Finding{
				Pos:        s.At.Pos(),
				Confidence: settings.Likely,
				Message:    "this body can be made again, but net/http does not know: it follows no redirect that keeps the method, and cannot repeat the request on another connection; set GetBody to what makes the body",
			})
		}
		for _, h := range res.Repeat.HiddenBodies(fn) {
			pos, end := repeat.Place(h.Wrap)
			rep.Report(finding.Finding{
				Pos: pos, End: end,
				Confidence: settings.Likely,
				Message:    fmt.Sprintf("io.NopCloser hides from net/http that the body is a *%s: a request that meets a closing connection, or a redirect that keeps the method, then fails instead of being sent again; pass the reader as it is", h.Type),
				Fixes:      h.Unwrap(pass),
			})
		}
		for _, s := range res.Repeat.SameBodies(fn) {
			c := settings.Likely
			if s.Given {
				c = settings.Possible
			}
			rep.Report(finding.Finding{
				Pos:        s.At.Pos(),
				Confidence: c,
				Message:    fmt.Sprintf("GetBody returns %s again, which the attempt before has read, so a request that net/http repeats or redirects goes out without its body; return a new reader of the same content, or seek to the start", s.Name),
			})
		}
		for _, p := range res.Repeat.Partials(fn) {
			pos, end := repeat.Place(p.Call)
			rep.Report(finding.Finding{
				Pos: pos, End: end,
				Confidence: settings.Likely,
				Message:    fmt.Sprintf("the buffer holds no more of %s than the attempt before has read, so the next one sends a body that breaks off; read %s to its end before the first attempt, or seek to its start", p.Name, p.Name),
				Path:       []finding.Step{{Pos: p.Tee.Pos(), Message: "kept here, as far as it is read"}},
			})
		}
		for _, m := range res.Repeat.MistakenRewinds(fn) {
			rep.Report(finding.Finding{
				Pos:        m.At.Pos(),
				Confidence: settings.Likely,
				Message:    fmt.Sprintf("%s gets its body anew, but it is %s, copied before the loop, that each attempt sends: with the body that the attempt before has read; set the Body of %s", m.Name, m.Copy, m.Copy),
				Path:       []finding.Step{{Pos: m.Call.Pos(), Message: "sent here"}},
			})
		}
		for _, c := range res.Repeat.ClosedBodies(fn) {
			pos, end := repeat.Place(c.Call)
			what := ""
			if c.Some {
				what = ", and only one of a certain type is made anew"
			}
			rep.Report(finding.Finding{
				Pos: pos, End: end,
				Confidence: settings.Likely,
				Message:    fmt.Sprintf("net/http closes the body of %s also when it could not connect%s, so the next attempt cannot read it; wrap it in io.NopCloser before the first one", c.Name, what),
			})
		}
		for _, c := range res.Repeat.SharedBodies(fn) {
			pos, end := repeat.Place(c.Call)
			rep.Report(finding.Finding{
				Pos: pos, End: end,
				Confidence: settings.Likely,
				Message:    fmt.Sprintf("all copies share the body of the request where %s was told to keep none of it, and the first one that is sent uses it up; give them http.NoBody then, and no length", c.Maker.Name()),
				Path:       []finding.Step{{Pos: c.Copier.Pos(), Message: "copied here"}},
			})
		}
		for _, d := range res.Repeat.DroppedBodies(fn) {
			pos, end := repeat.Place(d.Second)
			rep.Report(finding.Finding{
				Pos: pos, End: end,
				Confidence: settings.Likely,
				Message:    fmt.Sprintf("this repeats the request without its body: %s is nil here; keep its bytes and make a reader of them for each attempt", d.Name),
				Path:       []finding.Step{{Pos: d.First.Pos(), Message: "sent with it here first"}},
			})
		}
		for _, s := range res.Repeat.StaleBodies(fn) {
			rep.Report(finding.Finding{
				Pos:        s.At.Pos(),
				Confidence: settings.Likely,
				Message:    fmt.Sprintf("%s gets a new body and length but keeps its old GetBody, so net/http repeats the request with a body that does not fit; set GetBody as well, or to nil, on a clone of the request", s.Name),
			})
		}
	}
}

// leftOpen says what is wrong with what an attempt leaves open, and the way out.
var leftOpen = map[string]string{
	"transaction": "the transaction of this attempt is neither committed nor rolled back when the next one begins, which keeps its connection and its locks; roll it back on every way back",
	"connection":  "the connection of this attempt is left open when the next one begins; close it on every way back",
	"context":     "the context of this attempt is not cancelled when the next one begins, so what it has started goes on; call its cancel function on every way back",
}

// confidence grades a reuse: certain if the body is made in sight; else it rests on what
// callers give, or on the assumption that a function reads the io.Reader it is given.
func confidence(r *repeat.Reuse) settings.Confidence {
	switch {
	case r.Part:
		return settings.Possible // most send a stream in parts, and some send it to several servers
	case r.Sure && !r.Assumed:
		return settings.Certain
	case r.Sure || !r.Assumed:
		return settings.Likely
	}
	return settings.Possible
}

func message(r *repeat.Reuse) string {
	switch {
	case r.Sends && r.Sure:
		req := repeat.Word(r.Call, r.Value, "the request")
		return fmt.Sprintf("the body of %s was read by the attempt before, so %s sends an empty one or fails; set its Body from GetBody before each attempt", req, r.By)
	case r.Sends:
		req := repeat.Word(r.Call, r.Value, "the request")
		return fmt.Sprintf("the body of %s, if it has one, was read by the attempt before, so %s sends an empty one or fails; rewind it with GetBody before each attempt, or keep its bytes and set Body anew", req, r.By)
	case r.Held != "":
		return fmt.Sprintf("the reader in %s was read by the attempt before, so the next request gets an empty body; keep its bytes, or seek it back to its start, before each attempt", r.Held)
	case r.Body:
		body := repeat.Word(r.Call, r.Value, "the reader")
		return fmt.Sprintf("%s was read by the attempt before, so the next request gets an empty body; keep its bytes and make a reader of them for each attempt", body)
	}
	reader := repeat.Word(r.Call, r.Value, "the reader")
	assumed := ""
	if r.Assumed {
		assumed = " (it is assumed to read what it is given)"
	}
	return fmt.Sprintf("%s was read by the attempt before, so %s gets what is left of it%s; open it anew, or seek to its start, before each attempt", reader, r.By, assumed)
}

func path(r *repeat.Reuse) []finding.Step {
	var steps []finding.Step
	if r.First != r.Call {
		steps = append(steps, finding.Step{Pos: r.First.Pos(), Message: "read here first"})
	}
	for _, x := range r.Alike {
		steps = append(steps, finding.Step{Pos: x.Call.Pos(), Message: "and so it is here"})
	}
	return steps
}
