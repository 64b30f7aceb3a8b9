package boundary

import (
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"iter"
	"net"
	"regexp"
	"slices"
	"strings"
	"sync"

	"golang.org/x/tools/go/ssa"

	"github.com/distvet/distvet/analyzers/internal/catalog"
	"github.com/distvet/distvet/analyzers/internal/origin"
)

// doubt says why a reviewer may rightly leave a cause as it is, or returns "". What is in
// doubt is not shown by default.
func (g *grouper) doubt(cause *Cause) string {
	if cause.Factory {
		return "whoever is handed the client may bring a deadline with each request"
	}
	if len(cause.Crossings) == 0 {
		return ""
	}
	if !slices.ContainsFunc(cause.Crossings, func(c *Crossing) bool { return !g.a.dialsHome(c) }) {
		return "it dials a program on the same machine, which answers or refuses at once"
	}
	if cause.Owner == CtxDrop {
		if g.a.withoutContexts(cause) {
			return "the package talks to its database without contexts throughout"
		}
		return g.drop(cause)
	}
	c := cause.Crossings[0]
	switch {
	case cause.asksOnce():
		return "the database is asked once, when it is opened"
	case g.a.preparesOnly(cause):
		return "what is prepared gets its deadline when it is run"
	case cause.windsUp():
		return "what winds up goes on without the caller's context on purpose"
	case c.Family == "SQL" && c.function() != "Ping" && !cause.recurs() && !(cause.Layer && g.a.contextsNear(cause)):
		return "how a program uses its database is decided once, and the data source may have limits"
	case cause.State == ByParam && !(cause.Bare && g.a.stays(c.Fn)):
		return "its callers may bring a deadline"
	case c.function() == "RoundTrip" && cause.State == CancelOnly:
		return "what a proxy passes on takes as long as its client wants it, and the client's going ends it"
	case cause.streams():
		return "what is streamed takes as long as there is data, and a deadline for all of it cannot be chosen"
	case c.Row != nil && c.Row.Partly:
		return "the library ends all but the first wait by itself"
	case (dialsHost(c) || c.Conn) && g.a.namedForSocket(c.Fn):
		return "it speaks with a program on the same machine, by its name"
	case cause.Object && setToZero(cause.Node):
		return "it is said in so many words that the client has no limit"
	case cause.shared():
		return "a limit on this client would also cut the long polls and watches that go through it"
	case c.Family == "Kubernetes", c.Family == "Azure":
		// apimachinery v0.30, net/http.go: ReadIdleTimeout 30 s, PingTimeout 15 s; azcore v1.23,
		// transport_default_http_client.go: 10 s and 5 s.
		return "the client's pings notice a server that is gone, and the server ends what takes it too long"
	case cause.onlyWrites():
		return "what is written goes to a buffer of the system, and waits only when that is full"
	case g.a.staysHome(cause):
		return "it asks a program on the same machine"
	case c.Family == "gRPC" && g.a.imports("github.com/hashicorp/go-plugin"):
		return "it asks a plugin, a process that this one has started and that ends the call when it dies"
	case c.Family == "gRPC" && g.a.imports("google.golang.org/grpc/test/bufconn"):
		return "it asks a server in the same process"
	case cause.long():
		return "a deadline of hours may be meant"
	case cause.converses():
		return "the peer speaks when it has something to say"
	case g.commanded(cause):
		return "whoever runs the command waits for it, and can stop it"
	case locks(origin.Outermost(c.Fn)):
		return "a sync.Locker waits until it has the lock"
	case cause.Object && !slices.ContainsFunc(cause.Crossings, func(c *Crossing) bool { return !dialHook(c) || !g.a.handedOut(c.Fn) }):
		return "whoever dials through it may have a limit of its own"
	case dialsHost(c) && g.a.limitedBeside(c):
		return "it dials with a limit where one is set: there is none when that is asked for"
	case cause.State != None || cause.Object || cause.Layer:
		return ""
	case c.Via != nil && c.Root() != nil && g.a.keepsContext(c.Call, c.Root().Value):
		return "a client keeps the context that it is given, and would end with a deadline: the call in it wants the limit"
	case c.Row != nil && !c.Row.Told && c.Row.Use == "" && c.Row.Ctx == catalog.Nowhere && c.Operand(Obj) == nil && c.Operand(Dur) == nil:
		return "the library has no way to limit it"
	case c.Foreign && c.Via != nil && c.Root() == nil:
		return "somebody else's module leaves its callers no say"
	case c.Foreign && c.Via != nil && !c.Sure:
		return "somebody else's module makes the call on some ways only"
	case len(c.Path) > 1 && c.Fn.Name() == "main" && g.a.isMain(), c.Via != nil && c.startsOver() && IsCommand(c.Fn):
		return "it gets the context of the whole program: the call deep in it wants the limit"
	case cause.whenMade():
		return "it happens once, when something is made"
	case c.contextless() != "":
		return "whoever wants a deadline calls " + c.contextless()
	case c.timeless() != "":
		return "whoever wants a limit calls " + c.timeless()
	case dialHook(c):
		return "whoever dials through it may have a limit of its own"
	case c.Family != "HTTP" && g.a.startsUp(c.Call, 0):
		return "it happens once, when the program starts"
	}
	return ""
}

