package cli

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"go/version"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"

	"github.com/distvet/distvet/cmd/distvet/internal/configfile"
	"github.com/distvet/distvet/cmd/distvet/internal/driver"
	"github.com/distvet/distvet/cmd/distvet/internal/printer"
	"github.com/distvet/distvet/cmd/distvet/internal/report"
)

func doctorCommand() *command {
	return &command{
		name:  "doctor",
		args:  "[flags]",
		short: "find out whether distvet can work here, and say what to do if not",
		long: `Doctor looks at what distvet needs: the go command, its cache, the settings, and that
what is known of a package reaches the packages that import it. For the last it analyses
a small module of its own, twice, in a temporary directory.

Each line says ok, note or BAD; below a BAD one stands what mends it.

Exit codes: 0 all is well, 1 something is not, 2 wrong usage.`,
		setup: func(fs *flag.FlagSet) runFunc {
			f := new(doctorFlags)
			fs.StringVar(&f.config, "config", "", "look at this `file` of settings, or at none if it is off")
			return f.run
		},
	}
}

type doctorFlags struct{ config string }

// run examines everything; what is missing for one examination does not keep the others.
func (f *doctorFlags) run(ctx context.Context, env *Env, args []string) error {
	if len(args) > 0 {
		return usagef("doctor takes no arguments, got %q", args[0])
	}
	dir, err := os.Getwd()
	if err != nil {
		return fmt.Errorf("finding the working directory: %w", err)
	}
	d := &doctor{env: env, dir: dir, config: f.config}
	d.tool(ctx)
	if d.goCommand(ctx) {
		d.flags()
		d.cache()
		d.settings(ctx)
		d.canary(ctx)
	}
	d.golangci(ctx)
	if err := ctx.Err(); err != nil {
		return context.Cause(ctx)
	}
	if d.bad > 0 {
		fmt.Fprintf(env.Stdout, "%s; what to do stands below each\n", printer.Count(d.bad, "thing")+" in the way")
		return errProblems
	}
	return nil
}

// A doctor prints what it finds as it goes.
type doctor struct {
	env         *Env
	dir, config string
	goEnv       map[string]string
	bad         int
}

func (d *doctor) say(state, what, format string, args ...any) {
	for line := range strings.SplitSeq(strings.TrimRight(fmt.Sprintf(format, args...), "\n"), "\n") {
		fmt.Fprintf(d.env.Stdout, "%-4s  %-8s  %s\n", state, what, report.Clean(line))
		state, what = "", "" // of the first line
	}
}

func (d *doctor) ok(what, format string, args ...any)   { d.say("ok", what, format, args...) }
func (d *doctor) note(what, format string, args ...any) { d.say("note", what, format, args...) }

// fail says what is wrong and how to mend it.
func (d *doctor) fail(what, mend, format string, args ...any) {
	d.bad++
	d.say("BAD", what, "%s\n%s", fmt.Sprintf(format, args...), mend)
}

const reinstall = "go install github.com/distvet/distvet/cmd/distvet@latest"

// tool looks at the executable as the go command would use it.
func (d *doctor) tool(ctx context.Context) {
	exe, err := os.Executable()
	if err != nil {
		d.fail("distvet", reinstall, "cannot find its own executable: %v", err)
		return
	}
	cmd := exec.CommandContext(ctx, exe, "-V=full")
	cmd.Env = append(cmd.Environ(), configfile.Variable+"="+configfile.Off)
	out, err := cmd.Output()
	_, id, ok := strings.Cut(strings.TrimSpace(string(out)), "buildID=")
	if err != nil || !ok || len(id) < 12 {
		d.fail("distvet", reinstall, "%s -V=full, as the go command calls it, fails: %v", exe, cmdError(err))
		return
	}
	d.ok("distvet", "%s, %s, fingerprint %.12s", d.env.version(), exe, id)
}

