package cli

import (
	"flag"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/unitchecker"

	"github.com/distvet/distvet/analyzers"
)

// IsVetCall reports whether args come from the go command, which asks a vet tool for its
// flags and its version and then runs it on one .cfg file for each package.
func IsVetCall(args []string) bool {
	for _, arg := range []string{"-V=full", "--V=full", "-flags", "--flags"} {
		if slices.Contains(args, arg) {
			return true
		}
	}
	return len(args) > 0 && strings.HasSuffix(args[len(args)-1], ".cfg")
}

// ServeVet answers the go command and exits.
func ServeVet(checks []analyzers.Check) {
	analyzers.RegisterFlags(flag.CommandLine)
	suite := make([]*analysis.Analyzer, len(checks))
	for i, c := range checks {
		suite[i] = c.Analyzer
	}
	unitchecker.Main(suite...)
}
