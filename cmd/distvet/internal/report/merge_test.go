package report

import (
	"reflect"
	"slices"
	"testing"

	"github.com/distvet/distvet/analyzers"
)

func at(file string, line int) Position { return Position{file, line, 1} }

func TestMerge(t *testing.T) {
	t.Parallel()
	find := func(file string, line int, message string, c analyzers.Confidence) Finding {
		return Finding{Check: "nodeadline", Pos: at(file, line), Message: message, Confidence: c}
	}
	problem := Problem{Kind: Build, Package: "p", Summary: "p does not compile", Skipped: []string{"q"}}
	other := problem
	other.Skipped = []string{"r"}
	merged := Merge([]Run{
		{"linux", &Result{
			Findings: []Finding{
				find("a.go", 1, "everywhere", analyzers.Likely), find("a.go", 2, "by this way", analyzers.Certain),
				find("l.go", 3, "here", analyzers.Certain),
				find("two.go", 4, "one", analyzers.Certain), find("two.go", 4, "two", analyzers.Certain),
			},
			Problems: []Problem{problem, {Kind: Load, Package: "x", Summary: "cannot load x"}}, Packages: []string{"p", "z"}, Notes: []string{"n"},
		}},
		{"darwin", &Result{
			Findings: []Finding{
				find("a.go", 1, "everywhere", analyzers.Certain), find("a.go", 2, "by that way", analyzers.Certain),
				find("two.go", 4, "two", analyzers.Certain),
			},
			Problems: []Problem{other}, Packages: []string{"a", "p"}, Notes: []string{"n"},
		}},
	})
	var got []string
	for _, f := range merged.Findings {
		got = append(got, f.Message)
	}
	want := []string{"everywhere", "by this way", "here (only with linux)", "one (only with linux)", "two"}
	if !slices.Equal(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
	if merged.Findings[0].Confidence != analyzers.Certain {
		t.Error("a finding is as sure as where it is surest")
	}
	if merged.Findings[0].Configs != nil || !slices.Equal(merged.Findings[2].Configs, []string{"linux"}) {
		t.Errorf("configurations: %v, %v", merged.Findings[0].Configs, merged.Findings[2].Configs)
	}
	if len(merged.Problems) != 2 || merged.Problems[0].Summary != problem.Summary || !slices.Equal(merged.Problems[0].Skipped, []string{"q", "r"}) ||
		merged.Problems[1].Summary != "with linux: cannot load x" {
		t.Errorf("problems: %+v", merged.Problems)
	}
	if !slices.Equal(merged.Packages, []string{"a", "p", "z"}) || len(merged.Notes) != 1 {
		t.Errorf("packages %v, notes %v", merged.Packages, merged.Notes)
	}
}

// Modules of one repository are no configurations: nothing is told of them.
func TestMergeModules(t *testing.T) {
	t.Parallel()
	merged := Merge([]Run{
		{"", &Result{Findings: []Finding{{Check: "c", Pos: at("a.go", 1), Message: "m"}}, Packages: []string{"a"}}},
		{"", &Result{Findings: []Finding{{Check: "c", Pos: at("b.go", 1), Message: "m"}}, Packages: []string{"b"}}},
	})
	if len(merged.Findings) != 2 || merged.Findings[0].Message != "m" || merged.Findings[0].Configs != nil || len(merged.Packages) != 2 {
		t.Errorf("%+v", merged)
	}
	one := &Result{Findings: []Finding{{Message: "m"}}}
	if Merge([]Run{{"linux", one}}) != one {
		t.Error("one run is changed")
	}
}

// Nothing that a result holds gets lost. NewOnly and Known are set later.
func TestMergeIsComplete(t *testing.T) {
	t.Parallel()
	full := func() *Result {
		r := new(Result)
		v := reflect.ValueOf(r).Elem()
		for i := range v.NumField() {
			fill(v.Field(i))
		}
		return r
	}
	merged := reflect.ValueOf(Merge([]Run{{"linux", full()}, {"darwin", full()}})).Elem()
	for i := range merged.NumField() {
		name := merged.Type().Field(i).Name
		if name != "NewOnly" && name != "Known" && merged.Field(i).IsZero() {
			t.Errorf("Merge loses %s", name)
		}
	}
}

// fill makes v something other than zero.
func fill(v reflect.Value) {
	switch v.Kind() {
	case reflect.Bool:
		v.SetBool(true)
	case reflect.String:
		v.SetString("x")
	case reflect.Int, reflect.Int64:
		v.SetInt(1)
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 1, 1))
		fill(v.Index(0))
	case reflect.Map:
		v.Set(reflect.MakeMap(v.Type()))
		key, value := reflect.New(v.Type().Key()).Elem(), reflect.New(v.Type().Elem()).Elem()
		fill(key)
		fill(value)
		v.SetMapIndex(key, value)
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		fill(v.Elem())
	case reflect.Struct:
		for i := range v.NumField() {
			if v.Type().Field(i).IsExported() {
				fill(v.Field(i))
			}
		}
	}
}
