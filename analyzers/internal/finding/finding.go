// Package finding turns what a check has seen into a diagnostic: the grammar of messages,
// confidence, the call path, and the silence of test files, generated files and
// //distvet:ignore, all in one place so that every driver agrees.
package finding

import (
	"go/ast"
	"go/token"
	"go/types"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode"

	"golang.org/x/tools/go/analysis"

	"github.com/distvet/distvet/analyzers/internal/program"
	"github.com/distvet/distvet/analyzers/internal/settings"
)

// A Finding is one root cause: the one place a person would edit.
type Finding struct {
	Pos, End   token.Pos // the smallest range that shows the fault; End may be zero
	Confidence settings.Confidence
	// Message says what, why it hurts and what to do, and stands alone: no counts and
	// no line numbers, since an edit elsewhere must not make it a new finding.
	Message string
	Path    []Step // steps in this package that make the finding true, outermost first
	Fixes   []analysis.SuggestedFix
	// Also are the other places that share the cause, where the first stands for all of them: a directive or
	// a baseline may know each by itself.
	Also []ast.Node
	// Like is another linter that reports this and little else: whoever silences it has
	// looked at what the finding is about, and at nothing more.
	Like string
	// Made is where what is at fault comes from, if that is in sight, as the request does that a call sends:
	// another linter reports it there.
	Made token.Pos
	// Waits is set when the fault is that something waits too long, and no more.
	Waits bool
	// Doubt says, of a finding that is only possible, why a reviewer may rightly leave it as it
	// is. It is shown as the last step of the path.
	Doubt string
}

// InDoubt begins the last step of the path of a finding that is only possible, before the reason.
const InDoubt = "in doubt: "

// AlsoHere is the message of the places that share the cause of a finding, after the steps of its path.
const AlsoHere = "also here"

// A Step is a place in the package under analysis on the path to the fault.
type Step struct {
	Pos     token.Pos
	Message string
}

// A Reporter reports the findings of one check in one package.
type Reporter struct {
	pass     *analysis.Pass
	settings settings.Settings
	files    map[*token.File]*fileInfo
	shot     *bool // whether the package is a program that runs to its end, once it was asked
	testing  bool  // the package helps tests, by its comment or because most of its files that are none, nor called so, import package testing
}

type fileInfo struct {
	test, generated bool
	support         bool // it serves tests or as an example, in whatever package
	directives      []*Directive
	judged          map[int]string // the lines on which somebody has silenced linters that report the like
}

// NewReporter returns the reporter of the check that pass runs. The check must require
// settings.Analyzer and call Close when it has reported everything.
func NewReporter(pass *analysis.Pass) *Reporter {
	return &Reporter{pass: pass, settings: *pass.ResultOf[settings.Analyzer].(*settings.Settings)}
}

func (r *Reporter) load() {
	if r.files != nil {
		return
	}
	r.files = make(map[*token.File]*fileInfo)
	helps, other := 0, 0
	for _, f := range r.pass.Files {
		tf := r.pass.Fset.File(f.FileStart)
		r.files[tf] = &fileInfo{
			test:       strings.HasSuffix(tf.Name(), "_test.go"),
			generated:  ast.IsGenerated(f),
			support:    supportFile(tf.Name()),
			directives: Directives(r.pass.Fset, f),
		}
		r.files[tf].judged = judged(r.pass.Fset, f)
		if r.files[tf].test || r.files[tf].support {
			continue
		}
		if importsTesting(f) {
			r.files[tf].support = true
			helps++
		} else {
			other++
		}
	}
	r.testing = helps >= other && helps > 0 || slices.ContainsFunc(r.pass.Files, func(f *ast.File) bool {
		return servesTests(f.Doc, "Package")
	})
}

// importsTesting reports whether a file helps tests. One such file among many makes no test
// helper of a server's package.
func importsTesting(f *ast.File) bool {
	for _, spec := range f.Imports {
		switch path := strings.Trim(spec.Path.Value, `"`); {
		case path == "testing", strings.HasPrefix(path, "github.com/onsi/gomega"), strings.HasPrefix(path, "github.com/onsi/ginkgo"), strings.HasPrefix(path, "github.com/stretchr/testify/"):
			return true
		}
	}
	return false
}

