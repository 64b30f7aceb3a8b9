package analyzers_test

import (
	"errors"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis"

	"github.com/distvet/distvet/analyzers"
)

// root is the top of the repository, seen from this package's directory.
const root = ".."

// TestChecks holds every check to the rules of the house.
func TestChecks(t *testing.T) {
	if err := analysis.Validate(analyzers.All()); err != nil {
		t.Fatal(err)
	}
	classes := []string{analyzers.Deadlines, analyzers.Retries, analyzers.Effects, analyzers.Clocks, analyzers.Comments}
	severities := []analyzers.Severity{analyzers.Error, analyzers.Warning, analyzers.Note}
	changes := read(t, filepath.Join(root, "CHANGELOG.md"))
	seen := make(map[string]bool)
	lastClass := 0
	for _, c := range analyzers.Checks() {
		t.Run(c.Name, func(t *testing.T) {
			if !regexp.MustCompile(`^[a-z]+$`).MatchString(c.Name) {
				t.Errorf("the name %q is not one lower-case word", c.Name)
			}
			if seen[c.Name] {
				t.Errorf("%s is listed twice", c.Name)
			}
			seen[c.Name] = true

			class := slices.Index(classes, c.Class)
			if class < 0 {
				t.Errorf("unknown class %q", c.Class)
			}
			if class < lastClass {
				t.Errorf("class %q comes after %q: checks are listed in family order", c.Class, classes[lastClass])
			}
			lastClass = class
			if !slices.Contains(severities, c.Severity) {
				t.Errorf("unknown severity %q", c.Severity)
			}

			summary, body, _ := strings.Cut(c.Doc, "\n")
			if !strings.HasPrefix(summary, c.Name+": report ") || strings.HasSuffix(summary, ".") {
				t.Errorf("the documentation begins %q; want %q without a final period", summary, c.Name+": report ...")
			}
			if len(strings.TrimSpace(body)) == 0 {
				t.Errorf("the documentation in analyzers/%s/doc.go is only its summary", c.Name)
			}
			if want := "https://github.com/distvet/distvet/blob/main/docs/" + c.Name + ".md"; c.URL != want {
				t.Errorf("the URL is %q, want %q", c.URL, want)
			}

			for _, path := range []string{
				"analyzers/" + c.Name + "/doc.go",
				"analyzers/" + c.Name + "/" + c.Name + ".go",
				"analyzers/" + c.Name + "/" + c.Name + "_test.go",
				"testdata/src/" + c.Name,
			} {
				if _, err := os.Stat(filepath.Join(root, path)); err != nil {
					t.Errorf("%s is missing", path)
				}
			}
			if !strings.Contains(changes, "`"+c.Name+"`") {
				t.Errorf("CHANGELOG.md does not mention `%s`", c.Name)
			}
		})
	}
}

// TestPages compares the tables of checks in docs/fallacies.md and README.md, which name
// the checks that are planned as well, with the checks that exist.
func TestPages(t *testing.T) {
	built := make(map[string]bool)
	for _, c := range analyzers.Checks() {
		if c.Class != analyzers.Comments {
			built[c.Name] = true
		}
	}
	planned := tableOfChecks(t, "docs/fallacies.md", "")
	if got := tableOfChecks(t, "README.md", "docs/"); !maps.Equal(got, planned) {
		t.Errorf("the checks of README.md (%v) are not those of docs/fallacies.md (%v), or are not linked alike", got, planned)
	}
	for name := range built {
		if _, ok := planned[name]; !ok {
			t.Errorf("docs/fallacies.md does not tie %s to a fallacy", name)
		}
	}
	for name, linked := range planned {
		if linked != built[name] {
			t.Errorf("%s: in analyzers.Checks() = %t, linked from docs/fallacies.md as built = %t", name, built[name], linked)
		}
	}
}

