package wallelapsed_test

import (
	"testing"

	"github.com/distvet/distvet/analyzers/internal/checktest"
	"github.com/distvet/distvet/analyzers/wallelapsed"
)

func Test(t *testing.T) {
	t.Parallel()
	checktest.RunGraded(t, wallelapsed.Analyzer)
}
