package boundary

import (
	"go/constant"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/distvet/distvet/analyzers/internal/catalog"
	"github.com/distvet/distvet/analyzers/internal/origin"
)

// Connection evaluates a connection that is read or written: Bounded or Unknown as soon as
// anything in sight sets a deadline on it, or it goes where that could happen; None if it
// was dialled or accepted in this package and nobody ever does.
//
// Assumption: a deadline set on a connection once is meant for what happens on it. Whether
// it is renewed on every turn is not judged.
func (a *Analysis) Connection(v ssa.Value, at wait, root *ssa.Function) Limit {
	v = wholeConn(v)
	if a.wrapping[v] || a.deadlined(v, at) {
		return Limit{} // or a connection wrapped in itself: c.conn = tls.Client(c.conn)
	}
	a.wrapping[v] = true
	defer delete(a.wrapping, v)
	var list []Limit
	for _, s := range a.Origin.Sources(v, root) {
		if s.Kind == origin.Const && origin.IsNil(s.Value) {
			continue // not connected
		}
		list = append(list, a.connSource(s, at, root))
	}
	return merge(list)
}

// wholeConn returns the connection of which v is the embedded part that has its methods: go/ssa calls
// Read of a *net.TCPConn on the unexported struct within it.
func wholeConn(v ssa.Value) ssa.Value {
	if fa, ok := v.(*ssa.FieldAddr); ok && isPartOfConn(fa) {
		return fa.X
	}
	return v
}

func isPartOfConn(fa *ssa.FieldAddr) bool {
	f := origin.FieldVar(fa)
	return f != nil && f.Embedded() && f.Pkg() != nil && f.Pkg().Path() == "net"
}

func (a *Analysis) connSource(s origin.Source, at wait, root *ssa.Function) Limit {
	switch s.Kind {
	case origin.Param:
		p := s.Value.(*ssa.Parameter)
		if a.deadlined(p, at) {
			return Limit{}
		}
		return a.param(p, root)
	case origin.Call:
		call, ok := s.Value.(*ssa.Call)
		if !ok {
			return Limit{}
		}
		fn := origin.CalleeObject(call.Common())
		if fn == nil || fn.Pkg() == nil {
			return Limit{}
		}
		what := ""
		switch path := catalog.Path(fn.Pkg()); {
		case path == "net" && (fn.Name() == "Dial" || fn.Name() == "DialTimeout" || fn.Name() == "DialContext" || fn.Name() == "DialTCP" || fn.Name() == "DialUDP"):
			if unixNetwork(a, call.Common(), root) {
				return Limit{}
			}
			what = "a connection"
		case path == "crypto/tls" && (fn.Name() == "Dial" || fn.Name() == "DialWithDialer" || fn.Name() == "DialContext"):
			what = "a TLS connection"
		case path == "net" && (fn.Name() == "Accept" || fn.Name() == "AcceptTCP"):
			if a.LocalListener(operand(call.Common(), catalog.Recv), root) {
				return Limit{}
			}
			what = acceptedConn
		case path == "crypto/tls" && (fn.Name() == "Client" || fn.Name() == "Server"):
			if a.deadlined(call, at) {
				return Limit{}
			}
			return a.Connection(operand(call.Common(), catalog.Arg0), at, root)
		default:
			return Limit{}
		}
		for _, v := range results(call, s.Index) {
			if a.deadlined(v, at) {
				return Limit{}
			}
		}
		return Limit{State: None, Site: call, What: what}
	}
	return Limit{}
}

// dialsAtOnce reports whether a dial is certain not to wait for another machine: it
// names a unix socket, or UDP, which sends nothing when it dials.
func dialsAtOnce(a *Analysis, c *ssa.CallCommon, root *ssa.Function) bool {
	return unixNetwork(a, c, root) || names(a, c, root, func(c *ssa.Const) bool { return isString(c, "udp", "udp4", "udp6") })
}

// unixNetwork reports whether a call names a unix socket.
func unixNetwork(a *Analysis, c *ssa.CallCommon, root *ssa.Function) bool {
	return names(a, c, root, localConst)
}

