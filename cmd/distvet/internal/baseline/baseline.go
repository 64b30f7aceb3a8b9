// Package baseline keeps the findings that a team has decided to live with for now, so
// that a gate shows new ones only.
//
// A baseline is a text file, sorted, with one line for all findings that share an ID in
// one declaration, so that edits in different places of a program merge by themselves.
package baseline

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"slices"
	"strconv"
	"strings"

	"github.com/distvet/distvet/cmd/distvet/internal/report"
	"github.com/distvet/distvet/cmd/distvet/internal/wholefile"
)

// The first and the last line of a baseline. The last shows that the file is whole, and
// never changes, so that it stands in the way of no merge.
const (
	magic  = "# distvet baseline v"
	ending = "# end of the baseline"
)

// version is the newest version of the format that we read, and the one that we write.
const version = 1

// An Entry counts the known places of one ID: where findings are reported, and where their causes are, too.
type Entry struct {
	Count  int
	Shapes []string // of the statements, sorted; some may be missing
	Note   string   // file and message, for people
}

// A Baseline maps what identifies places to how many of them are known.
type Baseline map[report.ID]Entry

// Read reads the baseline in the named file. checks are the names of all checks. The
// error is fs.ErrNotExist if there is no file, and otherwise names the line at fault.
func Read(name string, checks []string) (Baseline, error) {
	data, err := os.ReadFile(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("there is no baseline %s; distvet baseline -update makes one: %w", name, fs.ErrNotExist)
	}
	if err != nil {
		return nil, fmt.Errorf("reading the baseline: %w", err)
	}
	b, err := parse(name, string(data), checks)
	if err != nil {
		return nil, fmt.Errorf("reading the baseline: %w", err)
	}
	return b, nil
}

func parse(name, text string, checks []string) (Baseline, error) {
	lines := strings.Split(strings.ReplaceAll(text, "\r\n", "\n"), "\n")
	if err := checkHeader(lines[0]); err != nil {
		return nil, fmt.Errorf("%s:1: %w", name, err)
	}
	b := make(Baseline)
	ended := false
	for i, line := range lines {
		ended = ended || line == ending
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		id, entry, err := parseEntry(line, checks)
		if err != nil {
			return nil, fmt.Errorf("%s:%d: %w", name, i+1, err)
		}
		if old, ok := b[id]; ok { // a merge has brought two together
			entry.Count = max(entry.Count, old.Count)
			entry.Shapes = append(entry.Shapes, without(old.Shapes, entry.Shapes)...)
			slices.Sort(entry.Shapes)
		}
		b[id] = entry
	}
	if !ended {
		return nil, fmt.Errorf("%s:%d: the file ends without %q: it was cut off; restore it, or make it anew with distvet baseline -update", name, len(lines), ending)
	}
	return b, nil
}

func checkHeader(line string) error {
	number, ok := strings.CutPrefix(line, magic)
	if !ok {
		return fmt.Errorf("the first line of a baseline is %q", magic+strconv.Itoa(version))
	}
	switch n, err := strconv.Atoi(number); {
	case err != nil || n < 1:
		return fmt.Errorf("the version of the baseline is no number: %q", number)
	case n > version:
		return fmt.Errorf("the baseline has version %d, and this distvet knows versions up to %d: use a newer distvet", n, version)
	}
	return nil
}

// parseEntry parses package, declaration, check, key, count, shapes and note, with tabs between.
func parseEntry(line string, checks []string) (report.ID, Entry, error) {
	for _, marker := range []string{"<<<<<<<", "=======", ">>>>>>>", "|||||||"} {
		if strings.HasPrefix(line, marker) {
			return report.ID{}, Entry{}, errors.New("a merge conflict is not resolved: keep the entries of both sides")
		}
	}
	fields := strings.SplitN(line, "\t", 7)
	if len(fields) < 7 || slices.Contains(fields[:6], "") {
		return report.ID{}, Entry{}, errors.New("an entry is package, declaration, check, key, count, shapes and note, with tabs between")
	}
	id := report.ID{Package: fields[0], Decl: fields[1], Check: fields[2], Key: fields[3]}
	if !slices.Contains(checks, id.Check) {
		return report.ID{}, Entry{}, fmt.Errorf("there is no check %q: it is misspelt, or a newer distvet wrote it", id.Check)
	}
	n, err := strconv.Atoi(fields[4])
	if err != nil || n < 1 {
		return report.ID{}, Entry{}, fmt.Errorf("the count must be a number from one, not %q", fields[4])
	}
	shapes, err := parseShapes(fields[5])
	if err != nil {
		return report.ID{}, Entry{}, err
	}
	return id, Entry{n, shapes, fields[6]}, nil
}

