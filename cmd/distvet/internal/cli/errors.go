package cli

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/distvet/distvet/cmd/distvet/internal/configfile"
)

// The exit codes of distvet.
const (
	ExitClean    = 0 // nothing to report
	ExitFailure  = 1 // the tool failed, or could not load or analyse everything
	ExitUsage    = 2 // the command line or the configuration is wrong
	ExitFindings = 3 // everything was analysed, and there are findings
)

// An exitError ends the command with a code. Its message, if it has one, is for the user
// and says what to do next.
type exitError struct {
	code int
	msg  string
}

func (e *exitError) Error() string { return e.msg }

// These end a command that has printed all there is to say.
var (
	errFindings = &exitError{code: ExitFindings}
	errProblems = &exitError{code: ExitFailure}
	errNothing  = &exitError{code: ExitUsage}
)

// usagef returns the error of a wrong command line.
func usagef(format string, args ...any) error {
	return &exitError{ExitUsage, fmt.Sprintf(format, args...)}
}

// exitCode returns the code for err and the message to print, if any.
func exitCode(err error) (code int, msg string) {
	var exit *exitError
	var conf *configfile.Error
	switch {
	case err == nil:
		return ExitClean, ""
	case errors.As(err, &exit):
		return exit.code, exit.msg
	case errors.As(err, &conf):
		return ExitUsage, strings.ReplaceAll(err.Error(), "\n", "\ndistvet: ")
	case errors.Is(err, context.Canceled):
		return ExitFailure, "interrupted"
	}
	return ExitFailure, err.Error()
}
