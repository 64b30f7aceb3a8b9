package printer

import (
	"encoding/xml"
	"fmt"
	"io"
	"strings"

	"github.com/distvet/distvet/cmd/distvet/internal/report"
)

// junitPrinter writes the XML of JUnit: a test suite for each file, in which each finding
// is a failed test case. Problems are test cases with an error. A clean run is one test
// case that has passed, since many readers take a report without any for a mistake.
type junitPrinter struct{ *Options }

type (
	junitReport struct {
		XMLName xml.Name      `xml:"testsuites"`
		Suites  []*junitSuite `xml:"testsuite"`
	}

	junitSuite struct {
		Name     string      `xml:"name,attr"`
		Tests    int         `xml:"tests,attr"`
		Failures int         `xml:"failures,attr"`
		Errors   int         `xml:"errors,attr"`
		Cases    []junitCase `xml:"testcase"`
	}

	junitCase struct {
		Name      string        `xml:"name,attr"`
		ClassName string        `xml:"classname,attr"`
		File      string        `xml:"file,attr,omitempty"`
		Line      int           `xml:"line,attr,omitempty"`
		Failure   *junitFailure `xml:"failure"`
		Error     *junitFailure `xml:"error"`
	}

	junitFailure struct {
		Message string `xml:"message,attr"`
		Type    string `xml:"type,attr"`
		Text    string `xml:",chardata"`
	}
)

func (p *junitPrinter) Print(w io.Writer, res *report.Result) error {
	var out junitReport
	var suite *junitSuite
	for i := range res.Findings {
		f := &res.Findings[i]
		if name := p.path(f.Pos.File); suite == nil || suite.Name != name {
			suite = &junitSuite{Name: name}
			out.Suites = append(out.Suites, suite)
		}
		suite.Tests++
		suite.Failures++
		suite.Cases = append(suite.Cases, p.testCase(suite.Name, f))
	}
	if len(res.Problems) > 0 {
		out.Suites = append(out.Suites, problemSuite(res.Problems))
	}
	if len(out.Suites) == 0 {
		out.Suites = []*junitSuite{{Name: toolName, Tests: 1, Cases: []junitCase{{Name: "no findings", ClassName: toolName}}}}
	}
	return writeXML(w, out)
}

func (p *junitPrinter) testCase(file string, f *report.Finding) junitCase {
	text := []string{f.Message}
	for _, step := range f.Path {
		text = append(text, fmt.Sprintf("%s:%d:%d: %s", p.path(step.Pos.File), step.Pos.Line, step.Pos.Column, step.Message))
	}
	if f.URL != "" {
		text = append(text, f.URL)
	}
	return junitCase{
		Name:      f.Check,
		ClassName: fmt.Sprintf("%s:%d:%d", file, f.Pos.Line, f.Pos.Column),
		File:      file,
		Line:      f.Pos.Line,
		Failure: &junitFailure{
			Message: f.Message,
			Type:    string(f.Severity),
			Text:    strings.Join(text, "\n"),
		},
	}
}

func problemSuite(problems []report.Problem) *junitSuite {
	suite := &junitSuite{Name: "problems", Tests: len(problems), Errors: len(problems)}
	for _, problem := range problems {
		name := problem.Package
		if name == "" {
			name = string(problem.Kind)
		}
		suite.Cases = append(suite.Cases, junitCase{
			Name:      name,
			ClassName: toolName,
			Error: &junitFailure{
				Message: problem.Summary,
				Type:    string(problem.Kind),
				Text:    strings.Join(append([]string{problem.Summary}, problem.Detail...), "\n"),
			},
		})
	}
	return suite
}
