package printer

import (
	"cmp"
	"fmt"
	"go/doc/comment"
	"io"
	"net/url"
	"path/filepath"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/distvet/distvet/analyzers"
	"github.com/distvet/distvet/cmd/distvet/internal/report"
)

// sarifPrinter writes SARIF 2.1.0 (https://docs.oasis-open.org/sarif/sarif/v2.1.0/), with
// what GitHub code scanning needs and shows: rules with help, levels, fingerprints, and
// the call path as a code flow. Columns count UTF-16 code units, regions are one line
// long, since GitHub annotates a pull request only where all lines of a region changed,
// and file names are relative to the root of the repository.
type sarifPrinter struct{ *Options }

// Limits of GitHub code scanning; what exceeds them is refused or cut there.
const (
	sarifResults   = 25000
	sarifLocations = 100
	sarifText      = 1024 // characters of a rule's descriptions
)

type (
	sarifLog struct {
		Schema  string     `json:"$schema"`
		Version string     `json:"version"`
		Runs    []sarifRun `json:"runs"`
	}

	sarifRun struct {
		Tool              sarifTool         `json:"tool"`
		AutomationDetails sarifAutomation   `json:"automationDetails"`
		ColumnKind        string            `json:"columnKind"`
		Invocations       []sarifInvocation `json:"invocations"`
		Results           []sarifResult     `json:"results"`
	}

	sarifAutomation struct {
		ID string `json:"id"`
	}

	sarifTool struct {
		Driver sarifDriver `json:"driver"`
	}

	sarifDriver struct {
		Name           string      `json:"name"`
		Version        string      `json:"version"`
		InformationURI string      `json:"informationUri"`
		Rules          []sarifRule `json:"rules"`
	}

	sarifRule struct {
		ID                   string             `json:"id"`
		Name                 string             `json:"name"`
		ShortDescription     sarifMessage       `json:"shortDescription"`
		FullDescription      sarifMessage       `json:"fullDescription"`
		Help                 sarifHelp          `json:"help"`
		HelpURI              string             `json:"helpUri,omitempty"`
		DefaultConfiguration sarifConfiguration `json:"defaultConfiguration"`
		Properties           sarifProperties    `json:"properties"`
	}

	sarifHelp struct {
		Text     string `json:"text"`
		Markdown string `json:"markdown"`
	}

	sarifConfiguration struct {
		Level string `json:"level"`
	}

	sarifProperties struct {
		Tags            []string `json:"tags"`
		Precision       string   `json:"precision"`
		ProblemSeverity string   `json:"problem.severity"`
	}

	sarifResult struct {
		RuleID              string             `json:"ruleId"`
		RuleIndex           int                `json:"ruleIndex"`
		Level               string             `json:"level"`
		Message             sarifMessage       `json:"message"`
		Locations           []sarifLocation    `json:"locations"`
		CodeFlows           []sarifCodeFlow    `json:"codeFlows,omitempty"`
		RelatedLocations    []sarifLocation    `json:"relatedLocations,omitempty"`
		PartialFingerprints map[string]string  `json:"partialFingerprints,omitempty"`
		Suppressions        []sarifSuppression `json:"suppressions,omitempty"`
		Properties          map[string]string  `json:"properties"`
	}

	sarifSuppression struct {
		Kind          string         `json:"kind"`
		Justification string         `json:"justification"`
		Location      *sarifLocation `json:"location,omitempty"` // of the comment that suppresses
	}

	sarifMessage struct {
		Text string `json:"text"`
	}

	sarifLocation struct {
		PhysicalLocation sarifPhysical  `json:"physicalLocation"`
		Logical          []sarifLogical `json:"logicalLocations,omitempty"`
		Message          *sarifMessage  `json:"message,omitempty"`
	}

	sarifLogical struct {
		FullyQualifiedName string `json:"fullyQualifiedName"`
		Kind               string `json:"kind"`
	}

	sarifPhysical struct {
		ArtifactLocation sarifArtifact `json:"artifactLocation"`
		Region           *sarifRegion  `json:"region,omitempty"`
	}

	sarifArtifact struct {
		URI       string `json:"uri"`
		URIBaseID string `json:"uriBaseId,omitempty"`
	}

	sarifRegion struct {
		StartLine   int `json:"startLine"`
		StartColumn int `json:"startColumn,omitempty"`
		EndLine     int `json:"endLine,omitempty"`
		EndColumn   int `json:"endColumn,omitempty"` // not included in the region
	}

	sarifCodeFlow struct {
		ThreadFlows []sarifThreadFlow `json:"threadFlows"`
	}

	sarifThreadFlow struct {
		Locations []sarifFlowLocation `json:"locations"`
	}

	sarifFlowLocation struct {
		Location sarifLocation `json:"location"`
	}

	sarifInvocation struct {
		ExecutionSuccessful bool                `json:"executionSuccessful"`
		Notifications       []sarifNotification `json:"toolExecutionNotifications,omitempty"`
	}

	sarifNotification struct {
		Level   string       `json:"level"`
		Message sarifMessage `json:"message"`
	}
)

