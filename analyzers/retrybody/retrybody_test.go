package retrybody_test

import (
	"testing"

	"github.com/distvet/distvet/analyzers/internal/checktest"
	"github.com/distvet/distvet/analyzers/retrybody"
)

func Test(t *testing.T) { checktest.Run(t, retrybody.Analyzer) }

func TestDefault(t *testing.T) { checktest.RunDefault(t, retrybody.Analyzer) }