// names reports whether a call that dials or listens is given the name of a network that is describes.
func names(a *Analysis, c *ssa.CallCommon, root *ssa.Function, is func(*ssa.Const) bool) bool {
	for _, arg := range c.Args {
		if !isBasic(arg.Type()) {
			continue
		}
		for _, s := range a.Origin.Sources(arg, root) {
			if c, ok := s.Value.(*ssa.Const); ok && s.Kind == origin.Const && is(c) {
				return true
			}
			if s.Kind == origin.Field && s.Var != nil && slices.ContainsFunc(a.Origin.FieldStores(s.Var), func(st *ssa.Store) bool {
				c, ok := st.Val.(*ssa.Const)
				return ok && is(c)
			}) {
				return true // addr{"unix", path}
			}
		}
	}
	return false
}

// LocalListener reports whether a listener waits on a socket of this machine's file system.
func (a *Analysis) LocalListener(l ssa.Value, root *ssa.Function) bool {
	return a.localListener(l, root, 0)
}

func (a *Analysis) localListener(l ssa.Value, root *ssa.Function, depth int) bool {
	for _, s := range a.Origin.Sources(l, root) {
		if p, ok := s.Value.(*ssa.Parameter); ok && s.Kind == origin.Param && depth < maxCallers && a.Origin.Given(p, func(call ssa.CallInstruction, arg ssa.Value) bool {
			return a.localListener(arg, call.Parent(), depth+1)
		}) {
			return true
		}
		if call, ok := s.Value.(*ssa.Call); ok && s.Kind == origin.Call && unixNetwork(a, call.Common(), root) {
			return true
		}
	}
	return false
}

// acceptedConn says what a connection is that came from a listener.
const acceptedConn = "an accepted connection"

func localConst(c *ssa.Const) bool { return isString(c, "unix", "unixgram", "unixpacket") }

func isString(c *ssa.Const, values ...string) bool {
	return c.Value != nil && c.Value.Kind() == constant.String && slices.Contains(values, constant.StringVal(c.Value))
}

// results returns the values that stand for result i of a call.
func results(call *ssa.Call, i int) []ssa.Value {
	if _, ok := call.Type().(*types.Tuple); !ok {
		return []ssa.Value{call}
	}
	var list []ssa.Value
	for _, ref := range *call.Referrers() {
		if x, ok := ref.(*ssa.Extract); ok && x.Index == i {
			list = append(list, x)
		}
	}
	return list
}

// deadlined reports whether a deadline may be set on the connection v before the read or
// write at.
func (a *Analysis) deadlined(v ssa.Value, at wait) bool {
	f := &follower{a: a, at: at, seen: make(map[ssa.Value]bool)}
	return f.follow(v)
}

// maxFollow bounds the values one query follows; beyond it the answer is "may be".
const maxFollow = 400

// A wait is a read or write on a connection, or the call that leads to it: that call, the call
// that leads to it in the function that is called, and so on, as far as this package goes.
type wait []ssa.Instruction

// waitOf returns the wait behind a call that does what r says, or that is itself the read or
// write if r is nil. Where the function that is called has several of a kind, it is the first.
func (a *Analysis) waitOf(call ssa.CallInstruction, r *Reach) wait {
	w := wait{call}
	for x := a.inside(call, r); x != nil && len(w) <= maxPath; x = a.inside(x.Call, x.Via) {
		w = append(w, x.Call)
	}
	return w
}

// A follower follows a connection forwards: through conversions, variables, fields of this
// package, and functions of this package. What leaves its sight may set a deadline, unless
// it leaves after the read or write in question.
type follower struct {
	a    *Analysis
	at   wait
	seen map[ssa.Value]bool
}

// follow reports whether a deadline may be set through v.
func (f *follower) follow(v ssa.Value) bool {
	if f.seen[v] {
		return false
	}
	f.seen[v] = true
	if len(f.seen) > maxFollow {
		return true
	}
	refs := v.Referrers()
	if refs == nil {
		return true
	}
	for _, ref := range *refs {
		if f.step(v, ref) {
			return true
		}
	}
	return false
}