// Report reports f unless its file, its confidence or a directive silences it.
// Only checks decide what a finding is; whether it is shown is decided here.
func (r *Reporter) Report(f Finding) {
	r.load()
	info := r.files[r.pass.Fset.File(f.Pos)]
	if r.skips(info) {
		return
	}
	if f.Confidence != settings.Possible {
		if f.Doubt = r.minor(info, &f); f.Doubt != "" {
			f.Confidence = settings.Possible
		}
	}
	if d := r.ignored(info, f.Pos); d != nil {
		r.Record(d, Hidden{f.Pos, r.pass.Analyzer.Name, f.Message}, f.Confidence)
		return
	}
	if !r.settings.Shows(r.pass.Analyzer.Name, r.pass.Fset.Position(f.Pos).Filename, f.Confidence) {
		return
	}
	d := analysis.Diagnostic{
		Pos: f.Pos, End: f.End,
		Category:       f.Confidence.String(),
		Message:        r.prefix() + f.Message,
		URL:            r.pass.Analyzer.URL,
		SuggestedFixes: f.Fixes,
	}
	for _, s := range f.Path {
		d.Related = append(d.Related, analysis.RelatedInformation{Pos: s.Pos, Message: s.Message})
	}
	also := f.Also
	if !r.settings.Records { // plain go vet prints a line for each
		also = also[:min(len(also), maxSteps)]
	}
	for _, n := range also {
		d.Related = append(d.Related, analysis.RelatedInformation{Pos: n.Pos(), End: n.End(), Message: AlsoHere})
	}
	if f.Doubt != "" {
		d.Related = append(d.Related, analysis.RelatedInformation{Pos: f.Pos, Message: InDoubt + f.Doubt})
	}
	r.pass.Report(d)
}

// Silences reports whether a place that would share a finding with others is silenced by itself: because of
// its file, or by a directive, which is recorded with what it hides.
func (r *Reporter) Silences(at ast.Node, hidden func() (message string, confidence settings.Confidence)) bool {
	r.load()
	info := r.files[r.pass.Fset.File(at.Pos())]
	if r.skips(info) {
		return true
	}
	d := r.ignored(info, at.Pos())
	if d != nil {
		message, confidence := hidden()
		r.Record(d, Hidden{at.Pos(), r.pass.Analyzer.Name, message}, confidence)
	}
	return d != nil
}

// minor says why what is wrong harms no service, as far as can be told, or that somebody has
// looked at the like there; else it returns "".
func (r *Reporter) minor(info *fileInfo, f *Finding) string {
	pos := r.pass.Fset.Position(f.Pos)
	decl := r.declared(f.Pos)
	switch {
	case r.buildStep():
		return "the program is a step of the build"
	case supportCode(r.pass):
		return "the package serves tests, the build or as an example, or is a copy of another one"
	case info.support:
		return "the file serves tests or as an example"
	case f.Waits && (byHand(r.pass.Pkg.Path(), pos.Filename) || r.oneShot()):
		return "whoever runs the program waits for it, and can stop it"
	case f.judged(info.judged[pos.Line]), r.judgedAt(f, f.Made):
		return "a comment silences a linter that reports the like"
	case info.test:
		return ""
	case r.testing:
		return "the package helps tests"
	case decl == nil:
		return ""
	case supportFunc(decl):
		return "the function helps tests"
	case program.Deprecated(decl.Doc), r.deprecatedType(decl):
		return "it is deprecated"
	case r.unused(decl):
		return "nothing in sight uses the function"
	}
	return ""
}

// declared returns the function in which pos lies, or nil.
func (r *Reporter) declared(pos token.Pos) (decl *ast.FuncDecl) {
	for _, f := range r.pass.Files {
		if f.FileStart <= pos && pos < f.FileEnd {
			for _, d := range f.Decls {
				if fd, ok := d.(*ast.FuncDecl); ok && fd.Pos() <= pos && pos < fd.End() {
					decl = fd
				}
			}
		}
	}
	return decl
}

