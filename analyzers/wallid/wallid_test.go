package wallid_test

import (
	"testing"

	"github.com/distvet/distvet/analyzers/internal/checktest"
	"github.com/distvet/distvet/analyzers/wallid"
)

func Test(t *testing.T) {
	t.Parallel()
	checktest.RunGraded(t, wallid.Analyzer)
}
