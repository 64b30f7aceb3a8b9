package summary_test

// The tests of this file are named after the rules of docs/architecture.md that keep the
// analysis sound. Each fails when its rule is broken.

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

var (
	deadlines = []string{"nodeadline", "ctxdrop", "servertimeout"}
	retries   = []string{"retryforever", "retrywait", "retrynest", "retrylost"}
)

const lib = `package lib

import (
	"context"
	"errors"
	"log"
	"net/http"
	"time"
)

// Fetch ends by itself and says nothing else.
func Fetch(ctx context.Context, url string) error {
	req, err := http.NewRequestWithContext(ctx, "GET", url, nil)
	if err != nil {
		return err
	}
	_, err = http.DefaultClient.Do(req)
	return err
}

func Pause() { time.Sleep(time.Second) }

func Check() error { return errors.New("never") }

func Die(err error) { log.Fatal(err) }

func Limited() *http.Client { return &http.Client{Timeout: time.Second} }

func Retry(n int, f func() error) (err error) {
	for range n {
		if err = f(); err == nil {
			return nil
		}
	}
	return err
}
`

const use = `package use

import (
	"context"
	"time"

	"lib.example/lib"
)

func root(url string) error { return lib.Fetch(context.Background(), url) }

func client(url string) { lib.Limited().Get(url) }

func loop(ctx context.Context, url string) error {
	for {
		if err := lib.Fetch(ctx, url); err == nil {
			return nil
		}
		lib.Pause()
	}
}

func limited(ctx context.Context, url string) error {
	ctx, cancel := context.WithTimeout(ctx, time.Second)
	defer cancel()
	return lib.Fetch(ctx, url)
}
`

// Absence is not a no: losing a fact may lose a finding and must never create one.
func TestRuleAbsence(t *testing.T) {
	kept := newDriver(t)
	kept.one("lib.example/lib", lib)
	want := kept.one("use.example/use", use)
	want.wantFindings(t, []string{"nodeadline"}, "nodeadline: http.Client.Do has no deadline: root passes context.Background() through lib.Fetch")

	lost := newDriver(t)
	lost.one("lib.example/lib", lib)
	lost.lost["lib.example/lib"] = true
	got := lost.one("use.example/use", use)
	for _, f := range got.findings {
		if !slices.Contains(want.findings, f) {
			t.Errorf("a lost fact makes a finding: %s", f)
		}
	}
}

// A package fact tells an empty summary from a lost one.
func TestRuleAnalysed(t *testing.T) {
	d := newDriver(t)
	for path, text := range map[string]string{
		"a.example/a": "package a\n\nfunc F() {}\n",
		"b.example/b": "package b\n\nimport \"net/http\"\n\nfunc F() { http.Get(\"x\") }\n",
	} {
		u := d.one(path, text)
		if f := d.pkgs[u.pkg]; f == nil || !f.Analysed || f.Failed {
			t.Errorf("%s: package fact %v, want analysed", path, f)
		}
	}
}

// A merge with an unknown, parameter or bounded edge is never certain.
func TestRuleMerge(t *testing.T) {
	d := newDriver(t)
	u := d.one("m.example/m", `package m

import (
	"context"
	"net/http"
	"time"
)

func Default(ctx context.Context, url string) {
	if ctx == nil {
		ctx = context.Background()
	}
	req, _ := http.NewRequestWithContext(ctx, "GET", url, nil)
	http.DefaultClient.Do(req)
}

func Sometimes(url string, d time.Duration) {
	ctx := context.Background()
	if d > 0 {
		var cancel func()
		ctx, cancel = context.WithTimeout(ctx, d)
		defer cancel()
	}
	req, _ := http.NewRequestWithContext(ctx, "GET", url, nil)
	http.DefaultClient.Do(req)
}

func Given(other func() context.Context, url string) {
	ctx := context.Background()
	if other != nil {
		ctx = other()
	}
	req, _ := http.NewRequestWithContext(ctx, "GET", url, nil)
	http.DefaultClient.Do(req)
}
`)
	u.wantFindings(t, deadlines)
	u.wantFact(t, "Default", "http.Client.Do decided by a parameter 0")
	u.wantFact(t, "Sometimes", "http.Client.Do unknown")
	u.wantFact(t, "Given", "http.Client.Do unknown")
}

const stored = `package p

import "net/http"

type peer struct{ client *http.Client }

func newPeer() *peer { return &peer{client: &http.Client{}} }

func (p *peer) Get(url string) { p.client.Get(url) }

type getter interface{ get(url string) }

func (p *peer) get(url string) { p.Get(url) }

func Call(g getter, url string) { g.get(url) }
`