func (f *follower) step(v ssa.Value, ref ssa.Instruction) bool {
	switch ref := ref.(type) {
	case *ssa.MakeInterface:
		return f.follow(ref)
	case *ssa.ChangeInterface:
		return f.follow(ref)
	case *ssa.ChangeType:
		return f.follow(ref)
	case *ssa.Phi:
		return f.follow(ref)
	case *ssa.Extract:
		return ref.Index == 0 && f.follow(ref)
	case *ssa.UnOp: // a load from a variable that holds the connection
		return f.follow(ref)
	case *ssa.TypeAssert:
		return f.follow(ref)
	case *ssa.Store:
		return ref.Val == v && f.stored(ref)
	case *ssa.MakeClosure:
		for fv := range origin.FreeVars(ref, v) {
			if f.follow(fv) {
				return true
			}
		}
		return false
	case ssa.CallInstruction:
		return f.call(ref, v)
	case *ssa.FieldAddr:
		return isPartOfConn(ref) && f.follow(ref)
	case *ssa.BinOp, *ssa.DebugRef:
		return false
	case *ssa.Return:
		return f.returned(ref, v)
	case *ssa.MapUpdate:
		if ref.Map == v {
			return false
		}
		return f.registered(ref.Map, ref.Key == v, ref, make(map[ssa.Value]bool))
	}
	return f.leaves(ref) // a map, a channel, a slice: out of sight
}

// leaves reports whether what happens after ref, where the connection leaves our sight,
// may come before the read or write in question.
func (f *follower) leaves(ref ssa.Instruction) bool {
	i := slices.IndexFunc(f.at, func(at ssa.Instruction) bool { return at.Parent() == ref.Parent() })
	if i < 0 {
		return true
	}
	at := f.at[i]
	if _, started := at.(*ssa.Go); started {
		return true // it goes on beside the read
	}
	if ref.Block() == at.Block() {
		for _, instr := range ref.Block().Instrs {
			if instr == ref {
				return true
			}
			if instr == at {
				return false
			}
		}
	}
	// A way back to the read through a loop that begins with a new connection is no way
	// for this one; being sure of that costs more than it is worth, so any way counts
	// unless the read dominates the leaving.
	return !at.Block().Dominates(ref.Block())
}

func (f *follower) returned(ret *ssa.Return, v ssa.Value) bool {
	if !f.leaves(ret) {
		return false
	}
	if fn := ret.Parent(); fn.Object() == nil || fn.Object().Exported() {
		return true // its callers may set one
	}
	calls, all := f.a.Origin.Callers(ret.Parent())
	if !all {
		return true
	}
	for _, call := range calls {
		cv, ok := call.(*ssa.Call)
		if !ok {
			continue
		}
		for i, r := range ret.Results {
			if r != v {
				continue
			}
			for _, rv := range results(cv, i) {
				if f.follow(rv) {
					return true
				}
			}
		}
	}
	return false
}

// registered follows a connection that was put into a map as its key or value: to who looks
// it up or goes through all of them. What was put in at ref is out of sight if the map is.
func (f *follower) registered(m ssa.Value, key bool, ref ssa.Instruction, seen map[ssa.Value]bool) bool {
	if seen[m] {
		return false
	}
	seen[m] = true
	if load, ok := m.(*ssa.UnOp); ok {
		loads, ok := f.loads(load.X)
		if !ok {
			return f.leaves(ref)
		}
		for _, l := range loads {
			if f.registered(l, key, ref, seen) {
				return true
			}
		}
	}
	for _, use := range *m.Referrers() {
		switch use := use.(type) {
		case *ssa.DebugRef, *ssa.BinOp:
		case *ssa.MapUpdate:
			if use.Map != m {
				return f.leaves(ref)
			}
		case *ssa.Lookup:
			if !key && f.follow(use) {
				return true
			}
		case *ssa.Range:
			for _, r := range *use.Referrers() {
				next, ok := r.(*ssa.Next)
				if !ok {
					continue
				}
				for _, r := range *next.Referrers() {
					x, ok := r.(*ssa.Extract)
					if ok && (key && x.Index == 1 || !key && x.Index == 2) && f.follow(x) {
						return true
					}
				}
			}
		case *ssa.Store:
			loads, ok := f.loads(use.Addr)
			if !ok || use.Val != m {
				return f.leaves(ref)
			}
			for _, l := range loads {
				if f.registered(l, key, ref, seen) {
					return true
				}
			}
		case ssa.CallInstruction:
			if b, ok := use.Common().Value.(*ssa.Builtin); !ok || b.Name() == "append" {
				return f.leaves(ref)
			}
		default:
			return f.leaves(ref)
		}
	}
	return false
}

