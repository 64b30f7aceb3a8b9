package settings

import (
	"flag"
	"io"
	"testing"

	"golang.org/x/tools/go/analysis"
)

func TestConfidence(t *testing.T) {
	for _, want := range []Confidence{Certain, Likely, Possible} {
		var c Confidence
		if err := c.Set(want.String()); err != nil || c != want {
			t.Errorf("Set(%q) gives %v, %v", want, c, err)
		}
	}
	c := Likely
	if err := c.Set("sure"); err == nil || c != Likely {
		t.Errorf(`Set("sure") gives %v, %v`, c, err)
	}
	if Certain >= Likely || Likely >= Possible {
		t.Error("the grades are not in order")
	}
}

func TestFlags(t *testing.T) {
	t.Cleanup(func() { Use(Default()) })
	fs := flag.NewFlagSet("", flag.ContinueOnError)
	fs.SetOutput(io.Discard)
	RegisterFlags(fs)
	if err := fs.Parse([]string{"-confidence=possible", "-tests"}); err != nil {
		t.Fatal(err)
	}
	if got, want := use(t), (Settings{Confidence: Possible, Tests: true}); got != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
	if err := fs.Parse([]string{"-confidence=sure"}); err == nil {
		t.Error("an unknown grade is accepted")
	}
}

// Use replaces what later runs see, and not what an earlier one was given.
func TestUse(t *testing.T) {
	t.Cleanup(func() { Use(Default()) })
	before := use(t)
	Use(Settings{Confidence: Certain})
	if got := use(t); got.Confidence != Certain || before.Confidence != Likely {
		t.Errorf("before %+v, after %+v", before, got)
	}
	Use(Settings{Confidence: Possible + 1})
	if _, err := Analyzer.Run(&analysis.Pass{}); err == nil {
		t.Error("a grade that does not exist is accepted")
	}
}

func use(t *testing.T) Settings {
	t.Helper()
	res, err := Analyzer.Run(&analysis.Pass{})
	if err != nil {
		t.Fatal(err)
	}
	return *res.(*Settings)
}
