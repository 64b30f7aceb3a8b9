package cli

import (
	"context"
	"flag"
	"fmt"
	"io"
	"strings"
	"text/tabwriter"
)

const overview = `distvet finds Go code that forgets partial failure: calls that never return,
retries without end, effects that happen twice, clocks that disagree.

Usage:

	distvet [-C dir] [command] [flags] [packages]

Without a command it checks: distvet ./... is distvet check ./...

Commands:

`

const overviewEnd = `
distvet is also a tool for go vet: go vet -vettool=$(which distvet) ./...

Exit codes: 0 clean, 1 something failed or could not be analysed, 2 wrong usage or settings, 3 findings.
"distvet help command" says more about a command, "distvet explain check" about a check.
`

func helpCommand() *command {
	return &command{
		name:  "help",
		args:  "[command]",
		short: "say what distvet or one of its commands does",
		setup: flagless(runHelp),
	}
}

func runHelp(ctx context.Context, env *Env, args []string) error {
	if len(args) == 0 {
		printOverview(env.Stdout)
		return nil
	}
	cmd := findCommand(args[0])
	if cmd == nil {
		for _, c := range env.Checks {
			if c.Name == args[0] {
				return runExplain(ctx, env, args)
			}
		}
		return usagef("help: unknown command %q%s", args[0], didYouMean(args[0], commandNames(), "distvet help %s"))
	}
	cmd.printHelp(env.Stdout)
	return nil
}

func printOverview(w io.Writer) {
	io.WriteString(w, overview)
	tw := tabwriter.NewWriter(w, 0, 8, 2, ' ', 0)
	for _, c := range commands() {
		fmt.Fprintf(tw, "    %s\t%s\n", c.name, c.short)
	}
	tw.Flush()
	io.WriteString(w, overviewEnd)
}

// printHelp prints usage, description and flags of c.
func (c *command) printHelp(w io.Writer) {
	fmt.Fprintf(w, "usage: %s\n\n", c.usage())
	if c.long != "" {
		fmt.Fprintf(w, "%s\n", c.long)
	} else {
		fmt.Fprintf(w, "%s%s.\n", strings.ToUpper(c.short[:1]), c.short[1:])
	}
	fs := flag.NewFlagSet(c.name, flag.ContinueOnError)
	c.setup(fs)
	first := true
	fs.VisitAll(func(f *flag.Flag) {
		if first {
			fmt.Fprint(w, "\nFlags:\n\n")
			first = false
		}
		arg, usage := flag.UnquoteUsage(f)
		usage = strings.ReplaceAll(usage, "\n", "\n    \t")
		fmt.Fprintf(w, "  %s\n    \t%s\n", strings.TrimSpace("-"+f.Name+" "+arg), usage)
	})
}
