// Package suggest finds what a misspelt word was meant to be.
package suggest

import (
	"fmt"

	"github.com/agext/levenshtein"
)

// Nearest returns the candidate that name was most likely meant to be, or "".
func Nearest(name string, candidates []string) string {
	if len(name) > 100 {
		return "" // no slip of the pen
	}
	best, bestDistance := "", max(2, len(name)/3)+1
	for _, c := range candidates {
		if d := levenshtein.Distance(name, c, nil); d < bestDistance {
			best, bestDistance = c, d
		}
	}
	return best
}

// DidYouMean returns "; did you mean X?" for the nearest candidate, or "".
func DidYouMean(name string, candidates []string, format string) string {
	if best := Nearest(name, candidates); best != "" {
		return fmt.Sprintf("; did you mean "+format+"?", best)
	}
	return ""
}
