package wallorder_test

import (
	"testing"

	"github.com/distvet/distvet/analyzers/internal/checktest"
	"github.com/distvet/distvet/analyzers/wallorder"
)

func Test(t *testing.T) {
	t.Parallel()
	checktest.RunGraded(t, wallorder.Analyzer)
}
