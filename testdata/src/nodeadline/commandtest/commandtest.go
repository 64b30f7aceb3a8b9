// Package commandtest has a command that only its test runs with a context.
package commandtest

import (
	"net/http"

	"github.com/spf13/cobra"
)

func Show(cmd *cobra.Command, args []string) error {
	resp, err := http.Get(args[0]) // want `http.Get has no deadline`
	if err != nil {
		return err
	}
	return resp.Body.Close()
}