// setToZero reports whether a composite literal sets its Timeout to 0, as those do on purpose that
// fetch streams.
func setToZero(made ast.Node) bool {
	found := false
	ast.Inspect(made, func(n ast.Node) bool {
		kv, ok := n.(*ast.KeyValueExpr)
		if !ok {
			return !found
		}
		key, isName := kv.Key.(*ast.Ident)
		val, isLit := kv.Value.(*ast.BasicLit)
		found = found || isName && isLit && key.Name == "Timeout" && val.Value == "0"
		return false
	})
	return found
}

// imports reports whether the package imports another one.
func (a *Analysis) imports(path string) bool {
	return slices.ContainsFunc(a.Program.Pass.Pkg.Imports(), func(p *types.Package) bool { return catalog.Path(p) == path })
}

// long reports whether what nothing ends in good time has a deadline after all, in more than an hour.
func (cause *Cause) long() bool {
	root := cause.Crossings[0].Operand(Ctx)
	return root != nil && root.Limit.Long
}

// streams reports whether the crossings send or fetch, through a service's library and with a root
// context, what a reader or writer that the function is given holds, however much that is.
func (cause *Cause) streams() bool {
	return !cause.Object && !slices.ContainsFunc(cause.Crossings, func(c *Crossing) bool {
		return !oneClient[c.Family] || !c.startsOver() || !slices.ContainsFunc(c.Fn.Params, func(p *ssa.Parameter) bool {
			return IsNamed(p.Type(), "io", "Reader") || IsNamed(p.Type(), "io", "ReadCloser") || IsNamed(p.Type(), "io", "Writer") || IsNamed(p.Type(), "io", "WriterAt")
		})
	})
}

// commanded reports whether all crossings are made once for a command of the program.
func (g *grouper) commanded(cause *Cause) bool {
	return !slices.ContainsFunc(cause.Crossings, func(c *Crossing) bool {
		return loops(c.Call) || !g.a.forCommands(c.Fn, 0)
	})
}

// forCommands reports whether fn is what a command of the program runs, or is called in this package
// by nothing else.
func (a *Analysis) forCommands(fn *ssa.Function, depth int) bool {
	if IsCommand(fn) {
		return true
	}
	calls, _ := a.Origin.Callers(origin.Outermost(fn))
	return len(calls) > 0 && depth < maxCallers && !slices.ContainsFunc(calls, func(call ssa.CallInstruction) bool {
		return !a.forCommands(call.Parent(), depth+1)
	})
}

// windsUp reports whether the crossings give up or release something in a database, with a root
// context.
func (cause *Cause) windsUp() bool {
	return !slices.ContainsFunc(cause.Crossings, func(c *Crossing) bool {
		return c.Family != "SQL" || !c.startsOver() || !cleanup().MatchString(c.function())
	})
}

// recurs reports whether a crossing is given a root context on every turn of a loop: when one
// statement is stuck, the job is never done again.
func (cause *Cause) recurs() bool {
	return slices.ContainsFunc(cause.Crossings, func(c *Crossing) bool { return c.startsOver() && loops(c.Call) })
}

// contextsNear reports whether the crossings stand in functions that are called, for the most part, by
// functions of this package which have a context at hand: it would have to be passed on once.
func (a *Analysis) contextsNear(cause *Cause) bool {
	near, calls := 0, 0
	seen := make(map[*ssa.Function]bool)
	for _, c := range cause.Crossings {
		fn := origin.Outermost(c.Fn)
		if seen[fn] {
			continue
		}
		seen[fn] = true
		callers, _ := a.Origin.Callers(fn)
		calls += max(len(callers), 1) // nobody in sight is somebody without
		for _, call := range callers {
			if a.atHand(&Crossing{Call: call, Fn: call.Parent(), Name: fn.Name()}) != nil {
				near++
			}
		}
	}
	return near*2 > calls
}

// asksOnce reports whether the crossings are pings, of a database or the like, in functions that make something or
// end the program, or that open one in a way that pings it as well: what waits, waits there already.
func (cause *Cause) asksOnce() bool {
	return !slices.ContainsFunc(cause.Crossings, func(c *Crossing) bool {
		return c.function() != "Ping" || !asksWhenMade(c.Fn)
	})
}

// asksWhenMade reports whether a database that fn pings is one that it makes something of, or has
// asked already, or whether a program starts there.
func asksWhenMade(fn *ssa.Function) bool {
	return constructs(fn) || opensAndAsks(fn) || endsProgram(fn)
}

// endsProgram reports whether fn ends the program when something fails: log.Fatal and its like.
func endsProgram(fn *ssa.Function) bool {
	return origin.Calls(fn, func(callee *types.Func) bool {
		return strings.HasPrefix(callee.Name(), "Fatal") || callee.Name() == "Exit"
	})
}

// opensAndAsks reports whether fn opens a database through a library that asks it for a sign of life.
func opensAndAsks(fn *ssa.Function) bool {
	return origin.Calls(fn, func(callee *types.Func) bool {
		if callee.Pkg() == nil || callee.Name() != "Open" {
			return false
		}
		switch catalog.Path(callee.Pkg()) {
		case "gorm.io/gorm", "github.com/jinzhu/gorm": // both ping in Open: v1.31.2, gorm.go; v1.9.16, main.go
			return true
		}
		return false
	})
}