// loads returns the loads of a local variable or of a field that only this package can name;
// ok is false if addr is something else, or goes elsewhere.
func (f *follower) loads(addr ssa.Value) (list []ssa.Value, ok bool) {
	switch addr := addr.(type) {
	case *ssa.FieldAddr:
		field := origin.FieldVar(addr)
		if field == nil || field.Pkg() != f.a.Program.Pass.Pkg || field.Exported() {
			return nil, false
		}
		return f.a.Origin.FieldLoads(field), true
	case *ssa.FreeVar:
		if outer := origin.Captured(addr); len(outer) > 0 {
			return f.loads(outer[0])
		}
	case *ssa.Alloc:
		return f.loadsWithin(addr)
	}
	return nil, false
}

// loadsWithin returns the loads of a variable in its function and in the literals that capture it.
func (f *follower) loadsWithin(v ssa.Value) (list []ssa.Value, ok bool) {
	for _, ref := range *v.Referrers() {
		switch ref := ref.(type) {
		case *ssa.UnOp:
			list = append(list, ref)
		case *ssa.Store, *ssa.DebugRef:
		case *ssa.MakeClosure:
			for fv := range origin.FreeVars(ref, v) {
				inner, ok := f.loadsWithin(fv)
				if !ok {
					return nil, false
				}
				list = append(list, inner...)
			}
		default:
			return nil, false
		}
	}
	return list, true
}

// stored follows a connection into a variable or a field.
func (f *follower) stored(st *ssa.Store) bool {
	switch addr := st.Addr.(type) {
	case *ssa.Alloc:
		return f.follow(addr)
	case *ssa.FreeVar:
		return f.follow(addr)
	case *ssa.FieldAddr:
		field := origin.FieldVar(addr)
		if field == nil || field.Pkg() != f.a.Program.Pass.Pkg || field.Exported() || field.Embedded() {
			return f.leaves(st) // others can reach it
		}
		if !f.leaves(st) {
			return false // it is kept when the read is over
		}
		for _, load := range f.a.Origin.FieldLoads(field) {
			if f.follow(load) {
				return true
			}
		}
		return false
	}
	return f.leaves(st)
}

// harmless lists functions that read or write a connection but set no deadline on it.
var harmless = map[string]bool{
	"io.Copy": true, "io.CopyN": true, "io.CopyBuffer": true, "io.ReadAll": true, "io.ReadFull": true, "io.ReadAtLeast": true,
	"io.WriteString": true, "io.LimitReader": true, "io.TeeReader": true, "io.MultiReader": true, "io.MultiWriter": true,
	"bufio.NewReader": true, "bufio.NewReaderSize": true, "bufio.NewWriter": true, "bufio.NewWriterSize": true,
	"bufio.NewScanner": true, "bufio.NewReadWriter": true, "fmt.Fprintf": true, "fmt.Fprint": true, "fmt.Fprintln": true,
	"fmt.Fscanf": true, "fmt.Fscan": true, "json.NewDecoder": true, "json.NewEncoder": true, "gob.NewDecoder": true,
	"gob.NewEncoder": true, "binary.Write": true, "binary.Read": true, "textproto.NewReader": true, "textproto.NewConn": true,
	"http.ReadResponse": true, "http.ReadRequest": true, "tls.Client": true, "tls.Server": true,
}

