package wallexpiry_test

import (
	"testing"

	"github.com/distvet/distvet/analyzers/internal/checktest"
	"github.com/distvet/distvet/analyzers/wallexpiry"
)

func Test(t *testing.T) {
	t.Parallel()
	checktest.RunGraded(t, wallexpiry.Analyzer)
}