// drop is doubt for a context that is left behind.
func (g *grouper) drop(cause *Cause) string {
	c, hand := cause.Crossings[0], cause.Hand
	if why := g.a.meantToGoOn(c); why != "" {
		return why
	}
	switch {
	case cause.Guess:
		return "it may not wait for the network"
	case c.Row == nil && c.Via == nil && g.a.requestsBring(c):
		return "the requests of what it makes bring their own context"
	case g.a.madeForACall(c):
		return "the object was made for one call, with its context, and whoever has it goes on with that call"
	case dialsHost(c) && forTransport(c.Fn):
		// net/http v1.26, transport.go, getConn: whoever waits gives up, and the dial goes on for the next.
		return "a transport gives up what it dials by itself, when the context of the request ends"
	case dialsHost(c) && forResolver(c.Fn):
		return "what a resolver dials is UDP, as a rule, which waits for nobody"
	case (cause.State != None || c.Stream) && g.a.neverEnds(hand, c):
		return "it may end by itself, and whoever calls here gives a context without end"
	case cause.State == Bounded && c.Root() != nil && c.Root().Limit.Short:
		return "it ends by itself within seconds"
	case cause.State == Bounded && c.Root() != nil && constructs(c.Fn):
		return "it ends by itself, and happens once, when something is made"
	case g.a.preparesOnly(cause):
		return "what is prepared gets the context when it is run"
	case acknowledges().MatchString(c.function()):
		return "what has been done is acknowledged, whoever has given up"
	case cause.State == Bounded && (hand.Request || hand.Callers || c.endsItself() || c.Root() == nil || c.Root().Limit.What == requestAlone):
		return "it ends by itself, and may be meant to be finished"
	case cause.State == Bounded && hand.Param != nil && afterFailure(hand.Param, c.Call):
		return "it ends by itself, and tells of a failure that the context may have ended with"
	case c.Root() == nil && hand.Param != nil && (afterFailure(hand.Param, c.Call) || onFailure(c.Call) && tells(c.Call)):
		return "it tells of a failure, which the context may have ended with, and gets one that lasts"
	case cause.State == Bounded && hand.Turns:
		return "it ends by itself, and the context is looked at on the next turn"
	case hand.Own != "" && (c.Family == "Kubernetes" || c.Via != nil || c.Row == nil):
		return "what an object asks others to do may be meant to outlive its own context, or to come before it"
	case c.Stream && hand.Param != nil && g.a.stoppedByHand(c, hand.Param):
		return "somebody stops it when the context ends"
	case c.Stream && c.goesOn():
		return "what it begins goes on when the call is over, and may be meant to"
	case cause.stepsOfMany():
		return "it is one of several writes, and to stop between them leaves half of the work done"
	case cause.State == Unknown && c.Root() == nil && c.Row != nil && c.Row.Obj == catalog.Recv && c.mayEnd():
		return "its client may end it, and no root context is written there"
	case hand.Request && hand.Param != nil && g.a.apart(hand.Param.Parent(), make(map[*ssa.Function]bool)):
		return "it is done by a goroutine, and the request may be answered before"
	case hand.Request && c.Via != nil && start().MatchString(calleeName(c.Call.Common())):
		return "what a request starts may be meant to go on without it"
	case hand.Callers && hand.Request:
		return "what a request leaves behind may be meant to be finished"
	case cause.Cached:
		return "what it asks for may be in memory, and the context of a controller ends with all of it"
	case cause.State == Bounded && removal().MatchString(c.function()):
		return "what was begun is removed in any case, and it ends by itself"
	case hand.Callers && c.mayEnd():
		return "its client ends it, or may"
	case c.Family == "Kubernetes" && !hand.Request && c.Row != nil:
		return "the client's pings notice a server that is gone, and the context of a controller or command ends with the program"
	case c.hasLimit():
		return "its client has a limit of its own, of whatever length"
	case prepare().MatchString(calleeName(c.Call.Common())) && c.Via != nil:
		return "what is set up once may be meant to be finished"
	}
	return ""
}

// acknowledges matches the names of functions that tell a queue that something was taken care of: were
// that called off, it would be done once more.
var acknowledges = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile("^(?:X?Ack|Nack|Nak|DeleteMessage|CommitMessages|CommitOffsets|CommitRecords)(?:[^a-z]|$)")
})

// preparesOnly reports whether all crossings prepare a statement that is run with a context in the same
// function, or make one that was prepared before part of a transaction: it may have to be prepared again, on
// another connection, and is run later.
func (a *Analysis) preparesOnly(cause *Cause) bool {
	return !slices.ContainsFunc(cause.Crossings, func(c *Crossing) bool {
		return c.Family != "SQL" || c.function() != "Stmt" && (!strings.HasPrefix(c.function(), "Prepare") || !a.runLater(c))
	})
}