// call reports whether a call that is given the connection v may set a deadline on it.
func (f *follower) call(call ssa.CallInstruction, v ssa.Value) bool {
	c := call.Common()
	fn := origin.CalleeObject(c)
	if fn != nil && operand(c, catalog.Recv) == v && fn.Signature().Recv() != nil {
		switch fn.Name() {
		case "SetDeadline", "SetReadDeadline", "SetWriteDeadline":
			// The zero time takes a deadline away.
			return f.a.Limit(operand(c, catalog.Arg0), nil, call.Parent()).State != None
		case "Close":
			// Somebody who closes it from outside ends the wait. Who closes it when he is
			// done with it does not, unless the wait goes on for as long as the connection.
			if _, deferred := call.(*ssa.Defer); deferred || call.Parent() == f.at[0].Parent() {
				return false
			}
			return f.a.meanwhile(call.Parent(), closers) || f.a.lasting(f.at[0])
		case "Read", "Write", "LocalAddr", "RemoteAddr", "Handshake", "HandshakeContext", "ConnectionState",
			"CloseWrite", "CloseRead", "SetKeepAlive", "SetKeepAlivePeriod", "SetNoDelay", "SetLinger", "ReadFrom", "WriteTo", "VerifyHostname":
			return false
		}
		return f.leaves(call)
	}
	if fn != nil {
		if _, row := catalog.Lookup(fn); row != nil && row.Role == catalog.Conn && row.Obj.Arg() >= 0 && operand(c, row.Obj) == v {
			return false // it waits on the connection as it is
		}
	}
	if fn != nil && fn.Pkg() != nil && harmless[fn.Pkg().Name()+"."+fn.Name()] && catalog.RecvName(fn) == "" {
		if cv, ok := call.(*ssa.Call); ok && (fn.Name() == "Client" || fn.Name() == "Server") {
			return f.follow(cv)
		}
		return false
	}
	if b, ok := c.Value.(*ssa.Builtin); ok && b.Name() != "append" {
		return false
	}
	targets, closed := f.a.Origin.Targets(call, nil, nil)
	if !closed || len(targets) == 0 {
		return f.leaves(call)
	}
	for _, t := range targets {
		for i := range t.Params {
			if origin.Argument(c, i) == v && f.follow(t.Params[i]) {
				return true
			}
		}
	}
	return false
}

// closers is how many callers up a function that closes a connection may be started.
const closers = 2

// meanwhile reports whether fn runs beside other code: a literal or function that is started
// as a goroutine or handed to somebody who calls it back, or one that such a function calls.
func (a *Analysis) meanwhile(fn *ssa.Function, depth int) bool {
	if fn.Parent() != nil {
		for _, use := range usesOf(fn) {
			switch use := use.(type) {
			case *ssa.Defer:
				if use.Call.Value == fn || isClosureOf(use.Call.Value, fn) {
					continue // at the end of the function around it
				}
			case *ssa.Call:
				if use.Call.Value == fn || isClosureOf(use.Call.Value, fn) {
					continue
				}
			}
			return true
		}
		return false
	}
	if fn.Object() == nil || fn.Synthetic != "" {
		return true // a method value: conn.Close, handed to somebody
	}
	if depth == 0 {
		return false
	}
	calls, _ := a.Origin.Callers(fn)
	for _, call := range calls {
		if _, started := call.(*ssa.Go); started {
			return true
		}
		if _, deferred := call.(*ssa.Defer); !deferred && call.Parent() != fn && a.meanwhile(call.Parent(), depth-1) {
			return true
		}
	}
	return false
}

func isClosureOf(v ssa.Value, lit *ssa.Function) bool {
	mc, ok := v.(*ssa.MakeClosure)
	return ok && mc.Fn == lit
}

// lasting reports whether a read or write goes on for as long as its connection: it is done
// again and again, as by who waits for whatever comes, rather than once for one answer.
//
// Assumption: what is read in a loop is a stream of messages, whose reader cannot know when
// the next one comes.
func (a *Analysis) lasting(at ssa.Instruction) bool { return a.lastingWithin(at, maxPath) }

