package program

import (
	"os/exec"
	"runtime"
	"slices"
	"strings"
	"testing"
)

// TestStandardPackages compares the embedded list with what the go command says.
func TestStandardPackages(t *testing.T) {
	if v := runtime.Version(); !strings.HasPrefix(v, "go1.26") {
		t.Skipf("the list is of Go 1.26, this is %s", v)
	}
	out, err := exec.Command("go", "list", "std").Output()
	if err != nil {
		t.Fatal(err)
	}
	want := strings.Fields(string(out))
	if got := strings.Fields(standardPackages); !slices.Equal(got, want) {
		for _, p := range got {
			if !slices.Contains(want, p) {
				t.Errorf("%s is no package of the standard library", p)
			}
		}
		for _, p := range want {
			if !slices.Contains(got, p) {
				t.Errorf("%s is missing from the list", p)
			}
		}
	}
	for _, p := range want {
		if !StandardLibrary(p) {
			t.Errorf("StandardLibrary(%q) is false", p)
		}
	}
	for _, p := range []string{"", "net/htt", "example.com/net/http", "golang.org/x/net", "cmd/go"} {
		if StandardLibrary(p) {
			t.Errorf("StandardLibrary(%q) is true", p)
		}
	}
}