// runLater reports whether what a call returns, or what is loaded from the variable that keeps it, has a
// method called that is given a context other than a root one.
func (a *Analysis) runLater(c *Crossing) bool {
	call, ok := c.Call.(*ssa.Call)
	if !ok {
		return false
	}
	runs := func(v ssa.Value) bool {
		return slices.ContainsFunc(*v.Referrers(), func(ref ssa.Instruction) bool {
			call, ok := ref.(ssa.CallInstruction)
			if !ok || origin.Receiver(call.Common()) != v {
				return false
			}
			ctx := contextArg(call.Common())
			return ctx != nil && !a.Limit(ctx, nil, c.Fn).Rooted
		})
	}
	return slices.ContainsFunc(results(call, 0), func(stmt ssa.Value) bool {
		return runs(stmt) || slices.ContainsFunc(*stmt.Referrers(), func(ref ssa.Instruction) bool {
			st, ok := ref.(*ssa.Store)
			if !ok || st.Addr.Referrers() == nil { // a variable of the package
				return false
			}
			return slices.ContainsFunc(*st.Addr.Referrers(), func(ref ssa.Instruction) bool {
				load, ok := ref.(*ssa.UnOp)
				return ok && runs(load)
			})
		})
	})
}

// forResolver reports whether a literal dials for a net.Resolver.
func forResolver(lit *ssa.Function) bool {
	return slices.ContainsFunc(fieldsOf(lit), func(fa *ssa.FieldAddr) bool { return IsNamed(fa.X.Type(), "net", "Resolver") })
}

// namedForSocket reports whether a function, its type or its file is called after unix sockets.
func (a *Analysis) namedForSocket(fn *ssa.Function) bool {
	fn = origin.Outermost(fn)
	if recv := fn.Signature.Recv(); recv != nil {
		if n := origin.Named(recv.Type()); n != nil && socketName().MatchString(n.Obj().Name()) {
			return true
		}
	}
	file, _ := a.placeOf(fn)
	return socketName().MatchString(fn.Name()) || socketName().MatchString(file)
}

var socketName = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile("(?i:unix_?(domain|socket|conn)|domain_?socket)|^uds[^a-z]|Uds([^a-z]|$)|UDS([^a-z]|$)")
})

// apart reports whether all calls that lead to fn start a goroutine for which nobody waits, there or
// further up: whoever asked for the work may have gone on by then.
func (a *Analysis) apart(fn *ssa.Function, seen map[*ssa.Function]bool) bool {
	fn = origin.Outermost(fn)
	if seen[fn] || len(seen) > maxCallers {
		return false
	}
	seen[fn] = true
	calls, _ := a.Origin.Callers(fn)
	return len(calls) > 0 && !slices.ContainsFunc(calls, func(call ssa.CallInstruction) bool {
		if _, started := call.(*ssa.Go); started {
			return awaits(call.Parent())
		}
		for lit := call.Parent(); lit.Parent() != nil; lit = lit.Parent() {
			if slices.ContainsFunc(usesOf(lit), func(use ssa.Instruction) bool { _, started := use.(*ssa.Go); return started }) {
				return awaits(lit.Parent())
			}
		}
		return !a.apart(call.Parent(), seen)
	})
}

// awaits reports whether fn waits for something, or calls a function that does so by its name.
func awaits(fn *ssa.Function) bool {
	return waits(fn) || origin.Calls(fn, func(callee *types.Func) bool { return strings.HasPrefix(callee.Name(), "Wait") })
}

// locks reports whether fn is a method of a sync.Locker, which can neither be given a context nor fail.
func locks(fn *ssa.Function) bool {
	switch fn.Name() {
	case "Lock", "Unlock", "RLock", "RUnlock":
		return fn.Signature.Recv() != nil && fn.Signature.Params().Len() == 0 && fn.Signature.Results().Len() == 0
	}
	return false
}

// prepare matches the names of functions that set something up once.
var prepare = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile("^(?:[Mm]igrate|[Ss]et[Uu]p|[Ii]nitialize|[Bb]ootstrap|[Ss]eed)(?:[^a-z]|$)")
})

// start matches the names of functions that begin something.
var start = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile("^(?:[Ss]tart|[Tt]rigger|[Ll]aunch|[Ss]chedule|[Ee]nqueue|[Bb]egin|[Kk]ick|[Ss]pawn)(?:[^a-z]|$)")
})

// removal matches the names of functions that take back what is not wanted any more.
var removal = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile("^(?i:delete|remove|purge|discard)") })

// failures yields the errors that are not nil wherever a call is made, the nearest first: those that
// the branches around it ask for.
func failures(call ssa.CallInstruction) iter.Seq[ssa.Value] {
	return func(yield func(ssa.Value) bool) {
		for b := call.Block(); b.Idom() != nil; b = b.Idom() {
			branch, ok := b.Idom().Instrs[len(b.Idom().Instrs)-1].(*ssa.If)
			if !ok || len(b.Preds) != 1 {
				continue
			}
			cond, ok := branch.Cond.(*ssa.BinOp)
			if !ok || !origin.IsError(cond.X.Type()) || !origin.IsNil(cond.Y) {
				continue
			}
			yes := b.Idom().Succs[0] == b
			if (cond.Op == token.NEQ && yes || cond.Op == token.EQL && !yes) && !yield(cond.X) {
				return
			}
		}
	}
}

// afterFailure reports whether a call is made only where another that was given the context p has
// failed.
func afterFailure(p *ssa.Parameter, call ssa.CallInstruction) bool {
	for err := range failures(call) {
		if x, ok := err.(*ssa.Extract); ok {
			err = x.Tuple
		}
		if failed, ok := err.(*ssa.Call); ok && slices.ContainsFunc(failed.Call.Args, func(v ssa.Value) bool { return v == p || derived(v, p) }) {
			return true
		}
	}
	return false
}

