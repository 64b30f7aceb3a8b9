package cli

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/distvet/distvet/analyzers"
	"github.com/distvet/distvet/cmd/distvet/internal/driver"
	"github.com/distvet/distvet/cmd/distvet/internal/report"
)

// whyFlags are the flags of the why command.
type whyFlags struct {
	analysisFlags
	format string
}

func whyCommand() *command {
	return &command{
		name:  "why",
		args:  "[flags] file.go:line[:column]",
		short: "tell what distvet sees at a call, and why it reports it or not",
		long: `Why tells what distvet knows of the calls on a line, or of the one at a column: whether
they cross the network, what ends them and where that comes from, what they do at the
other end, what runs them again after a failure, what is reported of them, and if
nothing is, for what reason.

It analyses the package of the file, and takes what is known of other packages from go's
build cache, as check does. It changes no result that is kept there.`,
		setup: func(fs *flag.FlagSet) runFunc {
			f := new(whyFlags)
			f.register(fs)
			fs.StringVar(&f.format, "format", "text", "write the answer in this `format`: text or json")
			return f.run
		},
	}
}

// run answers for one place.
func (f *whyFlags) run(ctx context.Context, env *Env, args []string) error {
	if f.format != "text" && f.format != "json" {
		return usagef("unknown format %q%s (formats: text, json)", f.format, didYouMean(f.format, []string{"text", "json"}, "%s"))
	}
	if len(args) != 1 {
		return usagef("why takes one place: distvet why file.go:line or file.go:line:column")
	}
	at, err := parsePlace(args[0])
	if err != nil {
		return err
	}
	text, err := os.ReadFile(at.File)
	if err != nil {
		return &exitError{ExitUsage, fmt.Sprintf("cannot read %s: %v", args[0], rootCause(err))}
	}
	if lines := bytes.Count(text, []byte("\n")) + 1; at.Line > lines {
		return usagef("%s has %d lines only", at.File, lines)
	}
	if f.matrix != "" || f.modules {
		return usagef("why asks about one file, as it is built here: it takes neither -matrix nor -modules")
	}
	a, err := f.prepare(ctx, env, nil)
	if err != nil {
		return err
	}
	if at.File, err = filepath.Abs(at.File); err != nil {
		return err
	}
	if real, err := filepath.EvalSymlinks(at.File); err == nil {
		at.File = real // the name that the go command uses
	}
	req := *a.Request
	req.Dir, req.Patterns = filepath.Dir(at.File), []string{"."}
	if cmp.Or(f.driver, driver.Default()) != "packages" { // where another build system may know better
		if err := holds(ctx, &req, at.File); err != nil {
			return err
		}
	}
	if len(text) > 0 && text[len(text)-1] != '\n' {
		text = append(text, '\n')
	}
	req.Overlay = map[string][]byte{at.File: fmt.Appendf(text, "\n%s%d:%d\n", analyzers.WhyComment, at.Line, at.Column)}
	a.jobs = []job{{Request: &req}}
	res, err := a.run(ctx, env)
	if err != nil {
		return err
	}
	if len(res.Answers) == 0 {
		for _, p := range res.Problems {
			fmt.Fprintf(env.Stderr, "distvet: %s\n", p.Summary)
			for _, line := range p.Detail {
				fmt.Fprintf(env.Stderr, "\t%s\n", line)
			}
		}
		return &exitError{ExitFailure, fmt.Sprintf("%s could not be analysed", args[0])}
	}
	dir, err := os.Getwd()
	if err != nil {
		return err
	}
	why := newWhy(res, at, a.filter)
	if len(why.Calls) == 0 {
		return noCall(args[0], dir, why)
	}
	if f.format == "json" {
		return why.json(env.Stdout)
	}
	return why.text(env.Stdout, dir)
}

func rootCause(err error) error {
	if path, ok := err.(*os.PathError); ok {
		return path.Err
	}
	return err
}

// parsePlace parses "file.go:line[:column]".
func parsePlace(arg string) (report.Position, error) {
	wrong := usagef("%q is no place: write file.go:line or file.go:line:column", arg)
	parts := strings.Split(arg, ":")
	var numbers []int
	for len(numbers) < 2 && len(parts) > 1 {
		n, err := strconv.Atoi(parts[len(parts)-1])
		if err != nil {
			break
		}
		if n < 1 {
			return report.Position{}, usagef("%q is no place: lines and columns count from 1", arg)
		}
		numbers, parts = append(numbers, n), parts[:len(parts)-1]
	}
	at := report.Position{File: strings.Join(parts, ":")}
	switch len(numbers) {
	case 1:
		at.Line = numbers[0]
	case 2:
		at.Line, at.Column = numbers[1], numbers[0]
	default:
		return at, wrong
	}
	if !strings.HasSuffix(at.File, ".go") {
		return at, wrong
	}
	return at, nil
}

