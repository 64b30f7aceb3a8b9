// Package docsection reads the documentation of a check out of its doc.go,
// the only place where that prose exists.
package docsection

import (
	"fmt"
	"strings"
)

// Must returns the documentation of the analyzer name in the text of a doc.go file: what
// stands in the package comment below the heading "# Analyzer name", without comment marks.
// Its first line is "name: summary". Must panics if the section is missing: that is a
// mistake in our own source, seen by every test.
func Must(doc, name string) string {
	text, err := extract(doc, name)
	if err != nil {
		panic("internal error: " + err.Error())
	}
	return text
}

func extract(doc, name string) (string, error) {
	var comment []string
	for line := range strings.Lines(doc) {
		line = strings.TrimRight(line, "\r\n")
		if strings.HasPrefix(line, "package ") {
			break
		}
		text, ok := strings.CutPrefix(line, "//")
		if !ok {
			continue // a blank line, or a build constraint's neighbour
		}
		comment = append(comment, strings.TrimPrefix(text, " "))
	}
	_, section, ok := strings.Cut(strings.Join(comment, "\n"), "# Analyzer "+name+"\n")
	if !ok {
		return "", fmt.Errorf("doc.go of %s has no section %q", name, "# Analyzer "+name)
	}
	section = strings.TrimSpace(section)
	if !strings.HasPrefix(section, name+": ") {
		return "", fmt.Errorf("the section of %s in doc.go must begin with %q", name, name+": ")
	}
	return section, nil
}