// goCommand looks for the go command and reports whether there is one.
func (d *doctor) goCommand(ctx context.Context) bool {
	path, err := exec.LookPath("go")
	if err != nil {
		d.fail("go", "install Go from https://go.dev/dl, or add its bin directory to PATH", "there is no go command in PATH")
		return false
	}
	cmd := exec.CommandContext(ctx, path, "env", "-json")
	cmd.Dir = d.dir
	out, err := cmd.Output()
	if err == nil {
		err = json.Unmarshal(out, &d.goEnv)
	}
	if err != nil {
		err = cmdError(err)
		mend := "mend go.mod, go.work or the environment, as it says"
		if strings.Contains(err.Error(), "build cache") {
			mend = "name a directory that can be written: go env -w GOCACHE=DIR"
		}
		d.fail("go", mend, "go env fails: %v", err)
		return false
	}
	theirs := d.goEnv["GOVERSION"]
	switch {
	case driver.TooNew(theirs):
		d.fail("go", "GOTOOLCHAIN="+theirs+" "+reinstall, "%s is newer than %s, with which distvet was built: packages that need it cannot be analysed", theirs, runtime.Version())
	case version.IsValid(theirs) && version.Compare(theirs, "go1.26") < 0:
		d.note("go", "%s, %s; distvet is tested with go1.26 and later", theirs, path)
	default:
		d.ok("go", "%s, %s", theirs, path)
	}
	if gomod := d.goEnv["GOMOD"]; gomod == "" || gomod == os.DevNull {
		d.note("module", "%s is in no module; distvet needs one to analyse, or -modules", d.dir)
	} else if work := d.goEnv["GOWORK"]; work != "" && work != "off" {
		modules, _ := workspaceModules(work)
		d.ok("module", "workspace %s, %s", work, printer.Count(len(modules), "module"))
	} else {
		d.ok("module", "%s", gomod)
	}
	return true
}

// flags looks for settings of the go command that do not do what one might think.
func (d *doctor) flags() {
	flags := d.goEnv["GOFLAGS"]
	for _, f := range strings.Fields(flags) {
		switch name, _, _ := strings.Cut(strings.TrimLeft(f, "-"), "="); name {
		case "vettool":
			d.fail("flags", "go env -u GOFLAGS", "GOFLAGS holds %s, which the go command ignores without a word", f)
			return
		case "toolexec":
			d.note("flags", "GOFLAGS holds %s: a bare go vet -vettool does not find %s then; distvet check does", f, configfile.Name)
			return
		}
	}
	if name := os.Getenv("GOPACKAGESDRIVER"); name != "" && name != "off" {
		d.note("flags", "GOPACKAGESDRIVER is set: distvet check loads packages through %s, and keeps no results", name)
	}
}

// cache looks at the directory in which results are kept.
func (d *doctor) cache() {
	if prog := d.goEnv["GOCACHEPROG"]; prog != "" {
		d.ok("cache", "kept by %s (GOCACHEPROG)", prog)
		return
	}
	dir := d.goEnv["GOCACHE"]
	if !filepath.IsAbs(dir) {
		d.fail("cache", "go env -u GOCACHE, or set HOME", "there is no build cache: GOCACHE is %q", dir)
		return
	}
	err := os.MkdirAll(dir, 0o777)
	if err == nil {
		var f *os.File
		if f, err = os.CreateTemp(dir, "distvet-doctor-*"); err == nil {
			f.Close()
			err = os.Remove(f.Name())
		}
	}
	if err != nil {
		d.fail("cache", "make the directory writable, or choose another: go env -w GOCACHE=DIR", "the build cache cannot be written: %v", err)
		return
	}
	d.ok("cache", "%s", dir)
}

// settings reads the configuration and looks up what it names.
func (d *doctor) settings(ctx context.Context) {
	s, err := (&selectFlags{fs: flag.NewFlagSet("", flag.ContinueOnError), config: d.config}).settings(d.env, d.dir)
	if err == nil {
		err = s.resolve(ctx, []job{{"", &driver.Request{Dir: d.dir}}})
	}
	switch {
	case err != nil:
		d.fail("settings", "mend the file; distvet config reads it again", "%v", err)
	case s.location.Unused != "":
		d.fail("settings", "mv "+s.location.Unused+" "+filepath.Dir(s.location.Workspace)+", or work with GOWORK=off",
			"%s is not used: settings stand beside %s", s.location.Unused, s.location.Workspace)
	case s.location.Misnamed != "":
		d.fail("settings", "mv "+s.location.Misnamed+" "+filepath.Join(filepath.Dir(s.location.Misnamed), configfile.Name),
			"%s is not read", s.location.Misnamed)
	case s.file == nil:
		d.ok("settings", "no file; the defaults are in effect")
	default:
		d.ok("settings", "%s, %s (distvet config shows all)", s.file.Name, printer.Count(len(s.models()), "model"))
	}
}

