package baseline

import (
	"bytes"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/distvet/distvet/cmd/distvet/internal/report"
)

var checks = []string{"nodeadline", "wallid"}

func TestRoundTrip(t *testing.T) {
	t.Parallel()
	b := Baseline{
		{Check: "nodeadline", Package: "example.com/a", Decl: "F", Key: "call net/http.Get"}: {2, []string{"01234567", "89abcdef"}, "a.go: no deadline; use a\ttab"},
		{Check: "wallid", Package: "example.com/a", Decl: "T.M", Key: "="}:                   {1, nil, ""},
	}
	text := b.Format()
	got, err := parse("b", string(text), checks)
	if err != nil {
		t.Fatal(err)
	}
	for id, e := range b {
		if got[id].Count != e.Count || !slices.Equal(got[id].Shapes, e.Shapes) {
			t.Errorf("%+v: %+v, want %+v", id, got[id], e)
		}
	}
	if len(got) != len(b) {
		t.Errorf("%d entries, want %d", len(got), len(b))
	}
	if again := got.Format(); !bytes.Equal(again, text) {
		t.Errorf("got\n%s\nwant\n%s", again, text)
	}
	crlf, err := parse("b", strings.ReplaceAll(string(text), "\n", "\r\n"), checks)
	if err != nil || !reflect.DeepEqual(crlf, got) {
		t.Errorf("with CRLF: %v, %v", crlf, err)
	}
}

// Two branches that both add findings leave entries twice, in any order, after a merge.
func TestMerged(t *testing.T) {
	t.Parallel()
	b, err := parse("b", "# distvet baseline v1\np\tG\twallid\t=\t1\t-\tx\np\tF\twallid\t=\t1\t00000001\tx\np\tF\twallid\t=\t3\t00000001,00000000,00000000\ty\n# end of the baseline\n", checks)
	if err != nil {
		t.Fatal(err)
	}
	e := b[report.ID{Check: "wallid", Package: "p", Decl: "F", Key: "="}]
	if e.Count != 3 || b.Places() != 4 || !slices.Equal(e.Shapes, []string{"00000000", "00000000", "00000001"}) {
		t.Errorf("got %+v", b)
	}
}

func FuzzParse(f *testing.F) {
	f.Add("# distvet baseline v1\np\tF\twallid\t=\t1\t0123abcd,0123abcd\tx\n# end of the baseline\n")
	f.Add("# distvet baseline v2\n")
	f.Add("# distvet baseline v1\n<<<<<<< x\n")
	f.Fuzz(func(t *testing.T, text string) {
		b, err := parse("b", text, checks)
		if err != nil {
			if !strings.HasPrefix(err.Error(), "b:") || strings.Contains(err.Error(), "\n") {
				t.Errorf("error %q", err)
			}
			return
		}
		for id := range b { // what was read can be written and read again
			if strings.ContainsAny(id.Package+id.Decl+id.Key, "\r") {
				return // nothing that we write
			}
		}
		if _, err := parse("b", string(b.Format()), checks); err != nil {
			t.Errorf("%v in\n%s", err, b.Format())
		}
	})
}