// tells reports whether a call is given an error.
func tells(call ssa.CallInstruction) bool {
	return slices.ContainsFunc(call.Common().Args, func(v ssa.Value) bool {
		return origin.IsError(v.Type())
	})
}

// onFailure reports whether a call is made only where some error is not nil.
func onFailure(call ssa.CallInstruction) bool {
	for range failures(call) {
		return true
	}
	return false
}

// derived reports whether the context v was made from p by a function of package context.
func derived(v ssa.Value, p *ssa.Parameter) bool {
	if x, ok := v.(*ssa.Extract); ok {
		v = x.Tuple
	}
	call, ok := v.(*ssa.Call)
	return ok && contextArg(call.Common()) != nil && contextArg(call.Common()) == ssa.Value(p)
}

// endless reports whether those who call the function of a parameter in this package all give it a
// root context, or one that they were given like this: somebody out of sight may give it another, and to
// pass it on changes nothing here. Where they wait for what is done with it, one that nobody can cancel
// before they go on counts as well.
func (a *Analysis) endless(p *ssa.Parameter, waits bool) bool { return a.endlessFrom(p, waits, 0) }

func (a *Analysis) endlessFrom(p *ssa.Parameter, waits bool, depth int) bool {
	if p == nil || depth == maxCallers || !IsNamed(p.Type(), "context", "Context") {
		return false
	}
	endless := func(call ssa.CallInstruction, arg ssa.Value) bool {
		at, awaited := call.(*ssa.Call)
		if awaited = awaited && waits; awaited {
			arg = a.Origin.Unended(arg, at)
		}
		if l := a.Limit(arg, nil, call.Parent()); l.State != ByParam {
			return l.State == None && l.Rooted
		}
		up, ok := arg.(*ssa.Parameter)
		return ok && a.endlessFrom(up, awaited, depth+1)
	}
	if call := givenTo(p.Parent()); call != nil { // what a callback is given derives from what its caller was
		waits = false // it may be called later
		ctx := contextArg(call.Common())
		return ctx != nil && endless(call, ctx)
	}
	return a.Origin.Given(p, endless)
}

// givenTo returns the one call that a function literal is an argument of, or nil.
func givenTo(lit *ssa.Function) (call ssa.CallInstruction) {
	if lit.Parent() == nil {
		return nil
	}
	for _, b := range lit.Parent().Blocks {
		for _, instr := range b.Instrs {
			c, ok := instr.(ssa.CallInstruction)
			if !ok || !slices.ContainsFunc(c.Common().Args, func(arg ssa.Value) bool { return origin.FunctionOf(origin.Unconverted(arg)) == lit }) {
				continue
			}
			if call != nil {
				return nil
			}
			call = c
		}
	}
	return call
}

// withoutContexts reports whether a context is left behind at calls of a database, to which the
// package gives none anywhere: that is one decision, and a context at some of the calls would
// do little.
func (a *Analysis) withoutContexts(cause *Cause) bool {
	first := cause.Crossings[0]
	if first.Family != "SQL" || first.Row == nil || !takesContext(first) {
		return false
	}
	const attach = "WithContext" // of an ORM
	if a.Program.Uses(func(fn *types.Func) bool {
		return fn.Name() == attach && first.Callee != nil && fn.Pkg() == first.Callee.Pkg()
	}) {
		return false
	}
	calls := 0
	for _, list := range a.crossings {
		for _, c := range list {
			switch {
			case c.Family != "SQL" || c.Row == nil:
			case takesContext(c):
				calls++
			case c.Operand(Ctx) != nil && !c.startsOver():
				return false
			}
		}
	}
	return calls >= 3
}

// mayEnd reports whether a crossing goes through an object that ends it by itself, or may.
func (c *Crossing) mayEnd() bool {
	obj := c.Operand(Obj)
	return obj != nil && (obj.Limit.State == Bounded || obj.Limit.State == Unknown)
}

// stays reports whether only code of this package can call fn: a deadline would be seen.
func (a *Analysis) stays(fn *ssa.Function) bool {
	obj := origin.Outermost(fn).Object()
	return obj != nil && !obj.Exported()
}

// requestsBring reports whether what a call returns sends, in the same function, a request that has a
// context of its own.
func (a *Analysis) requestsBring(c *Crossing) bool {
	call, ok := c.Call.(*ssa.Call)
	if !ok {
		return false
	}
	return slices.ContainsFunc(results(call, 0), func(client ssa.Value) bool {
		return slices.ContainsFunc(*client.Referrers(), func(ref ssa.Instruction) bool {
			use, ok := ref.(*ssa.Call)
			if !ok || origin.Receiver(use.Common()) != client || calleeName(use.Common()) != "Do" {
				return false
			}
			req := operand(use.Common(), catalog.Arg0)
			return req != nil && a.Limit(req, nil, c.Fn).State != None
		})
	})
}