// holds returns an error that says why the package in the request's directory does not hold
// the file, if it does not.
func holds(ctx context.Context, req *driver.Request, file string) error {
	pkgs, err := req.List(ctx)
	if err != nil {
		return &exitError{ExitFailure, fmt.Sprintf("%s is in no package: %v", filepath.Base(file), err)}
	}
	base := filepath.Base(file)
	for _, p := range pkgs {
		switch {
		case slices.Contains(slices.Concat(p.GoFiles, p.CgoFiles, p.TestGoFiles, p.XTestGoFiles), base):
			return nil
		case slices.Contains(p.IgnoredGoFiles, base):
			return &exitError{ExitFailure, base + " is left out by its build constraints here; -tags, GOOS and GOARCH choose"}
		case p.Error != nil:
			return &exitError{ExitFailure, fmt.Sprintf("%s is in no package: %s", base, p.Error.Err)}
		}
	}
	return &exitError{ExitFailure, base + " is in no package that the go command knows"}
}

// A why is the answer to the user.
type why struct {
	Package string    `json:"package"`
	Calls   []whyCall `json:"calls"`

	nearest []analyzers.Near
}

type whyCall struct {
	analyzers.Call
	Findings []whyFinding `json:"findings"`
}

// A whyFinding is a finding of any check at the call, or about it.
type whyFinding struct {
	Check      string `json:"check"`
	Confidence string `json:"confidence"`
	Message    string `json:"message"`
	analyzers.Place
	Shown  bool   `json:"shown"`
	Hidden string `json:"hidden,omitempty"` // why it is not shown
	Doubt  string `json:"doubt,omitempty"`  // why it is only possible
}

// newWhy puts together what the engine and the checks say of a place.
func newWhy(res *report.Result, at report.Position, filter report.Filter) *why {
	w := new(why)
	for _, ans := range res.Answers {
		if len(ans.Calls) == 0 {
			w.nearest = append(w.nearest, ans.Nearest...)
		}
		for _, c := range ans.Calls {
			w.Package = ans.Package
			call := whyCall{Call: c, Findings: []whyFinding{}}
			for i := range res.Findings {
				if f := &res.Findings[i]; about(&c, f.Check, f.Pos) || onPath(&c, f) {
					call.Findings = append(call.Findings, shownOrNot(f, filter))
				}
			}
			for i := range res.Ignored {
				if ig := &res.Ignored[i]; about(&c, ig.Check, ig.Pos) {
					call.Findings = append(call.Findings, whyFinding{
						Check: ig.Check, Confidence: ig.Confidence.String(), Message: ig.Message, Place: placeOf(ig.Pos),
						Hidden: fmt.Sprintf("%s (line %d)", ig.Text, ig.Directive.Line),
					})
				}
			}
			w.Calls = append(w.Calls, call)
		}
	}
	return w
}

func placeOf(p report.Position) analyzers.Place {
	return analyzers.Place{File: p.File, Line: p.Line, Column: p.Column}
}

// about reports whether a check that stands at pos speaks of the call: it stands in the call,
// or where class A reports it.
func about(c *analyzers.Call, check string, pos report.Position) bool {
	for _, cause := range c.Causes {
		if cause.Check == check && cause.Place == placeOf(pos) {
			return true
		}
	}
	from := report.Position{File: c.File, Line: c.Line, Column: c.Column}
	to := report.Position{File: c.End.File, Line: c.End.Line, Column: c.End.Column}
	return pos.File == c.File && from.Compare(pos) <= 0 && pos.Compare(to) < 0
}

// onPath reports whether a finding names the call as a step of its path.
func onPath(c *analyzers.Call, f *report.Finding) bool {
	return slices.ContainsFunc(f.Path, func(s report.Step) bool { return about(c, "", s.Pos) })
}

// shownOrNot tells whether the filter shows a finding.
func shownOrNot(f *report.Finding, filter report.Filter) whyFinding {
	out := whyFinding{Check: f.Check, Confidence: f.Confidence.String(), Message: f.Message, Place: placeOf(f.Pos)}
	out.Hidden = filter.Why(*f)
	out.Shown = out.Hidden == ""
	for _, step := range f.Path {
		if doubt, ok := strings.CutPrefix(step.Message, analyzers.InDoubt); ok {
			out.Doubt = doubt
		}
	}
	return out
}

