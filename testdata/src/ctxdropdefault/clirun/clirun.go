// Package clirun runs a program without giving it a context: that of its commands never ends.
package clirun

import (
	"net/http"

	"github.com/urfave/cli/v2"
)

func Run(app *cli.App, args []string) error { return app.Run(args) }

func action(c *cli.Context, client *http.Client, url string) error {
	req, err := http.NewRequest("GET", url, nil)
	if err != nil {
		return err
	}
	resp, err := client.Do(req)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}