const storedTest = `package p

import (
	"net/http"
	"time"
)

type fake struct{}

func (fake) get(string) {}

func limits() {
	p := newPeer()
	p.client = &http.Client{Timeout: time.Second}
	p.client.Timeout = time.Second
	Call(fake{}, "")
}
`

// Test files are never evidence, in either direction: vet analyses a package with its tests
// as one unit, and the findings outside of the tests must be those of the package alone.
func TestRuleTestFiles(t *testing.T) {
	alone := newDriver(t).run("p.example/p", map[string]string{"p.go": stored})
	both := newDriver(t).run("p.example/p", map[string]string{"p.go": stored, "p_test.go": storedTest})
	alone.wantFindings(t, deadlines, "nodeadline: http.Client has no Timeout")
	if !slices.Equal(alone.findings, both.findings) {
		t.Errorf("findings %q become %q with test files", alone.findings, both.findings)
	}
	if fmt.Sprint(alone.facts) != fmt.Sprint(both.facts) {
		t.Errorf("facts %v become %v with test files", alone.facts, both.facts)
	}
}

// What never returns makes no loop: neither a logger's Fatal, nor a wrapper of it, here or
// in another package.
func TestRuleNoReturn(t *testing.T) {
	const loop = `package loop

import (
	"context"
	"log"

	"lib.example/lib"
)

func die(err error) { log.Fatalln("giving up:", err) }

func once(ctx context.Context, url string) {
	for {
		err := lib.Fetch(ctx, url)
		if err == nil {
			return
		}
		END
	}
}
`
	for _, end := range []string{"log.Fatal(err)", "die(err)", "lib.Die(err)", "panic(err)"} {
		d := newDriver(t)
		d.one("lib.example/lib", lib).wantFact(t, "Die", "never returns")
		d.one("loop.example/loop", strings.Replace(loop, "END", end, 1)).wantFindings(t, retries)
	}
	// The same loop with an end that comes back is a retry without a wait or a limit.
	d := newDriver(t)
	d.one("lib.example/lib", lib)
	if u := d.one("loop.example/loop", strings.Replace(loop, "END", "log.Print(err)", 1)); len(u.of(retries...)) == 0 {
		t.Error("the loop is no retry to begin with: the test shows nothing")
	}
}

// The body of a range-over-func is a closure with no cycle in the function around it.
func TestRuleRangeOverFunc(t *testing.T) {
	u := newDriver(t).one("r.example/r", `package r

import (
	"iter"
	"net/http"
)

func Each(urls iter.Seq[string]) {
	for url := range urls {
		http.Get(url)
	}
}
`)
	u.wantFindings(t, append(deadlines, retries...), "nodeadline: http.Get has no deadline")
	u.wantFact(t, "Each", "http.Get none")
}

// A generic callee is an instantiation: what is known belongs to its origin.
func TestRuleGenerics(t *testing.T) {
	d := newDriver(t)
	u := d.one("g.example/g", `package g

import (
	"context"
	"net/http"
)

func Fetch[T any](ctx context.Context, url string) (v T) {
	req, _ := http.NewRequestWithContext(ctx, "GET", url, nil)
	http.DefaultClient.Do(req)
	return v
}

type Peer[T any] struct{ last T }

func (p *Peer[T]) Load(ctx context.Context, url string) { p.last = Fetch[T](ctx, url) }
`)
	u.wantFact(t, "Fetch", "http.Client.Do decided by a parameter 0")
	u.wantFact(t, "Peer[T].Load", "http.Client.Do decided by a parameter 1")
	u = d.one("g.example/use", `package use

import (
	"context"

	"g.example/g"
)

func one() int { return g.Fetch[int](context.Background(), "x") }

func two(p *g.Peer[string]) { p.Load(context.Background(), "x") }
`)
	u.wantFindings(t, deadlines,
		"nodeadline: http.Client.Do has no deadline: one passes context.Background()",
		"nodeadline: http.Client.Do has no deadline: two passes context.Background()")
}

// The gate opens for a loop that calls a function value, though nothing else is of interest.
func TestRuleGate(t *testing.T) {
	d := newDriver(t)
	u := d.one("gate.example/gate", `package gate

func Retry(n int, f func() error) (err error) {
	for i := 0; i < n; i++ {
		if err = f(); err == nil {
			return nil
		}
	}
	return err
}
`)
	if u.facts["Retry"] == "" {
		t.Error("nothing is known of a retry helper")
	}
	if u := d.one("idle.example/idle", "package idle\n\nfunc Sum(l []int) (n int) {\n\tfor _, x := range l {\n\t\tn += x\n\t}\n\treturn n\n}\n"); u.result.SSA != nil {
		t.Error("SSA was built for a package that does nothing of interest")
	}
}