// The canary is a module in which a package forgets a deadline that one below it needs, so
// that the defect is seen only if what is known of the one reaches the other.
var canary = map[string]string{
	"go.mod": "module distvet.invalid/canary\n\ngo 1.24\n",
	"store/store.go": `package store

import (
	"context"
	"database/sql"
)

// Save waits for the database as long as ctx lets it.
func Save(ctx context.Context, db *sql.DB) error {
	_, err := db.ExecContext(ctx, "DELETE FROM canary")
	return err
}
`,
	"shop/shop.go": `package shop

import (
	"context"
	"database/sql"

	"distvet.invalid/canary/store"
)

func Close(db *sql.DB) error { return store.Save(context.Background(), db) }
`,
}

// canary sees whether facts cross packages and whether the go command keeps results.
func (d *doctor) canary(ctx context.Context) {
	dir, err := os.MkdirTemp("", "distvet-doctor-")
	if err != nil {
		d.fail("facts", "set TMPDIR to a directory that can be written", "no temporary directory: %v", err)
		return
	}
	defer os.RemoveAll(dir)
	for name, text := range canary {
		path := filepath.Join(dir, filepath.FromSlash(name))
		err := os.MkdirAll(filepath.Dir(path), 0o777)
		if err == nil {
			err = os.WriteFile(path, []byte(text), 0o666)
		}
		if err != nil {
			d.fail("facts", "set TMPDIR to a directory that can be written", "%v", err)
			return
		}
	}
	// The flags of the user are for the user's module. A proxy is not needed.
	req := &driver.Request{Dir: dir, Patterns: []string{"./..."}, Checks: d.env.Checks,
		Env: []string{"GOWORK=off", "GOFLAGS=", "GOPROXY=off", "GOTOOLCHAIN=local"}}
	res, err := driver.Vet(ctx, req)
	switch {
	case err != nil:
		d.fail("facts", "mend the go command, or the environment", "go vet does not run: %v", err)
		return
	case len(res.Problems) > 0:
		p := res.Problems[0]
		d.fail("facts", "go clean -cache, if it was killed or the disk was full; else "+reinstall, "%s\n%s", p.Summary, strings.Join(p.Detail[:min(5, len(p.Detail))], "\n"))
		return
	case !seen(res):
		d.fail("facts", reinstall, "the defect of the canary was not found: what is known of a package does not reach those that import it")
		return
	}
	d.ok("facts", "a defect was found across packages, through go vet")
	again, err := driver.Replays(ctx, req)
	switch {
	case err != nil:
		d.fail("results", "mend the go command, or the environment", "go vet does not run again: %v", err)
	case !again:
		d.fail("results", "go clean -cache, and look whether something empties "+d.goEnv["GOCACHE"], "the go command keeps no results: each run analyses everything")
	default:
		d.ok("results", "the second run came from the cache")
	}
}

// seen reports whether the defect of the canary is among the findings.
func seen(res *report.Result) bool {
	for _, f := range res.Findings {
		if f.Check == "nodeadline" && filepath.Base(f.Pos.File) == "shop.go" {
			return true
		}
	}
	return false
}

// golangci looks for golangci-lint, which need not be there.
func (d *doctor) golangci(ctx context.Context) {
	path, err := exec.LookPath("golangci-lint")
	if err != nil {
		return
	}
	out, err := exec.CommandContext(ctx, path, "version").CombinedOutput()
	m := regexp.MustCompile(`version v?(\d+\.\d+\.\d+)`).FindSubmatch(out)
	switch {
	case err != nil || m == nil:
		d.note("golangci", "%s version says nothing that is understood", path)
	case version.Compare("go"+string(m[1]), "go2.14.0") < 0:
		d.note("golangci", "golangci-lint v%s, %s; the distvet plugin needs v2.14 or later: go install github.com/golangci/golangci-lint/v2/cmd/golangci-lint@latest", m[1], path)
	default:
		d.ok("golangci", "golangci-lint v%s, %s", m[1], path)
	}
}

// cmdError adds what a command has printed to its error.
func cmdError(err error) error {
	if exit := (*exec.ExitError)(nil); errors.As(err, &exit) && len(bytes.TrimSpace(exit.Stderr)) > 0 {
		return errors.New(string(bytes.TrimSpace(exit.Stderr)))
	}
	return err
}