// deprecatedType reports whether decl is a method of a type that is deprecated: it is rather removed than
// mended.
func (r *Reporter) deprecatedType(decl *ast.FuncDecl) bool {
	if decl.Recv == nil || len(decl.Recv.List) == 0 {
		return false
	}
	t := decl.Recv.List[0].Type
	for {
		switch x := t.(type) {
		case *ast.StarExpr:
			t = x.X
			continue
		case *ast.IndexExpr:
			t = x.X
			continue
		case *ast.IndexListExpr:
			t = x.X
			continue
		}
		break
	}
	name, ok := t.(*ast.Ident)
	if !ok {
		return false
	}
	for _, f := range r.pass.Files {
		for _, d := range f.Decls {
			gen, ok := d.(*ast.GenDecl)
			if !ok || gen.Tok != token.TYPE {
				continue
			}
			for _, spec := range gen.Specs {
				if spec := spec.(*ast.TypeSpec); spec.Name.Name == name.Name {
					return program.Deprecated(spec.Doc) || len(gen.Specs) == 1 && program.Deprecated(gen.Doc)
				}
			}
		}
	}
	return false
}

// onlyTests matches what the comment of a function or package says that is there for tests or for debugging.
var onlyTests = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?i)\b(only|just|merely) (be |is |to be )?(used |needed |meant |intended |suitable )?(for|in|by) (unit |integration |the )*(test(s|ing)?|debugging)\b` +
		`|\b(used|meant|intended|exists|there) (internally )?(for|by) (unit |integration |the )*test(s|ing)?( purposes)?\.?$`)
})

// servesTests reports whether a comment says of what it describes, and not of a part of that, that it is there
// for tests or for debugging.
func servesTests(doc *ast.CommentGroup, name string) bool {
	if doc == nil {
		return false
	}
	for i, sentence := range strings.Split(strings.Join(strings.Fields(doc.Text()), " "), ". ") {
		first, _, _ := strings.Cut(sentence, " ")
		switch {
		case i == 0, first == name, first == "It", first == "This", first == "Only":
			if onlyTests().MatchString(sentence) {
				return true
			}
		}
	}
	return false
}

// supportFunc reports whether a function says by its name or its comment that it serves tests.
// TestConnection and the like do not: that is what a settings page does.
func supportFunc(decl *ast.FuncDecl) bool {
	if servesTests(decl.Doc, decl.Name.Name) {
		return true
	}
	name := decl.Name.Name
	for _, prefix := range [...]string{"NewTest", "NewMock", "NewFake"} {
		if rest, ok := strings.CutPrefix(name, prefix); ok && (rest == "" || !unicode.IsLower(rune(rest[0]))) {
			return true
		}
	}
	if helper().MatchString(name) {
		return true
	}
	return strings.HasSuffix(name, "ForTest") || strings.HasSuffix(name, "ForTests") || strings.HasSuffix(name, "ForTesting")
}

// helper matches the names of functions that prepare what tests work with: SetupTestDB, PrepareNewTestDatabase.
var helper = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^(?:[Nn]ew|[Pp]repare|[Ss]et[Uu]p|[Cc]reate|[Mm]ake|[Ss]tart|[Rr]un|[Gg]et)\w*Test(?:DB|Database|Server|Client|Cluster|Container|Env|Environment|Instance|Data|Helper|Suite|Conn|Connection|Store|Context)s?$`)
})

// Ignored is the category of the diagnostics that tell, to a driver that asked for records,
// what a directive hides; the confidence of what is hidden follows. The message begins with
// the name of the check, the one related place is that of the directive, whose text and
// reason are the message there.
const Ignored = "ignored:"

// Record tells what a directive hides, if the driver wants to know.
func (r *Reporter) Record(d *Directive, h Hidden, confidence settings.Confidence) {
	if !r.settings.Records {
		return
	}
	r.pass.Report(analysis.Diagnostic{
		Pos: h.Pos, Category: Ignored + confidence.String(),
		Message: h.Check + ": " + h.What,
		Related: []analysis.RelatedInformation{{Pos: d.Pos, End: d.End, Message: strings.TrimSpace(d.Text() + " " + d.Reason)}},
	})
}

