package config

import (
	"fmt"
	"go/token"
	"path"
	"path/filepath"
	"reflect"
	"strings"

	"github.com/bmatcuk/doublestar/v4"
)

// FieldName returns the name under which a field stands in files.
func FieldName(f reflect.StructField) string {
	name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
	return name
}

// Enum returns the words that a field takes, or nil if it takes any.
func Enum(tag reflect.StructTag) []string {
	if s := tag.Get("enum"); s != "" {
		return strings.Split(s, ",")
	}
	return nil
}

// Range returns the numbers that a field takes; ok is false if it takes any.
func Range(tag reflect.StructTag) (low, high int64, ok bool) {
	_, err := fmt.Sscan(tag.Get("min")+" "+tag.Get("max"), &low, &high)
	return low, high, err == nil
}

// Join adds a field to a path.
func Join(path, field string) string {
	if path == "" {
		return field
	}
	return path + "." + field
}

func isIdentifier(s string) bool { return token.IsIdentifier(s) }

// A Matcher tells which files below a directory some globs match.
type Matcher struct {
	root     string
	patterns []string
}

// NewMatcher returns a matcher for globs relative to root. A glob that matches a directory
// matches all below it.
func NewMatcher(root string, patterns []string) *Matcher {
	m := &Matcher{root: root}
	for _, p := range patterns {
		m.patterns = append(m.patterns, clean(p))
	}
	return m
}

// clean removes what means nothing in a pattern: "./" in front, "/" at the end.
func clean(pattern string) string {
	return path.Clean(strings.ReplaceAll(pattern, `\`, "/"))
}

// Match reports whether a file with an absolute name is matched.
func (m *Matcher) Match(file string) bool {
	if len(m.patterns) == 0 {
		return false
	}
	rel, err := filepath.Rel(m.root, file)
	if err != nil || !filepath.IsLocal(rel) {
		return false
	}
	rel = filepath.ToSlash(rel)
	for _, p := range m.patterns {
		for s := rel; s != "."; s = path.Dir(s) {
			if doublestar.MatchUnvalidated(p, s) {
				return true
			}
		}
	}
	return false
}
