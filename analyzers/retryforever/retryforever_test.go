package retryforever_test

import (
	"testing"

	"github.com/distvet/distvet/analyzers/internal/checktest"
	"github.com/distvet/distvet/analyzers/retryforever"
)

func Test(t *testing.T) { checktest.Run(t, retryforever.Analyzer) }

func TestDefault(t *testing.T) { checktest.RunDefault(t, retryforever.Analyzer) }