func (a *Analysis) lastingWithin(at ssa.Instruction, depth int) bool {
	if call, ok := at.(ssa.CallInstruction); ok { // the read or write is within
		if callee := origin.Callee(call.Common()); callee != nil && callee.Pkg == a.SSA.Pkg {
			for _, x := range a.crossings[callee] {
				if x.Conn && x.State == ByParam && depth > 0 && a.lastingWithin(x.Call, depth-1) {
					return true
				}
			}
		}
	}
	if _, started := at.(*ssa.Go); started {
		return false // once for each connection
	}
	if origin.Reaches(at.Block(), at.Block()) {
		return true
	}
	if call, ok := at.(*ssa.Call); ok {
		switch name := calleeName(call.Common()); {
		case strings.HasPrefix(name, "Copy") || name == "NewScanner" || name == "WriteTo" || name == "ReadFrom":
			return true
		case strings.HasPrefix(name, "New"): // a reader or writer around it
			return a.lastingUse(call, make(map[ssa.Value]bool))
		}
	}
	calls, _ := a.Origin.Callers(at.Parent())
	for _, call := range calls {
		if _, started := call.(*ssa.Go); started {
			continue // once for each connection
		}
		if origin.Reaches(call.Block(), call.Block()) && a.meanwhile(call.Parent(), 1) {
			return true
		}
	}
	return false
}

// lastingUse reports whether a reader or writer around a connection is used in a loop, or
// where it cannot be followed.
func (a *Analysis) lastingUse(v ssa.Value, seen map[ssa.Value]bool) bool {
	refs := v.Referrers()
	if seen[v] || refs == nil {
		return false
	}
	seen[v] = true
	for _, ref := range *refs {
		switch ref := ref.(type) {
		case *ssa.DebugRef, *ssa.FieldAddr, *ssa.BinOp:
		case *ssa.Store:
			fa, ok := ref.Addr.(*ssa.FieldAddr)
			switch {
			case ref.Val != v:
			case !ok:
				if a.lastingUse(ref.Addr, seen) {
					return true
				}
			default:
				f := origin.FieldVar(fa)
				if f == nil || f.Pkg() != a.Program.Pass.Pkg || f.Exported() {
					return true
				}
				for _, load := range a.Origin.FieldLoads(f) {
					if a.lastingUse(load, seen) {
						return true
					}
				}
			}
		case ssa.CallInstruction:
			c := ref.Common()
			fn := origin.CalleeObject(c)
			if fn == nil || fn.Pkg() == nil {
				return true
			}
			reads := harmless[fn.Pkg().Name()+"."+fn.Name()]
			if fn.Signature().Recv() != nil {
				reads = operand(c, catalog.Recv) == v
			}
			if !reads || a.lasting(ref) {
				return true
			}
		case ssa.Value: // a conversion, a load, a phi
			if a.lastingUse(ref, seen) {
				return true
			}
		default:
			return true
		}
	}
	return false
}

// connArgument returns the connection that a call of a reading or writing helper of the
// standard library works on: io.ReadAll(conn), bufio.NewReader(conn), fmt.Fprintf(conn, ...).
func connArgument(c *ssa.CallCommon, callee *types.Func) ssa.Value {
	if callee.Pkg() == nil || catalog.RecvName(callee) != "" || !harmless[callee.Pkg().Name()+"."+callee.Name()] {
		return nil
	}
	if callee.Name() == "Client" || callee.Name() == "Server" {
		return nil // nothing happens before the first read or write
	}
	var conns []ssa.Value
	for _, arg := range c.Args {
		if arg = origin.Unboxed(arg); isConn(arg.Type()) {
			conns = append(conns, arg)
		}
	}
	if len(conns) != 1 {
		return nil // none, or a tunnel from one to another, which may be quiet for long
	}
	return conns[0]
}

func isConn(t types.Type) bool {
	return IsNamed(t, "net", "Conn") || IsNamed(t, "net", "TCPConn") || IsNamed(t, "crypto/tls", "Conn")
}

var connLibrary = &catalog.Library{Path: "net", Family: "net"}

var connHelper = &catalog.Row{Role: catalog.Conn, Use: "SetDeadline on the connection"}

// overConn judges a read or write that a helper of the standard library does on a connection.
func (a *Analysis) overConn(fn *ssa.Function, call ssa.CallInstruction, callee *types.Func, conn ssa.Value) *Crossing {
	c := &Crossing{
		Call: call, Fn: fn, Callee: callee, Row: connHelper, Name: shortName(callee), Family: connLibrary.Family,
		Conn: true, Sure: true, Foreign: true,
		Operands: []Operand{{Obj, conn, a.Connection(conn, wait{call}, fn)}},
	}
	c.State = combine(c.Operands)
	return c
}
