package repeat

import (
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/distvet/distvet/analyzers/internal/catalog"
	"github.com/distvet/distvet/analyzers/internal/origin"
)

// Assumptions of this file. A package that turns a library's retries on means them for the
// calls that it makes through that library; one that says which answers to repeat after has
// thought of them.

// A ByLibrary is a non-idempotent operation that a library repeats by itself.
type ByLibrary struct {
	Call *ssa.Call
	What string // "POST", "redis.Client.Incr"
	// Setting turns the retries on, nil if they are the library's default.
	Setting ssa.Instruction
	Name    string // of the setting: "SetRetryCount"
	Filter  bool   // the program chooses what to repeat after
	Does    bool   // something tells that doing it twice matters, as in Repeated
}

// settings are the methods and fields that say how often a library repeats.
func isSetting(name string) bool {
	switch name {
	case "SetRetryCount", "SetCommonRetryCount", "MaxRetries", "RetryMax", "RetryCount", "MaxAttempts", "MaxNetworkRetries", "SetMaxRetries":
		return true
	}
	return false
}

func isFilter(name string) bool {
	switch name {
	case "AddRetryCondition", "AddRetryAfterErrorCondition", "SetRetryCondition", "SetCommonRetryCondition", "AddCommonRetryCondition", "CheckRetry", "RetryOnStatus", "RetryOnError", "ShouldRetry":
		return true
	}
	return false
}

type setting struct {
	at     ssa.Instruction
	name   string
	off    bool
	filter bool
}

// ByLibraries returns the operations of the package that libraries repeat by themselves: one
// for each setting that turns that on, and every one that is repeated by default.
func (a *Analysis) ByLibraries() []*ByLibrary {
	set := make(map[*catalog.Library]*setting)
	of := func(path string) *catalog.Library { return catalog.LibraryOf(path) }
	for _, instr := range a.SSA.Code() {
		name, path, n, known := "", "", int64(0), false
		switch instr := instr.(type) {
		case *ssa.Call:
			callee := origin.CalleeObject(instr.Common())
			if callee == nil || callee.Pkg() == nil || callee.Signature().Recv() == nil {
				continue
			}
			name, path = callee.Name(), catalog.Path(callee.Pkg())
			if v := last(instr.Common()); v != nil && isSetting(name) {
				n, known = origin.Int(v)
			}
		case *ssa.Store:
			fa, ok := instr.Addr.(*ssa.FieldAddr)
			if !ok {
				continue
			}
			f := origin.FieldVar(fa)
			if f == nil || f.Pkg() == nil {
				continue
			}
			name, path = f.Name(), catalog.Path(f.Pkg())
			n, known = origin.Int(instr.Val)
		default:
			continue
		}
		if !isSetting(name) && !isFilter(name) {
			continue
		}
		lib := of(path)
		if lib == nil {
			continue
		}
		s := set[lib]
		if s == nil {
			s = &setting{}
			set[lib] = s
		}
		switch {
		case isFilter(name):
			s.filter = true
		case !known || n <= 0:
			s.off = true // turned off, or by a number that is not in sight
		case s.at == nil:
			s.at, s.name = instr, name
		}
	}
	var list []*ByLibrary
	said := make(map[*setting]bool)
	for _, fn := range a.SSA.Funcs {
		if a.SSA.Tests[fn] || len(fn.Blocks) > maxBlocks {
			continue
		}
		for _, b := range fn.Blocks {
			for _, instr := range b.Instrs {
				call, ok := instr.(*ssa.Call)
				if !ok {
					continue
				}
				if l := a.byLibrary(call, set, said); l != nil {
					list = append(list, l)
				}
			}
		}
	}
	return list
}

func (a *Analysis) byLibrary(call *ssa.Call, set map[*catalog.Library]*setting, said map[*setting]bool) *ByLibrary {
	callee := origin.CalleeObject(call.Common())
	if callee == nil {
		return nil
	}
	lib, row := catalog.Lookup(callee)
	if row == nil || row.Role != catalog.Call || row.Deduped {
		return nil
	}
	s := set[lib]
	if s != nil && s.off || row.Attempts >= 0 && row.Attempts < 2 && (s == nil || s.at == nil) {
		return nil
	}
	if s != nil && said[s] {
		return nil
	}
	op := a.read.Of(call, callee, row)
	if op.Effect != catalog.NonIdempotentWrite || op.Fails || op.ByName || inTransaction(call) {
		return nil
	}
	if keyed, _ := a.key(&Region{Fn: call.Parent()}, call); keyed || a.queries(call.Parent(), call) && lib.Family == "HTTP" {
		return nil
	}
	if said := a.idempotent(call.Parent()); said != nil {
		said(call.Pos(), op.What)
		return nil
	}
	l := &ByLibrary{Call: call, What: op.What, Does: op.Weighs || lib.Family == "HTTP" && a.does(&Region{Fn: call.Parent()}, call, Write{})}
	if lib.Family == "HTTP" && strings.HasPrefix(callee.Name(), "P") {
		l.What = strings.ToUpper(strings.TrimSuffix(callee.Name(), "Form"))
	}
	if s != nil && s.at != nil {
		said[s] = true
		l.Setting, l.Name, l.Filter = s.at, s.name, s.filter
	}
	return l
}