// noCall is the error for a place without a call.
func noCall(arg, dir string, w *why) error {
	var b strings.Builder
	fmt.Fprintf(&b, "there is no call at %s", arg)
	if len(w.nearest) > 0 {
		b.WriteString("; the nearest are")
		for _, n := range w.nearest {
			crosses := ""
			if n.Crossing {
				crosses = ", which crosses the network"
			}
			fmt.Fprintf(&b, "\n\t%s:%d:%d: %s%s", report.Rel(dir, n.File), n.Line, n.Column, report.Clean(n.Call), crosses)
		}
	}
	return &exitError{ExitUsage, b.String()}
}

func (w *why) json(out io.Writer) error {
	data, err := json.MarshalIndent(w, "", "  ")
	if err != nil {
		return err
	}
	_, err = out.Write(append(data, '\n'))
	return err
}

// text writes the answer for people.
func (w *why) text(out io.Writer, dir string) error {
	var b bytes.Buffer
	place := func(p analyzers.Place) string {
		if p.Line == 0 {
			return ""
		}
		return fmt.Sprintf("%s:%d:%d", report.Rel(dir, p.File), p.Line, p.Column)
	}
	for i := range w.Calls {
		c := &w.Calls[i]
		if i > 0 {
			b.WriteByte('\n')
		}
		fmt.Fprintf(&b, "%s: %s\n", place(c.Place), report.Clean(c.Call.Call))
		if c.Name == "" {
			fmt.Fprintf(&b, "  crosses no network that distvet knows of: %s\n", report.Clean(c.Silent))
		} else {
			w.crossing(&b, c, place)
		}
		if c.Effect != "" {
			fmt.Fprintf(&b, "  effect: %s\n", report.Clean(c.Effect))
		}
		w.regions(&b, c, place)
		w.findings(&b, c, place)
	}
	_, err := out.Write(b.Bytes())
	return err
}

func (w *why) crossing(b *bytes.Buffer, c *whyCall, place func(analyzers.Place) string) {
	kind := map[string]string{"stream": ", which waits by design", "connection": ", on one connection", "rest": ", which goes on with an earlier call"}[c.Kind]
	fmt.Fprintf(b, "  crosses the network: %s (%s)%s\n", report.Clean(c.Name), c.Family, kind)
	if len(c.Path) > 0 {
		fmt.Fprintf(b, "  through: %s\n", report.Clean(strings.Join(c.Path, ", ")))
	}
	fmt.Fprintf(b, "  bound: %s\n", c.Bound)
	for _, op := range c.Operands {
		fmt.Fprintf(b, "    its %s: %s\n", op.Kind, op.Bound)
		for _, clue := range op.Clues {
			pad := strings.Repeat("  ", clue.Deep)
			if at := place(clue.Place); at != "" {
				fmt.Fprintf(b, "      %s%s: %s\n", pad, at, report.Clean(clue.Text))
			} else {
				fmt.Fprintf(b, "      %s%s\n", pad, report.Clean(clue.Text))
			}
		}
	}
}

func (w *why) regions(b *bytes.Buffer, c *whyCall, place func(analyzers.Place) string) {
	for _, r := range c.Regions {
		at := place(r.Place)
		if at != "" {
			at = " at " + at
		}
		fmt.Fprintf(b, "  runs again: %s%s; limit: %s; wait: %s; cancellation: %s\n", report.Clean(r.Kind), at, r.Limit, report.Clean(r.Wait), r.Cancel)
	}
	if len(c.Regions) == 0 && c.Name != "" {
		b.WriteString("  runs again: nothing in this function repeats it\n")
	}
}

func (w *why) findings(b *bytes.Buffer, c *whyCall, place func(analyzers.Place) string) {
	shown := slices.Clone(c.Findings)
	slices.SortStableFunc(shown, func(x, y whyFinding) int { return cmp.Compare(x.Hidden, y.Hidden) })
	for _, f := range shown {
		state := "reported"
		if !f.Shown {
			state = "not shown"
		}
		fmt.Fprintf(b, "  %s: %s, %s, at %s\n", state, f.Check, f.Confidence, place(f.Place))
		if f.Hidden != "" {
			fmt.Fprintf(b, "    because: %s\n", f.Hidden)
		}
		if f.Doubt != "" {
			fmt.Fprintf(b, "    %s%s\n", analyzers.InDoubt, report.Clean(f.Doubt))
		}
		fmt.Fprintf(b, "    %s\n", f.Message)
	}
	if len(shown) > 0 || c.Name == "" {
		return
	}
	switch {
	case c.Silent != "":
		fmt.Fprintf(b, "  not reported by class A: %s\n", report.Clean(c.Silent))
	default:
		b.WriteString("  not reported: the file is generated, or the finding stands at another place of the same cause\n")
	}
}