// stoppedByHand reports whether what a stream's call returns is stopped in a function literal that waits
// for the end of the context ctx, a parameter of the function around.
func (a *Analysis) stoppedByHand(c *Crossing, ctx *ssa.Parameter) bool {
	of := func(v ssa.Value, is func(ssa.Value) bool) bool {
		return slices.ContainsFunc(a.Origin.Sources(v, c.Fn), func(s origin.Source) bool { return s.Value != nil && is(s.Value) })
	}
	return slices.ContainsFunc(c.Fn.AnonFuncs, func(lit *ssa.Function) bool {
		waits, stops := false, false
		for _, b := range lit.Blocks {
			for _, instr := range b.Instrs {
				call, ok := instr.(*ssa.Call)
				if !ok {
					continue
				}
				recv := origin.Receiver(call.Common())
				switch calleeName(call.Common()) {
				case "Done":
					waits = waits || recv != nil && of(recv, func(v ssa.Value) bool { return v == ctx })
				case "Stop", "Close", "Cancel", "Unsubscribe", "Shutdown":
					stops = stops || recv != nil && of(recv, func(v ssa.Value) bool { return v == c.Call.Value() })
				}
			}
		}
		return waits && stops
	})
}

// goesOn reports whether a stream comes as a channel that the function of the call does not read: it
// is for others, who may go on with it for longer than that function's caller waits.
func (c *Crossing) goesOn() bool {
	call, ok := c.Call.(*ssa.Call)
	if !ok {
		return false
	}
	for _, res := range results(call, 0) {
		if reads(res, 0) {
			return false
		}
	}
	res := call.Call.Signature().Results()
	if res.Len() == 0 {
		return false
	}
	_, ok = res.At(0).Type().Underlying().(*types.Chan)
	return ok
}

// reads reports whether a channel is read by the function that has it, or handed to another that may.
func reads(ch ssa.Value, depth int) bool {
	return depth < maxChain && slices.ContainsFunc(*ch.Referrers(), func(ref ssa.Instruction) bool {
		switch ref := ref.(type) {
		case *ssa.UnOp, *ssa.Select, *ssa.Call, *ssa.ChangeType, *ssa.Phi:
			return true
		case *ssa.Store: // a variable that a literal has captured
			alloc, ok := ref.Addr.(*ssa.Alloc)
			return ok && slices.ContainsFunc(*alloc.Referrers(), func(ref ssa.Instruction) bool {
				load, ok := ref.(*ssa.UnOp)
				return ok && reads(load, depth+1)
			})
		}
		return false
	})
}

// stepsOfMany reports whether the calls that leave a context behind begin with a write and have
// another one after it.
func (cause *Cause) stepsOfMany() bool {
	writes := 0
	for i, c := range cause.Crossings {
		if c.writes() {
			writes++
		} else if i == 0 {
			return false
		}
	}
	return writes > 1
}

// writes reports whether a crossing changes something at the other end, by the catalog or, where
// that does not tell, by the verb that its name begins with.
func (c *Crossing) writes() bool {
	switch c.Effect {
	case catalog.IdempotentWrite, catalog.NonIdempotentWrite:
		return true
	case catalog.Unknown:
		return writeVerb().MatchString(c.function())
	}
	return false
}