// tableOfChecks returns the checks named in the first column of the tables of a page, and
// whether each is a link to the page of a check that exists.
func tableOfChecks(t *testing.T, page, prefix string) map[string]bool {
	t.Helper()
	row := regexp.MustCompile(`(?m)^\| (?:([a-z]+)|\[([a-z]+)\]\(([a-z/]+)\.md\)) \|`)
	checks := make(map[string]bool)
	for _, m := range row.FindAllStringSubmatch(read(t, filepath.Join(root, page)), -1) {
		switch {
		case m[1] == "check": // the head of the table
		case m[1] != "":
			checks[m[1]] = false
		case m[3] == prefix+m[2]:
			checks[m[2]] = true
		default:
			t.Errorf("%s: the link of %s goes to %s.md", page, m[2], m[3])
		}
	}
	if len(checks) == 0 {
		t.Fatalf("%s has no table of checks", page)
	}
	return checks
}

// TestTopLevel keeps the top of the repository short enough to be read at a glance.
func TestTopLevel(t *testing.T) {
	want := []string{
		"CHANGELOG.md", "CONTRIBUTING.md", "LICENSE", "README.md",
		"analyzers", "cmd", "docs", "go.mod", "go.sum", "testdata",
	}
	entries, err := os.ReadDir(root)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, e := range entries {
		switch name := e.Name(); {
		case name[0] == '.' && (e.IsDir() || name == ".git"): // .ci, .github; .git is a file in a worktree
		case name == ".pre-commit-hooks.yaml": // pre-commit looks for it here
		case name == "distvet", name == "distvet.exe": // go build ./cmd/distvet leaves it here
		case name == "go.work", name == "go.work.sum": // somebody's workspace
		default:
			got = append(got, name)
		}
	}
	if !slices.Equal(got, want) {
		t.Errorf("the top of the repository holds\n%v\nwant\n%v", got, want)
	}
}

// TestCost refuses what makes the tool slow to start, which it does once per package, and
// imports that an analysis has no business with.
func TestCost(t *testing.T) {
	const passes = "golang.org/x/tools/go/analysis/passes/"
	everywhere := map[string]string{
		passes + "buildssa": "it builds SSA for every package that vet analyses; package program builds it when asked",
		passes + "ctrlflow": "it has facts, so it runs on every dependency",
	}
	inAnalyzers := map[string]string{
		"golang.org/x/tools/go/packages": "analyzers see what their driver loaded",
		"net/http":                       "an analyzer does no I/O",
		"os/exec":                        "an analyzer does no I/O",
	}
	fset := token.NewFileSet()
	for name, f := range sources(t, fset) {
		lean := strings.HasPrefix(name, "analyzers/") && !strings.HasSuffix(name, "_test.go")
		for _, spec := range f.Imports {
			imp, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				t.Fatal(err)
			}
			if why, ok := everywhere[imp]; ok {
				t.Errorf("%s imports %s: %s", name, imp, why)
			}
			if why, ok := inAnalyzers[imp]; ok && lean {
				t.Errorf("%s imports %s: %s", name, imp, why)
			}
		}
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		for _, decl := range f.Decls {
			switch decl := decl.(type) {
			case *ast.FuncDecl:
				// The plugin of golangci-lint is in no tool of ours, and an init is how it registers.
				if decl.Recv == nil && decl.Name.Name == "init" && name != "cmd/gclplugin/gclplugin.go" {
					t.Errorf("%s:%d: an init function runs at every start", name, fset.Position(decl.Pos()).Line)
				}
			case *ast.GenDecl:
				if pos := compiled(decl); pos.IsValid() {
					t.Errorf("%s:%d: this expression is compiled at every start; use sync.OnceValue", name, fset.Position(pos).Line)
				}
			}
		}
	}
}

// compiled returns where a declaration compiles a regular expression at start-up, if it does.
func compiled(decl *ast.GenDecl) (pos token.Pos) {
	ast.Inspect(decl, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit:
			return false // runs when called
		case *ast.SelectorExpr:
			if pkg, ok := n.X.(*ast.Ident); ok && pkg.Name == "regexp" && strings.Contains(n.Sel.Name, "Compile") {
				pos = n.Pos()
			}
		}
		return true
	})
	return pos
}

