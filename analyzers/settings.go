package analyzers

import (
	"flag"

	"github.com/distvet/distvet/analyzers/internal/settings"
)

// Settings are the user's choices: what is reported, never what is analysed.
type Settings = settings.Settings

// A Filter leaves findings out by check and by file.
type Filter = settings.Filter

// Confidence grades how sure a finding is; the zero value is the surest.
type Confidence = settings.Confidence

// The grades of confidence.
const (
	Certain  = settings.Certain
	Likely   = settings.Likely
	Possible = settings.Possible
	Off      = settings.Off // no finding has it: in a Filter, nothing of a check is reported
)

// DefaultSettings returns the settings of a run without flags.
func DefaultSettings() Settings { return settings.Default() }

// Use replaces the settings of this process; a driver that runs the checks itself calls
// it before the analysis.
func Use(s Settings) { settings.Use(s) }

// RegisterFlags adds the flags of a bare vet tool to fs. Their defaults are s, with the
// check's name before each message, since go vet prints no name.
func RegisterFlags(fs *flag.FlagSet, s Settings) {
	s.Names = true
	settings.Use(s)
	settings.RegisterFlags(fs)
}
