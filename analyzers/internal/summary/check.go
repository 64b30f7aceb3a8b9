package summary

import (
	"fmt"
	"runtime/debug"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/distvet/distvet/analyzers/internal/finding"
)

// InternalError is the category of a diagnostic that tells of distvet's own failure.
const InternalError = "internal-error"

// Check makes the Run function of a check out of what the check itself does. It does
// nothing for packages that no analysis looks at, closes the reporter, and turns a panic,
// the analysis' own or the check's, into a diagnostic: a note on stderr alone would be lost
// on the next, cached run, and an error would break every package above.
func Check(run func(*analysis.Pass, *Result, *finding.Reporter)) func(*analysis.Pass) (any, error) {
	return CheckAll(func(pass *analysis.Pass, res *Result, rep *finding.Reporter) {
		if res.SSA != nil {
			run(pass, res, rep)
		}
	})
}

// CheckAll is Check for a check that has something to do in packages that no analysis looks
// at, too: the parts of their Result are nil.
func CheckAll(run func(*analysis.Pass, *Result, *finding.Reporter)) func(*analysis.Pass) (any, error) {
	return func(pass *analysis.Pass) (any, error) {
		res := pass.ResultOf[Analyzer].(*Result)
		res.mu.Lock()
		defer res.mu.Unlock()
		failure := res.failure
		if failure == "" {
			failure = protect(pass, res, run)
		}
		if failure != "" {
			reportFailure(pass, failure)
		}
		return nil, nil
	}
}

func protect(pass *analysis.Pass, res *Result, run func(*analysis.Pass, *Result, *finding.Reporter)) (failure string) {
	defer func() {
		if p := recover(); p != nil {
			failure = fmt.Sprintf("%v\n%s", p, debug.Stack())
		}
	}()
	rep := finding.NewReporter(pass)
	run(pass, res, rep)
	rep.Close()
	return ""
}

// reportFailure says in one line what failed and where in our code.
func reportFailure(pass *analysis.Pass, failure string) {
	at := packagePos(pass)
	if at == nil {
		return
	}
	what, stack, _ := strings.Cut(failure, "\n")
	pass.Report(analysis.Diagnostic{
		Pos: at.Pos(), End: at.End(),
		Category: InternalError,
		Message:  fmt.Sprintf("distvet failed in package %s: %s (%s)", pass.Pkg.Path(), what, frame(stack)),
	})
}

// frame returns the innermost function of our own in a stack trace.
func frame(stack string) string {
	past := false
	for line := range strings.Lines(stack) {
		line = strings.TrimSpace(line)
		if strings.HasPrefix(line, "panic(") {
			past = true
			continue
		}
		if past && strings.HasPrefix(line, "github.com/distvet/distvet/") {
			name, _, _ := strings.Cut(strings.TrimPrefix(line, "github.com/distvet/distvet/"), "(0x")
			return strings.TrimSuffix(name, "(...)")
		}
	}
	return "unknown place"
}
