package cli

import (
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
)

func TestParseMatrix(t *testing.T) {
	t.Parallel()
	got, err := parseMatrix(t.Context(), "linux, darwin/arm64+a+b,+c")
	want := []configuration{
		{"linux", []string{"GOOS=linux"}, nil},
		{"darwin/arm64+a+b", []string{"GOOS=darwin", "GOARCH=arm64"}, []string{"a", "b"}},
		{"+c", nil, []string{"c"}},
	}
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v, %v", got, err)
	}
	for spec, message := range map[string]string{
		"linux,":       `"" is no configuration`,
		"+":            `"+" is no configuration`,
		"linux++a":     `is no configuration`,
		"amd64":        `unknown platform "amd64"`,
		"linux/amd46":  `did you mean linux/amd64?`,
		"linux,linux":  "names linux twice",
		"-x":           `unknown platform "-x"`,
		"linux/../etc": "unknown platform",
	} {
		if _, err := parseMatrix(t.Context(), spec); err == nil || !strings.Contains(err.Error(), message) {
			t.Errorf("%q: %v", spec, err)
		}
	}
}

func TestTagFlag(t *testing.T) {
	t.Parallel()
	given := []string{"-mod=mod", "-tags=a,b"}
	for _, test := range []struct{ flags, tags, want []string }{
		{given, nil, given},
		{given, []string{"c"}, []string{"-mod=mod", "-tags=a,b,c"}},
		{nil, []string{"c", "d"}, []string{"-tags=c,d"}},
	} {
		if got := tagFlag(test.flags, test.tags); !slices.Equal(got, test.want) {
			t.Errorf("%v with %v: %v", test.flags, test.tags, got)
		}
	}
	if given[1] != "-tags=a,b" {
		t.Error("the argument was changed")
	}
}

func TestSpread(t *testing.T) {
	t.Parallel()
	root := t.TempDir()
	work := filepath.Join(root, "go.work")
	if err := os.WriteFile(work, []byte("go 1.26\n\nuse (\n\t./a\n\t./a/sub\n\t./b\n\t../out\n)\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct{ dir, pattern, want string }{
		{".", "./...", "./a/... ./a/sub/... ./b/..."},
		{".", "./a/...", "./a/... ./a/sub/..."},
		{".", "./a/x/...", "./a/x/..."},
		{".", "./b", "./b"},
		{".", "./nowhere/...", "./nowhere/..."},
		{"a", "./...", "./... ./sub/..."},
		{"a", "../...", "./... ./sub/... ./../b/..."},
		{"a", "../b/...", "../b/..."},
		{".", "example.com/...", "example.com/..."},
		{".", "all", "all"},
		{".", "./a.../...", "./a.../..."},
	} {
		got, err := spread(filepath.Join(root, test.dir), work, []string{test.pattern})
		if err != nil || strings.Join(got, " ") != test.want {
			t.Errorf("in %s: %s: got %q, %v; want %s", test.dir, test.pattern, got, err, test.want)
		}
	}
	for _, work := range []string{"", filepath.Join(root, "missing")} {
		if got, err := spread(root, work, []string{"./..."}); err != nil || strings.Join(got, " ") != "./..." {
			t.Errorf("with go.work %q: %q, %v", work, got, err)
		}
	}
}
