package nodeadline_test

import (
	"testing"

	"github.com/distvet/distvet/analyzers/internal/checktest"
	"github.com/distvet/distvet/analyzers/nodeadline"
)

func Test(t *testing.T) { checktest.Run(t, nodeadline.Analyzer) }

func TestDefault(t *testing.T) { checktest.RunDefault(t, nodeadline.Analyzer) }