// sources parses our own Go files, by their path from the top of the repository.
func sources(t *testing.T, fset *token.FileSet) map[string]*ast.File {
	t.Helper()
	files := make(map[string]*ast.File)
	for _, dir := range []string{"analyzers", "cmd"} {
		err := fs.WalkDir(os.DirFS(root), dir, func(path string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") {
				return err
			}
			files[path], err = parser.ParseFile(fset, filepath.Join(root, path), nil, parser.SkipObjectResolution)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return files
}

// TestGate holds .ci/run to what README.md tells people to type.
func TestGate(t *testing.T) {
	gate := read(t, filepath.Join(root, ".ci", "run"))
	readme := read(t, filepath.Join(root, "README.md"))
	for _, command := range []string{
		"go test ./...",
		"go run ./cmd/distvet -C testdata/tour ./...",
	} {
		if !hasLine(readme, command) {
			t.Errorf("README.md has no line %q", command)
		}
		if !hasLine(gate, command) {
			t.Errorf(".ci/run has no line %q", command)
		}
	}
}

// hasLine reports whether some line of text, without indentation, is or begins with command.
func hasLine(text, command string) bool {
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		if line == command || strings.HasPrefix(line, command+" ") {
			return true
		}
	}
	return false
}

// A tag is a comment of the tour that announces a defect. Where two checks have something to
// say about a line, two tags stand above it.
type tag struct {
	file  string // relative to the tour, with forward slashes
	line  int    // of the code directly below
	check string
}

// defect matches a tag. A defect that its check ought to see and does not is marked: this
// is how the tour shows what distvet misses.
var defect = regexp.MustCompile(`^// defect \(([a-z]+)(, not yet found)?\): `)

// tourTags returns the tags of the tour, and whether each is marked as missed.
func tourTags(t *testing.T) map[tag]bool {
	t.Helper()
	tour := filepath.Join(root, "testdata", "tour")
	tags := make(map[tag]bool)
	err := filepath.WalkDir(tour, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") {
			return err
		}
		fset := token.NewFileSet()
		f, err := parser.ParseFile(fset, path, nil, parser.ParseComments|parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(tour, path)
		if err != nil {
			return err
		}
		code := firstTokens(fset, f)
		for _, group := range f.Comments {
			line := fset.Position(group.End()).Line + 1
			for _, comment := range group.List {
				m := defect.FindStringSubmatch(comment.Text)
				if m == nil {
					continue
				}
				if !code[line] {
					t.Errorf("%s:%d: no code directly below this defect", rel, line-1)
				}
				tags[tag{filepath.ToSlash(rel), line, m[1]}] = m[2] != ""
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return tags
}

// firstTokens returns the lines on which a node of f begins.
func firstTokens(fset *token.FileSet, f *ast.File) map[int]bool {
	lines := make(map[int]bool)
	ast.Inspect(f, func(n ast.Node) bool {
		switch n.(type) {
		case nil, *ast.Comment, *ast.CommentGroup:
			return false
		}
		lines[fset.Position(n.Pos()).Line] = true
		return true
	})
	return lines
}

// TestTourTags sees that the tour has a defect for every check, built or planned.
func TestTourTags(t *testing.T) {
	planned := tableOfChecks(t, "docs/fallacies.md", "")
	shown := make(map[string]bool)
	for tag := range tourTags(t) {
		if _, ok := planned[tag.check]; !ok {
			t.Errorf("%s:%d: there is no check %q", tag.file, tag.line, tag.check)
		}
		shown[tag.check] = true
	}
	for name := range planned {
		if !shown[name] {
			t.Errorf("testdata/tour has no defect for %s", name)
		}
	}
}

// TestTour runs the built command on the tour, as README.md's first command does. Each
// finding must stand directly below a defect of its check, each defect of a check that
// exists must have its finding, and what README.md quotes must be what is printed.
func TestTour(t *testing.T) {
	if testing.Short() {
		t.Skip("builds the command")
	}
	distvet := filepath.Join(t.TempDir(), "distvet.exe")
	if out, err := exec.Command("go", "build", "-o", distvet, "../cmd/distvet").CombinedOutput(); err != nil {
		t.Fatalf("building distvet: %v\n%s", err, out)
	}
	tags := tourTags(t) // opens every file of the tour, which the test cache must know
	cmd := exec.Command(distvet, "-C", filepath.Join(root, "testdata", "tour"), "./...")
	cmd.Env = append(os.Environ(), "GOPROXY=off", "NO_COLOR=1")
	out, err := cmd.Output()
	if exit := new(exec.ExitError); !errors.As(err, &exit) || exit.ExitCode() != 3 {
		t.Fatalf("want exit code 3, got %v\n%s", err, out)
	}
	text := string(out)

	found := make(map[tag]int)
	finding := regexp.MustCompile(`(?m)^  (\S+\.go):(\d+):\d+: (.*)\n +([a-z]+), `)
	for _, m := range finding.FindAllStringSubmatch(text, -1) {
		line, err := strconv.Atoi(m[2])
		if err != nil {
			t.Fatal(err)
		}
		f := tag{filepath.ToSlash(m[1]), line, m[4]}
		found[f]++
		if missed, ok := tags[f]; !ok {
			t.Errorf("%s:%d: %s reports what is no defect of its: %s", f.file, f.line, f.check, m[3])
		} else if missed {
			t.Errorf("%s:%d: %s does find this defect now: remove the mark", f.file, f.line, f.check)
		} else if found[f] > 1 {
			t.Errorf("%s:%d: %s reports this defect twice", f.file, f.line, f.check)
		}
	}
	for _, c := range analyzers.Checks() {
		for tag, missed := range tags {
			if tag.check == c.Name && !missed && found[tag] == 0 {
				t.Errorf("%s:%d: %s does not find this defect", tag.file, tag.line, tag.check)
			}
		}
	}

	checkQuotes(t, text)

	// The places that pages ask about are in the tour.
	for _, page := range []string{"README.md", "docs/directives.md"} {
		places := regexp.MustCompile(`(?m)^    distvet why (\S+)$`).FindAllStringSubmatch(read(t, filepath.Join(root, page)), -1)
		if len(places) == 0 {
			t.Errorf("%s does not show distvet why", page)
		}
		for _, m := range places {
			cmd := exec.Command(distvet, "-C", filepath.Join(root, "testdata", "tour"), "why", m[1])
			cmd.Env = append(os.Environ(), "GOPROXY=off")
			if out, err := cmd.CombinedOutput(); err != nil {
				t.Errorf("%s: distvet why %s: %v\n%s", page, m[1], err, out)
			}
		}
	}
}

// checkQuotes compares the findings that README.md quotes with the text that is printed,
// or brings them up to date when run with -update.
func checkQuotes(t *testing.T, text string) {
	t.Helper()
	readme := filepath.Join(root, "README.md")
	page := read(t, readme)
	quote := regexp.MustCompile("(?ms)^```text\n(  (\\S+?):.*?\n +([a-z]+), .*?)```$")
	updated := page
	for _, m := range quote.FindAllStringSubmatch(page, -1) {
		if strings.Contains(text, m[1]) {
			continue
		}
		// The finding of the same check in the same file, up to the blank line below it.
		now := regexp.MustCompile(`(?m)^  ` + regexp.QuoteMeta(m[2]) + `:.*\n +` + m[3] + `, (?:.*\n)+?\n`).FindString(text)
		if *update && now != "" {
			updated = strings.Replace(updated, m[1], strings.TrimSuffix(now, "\n"), 1)
			continue
		}
		t.Errorf("README.md quotes what is not printed (go test ./analyzers -update mends it):\n%s", m[1])
	}
	if updated != page {
		if err := os.WriteFile(readme, []byte(updated), 0o666); err != nil {
			t.Fatal(err)
		}
	}
}

func read(t *testing.T, path string) string {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}