// ignored returns the ignore directive for this check that covers pos, or nil, and marks all
// that do used, whatever the finding's confidence: a directive is judged over all grades.
func (r *Reporter) ignored(info *fileInfo, pos token.Pos) (hit *Directive) {
	line := r.pass.Fset.Position(pos).Line
	for _, d := range info.directives {
		if d.Kind == Ignore && d.Reason != "" && d.Check == r.pass.Analyzer.Name && d.From <= line && line <= d.To {
			d.used, hit = true, d
		}
	}
	return hit
}

// skips reports whether nothing is said of a file: it is generated, a test that is not asked for, or none of
// the package.
func (r *Reporter) skips(info *fileInfo) bool {
	return info == nil || info.generated || info.test && !r.settings.Tests
}

// Close reports the ignore directives that name this check and silenced nothing.
func (r *Reporter) Close() {
	r.load()
	for _, f := range r.pass.Files {
		info := r.files[r.pass.Fset.File(f.FileStart)]
		if r.skips(info) {
			continue
		}
		for _, d := range info.directives {
			if d.Kind == Ignore && d.Reason != "" && d.Check == r.pass.Analyzer.Name && !d.used &&
				r.settings.Shows(d.Check, r.pass.Fset.Position(d.Pos).Filename, settings.Certain) {
				r.pass.Report(analysis.Diagnostic{
					Pos: d.Pos, End: d.End,
					Category: settings.Certain.String(),
					Message:  r.prefix() + "this //distvet:ignore silences nothing; remove it",
					URL:      r.pass.Analyzer.URL,
					SuggestedFixes: []analysis.SuggestedFix{{
						Message:   "Remove the unused directive",
						TextEdits: []analysis.TextEdit{{Pos: d.Pos, End: d.End}},
					}},
				})
			}
		}
	}
}

func (r *Reporter) prefix() string {
	if r.settings.Names {
		return r.pass.Analyzer.Name + ": "
	}
	return ""
}

// maxSteps bounds the steps shown with one finding: beyond these they tell nothing new.
const maxSteps = 8

// Places turns positions with words into the steps of a path.
func Places(pos []token.Pos, words []string) []Step {
	var steps []Step
	for i, p := range pos {
		if p.IsValid() && len(steps) < maxSteps {
			steps = append(steps, Step{p, words[i]})
		}
	}
	return steps
}

// byHand reports whether a file is part of a program that somebody runs by hand, by the names on the
// path of its package and by its own: who waits there sees it, and can stop it.
func byHand(path, file string) bool {
	for elem := range strings.SplitSeq(path, "/") {
		switch {
		case elem == "sysctl" || elem == "ioctl": // a system call
		case strings.HasSuffix(elem, "cli") || strings.HasSuffix(elem, "ctl") || strings.HasPrefix(elem, "kubectl-"):
			return true
		case elem == "bugtool" || elem == "sysdump" || elem == "supportbundle" || elem == "support-bundle" || elem == "troubleshoot":
			return true // collects what whoever asks for help is asked for
		}
	}
	return slices.Contains(words(file), "cli")
}

// words splits the name of a file or directory at what stands between words.
func words(name string) []string {
	return strings.FieldsFunc(strings.TrimSuffix(filepath.Base(name), ".go"), func(r rune) bool { return r == '-' || r == '_' })
}

