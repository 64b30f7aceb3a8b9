package boundary

import (
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/distvet/distvet/analyzers/internal/origin"
)

// Among tells of which functions it is known that they cross the network where a call goes
// through an interface.
type Among uint8

// The kinds of knowledge.
const (
	Direct Among = iota // of the one function that is called
	AllOf               // of all implementations in sight
	SomeOf              // of some of them
)

// maxImplementers bounds the implementations of one method that are looked at.
const maxImplementers = 12

// behind returns the crossings that a call through an interface of the user's module makes in
// the implementations in sight: those of this package, of the one that declares the
// interface, and of the packages of the module that this one imports. An interface of a
// library is asked of that library alone. Only what a context given by the caller decides is
// told: the rest is reported where it is made.
//
// Assumption: an interface whose method takes a context is there for what its implementations
// do with it. If only some of those in sight cross the network, the context at hand should be
// passed all the same; whether a call without a deadline waits for ever is then not known.
func (a *Analysis) behind(fn *ssa.Function, call ssa.CallInstruction) (list []*Crossing) {
	c := call.Common()
	ctx := contextArg(c)
	if !c.IsInvoke() || ctx == nil {
		return nil
	}
	iface := origin.Named(c.Value.Type())
	if iface == nil || iface.Obj().Pkg() == nil || a.Std(iface.Obj().Pkg()) {
		return nil
	}
	impls := a.implementers(iface)
	if len(impls) == 0 || len(impls) > maxImplementers {
		return nil
	}
	crossing := 0
	args := func(i int) ssa.Value { return origin.Argument(c, i) }
	for _, n := range impls {
		m := method(n, c.Method.Name(), a.Program.Pass.Pkg)
		if m == nil {
			return nil
		}
		sum, known := a.summaryOf(m)
		if !known || sum == nil {
			continue
		}
		open := false // its callers alone can end it
		for i := range sum.Reaches {
			r := &sum.Reaches[i]
			if r.Conn || r.Stream || r.Among == SomeOf || r.excluded(args) || !slices.ContainsFunc(r.Params, func(p Param) bool { return args(p.Index) == ctx }) {
				continue
			}
			open = open || r.State == ByParam
			list = append(list, a.through(fn, call, m, shortName(m), r, args))
		}
		if open {
			crossing++
		}
	}
	among := AllOf
	if crossing < len(impls) || !a.sameModule(iface.Obj().Pkg()) {
		among = SomeOf
	}
	for _, x := range list {
		x.Among = among
	}
	return list
}

// implementers returns the named types in sight that implement an interface, those that stand
// in for others in tests left out.
func (a *Analysis) implementers(iface *types.Named) []*types.Named {
	if list, ok := a.impls[iface.Obj()]; ok {
		return list
	}
	var list []*types.Named
	it, ok := iface.Underlying().(*types.Interface)
	if ok && it.NumMethods() > 0 && iface.TypeParams().Len() == 0 {
		own := a.Program.Pass.Pkg
		pkgs := []*types.Package{own}
		if declares := iface.Obj().Pkg(); !a.sameModule(declares) {
			pkgs = []*types.Package{declares} // a library with its own implementation
		} else {
			for _, p := range append([]*types.Package{declares}, own.Imports()...) {
				if a.sameModule(p) && !slices.Contains(pkgs, p) {
					pkgs = append(pkgs, p)
				}
			}
		}
		for _, p := range pkgs {
			list = append(list, a.implementing(p, it)...)
		}
	}
	a.impls[iface.Obj()] = list
	return list
}

// implementing returns the types of package p that implement an interface. Of another package
// only what it exports: whether more of it is in sight depends on who drives the analysis.
func (a *Analysis) implementing(p *types.Package, it *types.Interface) (list []*types.Named) {
	scope := p.Scope()
	for _, name := range scope.Names() {
		tn, ok := scope.Lookup(name).(*types.TypeName)
		if !ok || tn.IsAlias() || standsIn(name) || p != a.Program.Pass.Pkg && !tn.Exported() || p == a.Program.Pass.Pkg && a.Program.InTest(tn.Pos()) {
			continue
		}
		n, ok := tn.Type().(*types.Named)
		if ok && !types.IsInterface(n) && n.TypeParams().Len() == 0 && types.Implements(types.NewPointer(n), it) {
			list = append(list, n)
		}
	}
	return list
}

// standsIn reports whether the name of a type says that it takes the place of another one in
// tests, or does nothing.
func standsIn(name string) bool {
	name = strings.ToLower(name)
	for _, word := range [...]string{"mock", "fake", "stub", "dummy", "noop", "unimplemented"} {
		if strings.Contains(name, word) {
			return true
		}
	}
	return false
}
