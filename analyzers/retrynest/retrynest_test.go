package retrynest_test

import (
	"testing"

	"github.com/distvet/distvet/analyzers/internal/checktest"
	"github.com/distvet/distvet/analyzers/retrynest"
)

func Test(t *testing.T) { checktest.Run(t, retrynest.Analyzer) }

func TestDefault(t *testing.T) { checktest.RunDefault(t, retrynest.Analyzer) }
