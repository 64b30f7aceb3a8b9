// Command golangci is golangci-lint with distvet in it, put together as "golangci-lint custom"
// does it. It is a module of its own, so that nobody who builds distvet needs golangci-lint.
package main

import (
	"fmt"
	"os"

	"github.com/golangci/golangci-lint/v2/pkg/commands"
	"github.com/golangci/golangci-lint/v2/pkg/exitcodes"

	_ "github.com/distvet/distvet/cmd/gclplugin"
)

func main() {
	// Without a version the executable is the key of the result cache: with a constant one, a
	// changed plugin would go on serving the findings of the old one.
	if err := commands.Execute(commands.BuildInfo{}); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(exitcodes.Failure)
	}
}
