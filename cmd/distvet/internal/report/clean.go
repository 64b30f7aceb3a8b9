package report

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Clean makes s harmless on a terminal: control characters, among them those that change
// the direction of text, and bytes that are not UTF-8 become Go escapes. Tabs stay.
func Clean(s string) string {
	harmless := func(r rune) bool {
		const joiner, nonJoiner = '\u200d', '\u200c' // parts of emoji and of some scripts
		return unicode.IsGraphic(r) && r != utf8.RuneError || r == '\t' || r == joiner || r == nonJoiner
	}
	if strings.IndexFunc(s, func(r rune) bool { return !harmless(r) }) < 0 {
		return s
	}
	var b strings.Builder
	for len(s) > 0 {
		r, n := utf8.DecodeRuneInString(s)
		switch {
		case r == utf8.RuneError && n <= 1:
			fmt.Fprintf(&b, `\x%02x`, s[0])
		case harmless(r) || r == utf8.RuneError: // a replacement character that the text really holds
			b.WriteRune(r)
		case r < 0x80:
			fmt.Fprintf(&b, `\x%02x`, r)
		case r <= 0xffff:
			fmt.Fprintf(&b, `\u%04x`, r)
		default:
			fmt.Fprintf(&b, `\U%08x`, r)
		}
		s = s[n:]
	}
	return b.String()
}
