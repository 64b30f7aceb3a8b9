package retrylost_test

import (
	"testing"

	"github.com/distvet/distvet/analyzers/internal/checktest"
	"github.com/distvet/distvet/analyzers/retrylost"
)

func Test(t *testing.T) { checktest.Run(t, retrylost.Analyzer) }

func TestDefault(t *testing.T) { checktest.RunDefault(t, retrylost.Analyzer) }