// noShape stands where the shape of no statement is known.
const noShape = "-"

// parseShapes parses shapes with commas between.
func parseShapes(text string) ([]string, error) {
	if text == noShape {
		return nil, nil
	}
	shapes := strings.Split(text, ",")
	for _, s := range shapes {
		if len(s) != 8 || strings.Trim(s, "0123456789abcdef") != "" {
			return nil, fmt.Errorf("a shape is eight hexadecimal digits, not %q", s)
		}
	}
	slices.Sort(shapes)
	return shapes, nil
}

// Format returns the text of the baseline.
func (b Baseline) Format() []byte {
	var out bytes.Buffer
	fmt.Fprintf(&out, "%s%d\n", magic, version)
	fmt.Fprintf(&out, "# Known findings, which distvet check -baseline does not show. Distvet keeps this file:\n")
	fmt.Fprintf(&out, "# run distvet baseline -update to remove what was mended.\n")
	ids := slices.SortedFunc(maps.Keys(b), report.ID.Compare)
	for _, id := range ids {
		e := b[id]
		for _, field := range []string{id.Package, id.Decl, id.Check, id.Key} {
			fmt.Fprintf(&out, "%s\t", oneLine(field))
		}
		fmt.Fprintf(&out, "%d\t%s\t%s\n", e.Count, cmp.Or(strings.Join(e.Shapes, ","), noShape), oneLine(e.Note))
	}
	fmt.Fprintln(&out, ending)
	return out.Bytes()
}

// oneLine returns s fit for a field. What comes from a run is clean already, save for tabs.
func oneLine(s string) string {
	return cmp.Or(strings.Join(strings.Fields(s), " "), "-")
}

// Write writes the baseline to the named file, whole or not at all.
func (b Baseline) Write(name string) error {
	if err := wholefile.Write(name, b.Format()); err != nil {
		return fmt.Errorf("writing the baseline: %w", err)
	}
	return nil
}

// New returns the baseline that holds the findings; note says in words what one is.
func New(findings []report.Finding, note func(*report.Finding) string) Baseline {
	b := make(Baseline)
	for _, p := range placesOf(findings) {
		b.add(p.Finding, note)
	}
	return b
}

// Places returns the number of places that the baseline holds.
func (b Baseline) Places() int {
	n := 0
	for _, e := range b {
		n += e.Count
	}
	return n
}

func (b Baseline) add(f *report.Finding, note func(*report.Finding) string) {
	e, ok := b[f.ID]
	e.Count++
	if f.Shape != "" {
		e.Shapes = append(e.Shapes, f.Shape)
		slices.Sort(e.Shapes)
	}
	if !ok {
		e.Note = note(f)
	}
	b[f.ID] = e
}

// Update returns the baseline without what is stale, and with all places of the findings that accepted
// tells, by their indices. Moves, shapes and notes follow the code. judged reports whether the absence of a
// finding in a package means something. added is the number of places that are new.
func (b Baseline) Update(findings []report.Finding, judged func(pkg string) bool, accepted func(i int) bool, note func(*report.Finding) string) (updated Baseline, added int) {
	updated = make(Baseline)
	match := b.Match(findings, judged)
	for _, p := range match.places {
		if p.known {
			updated.add(p.Finding, note)
		} else if accepted(p.of) {
			updated.add(p.Finding, note)
			added++
		}
	}
	for id, e := range b {
		if !judged(id.Package) {
			updated[id] = e
		}
	}
	return updated, added
}
