package cli

import (
	"context"
	"fmt"
	"go/doc/comment"
	"strings"

	"github.com/distvet/distvet/analyzers"
)

func explainCommand() *command {
	return &command{
		name:  "explain",
		args:  "check",
		short: "print what a check reports, what it does not, and how to mend it",
		setup: flagless(runExplain),
	}
}

func runExplain(_ context.Context, env *Env, args []string) error {
	if len(args) != 1 {
		return usagef("explain takes the name of one check; distvet list shows them")
	}
	check, err := env.findCheck(args[0])
	if err != nil {
		return err
	}
	_, text, _ := strings.Cut(check.Doc, "\n")
	var parser comment.Parser
	printer := comment.Printer{TextWidth: 80}
	fmt.Fprintf(env.Stdout, "%s: %s\n", check.Name, summaryOf(check.Name, check.Doc))
	fmt.Fprintf(env.Stdout, "class %s, severity %s\n\n", check.Class, check.Severity)
	if body := printer.Text(parser.Parse(text)); len(body) > 0 {
		fmt.Fprintf(env.Stdout, "%s\n", body)
	}
	fmt.Fprintf(env.Stdout, "Silence one finding, with the reason, on its line or above it:\n\n\t//distvet:ignore %s reason\n\n%s\n", check.Name, check.URL)
	return nil
}

// findCheck returns the named check, or a usage error that names the nearest one.
func (env *Env) findCheck(name string) (*analyzers.Check, error) {
	for i := range env.Checks {
		if env.Checks[i].Name == name {
			return &env.Checks[i], nil
		}
	}
	return nil, usagef("unknown check %q%s (distvet list shows all checks)", name, didYouMean(name, env.checkNames(), "%s"))
}

func (env *Env) checkNames() []string {
	names := make([]string, len(env.Checks))
	for i, c := range env.Checks {
		names[i] = c.Name
	}
	return names
}