// Results travel through shared caches: no fact and no message knows where a file lies, and
// an edit above a function changes neither.
func TestRulePlaces(t *testing.T) {
	d := newDriver(t)
	before := d.run("p.example/p", map[string]string{"/home/somebody/secret/p.go": stored})
	moved := strings.Replace(stored, "\n", "\n\n\n// A line more.\n\n", 1)
	after := newDriver(t).run("p.example/p", map[string]string{"/srv/elsewhere/p.go": moved})
	if string(before.encoded) != string(after.encoded) {
		t.Errorf("facts %v become %v", before.facts, after.facts)
	}
	if !slices.Equal(before.findings, after.findings) {
		t.Errorf("findings %q become %q", before.findings, after.findings)
	}
	for _, text := range append(before.findings, string(before.encoded)) {
		if strings.Contains(text, "/home") || strings.Contains(text, "secret") {
			t.Errorf("a path of this machine in %q", text)
		}
	}
}

// One cause, one check.
func TestRuleOneCheck(t *testing.T) {
	d := newDriver(t)
	d.one("lib.example/lib", lib)
	u := d.one("one.example/one", `package one

import (
	"context"
	"net/http"

	"lib.example/lib"
)

func dropped(ctx context.Context, url string) error { return lib.Fetch(context.Background(), url) }

func none(url string) error { return lib.Fetch(context.Background(), url) }

func get(ctx context.Context, url string) { http.Get(url) }

func hot(ctx context.Context, url string) {
	for {
		if lib.Fetch(ctx, url) == nil {
			return
		}
	}
}
`)
	u.wantFindings(t, deadlines,
		"ctxdrop: http.Client.Do through lib.Fetch does not get ctx",
		"ctxdrop: http.Get takes no context",
		"nodeadline: http.Client.Do has no deadline: none passes")
	if got := u.of(retries...); len(got) != 1 {
		t.Errorf("one loop has %d findings: %q", len(got), got)
	}
}

// Bounds on work are counted in steps: beyond them the analysis is silent.
func TestRuleBounds(t *testing.T) {
	text := func(n int) string {
		var b strings.Builder
		b.WriteString("package deep\n\nimport (\n\t\"context\"\n\t\"net/http\"\n)\n\ntype key int\n\nfunc get(url string) {\n\tctx := context.Background()\n")
		for i := range n {
			fmt.Fprintf(&b, "\tctx = context.WithValue(ctx, key(%d), 1)\n", i)
		}
		b.WriteString("\treq, _ := http.NewRequestWithContext(ctx, \"GET\", url, nil)\n\thttp.DefaultClient.Do(req)\n}\n")
		return b.String()
	}
	newDriver(t).one("deep.example/deep", text(3)).wantFindings(t, deadlines, "nodeadline: http.Client.Do has no deadline")
	newDriver(t).one("deep.example/deep", text(500)).wantFindings(t, deadlines)
}

// A panic is told in every run, cached or not, and nothing is believed of the package.
func TestRulePanic(t *testing.T) {
	d := newDriver(t)
	d.broken = true
	u := d.one("lib.example/lib", lib)
	if f := d.pkgs[u.pkg]; f == nil || !f.Failed || f.Analysed {
		t.Errorf("package fact %v, want failed", f)
	}
	if len(u.findings) == 0 {
		t.Fatal("the panic was not reported")
	}
	for i, f := range u.findings {
		if u.kinds[i] != "internal-error" || !strings.Contains(f, "distvet failed in package lib.example/lib: ") {
			t.Errorf("%s (%s): want an internal error that names the package", f, u.kinds[i])
		}
		if strings.Contains(f, ".go:") || strings.Contains(f, "/home") {
			t.Errorf("%s: a place of this machine", f)
		}
	}
	d.one("use.example/use", use).wantFindings(t, deadlines)
}

// Neither confidence nor an ignore changes a fact.
func TestRuleFilters(t *testing.T) {
	plain := newDriver(t).one("p.example/p", stored)
	d := newDriver(t)
	ignored := d.one("p.example/p", strings.Replace(stored, "&peer{client: &http.Client{}} }", "&peer{client: &http.Client{}} } //distvet:ignore nodeadline whatever", 1))
	ignored.wantFindings(t, deadlines)
	if string(plain.encoded) != string(ignored.encoded) {
		t.Errorf("facts %v become %v with an ignore", plain.facts, ignored.facts)
	}
	d = newDriver(t)
	useCertain()
	certain := d.one("p.example/p", stored)
	if string(plain.encoded) != string(certain.encoded) {
		t.Errorf("facts %v become %v at another confidence", plain.facts, certain.facts)
	}
}
