package retrystate_test

import (
	"testing"

	"github.com/distvet/distvet/analyzers/internal/checktest"
	"github.com/distvet/distvet/analyzers/retrystate"
)

func Test(t *testing.T) { checktest.Run(t, retrystate.Analyzer) }