var writeVerb = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^(Put|Create|Add|Remove|Delete|Update|Set|Attach|Detach|Patch|Apply|Insert|Register|Deregister)([A-Z]|$)`)
})

// whenMade reports whether all crossings are calls of a service through its library, or are reached
// with root contexts other than over HTTP, by functions that make something.
func (cause *Cause) whenMade() bool {
	return !slices.ContainsFunc(cause.Crossings, func(c *Crossing) bool {
		once := c.Via == nil && oneClient[c.Family] || c.Via != nil && c.startsOver() && c.Family != "HTTP"
		return !once || !constructs(c.Fn)
	})
}

// constructs reports whether fn makes something, by its name and result: a value of a type of its package, or
// one behind an interface.
func constructs(fn *ssa.Function) bool {
	fn = origin.Outermost(fn)
	if !strings.HasPrefix(strings.ToLower(fn.Name()), "new") || fn.Signature.Recv() != nil {
		return false
	}
	res := fn.Signature.Results()
	return ownerOf(fn) != nil || res.Len() > 0 && types.IsInterface(res.At(0).Type()) && !origin.IsError(res.At(0).Type())
}

// endsItself reports whether a crossing is ended by its client, or by the library itself, and
// not by a context of its own.
func (c *Crossing) endsItself() bool {
	if c.Row != nil && c.Row.Bound {
		return true
	}
	obj := c.Operand(Obj)
	return obj != nil && obj.Limit.State == Bounded
}

// hasLimit reports whether the client of a crossing is made in this package with a limit whose length is
// not known.
func (c *Crossing) hasLimit() bool {
	obj := c.Operand(Obj)
	return obj != nil && obj.Limit.State == Unknown && obj.Limit.Site != nil && !obj.Limit.MaybeZero
}

// shared reports whether the remedy would be a limit on a client through which its users also
// send long polls and watches.
func (cause *Cause) shared() bool {
	c := cause.Crossings[0]
	switch c.Family {
	case "Consul", "Nomad":
		return cause.Object || c.Row != nil && c.Row.Ctx == catalog.Nowhere && c.Row.Req == catalog.Nowhere
	}
	return false
}

// onlyWrites reports whether the crossings are writes to a connection and nothing else.
func (cause *Cause) onlyWrites() bool {
	for _, c := range cause.Crossings {
		name := c.function()
		if name == "WriteControl" {
			continue // a frame of a few bytes
		}
		if !c.Conn || !strings.HasPrefix(name, "Write") && !strings.HasPrefix(name, "Fprint") {
			return false
		}
	}
	return true
}

// staysHome reports whether all crossings of a cause are requests to addresses that name the
// machine the program runs on.
func (a *Analysis) staysHome(cause *Cause) bool {
	return !slices.ContainsFunc(cause.Crossings, func(c *Crossing) bool {
		if c.Family != "HTTP" || c.Via != nil {
			return true
		}
		if a.namesThisMachine(c.Call.Common(), c.Fn) {
			return false
		}
		req := c.Operand(Req)
		if req == nil || req.Value == nil {
			return true
		}
		sources := a.Origin.Sources(req.Value, c.Fn)
		return len(sources) == 0 || slices.ContainsFunc(sources, func(s origin.Source) bool {
			call, ok := s.Value.(*ssa.Call)
			return !ok || !a.namesThisMachine(call.Common(), s.Fn())
		})
	})
}

// dialsHome reports whether a crossing dials an address that names the machine the program runs on.
func (a *Analysis) dialsHome(c *Crossing) bool {
	return dialsHost(c) && slices.ContainsFunc(c.Call.Common().Args, func(v ssa.Value) bool {
		if addr, ok := v.(*ssa.TypeAssert); ok && ofListener(addr.X) {
			return true
		}
		if IsNamed(v.Type(), "net", "TCPAddr") {
			return origin.All(a.Origin.Sources(v, c.Fn), a.addrHere)
		}
		return a.textHere(v, c.Fn)
	})
}

// textHere reports whether v is the text of an address, "host:port", that names this machine.
func (a *Analysis) textHere(v ssa.Value, root *ssa.Function) bool {
	return origin.IsText(v.Type()) && origin.All(a.Origin.Sources(v, root), func(s origin.Source) bool {
		host, _, ok := strings.Cut(Beginning(s.Value), ":")
		return ok && namesHere(host) || ofListener(s.Value)
	})
}

// namesHere reports whether a host is this machine.
func namesHere(host string) bool { return host == "localhost" || strings.HasPrefix(host, "127.") }

// addrHere reports whether a *net.TCPAddr is one of this machine: resolved from the text of one, or made with
// the IP of one.
func (a *Analysis) addrHere(s origin.Source) bool {
	switch v := s.Value.(type) {
	case *ssa.Call:
		return calleeName(v.Common()) == "ResolveTCPAddr" && len(v.Call.Args) == 2 && a.textHere(v.Call.Args[1], s.Fn())
	case *ssa.Alloc:
		return origin.All(a.Origin.FieldSources(v, s.Env, "IP", s.Fn()), func(ip origin.Source) bool {
			call, ok := ip.Value.(*ssa.Call)
			if !ok || len(call.Call.Args) == 0 {
				return false
			}
			switch calleeName(call.Common()) {
			case "IPv4":
				first, ok := origin.Int(call.Call.Args[0])
				return ok && first == 127
			case "ParseIP":
				return namesHere(Beginning(call.Call.Args[0]))
			}
			return false
		})
	}
	return false
}

// ofListener reports whether a value is the address of a listener, or its text: l.Addr().String().
func ofListener(v ssa.Value) bool {
	call, ok := v.(*ssa.Call)
	if !ok {
		return false
	}
	recv := operand(call.Common(), catalog.Recv)
	if recv == nil {
		return false
	}
	switch calleeName(call.Common()) {
	case "String":
		return ofListener(recv)
	case "Addr":
		return IsNamed(recv.Type(), "net", "Listener") || IsNamed(recv.Type(), "net", "TCPListener")
	}
	return false
}

// namesThisMachine reports whether a call is given a URL that begins with the name or address
// of this machine, whichever way it comes about.
func (a *Analysis) namesThisMachine(c *ssa.CallCommon, root *ssa.Function) bool {
	return slices.ContainsFunc(c.Args, func(v ssa.Value) bool {
		return isBasic(v.Type()) && origin.All(a.Origin.Sources(v, root), func(s origin.Source) bool {
			_, rest, ok := strings.Cut(Beginning(s.Value), "://")
			host, _, _ := strings.Cut(rest, "/")
			return ok && (strings.HasPrefix(host, "localhost") || strings.HasPrefix(host, "127.") || strings.HasPrefix(host, "[::1]"))
		})
	})
}

// Beginning returns the constant that a string begins with, or "": of a concatenation, its first
// part, of a formatted text, its format, of a joined address, its host.
func Beginning(v ssa.Value) string {
	switch v := v.(type) {
	case *ssa.Const:
		if v.Value != nil && v.Value.Kind() == constant.String {
			return constant.StringVal(v.Value)
		}
	case *ssa.BinOp:
		return Beginning(v.X)
	case *ssa.Call:
		switch calleeFullName(v.Common()) {
		case "fmt.Sprintf":
			return Beginning(v.Call.Args[0])
		case "net.JoinHostPort":
			if host := Beginning(v.Call.Args[0]); host != "" {
				return net.JoinHostPort(host, "")
			}
		}
	}
	return ""
}

// converses reports whether an accepted connection is read in a loop: what comes next, and
// when, is up to the peer, unlike the first thing that it must say.
func (cause *Cause) converses() bool {
	c := cause.Crossings[0]
	if obj := c.Operand(Obj); !c.Conn || obj == nil || obj.Limit.What != acceptedConn {
		return false
	}
	if loops(c.Call) {
		return true
	}
	v := c.Call.Value()
	if v == nil {
		return false
	}
	for _, ref := range *v.Referrers() { // a scanner or decoder over it
		if call, ok := ref.(ssa.CallInstruction); ok && loops(call) {
			return true
		}
	}
	return false
}

// loops reports whether a call lies in a cycle.
func loops(call ssa.CallInstruction) bool { return origin.Reaches(call.Block(), call.Block()) }

// handedOut reports whether a function is there for others to call: it is exported, a literal, or used as a value.
func (a *Analysis) handedOut(fn *ssa.Function) bool {
	return fn.Parent() != nil || fn.Object() != nil && fn.Object().Exported() || a.Origin.IsValue(fn)
}

// limitedBeside reports whether the function dials in another way, on another of its ways, that has a limit or
// may have one: if d > 0 { net.DialTimeout } else { net.Dial }.
func (a *Analysis) limitedBeside(c *Crossing) bool {
	return slices.ContainsFunc(a.crossings[c.Fn], func(d *Crossing) bool {
		return dialsHost(d) && d.State != None && d.Callee != c.Callee && d.Call.Block() != c.Call.Block() &&
			!origin.Reaches(d.Call.Block(), c.Call.Block()) && !origin.Reaches(c.Call.Block(), d.Call.Block())
	})
}

// forTransport reports whether a literal is what an http.Transport dials with.
func forTransport(lit *ssa.Function) bool {
	return slices.ContainsFunc(fieldsOf(lit), func(fa *ssa.FieldAddr) bool { return IsNamed(origin.Deref(fa.X.Type()), "net/http", "Transport") })
}

// dialHook reports whether a crossing stands in a function with the signature of
// net.Dial or net.Dialer.DialContext: it is dialled for somebody else.
func dialHook(c *Crossing) bool {
	params := c.Fn.Signature.Params()
	i := 0
	if params.Len() > 0 && IsNamed(params.At(0).Type(), "context", "Context") {
		i++
	}
	res := c.Fn.Signature.Results()
	return params.Len() == i+2 && origin.IsText(params.At(i).Type()) && origin.IsText(params.At(i+1).Type()) &&
		res.Len() == 2 && isConn(res.At(0).Type())
}

func (a *Analysis) isMain() bool { return a.Program.Pass.Pkg.Name() == "main" }

// IsCommand reports whether fn is what a command of the program runs, or a literal in that: the
// context it makes is the one of the whole program, too.
func IsCommand(fn *ssa.Function) bool {
	for ; fn != nil; fn = fn.Parent() {
		if Inbound(fn) {
			return false // a handler of what the command serves
		}
		if fn.Name() == "Execute" && fn.Signature.Recv() != nil && len(fn.Params) == 2 && isTexts(fn.Params[1].Type()) {
			return true // github.com/jessevdk/go-flags
		}
		if fn.Pkg != nil && fn.Pkg.Pkg.Name() == "main" && fn.Signature.Recv() == nil && namedCommand().MatchString(fn.Name()) {
			return true
		}
		for _, p := range fn.Params {
			if IsNamed(p.Type(), "github.com/spf13/cobra", "Command") || IsNamed(p.Type(), "github.com/urfave/cli", "Context") ||
				IsNamed(p.Type(), "github.com/urfave/cli/v2", "Context") || IsNamed(p.Type(), "github.com/urfave/cli/v3", "Command") {
				return true
			}
		}
	}
	return false
}

// namedCommand matches the names of functions that a program without a library for commands gives them:
// cmdLogin, commandLogin.
var namedCommand = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile("^[cC](md|ommand)[A-Z0-9]") })

// isTexts reports whether t is []string.
func isTexts(t types.Type) bool {
	s, ok := t.Underlying().(*types.Slice)
	return ok && types.Identical(s.Elem(), types.Typ[types.String])
}

// maxCallers bounds how far up startsUp looks.
const maxCallers = 4

// setup matches the names of functions that do nothing but to set something up.
var setup = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile("^(?i:setup|initialize|bootstrap)$") })

// startsUp reports whether a call happens only once, while a program starts: it stands in
// main or init, outside of loops and other goroutines, or all calls of the function that
// holds it do.
func (a *Analysis) startsUp(call ssa.CallInstruction, depth int) bool {
	if _, ok := call.(*ssa.Call); !ok || loops(call) {
		return false
	}
	fn := call.Parent()
	if fn.Name() == "main" && fn.Parent() == nil && a.isMain() || fn.Synthetic != "" || fn.Parent() == nil && strings.HasPrefix(fn.Name(), "init#") {
		return true // SSA numbers the init functions; the synthetic one sets the variables
	}
	if depth == maxCallers {
		return false
	}
	callers, all := a.Origin.Callers(fn)
	if len(callers) == 0 && fn.Parent() == nil && fn.Signature.Recv() == nil && setup().MatchString(fn.Name()) {
		return true // a function that is registered to set something up
	}
	if !all || len(callers) == 0 {
		return false
	}
	for _, c := range callers {
		if !a.startsUp(c, depth+1) {
			return false
		}
	}
	return true
}
