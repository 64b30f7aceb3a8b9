package servertimeout_test

import (
	"testing"

	"github.com/distvet/distvet/analyzers/internal/checktest"
	"github.com/distvet/distvet/analyzers/servertimeout"
)

func Test(t *testing.T) { checktest.Run(t, servertimeout.Analyzer) }

func TestDefault(t *testing.T) { checktest.RunDefault(t, servertimeout.Analyzer) }
