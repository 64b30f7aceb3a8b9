// Command distvet finds Go code that forgets partial failure: calls that never return,
// retries without end, effects that happen twice, clocks that disagree.
//
// Run it by itself, or as a tool of go vet:
//
//	distvet ./...
//	go vet -vettool=$(which distvet) ./...
//
// "distvet help" says more.
package main

import (
	"context"
	"os"
	"os/signal"

	"github.com/distvet/distvet/analyzers"
	"github.com/distvet/distvet/cmd/distvet/internal/cli"
	"github.com/distvet/distvet/cmd/distvet/internal/driver"
)

// version is set by the linker in released binaries.
var version string

func main() {
	run(analyzers.Checks())
}

// run serves the go command if it called us, else the user, and exits.
func run(checks []analyzers.Check) {
	if driver.IsVetCall(os.Args[1:]) {
		driver.ServeVet(checks)
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	env := &cli.Env{Checks: checks, Version: version, Stdout: os.Stdout, Stderr: os.Stderr}
	code := cli.Main(ctx, env, os.Args[1:])
	stop()
	os.Exit(code)
}
