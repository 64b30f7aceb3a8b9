package cli

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/distvet/distvet/cmd/distvet/internal/printer"
	"github.com/distvet/distvet/cmd/distvet/internal/report"
	"github.com/distvet/distvet/cmd/distvet/internal/wholefile"
)

// An output is one report: its format and the file it goes to, or "" for standard output.
type output struct{ format, file string }

// parseOutputs parses the value of -format: formats separated by commas, each with an
// optional "=file". At most one goes to standard output.
func parseOutputs(spec string) ([]output, error) {
	var outputs []output
	files := make(map[string]bool)
	for part := range strings.SplitSeq(spec, ",") {
		format, file, hasFile := strings.Cut(strings.TrimSpace(part), "=")
		if printer.New(format, new(printer.Options)) == nil {
			return nil, usagef("unknown format %q%s (formats: %s)", format, didYouMean(format, printer.Names, "%s"), strings.Join(printer.Names, ", "))
		}
		if hasFile && file == "" {
			return nil, usagef("-format %s= needs the name of a file", format)
		}
		if files[file] {
			if file == "" {
				return nil, usagef("only one format can go to standard output; give the other a file: -format text,%s=file", format)
			}
			return nil, usagef("two formats cannot go to the same file %s", file)
		}
		files[file] = true
		outputs = append(outputs, output{format, file})
	}
	return outputs, nil
}

// print writes the report of res to w.
func (o output) print(w io.Writer, opts *printer.Options, res *report.Result) error {
	return printer.New(o.format, opts).Print(w, res)
}

// save writes the report of res to the output's file, which appears whole or not at all.
func (o output) save(opts *printer.Options, res *report.Result) error {
	plain := *opts
	plain.Color, plain.Width = false, 0
	var buf bytes.Buffer
	if err := o.print(&buf, &plain, res); err != nil {
		return err
	}
	if o.format == "text" {
		if err := printer.Summary(&buf, &plain, res); err != nil {
			return err
		}
	}
	if err := wholefile.Write(o.file, buf.Bytes()); err != nil {
		return fmt.Errorf("writing the %s report: %w", o.format, err)
	}
	return nil
}

// repositoryRoot returns the directory above dir that holds the repository, or dir.
func repositoryRoot(dir string) string {
	for root := dir; ; root = filepath.Dir(root) {
		if _, err := os.Stat(filepath.Join(root, ".git")); err == nil { // a file in a worktree
			return root
		}
		if root == filepath.Dir(root) {
			return dir
		}
	}
}
