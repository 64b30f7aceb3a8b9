package printer

import (
	"encoding/xml"
	"io"

	"github.com/distvet/distvet/analyzers"
	"github.com/distvet/distvet/cmd/distvet/internal/report"
)

// checkstylePrinter writes the XML of Checkstyle, which many viewers read.
type checkstylePrinter struct{ *Options }

type (
	checkstyleReport struct {
		XMLName xml.Name          `xml:"checkstyle"`
		Version string            `xml:"version,attr"`
		Files   []*checkstyleFile `xml:"file"`
	}

	checkstyleFile struct {
		Name   string            `xml:"name,attr"`
		Errors []checkstyleError `xml:"error"`
	}

	checkstyleError struct {
		Line     int    `xml:"line,attr"`
		Column   int    `xml:"column,attr,omitempty"`
		Severity string `xml:"severity,attr"`
		Message  string `xml:"message,attr"`
		Source   string `xml:"source,attr"`
	}
)

func (p *checkstylePrinter) Print(w io.Writer, res *report.Result) error {
	out := checkstyleReport{Version: "5.0"}
	var file *checkstyleFile
	for i := range res.Findings {
		f := &res.Findings[i]
		if name := p.path(f.Pos.File); file == nil || file.Name != name {
			file = &checkstyleFile{Name: name}
			out.Files = append(out.Files, file)
		}
		file.Errors = append(file.Errors, checkstyleError{
			Line:     max(f.Pos.Line, 1),
			Column:   f.Pos.Column,
			Severity: checkstyleSeverity(f.Severity),
			Message:  f.Message,
			Source:   toolName + "." + f.Check,
		})
	}
	return writeXML(w, out)
}

func checkstyleSeverity(s analyzers.Severity) string {
	if s == analyzers.Note {
		return "info"
	}
	return string(s)
}

// writeXML writes v as a document. What XML cannot hold, such as most control characters,
// becomes U+FFFD.
func writeXML(w io.Writer, v any) error {
	if _, err := io.WriteString(w, xml.Header); err != nil {
		return err
	}
	enc := xml.NewEncoder(w)
	enc.Indent("", "  ")
	if err := enc.Encode(v); err != nil {
		return err
	}
	_, err := io.WriteString(w, "\n")
	return err
}
