package commandtest

import (
	"context"
	"testing"

	"github.com/spf13/cobra"
)

func TestShow(t *testing.T) {
	cmd := &cobra.Command{RunE: Show}
	if err := cmd.ExecuteContext(context.Background()); err != nil {
		t.Fatal(err)
	}
}
