package report

import "testing"

func TestClean(t *testing.T) {
	t.Parallel()
	for s, want := range map[string]string{
		"plain\ttext é 日本 👩‍🚀": "plain\ttext é 日本 👩‍🚀",
		"\x1b[31mred":          `\x1b[31mred`,
		"a\r\nb\x00\x7f":       `a\x0d\x0ab\x00\x7f`,
		"\xff\xfe":             `\xff\xfe`,
		"real \ufffd":          "real \ufffd",
		"bidi \u202e \u2066":   `bidi \u202e \u2066`,
		"c1 \u009b31m":         `c1 \u009b31m`,
		"tag \U000e0001":       `tag \U000e0001`,
	} {
		if got := Clean(s); got != want {
			t.Errorf("Clean(%q) = %q, want %q", s, got, want)
		}
	}
}
