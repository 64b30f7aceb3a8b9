package ctxdrop_test

import (
	"testing"

	"github.com/distvet/distvet/analyzers/ctxdrop"
	"github.com/distvet/distvet/analyzers/internal/checktest"
)

func Test(t *testing.T) { checktest.Run(t, ctxdrop.Analyzer) }

func TestDefault(t *testing.T) { checktest.RunDefault(t, ctxdrop.Analyzer) }
