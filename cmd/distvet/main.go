// Command distvet finds Go code that forgets partial failure.
package main

import (
	"golang.org/x/tools/go/analysis/unitchecker"

	"github.com/distvet/distvet/analyzers"
)

func main() { unitchecker.Main(analyzers.All()...) }
