package boundary

import (
	"go/types"
	"regexp"
	"sync"

	"github.com/distvet/distvet/analyzers/internal/origin"
)

// A method is without a limit of its own among others that have one if at least this many do,
// and this many times as many.
const (
	minLimited   = 4
	timesLimited = 2
)

// siblings adds the exported methods that leave the end of their calls to whoever calls them,
// while most other methods of the same type end calls of the same kind by themselves.
//
// Assumption: who gives nearly all methods of a type a limit means all of them to have one.
// Methods that wait by design say so by their names.
func (g *grouper) siblings() {
	a := g.a
	type key struct {
		recv   *types.TypeName
		family string
	}
	type tally struct {
		limited int
		open    []*Crossing
	}
	tallies := make(map[key]*tally)
	var order []key
	for _, fn := range a.SSA.Funcs {
		obj := fn.Object()
		recv := fn.Signature.Recv()
		if obj == nil || !obj.Exported() || recv == nil || a.SSA.Tests[fn] {
			continue
		}
		named := origin.Named(recv.Type())
		if named == nil {
			continue
		}
		seen := make(map[string]*Crossing) // by family: nil if its calls are limited
		for _, c := range a.crossings[fn] {
			if c.Stream || c.Conn || a.exempt(c) {
				continue
			}
			for _, op := range c.Operands {
				switch {
				case op.Value == nil || !IsNamed(op.Value.Type(), "context", "Context"):
				case op.Limit.State == Bounded:
					if _, ok := seen[c.Family]; !ok {
						seen[c.Family] = nil
					}
				case op.Limit.State == ByParam && op.Limit.Of == fn && c.State == ByParam && seen[c.Family] == nil:
					seen[c.Family] = c
				}
			}
		}
		for _, c := range a.crossings[fn] {
			open, ok := seen[c.Family]
			if !ok {
				continue
			}
			delete(seen, c.Family)
			k := key{named.Obj(), c.Family}
			if tallies[k] == nil {
				tallies[k] = new(tally)
				order = append(order, k)
			}
			switch {
			case open == nil:
				tallies[k].limited++
			case !lasts().MatchString(fn.Name()) && !cleanup().MatchString(fn.Name()):
				tallies[k].open = append(tallies[k].open, open)
			}
		}
	}
	for _, k := range order {
		t := tallies[k]
		if t.limited < minLimited || t.limited < timesLimited*len(t.open) {
			continue
		}
		for _, c := range t.open {
			if cause := g.cause(causeKey{NoDeadline, nil, nil, k.recv.Name() + " " + k.family}, g.nodes[c.Call.Pos()], c); cause != nil {
				cause.Unlike, cause.Layer = k.recv.Name(), true
			}
		}
	}
}

// lasts matches the names of methods that may rightly go on for as long as their caller likes.
var lasts = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^(?i:watch|subscribe|stream|listen|wait|run|serve|start|poll|consume|tail|follow|migrate|backup|restore|dump|export|import|copy|upload|download|begin|lock|acquire|with|for)`)
})
