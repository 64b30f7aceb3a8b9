package wallorder_test

import (
	"testing"

	"github.com/distvet/distvet/analyzers/internal/checktest"
	"github.com/distvet/distvet/analyzers/wallorder"
)

func Test(t *testing.T) {
	t.Parallel()
	checktest.Run(t, wallorder.Analyzer)
}
