package retrywrite

import (
	_ "embed"
	"fmt"
	"go/token"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/distvet/distvet/analyzers/internal/docsection"
	"github.com/distvet/distvet/analyzers/internal/finding"
	"github.com/distvet/distvet/analyzers/internal/repeat"
	"github.com/distvet/distvet/analyzers/internal/settings"
	"github.com/distvet/distvet/analyzers/internal/summary"
)

//go:embed doc.go
var doc string

// Analyzer reports writes that a retry may do twice.
var Analyzer = &analysis.Analyzer{
	Name:     "retrywrite",
	Doc:      docsection.Must(doc, "retrywrite"),
	URL:      "https://github.com/distvet/distvet/blob/main/docs/retrywrite.md",
	Requires: []*analysis.Analyzer{settings.Analyzer, summary.Analyzer},
	Run:      summary.Check(run),
}

func run(pass *analysis.Pass, res *summary.Result, rep *finding.Reporter) {
	said := make(map[ssa.CallInstruction]bool)
	for _, fn := range res.SSA.Funcs {
		if res.SSA.Tests[fn] {
			continue
		}
		for _, r := range res.Repeat.Repeats(fn) {
			said[r.Call] = true
			pos, end := place(r)
			rep.Report(finding.Finding{
				Pos: pos, End: end,
				Confidence: confidence(r),
				Message:    message(r),
				Path:       path(r),
				Fixes:      r.Hoist(pass),
			})
		}
		for _, g := range res.Repeat.GeneratedNames(fn) {
			rep.Report(finding.Finding{
				Pos:        g.At.Pos(),
				Confidence: settings.Likely,
				Message:    fmt.Sprintf("%s keeps the name that the server has made up only if its reply and the next write arrive, and until then each run of the controller creates another object; make the name of what the object belongs to, and take AlreadyExists for success", g.Kept),
				Path:       []finding.Step{{Pos: g.Create.Pos(), Message: "created here"}},
			})
		}
		for _, k := range res.Repeat.StampedKeys(fn) {
			c := settings.Possible
			if k.Mixed {
				c = settings.Likely
			}
			rep.Report(finding.Finding{
				Pos:        k.At.Pos(),
				Confidence: c,
				Message:    fmt.Sprintf("%s holds the time of its making, so no two are the same and nothing is recognised as a repeat; make it of what identifies the work alone", k.Name),
			})
		}
	}
	libraries(res, rep, said)
}

// place is where a person would edit: the line that makes the key, else the call.
func place(r *repeat.Repeated) (pos, end token.Pos) {
	if r.NewKey != "" && r.KeyCall.Parent() == r.Call.Parent() {
		if call, ok := r.KeyCall.(ssa.CallInstruction); ok {
			return repeat.Place(call)
		}
		if r.KeyCall.Pos().IsValid() {
			return r.KeyCall.Pos(), token.NoPos
		}
	}
	return repeat.Place(r.Call)
}

// libraries reports what libraries repeat by themselves, but for what was said.
func libraries(res *summary.Result, rep *finding.Reporter, said map[ssa.CallInstruction]bool) {
	for _, l := range res.Repeat.ByLibraries() {
		if said[l.Call] {
			continue
		}
		if l.Setting == nil {
			pos, end := repeat.Place(l.Call)
			rep.Report(finding.Finding{
				Pos: pos, End: end, Confidence: settings.Possible,
				Message: fmt.Sprintf("the library repeats %s by itself when no reply comes, and may do it twice; give it a key that the other end recognises, or turn its retries off", l.What),
			})
			continue
		}
		f := finding.Finding{
			Pos: l.Setting.Pos(), Confidence: settings.Likely,
			Message: fmt.Sprintf("%s lets the library repeat %s when no reply comes, and may do it twice; give it a key that the other end recognises, or a client without retries", l.Name, l.What),
			Path:    []finding.Step{{Pos: l.Call.Pos(), Message: l.What + " is done here"}},
		}
		if l.Filter || !l.Does {
			f.Confidence = settings.Possible
		}
		if call, ok := l.Setting.(*ssa.Call); ok {
			f.Pos, f.End = repeat.Place(call)
		}
		rep.Report(f)
	}
}

// confidence grades a repeated write. By default those are reported of which something in the
// code tells that a second one matters: what is written, a name that speaks of money or goods, a
// key that was meant to be recognised, a transaction that takes back the rest, or callers who
// choose the method. What else is done twice, nobody may mind.
func confidence(r *repeat.Repeated) settings.Confidence {
	switch w := r.Write; {
	case w.ByName, r.NewKey != "" && r.Tracing:
		return settings.Possible
	case r.NewKey != "":
		return settings.Likely
	case w.Fails, w.Delivers && !r.Region.Commits, r.After == repeat.Filtered:
		return settings.Possible // what a transaction that was rolled back has told others is no mere repeat
	case r.Every && !(r.Field && r.Posts):
		return settings.Possible // who posts that way is in sight, and may know that it is harmless
	case r.Chosen:
		return settings.Possible // the same requests are made without it elsewhere
	case r.Sets:
		return settings.Possible // a second one probably changes nothing
	case r.Does, r.Every, r.Region.Commits:
		return settings.Likely
	}
	return settings.Possible
}

func message(r *repeat.Repeated) string {
	what := r.Write.What
	if len(r.Write.Path) > 0 {
		what += " (" + strings.Join(r.Write.Path, " -> ") + ")"
	}
	again := r.Region.Name
	switch {
	case r.NewKey != "":
		return fmt.Sprintf("%s makes a new %s for each attempt of %s, so the other end takes a repeat whose first reply was lost for new work; make the key once, before the attempts", again, r.NewKey, what)
	case r.Done && r.Region.Commits:
		return fmt.Sprintf("%s runs its function again when the commit fails, and with it %s, which is no part of the transaction; do it after the commit, or from an outbox table that the transaction writes", again, what)
	case r.Done:
		return fmt.Sprintf("%s repeats %s although it succeeded when a later step of the attempt fails; move it behind the last step that can fail, or %s", again, what, remedy(r))
	case r.Every:
		return fmt.Sprintf("%s repeats requests of every method, POST included: one whose reply was lost is done twice; repeat only idempotent methods, or those that carry an Idempotency-Key", again)
	}
	return fmt.Sprintf("%s repeats %s also when only the reply was lost, and does it twice; %s", again, what, remedy(r))
}

// remedy names the way out for the kind of write.
func remedy(r *repeat.Repeated) string {
	switch {
	case r.Write.Family == "HTTP":
		return "send an Idempotency-Key made before the attempts, or ask the server what became of the first one"
	case strings.HasPrefix(r.Write.What, "INSERT"), strings.HasPrefix(r.Write.What, "COPY"):
		return "give the row a key made before the attempts and add ON CONFLICT DO NOTHING"
	case strings.HasPrefix(r.Write.What, "UPDATE"):
		return "make it conditional on the value read before (WHERE version = ?), or record a key of the change in the same transaction"
	case r.Write.Family == "Redis":
		return "set a value computed before the attempts, or record a key of the operation in the same script"
	}
	return "give the operation a key made before the attempts that the other end recognises, or ask there what became of the first one"
}

func path(r *repeat.Repeated) []finding.Step {
	var steps []finding.Step
	if r.Region.Pos.IsValid() {
		steps = append(steps, finding.Step{Pos: r.Region.Pos, Message: "repeated by " + r.Region.Name})
	}
	if r.NewKey != "" {
		steps = append(steps, finding.Step{Pos: r.Call.Pos(), Message: "sent here"})
	}
	return steps
}
