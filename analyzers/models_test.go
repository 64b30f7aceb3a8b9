package analyzers_test

import (
	"path/filepath"
	"testing"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/analysistest"

	"github.com/distvet/distvet/analyzers"
	"github.com/distvet/distvet/analyzers/nodeadline"
	"github.com/distvet/distvet/analyzers/retrynest"
	"github.com/distvet/distvet/analyzers/retrywrite"
)

// TestModels has the checks judge calls of functions of which only models tell, one column
// after the other; and be silent about all of it without them.
func TestModels(t *testing.T) {
	testdata, err := filepath.Abs(filepath.Join(root, "testdata"))
	if err != nil {
		t.Fatal(err)
	}
	conn := analyzers.Words{"Conn"}
	if err := analyzers.UseModels([]analyzers.Model{{
		Package: "models/rpc", Family: "in-house RPC",
		Functions: []analyzers.FunctionModel{
			{Recv: conn, Names: analyzers.Words{"Call"}, Effect: "non-idempotent write"},
			{Recv: conn, Names: analyzers.Words{"Find"}, Effect: "read"},
			{Recv: conn, Names: analyzers.Words{"Send", "Late"}},
			{Recv: conn, Names: analyzers.Words{"Watch"}, Role: "stream"},
			{Recv: conn, Names: analyzers.Words{"Peer"}, Role: "local"},
			{Recv: conn, Names: analyzers.Words{"Within"}, Dur: "arg1"},
			{Recv: conn, Names: analyzers.Words{"Exec"}, Effect: "by sql", Text: "arg1"},
			{Recv: conn, Names: analyzers.Words{"Retried"}, Effect: "read", Attempts: 5},
			{Recv: conn, Names: analyzers.Words{"Bounded"}, Bound: true},
			{Recv: analyzers.Words{"Client"}, Names: analyzers.Words{"Get"}, Obj: "recv"},
			{Recv: analyzers.Words{"Do"}, Names: analyzers.Words{"()"}},
		},
		Objects: []analyzers.ObjectModel{{
			Name: "Client", Limits: analyzers.Words{"Timeout"}, Setters: analyzers.Words{"SetTimeout"},
			Makers: analyzers.Words{"NewClient"}, Options: analyzers.Words{"WithTimeout"},
		}},
	}}); err != nil {
		t.Fatal(err)
	}
	defer analyzers.UseModels(nil)
	defer analyzers.Use(analyzers.DefaultSettings())
	run := func(t analysistest.Testing) []*analysistest.Result {
		var results []*analysistest.Result
		for _, test := range []struct {
			corpus string
			check  *analysis.Analyzer
			grade  analyzers.Confidence
		}{
			{"deadlines", nodeadline.Analyzer, analyzers.Likely},
			{"writes", retrywrite.Analyzer, analyzers.Likely},
			{"nests", retrynest.Analyzer, analyzers.Possible},
		} {
			analyzers.Use(analyzers.Settings{Confidence: test.grade})
			results = append(results, analysistest.Run(t, testdata, test.check, "models/"+test.corpus)...)
		}
		return results
	}
	run(t)
	if err := analyzers.UseModels(nil); err != nil {
		t.Fatal(err)
	}
	for _, res := range run(silent{}) {
		for _, d := range res.Action.Diagnostics {
			t.Errorf("without models: %s: %s", res.Action.Package.Fset.Position(d.Pos), d.Message)
		}
	}
}

// silent takes the complaints of analysistest about findings that are not there.
type silent struct{}

func (silent) Errorf(string, ...any) {}
