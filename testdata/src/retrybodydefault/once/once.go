// Package once waits for a server in the commands of a program.
package once

import (
	"errors"
	"net/http"
	"time"

	"github.com/spf13/cobra"
)

var errLate = errors.New("not ready in time")

// Command returns what waits.
func Command(addr string, wait time.Duration) *cobra.Command {
	c := &cobra.Command{RunE: func(cmd *cobra.Command, args []string) error { return up(addr, wait) }}
	c.AddCommand(&cobra.Command{RunE: ready}, &cobra.Command{RunE: watch})
	return c
}

// The program ends with the command, and so do the connections: possible.
func ready(cmd *cobra.Command, args []string) error {
	late := time.After(10 * time.Second)
	for {
		select {
		case <-late:
			return errLate
		default:
			resp, err := http.Get("http://127.0.0.1:9090/ready")
			if err != nil || resp.StatusCode != http.StatusOK {
				time.Sleep(time.Second)
				break
			}
			return nil
		}
	}
}

// The same for whoever asks.
func up(addr string, wait time.Duration) error {
	late := time.After(wait)
	for {
		select {
		case <-late:
			return errLate
		default:
			resp, err := http.Get(addr) // want `the response of this attempt is left open when the next one begins`
			if err != nil || resp.StatusCode != http.StatusOK {
				time.Sleep(time.Second)
				break
			}
			return nil
		}
	}
}

// Without an end.
func watch(cmd *cobra.Command, args []string) error {
	for {
		resp, err := http.Get("http://127.0.0.1:9090/ready") // want `the response of this attempt is left open when the next one begins`
		if err != nil || resp.StatusCode != http.StatusOK {
			time.Sleep(time.Second)
			continue
		}
		return nil
	}
}
