package cli

import "github.com/distvet/distvet/cmd/internal/suggest"

// didYouMean returns "; did you mean X?" for the nearest candidate, or "".
func didYouMean(name string, candidates []string, format string) string {
	return suggest.DidYouMean(name, candidates, format)
}
