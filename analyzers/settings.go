package analyzers

import (
	"flag"

	"github.com/distvet/distvet/analyzers/internal/account"
	"github.com/distvet/distvet/analyzers/internal/finding"
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

// IgnoredCategory begins the category of the diagnostics that tell what a //distvet: comment
// hides, for a driver that asked for records; the confidence of what is hidden follows. The
// message begins with the name of the check that is silent; the one related place is that of
// the comment, whose text is the message there.
const IgnoredCategory = finding.Ignored

// InDoubt begins the message of the last related place of a diagnostic that is only possible
// and says why a reviewer may rightly leave it as it is.
const InDoubt = finding.InDoubt

// AlsoHere is the message of the related places of a diagnostic that are no steps of its path, but share
// its cause: it is reported at the first of them.
const AlsoHere = finding.AlsoHere

// Account is an analyzer that is no check: to a driver that asked for records it tells, in
// diagnostics whose messages are JSON, what was seen of each package's network calls
// (category StatsCategory, a list of Family), and what is known of the calls at a place that a
// comment at the end of a file asks about (category WhyCategory, an Answer).
var Account = account.Analyzer

// The categories of the diagnostics of Account, and the comment that asks about a place in its
// file: it is followed by "line:column", where column 0 means the line.
const (
	StatsCategory = account.Stats
	WhyCategory   = account.Why
	WhyComment    = account.Question
)

// What the messages of Account hold.
type (
	Family = account.Family
	Answer = account.Answer
	Call   = account.Call
	Place  = account.Place
	Near   = account.Near
)

// RecordAll asks for records, on top of the settings in use.
func RecordAll() { settings.Record() }

// RegisterFlags adds the flags of a bare vet tool to fs. Their defaults are s, with the
// check's name before each message, since go vet prints no name.
func RegisterFlags(fs *flag.FlagSet, s Settings) {
	s.Names = true
	settings.Use(s)
	settings.RegisterFlags(fs)
}
