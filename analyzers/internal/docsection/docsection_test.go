package docsection

import "testing"

func TestMust(t *testing.T) {
	const doc = "// Package x defines an analyzer.\n//\n// # Analyzer x\n//\n// x: report what is wrong\n//\n// A call such as\n//\n//\tf() // ends never\n//\n// waits.\npackage x\n\n// # Analyzer x\n"
	const want = "x: report what is wrong\n\nA call such as\n\n\tf() // ends never\n\nwaits."
	if got := Must(doc, "x"); got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if got := Must("// Package x.\r\n//\r\n// # Analyzer x\r\n//\r\n// x: report\r\npackage x\r\n", "x"); got != "x: report" {
		t.Errorf("with carriage returns: got %q", got)
	}
}

func TestMustPanics(t *testing.T) {
	for name, doc := range map[string]string{
		"no section":       "// Package x.\npackage x\n",
		"another section":  "// # Analyzer y\n//\n// y: report\npackage x\n",
		"another summary":  "// # Analyzer x\n//\n// y: report\npackage x\n",
		"below the clause": "package x\n\n// # Analyzer x\n//\n// x: report\n",
	} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("%s: no panic", name)
				}
			}()
			Must(doc, "x")
		}()
	}
}
