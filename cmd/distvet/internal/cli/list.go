package cli

import (
	"context"
	"fmt"
	"strings"
	"text/tabwriter"
)

func listCommand() *command {
	return &command{
		name:  "list",
		short: "list the checks, one line each",
		long: `List prints one line for each check: its name, the class of assumption it tests,
how sure its surest findings are, how bad they are, and what it reports.

Each finding is graded certain, likely or possible. Certain and likely ones are
shown, and fail a gate, unless check -confidence says otherwise.`,
		setup: flagless(runList),
	}
}

func runList(_ context.Context, env *Env, args []string) error {
	if len(args) > 0 {
		return usagef("list takes no arguments, got %q (distvet explain %s tells about one check)", args[0], args[0])
	}
	tw := tabwriter.NewWriter(env.Stdout, 0, 8, 2, ' ', 0)
	for _, c := range env.Checks {
		fmt.Fprintf(tw, "%s\t%s\t%s\t%s\t%s\n", c.Name, c.Class, c.Surest, c.Severity, summaryOf(c.Name, c.Doc))
	}
	return tw.Flush()
}

// summaryOf returns the first line of a check's documentation without its name.
func summaryOf(name, doc string) string {
	line, _, _ := strings.Cut(doc, "\n")
	return strings.TrimPrefix(line, name+": ")
}
