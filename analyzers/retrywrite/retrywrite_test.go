package retrywrite_test

import (
	"testing"

	"github.com/distvet/distvet/analyzers/internal/checktest"
	"github.com/distvet/distvet/analyzers/retrywrite"
)

func Test(t *testing.T) { checktest.Run(t, retrywrite.Analyzer) }

func TestDefault(t *testing.T) { checktest.RunDefault(t, retrywrite.Analyzer) }