func (p *sarifPrinter) Print(w io.Writer, res *report.Result) error {
	run := sarifRun{
		Tool: sarifTool{sarifDriver{
			Name:           toolName,
			Version:        p.Version,
			InformationURI: toolURL,
			Rules:          p.rules(),
		}},
		AutomationDetails: sarifAutomation{toolName + "/"},
		ColumnKind:        "utf16CodeUnits",
		Results:           []sarifResult{}, // not null
	}
	invocation := sarifInvocation{ExecutionSuccessful: len(res.Problems) == 0}
	for _, problem := range res.Problems {
		text := strings.Join(append([]string{problem.Summary}, problem.Detail...), "\n")
		invocation.Notifications = append(invocation.Notifications, sarifNotification{"error", sarifMessage{text}})
	}
	src := make(sources)
	for i, f := range byImportance(res.Findings) {
		if i == sarifResults {
			text := fmt.Sprintf("%s left out: a report may hold %d", Count(len(res.Findings)-i, "finding"), sarifResults)
			invocation.Notifications = append(invocation.Notifications, sarifNotification{"warning", sarifMessage{text}})
			break
		}
		run.Results = append(run.Results, p.result(src, f))
	}
	if p.ShowIgnored {
		hidden := p.suppressed(src, res)
		run.Results = append(run.Results, hidden[:min(len(hidden), sarifResults-len(run.Results))]...)
	}
	run.Invocations = []sarifInvocation{invocation}
	return writeJSON(w, sarifLog{
		Schema:  "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
		Version: "2.1.0",
		Runs:    []sarifRun{run},
	})
}

// rules describes all checks, also those without findings: a viewer can then tell a check
// that found nothing from one that did not run.
func (p *sarifPrinter) rules() []sarifRule {
	var rules []sarifRule
	for _, c := range p.Checks {
		summary, body, _ := strings.Cut(c.Doc, "\n")
		summary = strings.TrimPrefix(summary, c.Name+": ")
		full := cmp.Or(opening(body), summary)
		rules = append(rules, sarifRule{
			ID:                   c.Name,
			Name:                 c.Name,
			ShortDescription:     sarifMessage{cut(summary, sarifText)},
			FullDescription:      sarifMessage{cut(full, sarifText)},
			Help:                 sarifHelp{Text: c.Doc, Markdown: docMarkdown(body, c.URL)},
			HelpURI:              c.URL,
			DefaultConfiguration: sarifConfiguration{string(c.Severity)},
			Properties: sarifProperties{
				Tags:            []string{"reliability", "distributed-systems", strings.ReplaceAll(c.Class, " ", "-")},
				Precision:       "high",
				ProblemSeverity: problemSeverity(c.Severity),
			},
		})
	}
	return rules
}

// opening returns the sentences that a documentation begins with, before any code or heading:
// where a text has no layout, code cannot be read.
func opening(body string) string {
	var prose []string
	for block := range strings.SplitSeq(strings.Trim(body, "\n"), "\n\n") {
		if block = strings.Trim(block, "\n"); strings.HasPrefix(block, "\t") || strings.HasPrefix(block, "# ") {
			break
		}
		prose = append(prose, strings.Fields(block)...)
	}
	text := strings.Join(prose, " ")
	if strings.HasSuffix(text, ".") {
		return text
	}
	return text[:strings.LastIndex(text, ". ")+1] // what leads to the code goes with it
}

// docMarkdown turns a check's documentation into Markdown that ends with a link to its
// page.
func docMarkdown(doc, url string) string {
	var parser comment.Parser
	printer := comment.Printer{
		HeadingLevel:   3,
		HeadingID:      func(*comment.Heading) string { return "" },
		DocLinkBaseURL: "https://pkg.go.dev",
	}
	text := string(printer.Markdown(parser.Parse(doc)))
	if url != "" {
		text += "\n[Documentation](" + url + ")\n"
	}
	return text
}

func problemSeverity(s analyzers.Severity) string {
	if s == analyzers.Note {
		return "recommendation"
	}
	return string(s)
}

// cut returns at most n characters of s.
func cut(s string, n int) string {
	if utf8.RuneCountInString(s) <= n {
		return s
	}
	return string([]rune(s)[:n-1]) + "…"
}

