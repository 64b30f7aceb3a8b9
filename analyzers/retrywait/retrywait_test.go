package retrywait_test

import (
	"testing"

	"github.com/distvet/distvet/analyzers/internal/checktest"
	"github.com/distvet/distvet/analyzers/retrywait"
)

func Test(t *testing.T) { checktest.Run(t, retrywait.Analyzer) }

func TestDefault(t *testing.T) { checktest.RunDefault(t, retrywait.Analyzer) }
