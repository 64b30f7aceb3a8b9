// Package account gives account of what the analyses saw of a package: how many of its network
// calls they could judge, and, when asked about one place, what they know of it.
//
// The account travels as diagnostics that are no findings, because diagnostics are what every
// driver carries and what go's build cache keeps. Only a driver that asked for records gets
// them, and takes them out again.
package account

import (
	"encoding/json"
	"fmt"
	"go/ast"
	"go/token"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/distvet/distvet/analyzers/internal/boundary"
	"github.com/distvet/distvet/analyzers/internal/finding"
	"github.com/distvet/distvet/analyzers/internal/settings"
	"github.com/distvet/distvet/analyzers/internal/summary"
)

// Analyzer reports one diagnostic of category Stats in each package that makes network calls,
// and one of category Why in a package that is asked about. Their messages are JSON.
var Analyzer = &analysis.Analyzer{
	Name:     "distvetaccount",
	Doc:      "distvetaccount: tell what was seen of the package's network calls",
	URL:      "https://github.com/distvet/distvet",
	Requires: []*analysis.Analyzer{settings.Analyzer, summary.Analyzer},
	Run:      summary.CheckAll(run),
}

// The categories of diagnostics that hold an account.
const (
	Stats = "stats" // the message is a JSON list of Family
	Why   = "why"   // the message is a JSON Answer
)

// A Family counts the network calls of a package that go through the libraries of one family,
// test files excluded: the calls of the libraries, and those that decide for a function that
// leaves the decision to its callers.
type Family struct {
	Name    string         `json:"family"`
	Bounded int            `json:"bounded"`
	Cancel  int            `json:"cancelOnly"`
	Open    int            `json:"unbounded"`
	Param   int            `json:"callersDecide"`
	Stream  int            `json:"streams"` // wait by design
	Unknown int            `json:"unknown"`
	Reasons map[string]int `json:"reasons,omitempty"` // of Unknown
}

// Calls is the number of calls of the family.
func (f *Family) Calls() int {
	return f.Bounded + f.Cancel + f.Open + f.Param + f.Stream + f.Unknown
}

// Add adds the numbers of another package.
func (f *Family) Add(g Family) {
	f.Bounded += g.Bounded
	f.Cancel += g.Cancel
	f.Open += g.Open
	f.Param += g.Param
	f.Stream += g.Stream
	f.Unknown += g.Unknown
	for reason, n := range g.Reasons {
		if f.Reasons == nil {
			f.Reasons = make(map[string]int)
		}
		f.Reasons[reason] += n
	}
}

func run(pass *analysis.Pass, res *summary.Result, _ *finding.Reporter) {
	if len(pass.Files) == 0 || !pass.ResultOf[settings.Analyzer].(*settings.Settings).Records {
		return
	}
	if res.SSA != nil {
		if list := families(res); len(list) > 0 {
			report(pass, Stats, list)
		}
	}
	if q := question(pass); q != nil {
		report(pass, Why, q.answer(res))
	}
}

func report(pass *analysis.Pass, category string, v any) {
	text, err := json.Marshal(v)
	if err != nil {
		panic(fmt.Sprintf("internal error: %v", err))
	}
	pass.Report(analysis.Diagnostic{Pos: pass.Files[0].Package, Category: category, Message: string(text)})
}

// families counts the crossings of the package, by family in the order of their names.
func families(res *summary.Result) []Family {
	var list []Family
	for _, fn := range res.SSA.Funcs {
		if res.SSA.Tests[fn] {
			continue
		}
		for _, c := range res.Boundary.Crossings(fn) {
			if !c.Judged() {
				continue
			}
			i := slices.IndexFunc(list, func(f Family) bool { return f.Name == c.Family })
			if i < 0 {
				i = len(list)
				list = append(list, Family{Name: c.Family})
			}
			list[i].count(res.Boundary, c)
		}
	}
	slices.SortFunc(list, func(f, g Family) int { return strings.Compare(f.Name, g.Name) })
	return list
}

func (f *Family) count(a *boundary.Analysis, c *boundary.Crossing) {
	switch {
	case c.State == boundary.Bounded:
		f.Bounded++
	case c.State == boundary.ByParam:
		f.Param++
	case c.State == boundary.Unknown:
		f.Add(Family{Unknown: 1, Reasons: map[string]int{a.Reason(c): 1}})
	case c.Stream:
		f.Stream++
	case c.State == boundary.CancelOnly:
		f.Cancel++
	default:
		f.Open++
	}
}

// Question begins the comment at the end of a file that asks about a place in it:
// "//distvet-why 12:3", where column 0 means the whole line. The command adds it to a copy of
// the file, so that a question is a change of one file, and go's cache keeps all other results.
const Question = "//distvet-why "

type asked struct {
	pass      *analysis.Pass
	file      *ast.File
	line, col int
}

// question returns what the package is asked, or nil.
func question(pass *analysis.Pass) *asked {
	for _, f := range pass.Files {
		if len(f.Comments) == 0 {
			continue
		}
		last := f.Comments[len(f.Comments)-1]
		text, ok := strings.CutPrefix(last.List[len(last.List)-1].Text, Question)
		if !ok {
			continue
		}
		q := &asked{pass: pass, file: f}
		if _, err := fmt.Sscanf(text, "%d:%d", &q.line, &q.col); err == nil {
			return q
		}
	}
	return nil
}

func (q *asked) place(pos token.Pos) Place {
	p := q.pass.Fset.Position(pos)
	return Place{File: p.Filename, Line: p.Line, Column: p.Column}
}
