package attempts

import (
	"go/token"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/distvet/distvet/analyzers/internal/origin"
)

// A DeadRead is a call that reads from a stream or a connection, in a loop to which its failure comes
// back at once and that goes on to read from the same one. What has failed fails at once and for ever.
type DeadRead struct {
	Call *ssa.Call
	// Final is set when every failure but the end of the stream is for good, by the word of the library.
	// Otherwise no failure whatever leads out of the loop: the end is one of them.
	Final bool
}

// DeadReads returns the calls of fn that read on from what has failed.
func (a *Analysis) DeadReads(fn *ssa.Function) []*DeadRead {
	if r := a.funcs[fn]; r != nil {
		return r.deadReads
	}
	return nil
}

// readsOn looks for calls in the loop that read on from what has failed.
func (s *scan) readsOn(l *loop) {
	for _, b := range l.list {
		for _, instr := range b.Instrs {
			call, ok := instr.(*ssa.Call)
			if !ok {
				continue
			}
			final, ends := reading(call)
			recv := origin.Receiver(call.Common())
			if !final && !ends || !s.innermost(l, b) || s.r.steps > maxSteps || l.setsDeadline() || l.asks(recv) || !s.fixed(l, recv) {
				continue
			}
			s.deadRead(l, call, final)
		}
	}
}

// asks reports whether the loop looks at the context of the stream v, which ends when the stream fails
// (grpc-go 1.82, stream.go, newClientStream).
func (l *loop) asks(v ssa.Value) bool {
	for _, b := range l.list {
		for _, instr := range b.Instrs {
			if call, ok := instr.(*ssa.Call); ok && calleeName(call.Common()) == "Context" && sameVariable(origin.Receiver(call.Common()), v) {
				return true
			}
		}
	}
	return false
}

func (s *scan) deadRead(l *loop, call *ssa.Call, final bool) {
	outcome := outcomeOf(call)
	if outcome == nil || !isError(outcome.Type()) {
		return
	}
	m := s.a.arena.mark()
	defer s.a.arena.release(m)
	w := s.a.newWalk(l, call, &s.r.steps)
	if final {
		w.failure = general // not the end of the stream, and no message comes with it
	}
	w.run(outcome, fact{kind: notNil})
	if w.over || !w.leadsBack() || s.mayExit(w) || !final && !trapped(w) {
		return
	}
	least := MaybePause
	if final {
		least = Event // what else is done on the way does not bring it back
	}
	if hot, _ := straight(w, s.paused(w), least, NoPause); hot == nil {
		return
	}
	s.r.deadReads = append(s.r.deadReads, &DeadRead{Call: call, Final: final})
}

// trapped reports whether no failure whatever leads out of the loop.
func trapped(w *walk) bool {
	for _, n := range w.order {
		if !n.returns || slices.ContainsFunc(n.next(), func(e edge) bool { return e.to == nil }) {
			return false
		}
	}
	return true
}

// reading tells whether a call reads from what fails for good when it fails: final says that the
// library promises it of every error, ends that at least the end of what is read comes again with
// each further call.
//
// Sources: grpc-go 1.82, stream.go, RecvMsg: "On any non-nil error, the stream is aborted and the
// error contains the RPC status"; gorilla/websocket 1.5, conn.go, NextReader: "Applications must
// break out of the application's read loop when this method returns a non-nil error value. Errors
// returned from this method are permanent" (it panics after a thousand such reads);
// coder/websocket 1.8, read.go: a failed read closes the connection; google.golang.org/api v0.259,
// iterator.go, PageInfo.next: "Once we get an error, always return it".
func reading(call *ssa.Call) (final, ends bool) {
	c := call.Common()
	if streamRecv(c) {
		return true, true
	}
	fn := calleeFunc(c)
	recv := origin.Receiver(c)
	if fn == nil || fn.Pkg() == nil || recv == nil {
		return false, false
	}
	is := func(path, name, methods string) bool {
		return namedAs(recv.Type(), path, name) && slices.Contains(strings.Fields(methods), fn.Name())
	}
	switch {
	case is("github.com/gorilla/websocket", "Conn", "ReadMessage NextReader"),
		is("github.com/coder/websocket", "Conn", "Read Reader"),
		is("nhooyr.io/websocket", "Conn", "Read Reader"),
		fn.Name() == "Next" && strings.HasPrefix(fn.Pkg().Path(), "cloud.google.com/go/") && pages(recv.Type(), fn.Pkg()):
		return true, true
	case is("crypto/tls", "Conn", "Read"), // one of net may be of datagrams, which have no end
		is("bufio", "Reader", "ReadString ReadBytes ReadLine ReadSlice ReadByte ReadRune"),
		is("encoding/json", "Decoder", "Decode"), is("encoding/gob", "Decoder", "Decode"), is("encoding/csv", "Reader", "Read"):
		return false, true
	}
	return false, false
}

// pages reports whether an iterator of Google's libraries fetches page after page: it has a PageInfo.
func pages(t types.Type, from *types.Package) bool {
	obj, _, _ := types.LookupFieldOrMethod(t, true, from, "PageInfo")
	_, ok := obj.(*types.Func)
	return ok
}

// fixed reports whether a value is the same on every turn of the loop, as far as can be seen: none that
// the loop, or a function that it calls, makes anew.
func (s *scan) fixed(l *loop, v ssa.Value) bool {
	v = origin.Unboxed(v)
	switch v := v.(type) {
	case *ssa.Parameter:
		return true
	case *ssa.UnOp:
		if fa, ok := v.X.(*ssa.FieldAddr); ok && v.Op == token.MUL {
			f := fieldOf(fa)
			return f != nil && s.fixed(l, fa.X) && !slices.ContainsFunc(s.a.Origin.FieldStores(f), func(st *ssa.Store) bool {
				to, ok := st.Addr.(*ssa.FieldAddr)
				if !ok {
					return true
				}
				_, made := to.X.(*ssa.Alloc)
				return !made
			})
		}
		return v.Op == token.MUL && s.setOnce(l, v.X, 0)
	case *ssa.FieldAddr: // a struct within another
		return s.fixed(l, v.X)
	case ssa.Instruction:
		return !l.has(v.Block())
	}
	return false
}

// setOnce reports whether a variable is set once, outside of the loop, and nobody else has its address.
func (s *scan) setOnce(l *loop, cell ssa.Value, deep int) bool {
	switch cell := cell.(type) {
	case *ssa.Alloc:
		stores, escapes := s.a.Origin.Stores(cell)
		return !escapes && len(stores) == 1 && (stores[0].Parent() != s.fn || !l.has(stores[0].Block()))
	case *ssa.FreeVar:
		outer := origin.Captured(cell)
		return deep < 5 && len(outer) == 1 && s.setOnce(l, outer[0], deep+1)
	}
	return false
}
