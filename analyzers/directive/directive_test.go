package directive_test

import (
	"slices"
	"testing"

	"github.com/distvet/distvet/analyzers"
	"github.com/distvet/distvet/analyzers/directive"
	"github.com/distvet/distvet/analyzers/internal/checktest"
)

func Test(t *testing.T) { checktest.Run(t, directive.Analyzer) }

// TestChecks compares the names that an ignore may name with the checks that exist.
func TestChecks(t *testing.T) {
	var names []string
	for _, c := range analyzers.Checks() {
		names = append(names, c.Name)
	}
	if !slices.Equal(directive.Checks, names) {
		t.Errorf("directive.Checks is %v, want the checks of analyzers.Checks(): %v", directive.Checks, names)
	}
}
