// Package cli is the distvet command: its sub-commands, their flags, and what they print.
package cli

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/distvet/distvet/analyzers"
)

// An Env is the world a sub-command lives in.
type Env struct {
	Checks  []analyzers.Check
	Version string // as stamped by the linker; empty means ask the build information
	Stdout  io.Writer
	Stderr  io.Writer
}

// A runFunc runs a sub-command on the arguments that its flags have left. It returns nil,
// an exitError, or the error of a failure.
type runFunc func(ctx context.Context, env *Env, args []string) error

// A command is one sub-command.
type command struct {
	name  string
	args  string // as shown after the name in the usage line
	short string // one line for the list of commands
	long  string // what help shows below the usage line; empty means short
	// setup registers the command's flags and returns the function that uses their values.
	setup func(*flag.FlagSet) runFunc
}

// flagless is the setup of a command without flags.
func flagless(run runFunc) func(*flag.FlagSet) runFunc {
	return func(*flag.FlagSet) runFunc { return run }
}

func (c *command) usage() string {
	return strings.TrimSpace("distvet [-C dir] " + c.name + " " + c.args)
}

// commands returns all sub-commands, in the order in which help lists them.
func commands() []*command {
	return []*command{checkCommand(), baselineCommand(), whyCommand(), configCommand(), doctorCommand(), listCommand(), explainCommand(), versionCommand(), helpCommand()}
}

func commandNames() []string {
	var names []string
	for _, c := range commands() {
		names = append(names, c.name)
	}
	return names
}

func findCommand(name string) *command {
	for _, c := range commands() {
		if c.name == name {
			return c
		}
	}
	return nil
}

// Main runs the command line args, without the program's name, and returns the exit code.
func Main(ctx context.Context, env *Env, args []string) int {
	code, msg := exitCode(run(ctx, env, args))
	if msg != "" {
		fmt.Fprintf(env.Stderr, "distvet: %s\n", msg)
	}
	return code
}

func run(ctx context.Context, env *Env, args []string) error {
	args, err := changeDir(args)
	if err != nil {
		return err
	}
	cmd, args, err := dispatch(args)
	if errors.Is(err, errNothing) {
		printOverview(env.Stderr) // as the go command does: a script that lost its arguments has not passed
	}
	if err != nil {
		return err
	}
	if args, err = changeDir(args); err != nil { // the go command takes -C after the command, too
		return err
	}
	fs := flag.NewFlagSet(cmd.name, flag.ContinueOnError)
	do := cmd.setup(fs)
	args, err = parse(fs, args)
	if errors.Is(err, flag.ErrHelp) {
		cmd.printHelp(env.Stdout)
		return nil
	}
	if err != nil {
		return err
	}
	return do(ctx, env, args)
}

// dispatch finds the sub-command that args name and returns its arguments. Without a
// name it is check.
func dispatch(args []string) (*command, []string, error) {
	if len(args) == 0 {
		return nil, nil, errNothing
	}
	first := args[0]
	switch first {
	case "-h", "-help", "--help":
		return helpCommand(), nil, nil
	case "-version", "--version":
		return versionCommand(), nil, nil
	}
	if cmd := findCommand(first); cmd != nil {
		return cmd, args[1:], nil
	}
	if strings.HasPrefix(first, "-") || isPattern(first) {
		return checkCommand(), args, nil
	}
	return nil, nil, usagef("unknown command %q%s (distvet help lists the commands; distvet check %s checks a package of that name)",
		first, didYouMean(first, commandNames(), "distvet %s"), first)
}

// isPattern reports whether a first argument is meant as a package and not as a command.
func isPattern(arg string) bool {
	return strings.ContainsAny(arg, "./"+string(filepath.Separator)) ||
		slices.Contains([]string{"all", "std", "cmd", "work", "tool"}, arg)
}

// changeDir handles "-C dir", which must come first, and returns the other arguments.
func changeDir(args []string) ([]string, error) {
	if len(args) == 0 {
		return args, nil
	}
	name, dir, hasValue := strings.Cut(args[0], "=")
	if name != "-C" && name != "--C" {
		return args, nil
	}
	args = args[1:]
	if !hasValue {
		if len(args) == 0 {
			return nil, usagef("-C needs a directory: distvet -C dir ./...")
		}
		dir, args = args[0], args[1:]
	}
	if err := os.Chdir(dir); err != nil {
		return nil, usagef("-C: cannot work in %s: %v", dir, errors.Unwrap(err))
	}
	return args, nil
}

// parse parses flags that may stand before, between and after the positional arguments,
// which it returns. A wrong flag is a usage error that names the nearest one.
func parse(fs *flag.FlagSet, args []string) ([]string, error) {
	fs.SetOutput(io.Discard) // the error says it all
	fs.Usage = func() {}
	var positional []string
	for {
		if err := fs.Parse(args); err != nil {
			return nil, flagError(fs, err)
		}
		rest := fs.Args()
		if n := len(args) - len(rest); len(rest) == 0 || n > 0 && args[n-1] == "--" {
			return append(positional, rest...), nil
		}
		positional, args = append(positional, rest[0]), rest[1:]
	}
}

// flagError turns an error of the flag package into one for the user.
func flagError(fs *flag.FlagSet, err error) error {
	if errors.Is(err, flag.ErrHelp) {
		return err
	}
	name, ok := strings.CutPrefix(err.Error(), "flag provided but not defined: -")
	if !ok {
		return usagef("%v (distvet help %s)", err, fs.Name())
	}
	if name == "C" {
		return usagef("-C must be the first flag: distvet -C dir %s ...", fs.Name())
	}
	var known []string
	fs.VisitAll(func(f *flag.Flag) { known = append(known, f.Name) })
	return usagef("unknown flag -%s%s (distvet help %s lists the flags)", name, didYouMean(name, known, "-%s"), fs.Name())
}
