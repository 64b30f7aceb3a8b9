package cli

import (
	"fmt"

	"github.com/agext/levenshtein"
)

// nearest returns the candidate that name was most likely meant to be, or "".
func nearest(name string, candidates []string) string {
	best, bestDistance := "", max(2, len(name)/3)+1
	for _, c := range candidates {
		if d := levenshtein.Distance(name, c, nil); d < bestDistance {
			best, bestDistance = c, d
		}
	}
	return best
}

// didYouMean returns "; did you mean X?" for the nearest candidate, or "".
func didYouMean(name string, candidates []string, format string) string {
	if best := nearest(name, candidates); best != "" {
		return fmt.Sprintf("; did you mean "+format+"?", best)
	}
	return ""
}