// supportCode reports whether a package serves tests, measurements, the build or as an
// example: what waits for ever there keeps a developer waiting, not a service. So is a copy of what others
// have written, which is mended where it comes from.
func supportCode(pass *analysis.Pass) bool {
	p := pass.Pkg
	elems := strings.Split(p.Path(), "/")
	// What comes first names the product: a host, an owner and a repository, or fewer of them.
	root := 3
	if m := pass.Module; m != nil && m.Path != "" {
		root = min(root, strings.Count(m.Path, "/")+1)
	}
	for i, elem := range elems {
		if i > 0 && elem == elems[i-1]+"test" {
			return true // net/http/httptest
		}
		switch elem {
		case "testutil", "testutils", "testhelper", "testhelpers", "testdata", "e2etest", "integration", "third_party", "thirdparty", "tool", "tools", "hack", "scripts", "script", "magefiles", "magefile":
			return true
		}
		// testutil, testdb, mockbackend
		if i >= root && (strings.HasPrefix(elem, "test") || strings.HasPrefix(elem, "mock") || strings.HasPrefix(elem, "fake")) {
			return true
		}
		if i >= root && p.Name() == "main" && (elem == "build" || elem == "ci" || elem == "dev") {
			return true
		}
		// dgraphtest, opatestutils
		if i >= root && (strings.HasSuffix(elem, "testutil") || strings.HasSuffix(elem, "testutils") || endsInTest(elem)) {
			return true
		}
		parts := words(elem)
		for n, word := range parts {
			if i < root && n < len(parts)-1 && word != "samples" && word != "examples" {
				continue // the name of a product may begin so
			}
			switch word {
			case "example", "examples", "demo", "demos", "sample", "samples", "tutorial", "test", "tests", "testing", "fixture", "fixtures",
				"fvt", "bench", "benchmark", "benchmarks", "microbenchmark", "microbenchmarks", "e2e", "interop", "simulator", "dummy", "mock", "mocks", "fake", "fakes":
				return true
			case "chaos", "debug", "misc", "perf", "performance", "stress", "loadtest", "playground", "poc":
				if i >= root && p.Name() == "main" { // a program that measures, shows or tries out the others
					return true
				}
			}
		}
		if i >= root && p.Name() == "main" && (strings.HasSuffix(elem, "gen") || strings.HasSuffix(elem, "bench") && elem != "workbench") {
			return true
		}
	}
	return false
}

// buildStep reports whether the package is a program below the internal packages of a module that serves nothing, and
// nothing in its path says that it is one to be run by others: such programs generate or fetch what the packages
// around them are built from.
func (r *Reporter) buildStep() bool {
	p := r.pass.Pkg
	if p.Name() != "main" {
		return false
	}
	path := p.Path()
	if m := r.pass.Module; m != nil && m.Path != "" {
		path = strings.TrimPrefix(path, m.Path)
	}
	elems := strings.Split(path, "/")
	if !slices.Contains(elems, "internal") || slices.ContainsFunc(elems, func(elem string) bool {
		return slices.ContainsFunc(words(elem), func(word string) bool {
			switch word {
			case "cmd", "cmds", "command", "commands", "app", "apps", "main", "bin", "service", "services", "server", "servers", "daemon", "agent", "worker", "api", "cli":
				return true
			}
			return false
		})
	}) {
		return false
	}
	for _, obj := range r.pass.TypesInfo.Uses {
		if fn, ok := obj.(*types.Func); ok && (strings.HasPrefix(fn.Name(), "Listen") || strings.HasPrefix(fn.Name(), "Serve")) {
			return false
		}
	}
	return true
}

// endsInTest reports whether a word ends as the names of packages that help tests do, and is none of
// the words that end so by themselves.
func endsInTest(word string) bool {
	switch word {
	case "latest", "attest", "contest", "protest", "fastest", "greatest", "nearest", "shortest", "brightest", "backtest", "abtest", "speedtest", "pentest":
		return false
	}
	return strings.HasSuffix(word, "test") || strings.HasSuffix(word, "testing") // awstesting
}

// supportFile is what supportCode is, of one file; and what a file says is deprecated is removed one day.
func supportFile(name string) bool {
	for _, word := range words(name) {
		switch word {
		case "mock", "mocks", "fake", "fakes", "example", "examples", "testing", "testutil", "testutils", "testhelper", "testhelpers", "deprecated":
			return true
		}
	}
	return false
}

