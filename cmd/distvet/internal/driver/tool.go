package driver

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"runtime/debug"
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

// ServeVet answers the go command as a vet tool and exits.
func ServeVet(checks []analyzers.Check) {
	if slices.Contains(os.Args[1:], "-V=full") || slices.Contains(os.Args[1:], "--V=full") {
		if err := serveVersion(os.Stdout, checks); err != nil {
			fatal(err)
		}
		os.Exit(0)
	}
	settings := analyzers.DefaultSettings()
	if !slices.Contains(os.Args[1:], "-flags") && !slices.Contains(os.Args[1:], "--flags") {
		config, err := readToolConfig()
		if err == nil {
			settings, err = config.use()
		}
		if err != nil {
			fatal(err)
		}
	}
	analyzers.RegisterFlags(flag.CommandLine, settings)
	flag.Bool(unitsFlag, false, "for distvet check only: judge dependencies too, and tell which packages were analysed")
	suite := make([]*analysis.Analyzer, len(checks))
	for i, c := range checks {
		suite[i] = c.Analyzer
	}
	if last := len(os.Args) - 1; last > 0 && slices.Contains(os.Args[:last], "-"+unitsFlag) {
		suite = append(suite, unitAnalyzer, analyzers.Account)
		analyzers.RecordAll()
		if err := judge(&os.Args[last]); err != nil {
			fatal(err)
		}
	}
	// The go command starts one process per package, each gone within a tenth of a
	// second: collecting its garbage costs more than it frees. The heap may grow to
	// five times what is live; GOGC still has the last word.
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(400)
	}
	unitchecker.Main(suite...)
}

// fatal ends a process that the go command started.
func fatal(err error) {
	for line := range strings.Lines(err.Error()) {
		fmt.Fprintf(os.Stderr, "distvet: %s\n", strings.TrimSuffix(line, "\n"))
	}
	os.Exit(1)
}

// The go command (1.26) caches what a vet tool printed for a package without regard to
// whether the package was analysed for its findings, or for its facts alone because
// another package imports it. After "go vet ./b", where b imports a, "go vet ./a" is
// therefore silent about a, until a changes; stock go vet is no different.
//
// Under the flag unitsFlag we print findings in both cases, so that what is cached is
// right for both, and Vet drops those of packages that nobody asked for. This costs
// next to nothing: unitchecker runs the checks on dependencies anyway, since they
// require facts, and throws their findings away.
const unitsFlag = "units"

// judge rewrites the .cfg file named by *config, which asks for the facts of a dependency
// only, to ask for findings too, and makes *config name the new file. The standard library
// is left alone: no check looks at it.
func judge(config *string) error {
	data, err := os.ReadFile(*config)
	if err != nil {
		return err
	}
	var cfg struct {
		ImportPath, ModulePath string
		VetxOnly               bool
	}
	if err := json.Unmarshal(data, &cfg); err != nil {
		return fmt.Errorf("reading %s: %w", *config, err)
	}
	host, _, _ := strings.Cut(cfg.ImportPath, "/")
	if !cfg.VetxOnly || cfg.ModulePath == "" && !strings.Contains(host, ".") {
		return nil
	}
	var all map[string]json.RawMessage
	if err := json.Unmarshal(data, &all); err != nil {
		return fmt.Errorf("reading %s: %w", *config, err)
	}
	all["VetxOnly"] = json.RawMessage("false")
	if data, err = json.Marshal(all); err != nil {
		return err
	}
	*config += ".units.cfg" // in go's own temporary directory
	return os.WriteFile(*config, data, 0o666)
}

// unitAnalyzer reports one diagnostic in every package, so that the reader of the stream
// knows which packages were analysed: unitchecker does not name those without findings.
var unitAnalyzer = &analysis.Analyzer{
	Name: "distvetunit",
	Doc:  "distvetunit: name the package",
	URL:  "https://github.com/distvet/distvet",
	Run: func(pass *analysis.Pass) (any, error) {
		pass.Report(analysis.Diagnostic{Pos: pass.Files[0].Package, Message: "analysed"})
		return nil, nil
	},
}
