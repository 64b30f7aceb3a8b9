package config

import (
	"github.com/distvet/distvet/analyzers"
)

// Effective is what a configuration comes to for some checks.
type Effective struct {
	Confidence analyzers.Confidence
	Tests      bool
	// Grades holds the confidence that the findings of a check need where it is another;
	// Off for a check that is switched off.
	Grades   map[string]analyzers.Confidence
	Severity map[string]analyzers.Severity // where it is not the check's own
	Exclude  map[string][]string           // globs by check; "" for all checks
}

// Effective resolves c, which is valid, for the checks.
func (c *Config) Effective(checks []analyzers.Check) Effective {
	e := Effective{
		Confidence: analyzers.DefaultSettings().Confidence,
		Tests:      c.Tests != nil && *c.Tests,
		Grades:     make(map[string]analyzers.Confidence),
		Severity:   make(map[string]analyzers.Severity),
		Exclude:    make(map[string][]string),
	}
	if c.Confidence != "" {
		e.Confidence.Set(c.Confidence) // is valid
	}
	if len(c.Exclude) > 0 {
		e.Exclude[""] = c.Exclude
	}
	for _, check := range checks {
		if enabled, _ := c.Enabled(check.Name); !enabled {
			e.Grades[check.Name] = analyzers.Off
		} else if word, _ := c.CheckConfidence(check.Name); word != "" {
			var grade analyzers.Confidence
			grade.Set(word)
			e.Grades[check.Name] = grade
		}
		if s, _ := c.Severity(check.Name); s != "" {
			e.Severity[check.Name] = analyzers.Severity(s)
		}
		if globs, _ := c.CheckExclude(check.Name); len(globs) > 0 {
			e.Exclude[check.Name] = globs
		}
	}
	return e
}

// Enabled reports whether a check is on, and the path of the value that says so, or "".
func (c *Config) Enabled(check string) (on bool, path string) {
	for _, name := range [...]string{check, DefaultCheck} {
		if s := c.Checks[name]; s != nil && s.Enabled != nil {
			return *s.Enabled, "checks." + name + ".enabled"
		}
	}
	return true, ""
}

// CheckConfidence returns the confidence that findings of a check need by a setting of its own,
// and the path of the value, or "".
func (c *Config) CheckConfidence(check string) (word, path string) {
	for _, name := range [...]string{check, DefaultCheck} {
		if s := c.Checks[name]; s != nil && s.Confidence != "" {
			return s.Confidence, "checks." + name + ".confidence"
		}
	}
	return "", ""
}

// Severity returns the severity that is set for a check, and the path of the value, or "".
func (c *Config) Severity(check string) (word, path string) {
	for _, name := range [...]string{check, DefaultCheck} {
		if s := c.Checks[name]; s != nil && s.Severity != "" {
			return s.Severity, "checks." + name + ".severity"
		}
	}
	return "", ""
}

// CheckExclude returns the globs of a check, and the path of the list, or "".
func (c *Config) CheckExclude(check string) (globs []string, path string) {
	for _, name := range [...]string{check, DefaultCheck} {
		if s := c.Checks[name]; s != nil && len(s.Exclude) > 0 {
			return s.Exclude, "checks." + name + ".exclude"
		}
	}
	return nil, ""
}

// Excluder returns a function that reports whether nothing is reported of a check in a file.
// The globs are by check, "" for all checks, and relative to root.
func Excluder(root string, globs map[string][]string) func(check, file string) bool {
	matchers := make(map[string]*Matcher, len(globs))
	for check, list := range globs {
		matchers[check] = NewMatcher(root, list)
	}
	return func(check, file string) bool {
		for _, key := range [...]string{"", check} {
			if m := matchers[key]; m != nil && m.Match(file) {
				return true
			}
		}
		return false
	}
}
