package servertimeout_test

import (
	"testing"

	"github.com/distvet/distvet/analyzers/servertimeout"
	"github.com/distvet/distvet/analyzers/internal/checktest"
)

func Test(t *testing.T) { checktest.Run(t, servertimeout.Analyzer) }