func (p *sarifPrinter) result(src sources, f *report.Finding) sarifResult {
	index := -1 // of an unknown rule
	for i, c := range p.Checks {
		if c.Name == f.Check {
			index = i
		}
	}
	place := p.location(src, f.Pos, f.End)
	if f.ID.Decl != "" {
		place.Logical = []sarifLogical{{f.Package + "." + f.ID.Decl, "member"}}
	}
	r := sarifResult{
		RuleID:     f.Check,
		RuleIndex:  index,
		Level:      sarifLevel(f),
		Message:    sarifMessage{sarifEscape(f.Message)},
		Locations:  []sarifLocation{place},
		Properties: map[string]string{"confidence": f.Confidence.String()},
	}
	if f.Fingerprint != "" {
		// GitHub looks at the first name only, which it would otherwise fill with a hash
		// of the line's text.
		r.PartialFingerprints = map[string]string{"primaryLocationLineHash": f.Fingerprint, "distvet/v1": f.Fingerprint}
	}
	path, also := f.Steps()
	if len(path) > 0 {
		r.CodeFlows = []sarifCodeFlow{{[]sarifThreadFlow{{p.flow(src, f, path)}}}}
	}
	for _, step := range also[:min(len(also), sarifLocations)] {
		place := p.location(src, step.Pos, step.End)
		place.Message = &sarifMessage{step.Message}
		r.RelatedLocations = append(r.RelatedLocations, place)
	}
	return r
}

// suppressed returns what comments in the code, a baseline and an older revision hide. Not every
// reader knows that such results are none to act on, so they are there only if asked for.
func (p *sarifPrinter) suppressed(src sources, res *report.Result) []sarifResult {
	var list []sarifResult
	for _, ig := range res.Ignored {
		r := p.result(src, &report.Finding{
			Check: ig.Check, Severity: p.check(ig.Check).Severity, Confidence: ig.Confidence,
			Package: ig.Package, Pos: ig.Pos, End: ig.Pos, Message: ig.Message,
		})
		comment := p.location(src, ig.Directive, ig.Directive)
		r.Suppressions = []sarifSuppression{{"inSource", ig.Text, &comment}}
		list = append(list, r)
	}
	for i := range res.Known {
		r := p.result(src, &res.Known[i])
		r.Suppressions = []sarifSuppression{{"external", "known before: in the baseline, or at the revision compared with", nil}}
		list = append(list, r)
	}
	return list
}

// flow returns the steps of the call path, and the finding as the last of them.
func (p *sarifPrinter) flow(src sources, f *report.Finding, path []report.Step) []sarifFlowLocation {
	var flow []sarifFlowLocation
	for _, step := range path[:min(len(path), sarifLocations-1)] {
		place := p.location(src, step.Pos, step.Pos)
		place.Message = &sarifMessage{sarifEscape(step.Message)}
		flow = append(flow, sarifFlowLocation{place})
	}
	last := p.location(src, f.Pos, f.End)
	last.Message = &sarifMessage{sarifEscape(f.Message)}
	return append(flow, sarifFlowLocation{last})
}

// sarifLevel is the check's, but a mere possibility is a note.
func sarifLevel(f *report.Finding) string {
	if f.Confidence == analyzers.Possible {
		return string(analyzers.Note)
	}
	return string(f.Severity)
}

// sarifEscape keeps text from being read as a link "[text](target)", the only markup that
// plain messages have. Not every viewer takes the backslashes away again, so text that
// cannot be a link stays as it is.
func sarifEscape(s string) string {
	if !strings.Contains(s, "](") {
		return s
	}
	return strings.NewReplacer(`\`, `\\`, "[", `\[`, "]", `\]`).Replace(s)
}

func (p *sarifPrinter) location(src sources, start, end report.Position) sarifLocation {
	loc := sarifPhysical{ArtifactLocation: p.artifact(start.File)}
	if start.Line > 0 {
		loc.Region = region(src, start, end)
	}
	return sarifLocation{PhysicalLocation: loc}
}

func (p *sarifPrinter) artifact(file string) sarifArtifact {
	name := p.path(file)
	if filepath.IsAbs(name) {
		return sarifArtifact{URI: (&url.URL{Scheme: "file", Path: "/" + strings.TrimPrefix(name, "/")}).String()}
	}
	return sarifArtifact{URI: (&url.URL{Path: name}).String(), URIBaseID: "%SRCROOT%"}
}

// region returns the part of a range that is on its first line.
func region(src sources, start, end report.Position) *sarifRegion {
	r := &sarifRegion{StartLine: start.Line}
	line, ok := src.line(start.File, start.Line)
	if !ok || start.Column < 1 || start.Column > len(line)+1 {
		return r
	}
	r.StartColumn = utf16Column(line, start.Column)
	switch {
	case end.File != start.File || end.Line < start.Line || end == start:
		return r
	case end.Line > start.Line:
		end.Column = len(line) + 1
	}
	if end.Column > start.Column {
		r.EndLine, r.EndColumn = start.Line, utf16Column(line, end.Column)
	}
	return r
}

// utf16Column converts a column that counts bytes.
func utf16Column(line string, column int) int {
	n := 1
	for _, r := range line[:min(column-1, len(line))] {
		n += utf16.RuneLen(r) // the replacement for a bad byte has length one, too
	}
	return n
}