// unused reports whether no code but tests refers to a function, as far as this package can
// tell: one that other packages cannot name, or a method that no interface could call for its
// name is unexported too.
func (r *Reporter) unused(decl *ast.FuncDecl) bool {
	if decl.Name.Name == "main" || decl.Name.Name == "init" {
		return false
	}
	fn, ok := r.pass.TypesInfo.Defs[decl.Name].(*types.Func)
	if !ok || decl.Doc != nil && linked(decl.Doc) {
		return false
	}
	if ast.IsExported(decl.Name.Name) && (decl.Recv != nil || fn.Pkg().Name() != "main") {
		return false
	}
	for id, obj := range r.pass.TypesInfo.Uses {
		used, ok := obj.(*types.Func)
		if !ok || used.Name() != fn.Name() || decl.Pos() <= id.Pos() && id.Pos() < decl.End() {
			continue
		}
		// By name alone for methods: a call through an interface reaches them as well.
		if used.Origin() != fn && (decl.Recv == nil || used.Signature().Recv() == nil) {
			continue
		}
		if info := r.files[r.pass.Fset.File(id.Pos())]; info == nil || !info.test {
			return false
		}
	}
	return true
}

// linked reports whether code out of sight may call a function by its doc comment.
func linked(doc *ast.CommentGroup) bool {
	for _, c := range doc.List {
		if strings.HasPrefix(c.Text, "//go:linkname") || strings.HasPrefix(c.Text, "//export ") {
			return true
		}
	}
	return false
}

// judged reports whether a comment that silences the linters says that somebody has looked at
// what the finding is about. A check that no linter is like takes the word of those about waiting.
func (f *Finding) judged(which string) bool {
	for word := range strings.FieldsSeq(which) {
		if word == "all" || word == f.Like || f.Like == "" && word != "bodyclose" {
			return true
		}
	}
	return false
}

// judgedAt reports whether a comment at a place silences the linter that reports the like of a finding.
func (r *Reporter) judgedAt(f *Finding, at token.Pos) bool {
	if !at.IsValid() || f.Like == "" {
		return false
	}
	info := r.files[r.pass.Fset.File(at)]
	return info != nil && f.judged(info.judged[r.pass.Fset.Position(at).Line])
}

// judged returns the lines whose comments silence a linter that reports the like of what
// distvet does: somebody has looked at them, and decided. Which ones stands beside the line, in
// words: "ctx" for noctx and contextcheck, "gosec" for what that says of servers, "bodyclose", "all"
// if the comment is about all that a check may say. A comment on a line of its own is about the next.
//
// Of what waits, gosec knows servers (G112, G114) and lost contexts (G118). What it says of a
// request, and what is silenced there, is whose address it goes to.
func judged(fset *token.FileSet, f *ast.File) map[int]string {
	var lines map[int]string
	for _, group := range f.Comments {
		for _, c := range group.List {
			which := "all"
			list, ok := strings.CutPrefix(strings.TrimSpace(strings.TrimPrefix(c.Text, "//")), "nolint")
			if !ok {
				if !strings.Contains(c.Text, "#nosec") {
					continue
				}
				which = gosec(c.Text)
			} else if names, ok := strings.CutPrefix(list, ":"); ok {
				names, _, _ = strings.Cut(names, "//") // golangci-lint v2.15.0, nolint_filter.go: blanks are allowed
				which = ""
				if strings.Contains(names, "noctx") || strings.Contains(names, "contextcheck") {
					which = "ctx"
				}
				if strings.Contains(names, "gosec") {
					which += " " + gosec(c.Text)
				}
				if strings.Contains(names, "bodyclose") {
					which += " bodyclose"
				}
				if which == "" {
					continue
				}
			}
			if lines == nil {
				lines = make(map[int]string)
			}
			line := fset.Position(c.Pos()).Line
			lines[line] = which
			if !codeOn(fset, f, line) {
				lines[line+1] = which
			}
		}
	}
	return lines
}

// gosec tells what a comment that silences gosec is about.
func gosec(text string) string {
	if strings.Contains(text, "G118") {
		return "ctx"
	}
	return "gosec"
}

// codeOn reports whether anything but comments begins or ends on a line of f.
func codeOn(fset *token.FileSet, f *ast.File, line int) bool {
	found := false
	ast.Inspect(f, func(n ast.Node) bool {
		switch n.(type) {
		case nil, *ast.Comment, *ast.CommentGroup:
			return false
		}
		from, to := fset.Position(n.Pos()).Line, fset.Position(n.End()).Line
		found = found || from == line || to == line
		return !found && from <= line && line <= to
	})
	return found
}
