package stamps

import (
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"slices"
	"strings"
	"time"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/distvet/distvet/analyzers/internal/origin"
	"github.com/distvet/distvet/analyzers/internal/settings"
)

// ExpiryKind tells what an Expiry judges.
type ExpiryKind uint8

// The kinds of validity.
const (
	Lease     ExpiryKind = iota // a lease, lock or leadership
	Heartbeat                   // whether a peer is alive
	Claims                      // a token's claims
	NotBefore                   // a certificate or token is made that is valid from this instant on
	Cached                      // something fetched is kept until a time that its maker's clock set
)

// An Expiry is a validity that this machine's wall clock decides against a stamp of another
// clock, with no margin for the two to disagree.
type Expiry struct {
	Site
	Kind    ExpiryKind
	Name    string  // the stamp: a field, or what was parsed
	Foreign *Origin // where it came from, nil if its type alone tells
	Now     *Origin // the reading of this clock, nil if the comparison itself reads it
	Decides string  // the function that decides
	At      token.Pos
	Fixes   []analysis.SuggestedFix
	fn      *ssa.Function // the function that judges, of what allows can excuse
}

func (a *Analysis) findExpiry() {
	for _, call := range a.ix.compares {
		xv, yv := operands(call)
		a.judged(call, xv, yv)
		a.cached(call, xv, yv)
	}
	for _, op := range a.marked() {
		a.judged(op, op.X, op.Y)
	}
	a.expiry = slices.DeleteFunc(a.expiry, func(e *Expiry) bool { return a.allows[e.fn] })
	for _, st := range a.ix.stores {
		if fa, ok := st.Addr.(*ssa.FieldAddr); ok {
			if f := origin.FieldVar(fa); f != nil && f.Name() == "NotBefore" {
				a.notBefore(st, st.Val, st.Pos())
			}
		}
	}
	for _, up := range a.ix.updates {
		if c, ok := up.Key.(*ssa.Const); ok && c.Value != nil && c.Value.Kind() == constant.String && constant.StringVal(c.Value) == "nbf" {
			a.notBefore(up, up.Value, up.Pos())
		}
	}
}

// isNow reports whether v is the local clock and nothing else.
func isNow(v *Value) bool { return v.has(local) && !v.has(Foreign|File|Unknown) }

// judged looks at a comparison of the local clock with a foreign stamp.
func (a *Analysis) judged(instr ssa.Instruction, xv, yv ssa.Value) {
	x, y := a.operand(xv), a.operand(yv)
	now, stamp, first := x, y, false
	if !isNow(x) {
		now, stamp, first = y, x, true
	}
	if !isNow(now) || !stamp.has(Foreign) || stamp.has(Wall) {
		return
	}
	if now.margin || stamp.margin || stamp.earlier || a.saysMargin(instr.Pos()) {
		a.allows[instr.Parent()] = true // where it allows for skew once, it knows
		return
	}
	name := a.stampName(instr, first, stamp)
	if (now.shifted || stamp.shifted) && hasWord(isEnd, name) {
		return // an end, or now, with something added: a margin by another name
	}
	if stamp.has(File) {
		return
	}
	fn := instr.Parent()
	kind, ok := a.validity(fn, stamp, name)
	if !ok || now.shifted && (kind == Claims || stamp.shifted) {
		return // "seen before now - limit" asks for an age; other moments than now are not known
	}
	d := a.newDecider()
	v, _ := instr.(ssa.Value)
	if !d.decides(v) || hasWord(isMargin, d.names) {
		return
	}
	allowed, wide := a.compared(v, hasWord(isEnd, name), 0)
	if allowed {
		a.allows[fn] = true
		return
	}
	e := &Expiry{Kind: kind, Name: name, Decides: FuncName(fn), At: instr.Pos(), fn: fn}
	for _, o := range stamp.origins(Foreign) {
		e.Foreign = o
		break
	}
	for _, o := range now.origins(local) {
		e.Now = o
		break
	}
	e.Pos, e.End = a.rangeOf(instr.Pos())
	e.Func = e.Decides
	e.Confidence = settings.Likely
	if kind == Claims && (stamp.has(local) || !hasWord(isBeginning, name)) {
		e.Confidence = settings.Possible // that a token ends a second early or late hurts nobody; one that is new is refused
	}
	if kind == Lease && (wide || !a.newDecider().firmly(v)) {
		// More than the length that was granted; or how long to wait before the store is asked, which
		// judges; or what is shown to whoever asks.
		e.Confidence = settings.Possible
	}
	if kind == Lease && hasWord(isForgetting, e.Decides) {
		e.Confidence = settings.Possible // long after it was given up
	}
	if kind == Heartbeat {
		// Whoever hears the beat notes it, and it is most often the same service on a machine whose
		// clock is kept: less than a beat off.
		e.Confidence = settings.Possible
	}
	if limit := time.Duration(max(d.limit, a.added(xv), a.added(yv))); kind == Lease && !isShort(limit, x.seconds || y.seconds) && !a.retakes(fn) && (limit > 0 || !a.namesHolder(stamp)) {
		// Beside a lease of minutes it does not matter how far two clocks are apart that are kept. One
		// of whatever length somebody chose may be of hours, and no lease that is held at all: addresses
		// are leased, accounts are locked.
		e.Confidence = settings.Possible
	}
	a.taken[instr] = true
	for _, have := range a.expiry { // what one function judges is one cause
		if have.Decides == e.Decides && have.Kind == e.Kind {
			return
		}
	}
	a.expiry = append(a.expiry, e)
}

// compared tells whether a difference is compared with an allowance: one by name, or any length at
// all where it says how long the end has passed; and whether with more than a length, which may
// contain one.
func (a *Analysis) compared(v ssa.Value, end bool, deep int) (allowed, wide bool) {
	if deep > 4 || v.Referrers() == nil || origin.IsBool(v.Type()) {
		return false, false
	}
	for _, ref := range *v.Referrers() {
		var on ssa.Value
		switch ref := ref.(type) {
		case *ssa.Convert, *ssa.ChangeType:
			on = ref.(ssa.Value)
		case *ssa.Call:
			if obj := calleeObj(ref.Common()); obj != nil && isNamed(recvType(obj), "time", "Duration") {
				on = ref
			}
		case *ssa.BinOp:
			switch ref.Op {
			case token.LSS, token.LEQ, token.GTR, token.GEQ:
			default:
				continue
			}
			other := ref.Y
			if other == v {
				other = ref.X
			}
			if e := a.exprAt(ref.Pos()); e != nil && hasWord(isMargin, idents(e)) {
				return true, false
			}
			n, ok := origin.Int(other)
			allowed = allowed || end && !(ok && n == 0)
			wide = wide || widened(other)
		}
		if on != nil {
			more, wider := a.compared(on, end, deep+1)
			allowed, wide = allowed || more, wide || wider
		}
	}
	return allowed, wide
}

// widened reports whether a length is another one plus something, or several times it.
func widened(v ssa.Value) bool {
	if c, ok := v.(*ssa.Convert); ok {
		return widened(c.X)
	}
	op, ok := v.(*ssa.BinOp)
	if !ok || isConst(op.X) && isConst(op.Y) {
		return false
	}
	switch op.Op {
	case token.ADD:
		return true
	case token.MUL:
		n, ok := origin.Int(op.Y)
		if !ok {
			n, ok = origin.Int(op.X)
		}
		return ok && 1 < n && n < 1000 || widened(op.X) || widened(op.Y) // more is a unit
	}
	return false
}

// shortLease is the length up to which a lease is in danger though the clocks are kept right:
// they differ by seconds meanwhile.
const shortLease = time.Minute

// isShort reports whether the length of a lease is known, and so short that the difference of two
// clocks matters.
func isShort(n time.Duration, seconds bool) bool {
	if seconds {
		n *= time.Second
	}
	return 0 < n && n <= shortLease
}

// retakes reports whether a function makes the end of a short lease of its own from its clock:
// who judges the lease of another takes it over there.
func (a *Analysis) retakes(fn *ssa.Function) bool {
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			var now, length ssa.Value
			switch instr := instr.(type) {
			case *ssa.Call:
				if obj := calleeObj(instr.Common()); obj != nil && obj.Name() == "Add" && isTime(instr.Type()) {
					now, length = instr.Common().Args[0], instr.Common().Args[1]
				}
			case *ssa.BinOp:
				if instr.Op == token.ADD && isNumber(instr.Type()) {
					now, length = instr.X, instr.Y
				}
			}
			if now == nil {
				continue
			}
			n, ok := a.constant(length)
			if v := a.at(now); ok && isNow(v) && isShort(time.Duration(n), v.seconds) {
				return true
			}
		}
	}
	return false
}

// namesHolder reports whether the record that a stamp was read from says who holds it.
func (a *Analysis) namesHolder(stamp *Value) bool {
	for _, c := range stamp.Carriers {
		n := a.ix.owner[c]
		if n == nil {
			continue
		}
		st, ok := n.Underlying().(*types.Struct)
		for i := 0; ok && i < st.NumFields(); i++ {
			if _, ok := st.Field(i).Type().Underlying().(*types.Basic); ok && hasWord(isHolder, st.Field(i).Name()) {
				return true
			}
		}
	}
	return false
}

func isHolder(w string) bool {
	switch w {
	case "holder", "owner", "leader", "identity", "candidate":
		return true
	}
	return false
}

// added returns the constant that is added to a stamp, without its sign, or 0.
func (a *Analysis) added(v ssa.Value) int64 {
	var n int64
	switch v := v.(type) {
	case *ssa.Call:
		if obj := calleeObj(v.Common()); obj != nil && obj.Name() == "Add" && isTime(v.Type()) {
			n, _ = a.constant(v.Common().Args[1])
		}
	case *ssa.BinOp:
		if v.Op == token.ADD || v.Op == token.SUB {
			n, _ = a.constant(v.Y)
		}
	}
	return max(n, -n)
}

// cached looks at something that a function keeps and hands out again until a time that its
// maker set: "if time.Now().Before(c.token.Expiry) { return c.token }".
func (a *Analysis) cached(call *ssa.Call, xv, yv ssa.Value) {
	if yv == nil || a.taken[call] {
		return
	}
	now, stamp := a.operand(xv), a.operand(yv)
	valid := 0 // the way out of the branch on which it is still valid
	switch calleeObj(call.Common()).Name() {
	case "Before":
	case "After":
		valid = 1
	default:
		return
	}
	sv := yv
	if !isNow(now) {
		now, stamp, sv, valid = stamp, now, xv, 1-valid
	}
	if !isNow(now) || now.shifted || stamp.shifted || stamp.has(local|File|Wall) {
		return
	}
	field, base := fieldOf(sv)
	f, ok := field.(*types.Var)
	if !ok || !stamp.has(Foreign) && f.Pkg() == a.pkg {
		return // made here as far as we know
	}
	st := origin.Named(base.Type())
	kept := keptObject(base)
	if st == nil || kept == nil || !hasWord(isCredential, st.Obj().Name(), FuncName(call.Parent())) || hasWord(isCertificate, st.Obj().Name(), f.Name()) {
		return
	}
	for _, branch := range branches(call, 0) {
		if branch.Cond != ssa.Value(call) {
			continue
		}
		for _, b := range sides(branch)[valid] {
			ret, ok := b.Instrs[len(b.Instrs)-1].(*ssa.Return)
			if !ok || len(ret.Results) == 0 || root(ret.Results[0]) != root(base) && ret.Results[0] != kept {
				continue
			}
			e := &Expiry{Kind: Cached, Name: st.Obj().Name() + "." + f.Name(), Decides: FuncName(call.Parent()), At: call.Pos()}
			e.Pos, e.End = a.rangeOf(call.Pos())
			e.Confidence, e.Func = settings.Likely, e.Decides
			a.taken[call] = true
			a.expiry = append(a.expiry, e)
			return
		}
	}
}

// keptObject returns the object at base if it was kept from an earlier call: read from a
// field of the receiver, from a package variable or from an atomic.
func keptObject(base ssa.Value) ssa.Value {
	for v, deep := base, 0; deep < 6; deep++ {
		switch x := v.(type) {
		case *ssa.FieldAddr:
			v = x.X
		case *ssa.UnOp:
			if _, ok := x.X.(*ssa.Global); ok {
				return x
			}
			if fa, ok := x.X.(*ssa.FieldAddr); ok {
				if p, ok := fa.X.(*ssa.Parameter); ok && p.Parent().Signature.Recv() != nil && origin.ParamIndex(p) == 0 {
					return x
				}
			}
			v = x.X
		case *ssa.Extract:
			v = x.Tuple
		case *ssa.TypeAssert:
			v = x.X
		case *ssa.Call:
			if obj := calleeObj(x.Common()); obj != nil && isAtomicPkg(obj) && obj.Name() == "Load" {
				return x
			}
			return nil
		default:
			return nil
		}
	}
	return nil
}

func isCredential(w string) bool {
	switch w {
	case "token", "tokens", "key", "keys", "credential", "credentials", "cred", "creds", "secret", "secrets", "jwks", "session", "sessions":
		return true
	}
	return false
}

// stampName names a foreign stamp: the field it is in, else as the comparison has it.
func (a *Analysis) stampName(instr ssa.Instruction, first bool, val *Value) string {
	if len(val.Carriers) > 0 {
		return a.CarrierName(val.Carriers[0])
	}
	var e ast.Expr
	switch cmp := a.exprAt(instr.Pos()).(type) {
	case *ast.BinaryExpr:
		e = cmp.Y
		if first {
			e = cmp.X
		}
	case *ast.CallExpr:
		if len(cmp.Args) > 0 {
			e = cmp.Args[0]
		}
		if sel, ok := cmp.Fun.(*ast.SelectorExpr); ok && first && calleeObj(instr.(*ssa.Call).Common()).Signature().Recv() != nil {
			e = sel.X
		}
	}
	if e != nil {
		if s := source(e); s != "" {
			return s
		}
	}
	return "the time"
}

// validity tells what a comparison judges, by the words of the stamp, of where it was read
// from and of the function.
func (a *Analysis) validity(fn *ssa.Function, stamp *Value, name string) (ExpiryKind, bool) {
	names := []string{name}
	for _, c := range stamp.Carriers {
		names = append(names, a.CarrierName(c))
	}
	for _, o := range stamp.origins(Foreign) {
		if o.call != nil && o.call.Parent() == fn {
			if e, ok := a.exprAt(o.call.Pos()).(*ast.CallExpr); ok {
				names = append(names, idents(e))
			}
		}
	}
	if hasWord(isCertificate, names...) {
		return 0, false // certificate lifetimes are wall clock by definition
	}
	around := names
	if len(stamp.Carriers) == 0 { // what it is must be told by where it is read
		around = append(names, FuncName(fn))
	}
	switch {
	case hasWord(isLease, around...):
		return Lease, true
	case hasWord(isHeartbeat, names...):
		return Heartbeat, true
	case hasWord(isClaims, names...) && hasWord(isEnd, names...):
		return Claims, true
	}
	return 0, false
}

func isLease(w string) bool {
	switch strings.TrimRight(w, "0123456789") { // lease2
	case "lease", "leases", "lock", "locks", "lockfile", "locker", "leader", "leadership", "election", "mutex", "holder", "fencing":
		return true
	}
	return false
}

func isHeartbeat(w string) bool {
	switch w {
	case "heartbeat", "heartbeats", "keepalive", "alive", "liveness":
		return true
	}
	return false
}

func isClaims(w string) bool { return w == "claims" || w == "claim" || w == "jwt" }

func isEnd(w string) bool {
	switch w {
	case "expiry", "expires", "expire", "expiration", "expired", "exp", "until", "deadline", "end", "ends", "after", "nbf", "before", "iat", "issued":
		return true
	}
	return false
}

func isBeginning(w string) bool {
	switch w {
	case "nbf", "before", "iat", "issued":
		return true
	}
	return false
}

// isForgetting reports whether a word says that what is left of the dead is cleared away.
func isForgetting(w string) bool {
	switch w {
	case "forget", "forgotten", "retention", "retain", "prune", "purge", "gc", "cleanup", "clean", "sweep", "reap", "history":
		return true
	}
	return false
}

func isCertificate(w string) bool {
	switch w {
	case "cert", "certs", "certificate", "certificates", "crl", "ocsp", "x509":
		return true
	}
	return false
}

// notBefore looks at a start of validity that is this very instant.
func (a *Analysis) notBefore(instr ssa.Instruction, val ssa.Value, pos token.Pos) {
	v := a.at(val)
	if !isNow(v) || v.shifted || v.margin || v.has(Aligned) || len(v.Carriers) > 0 {
		return
	}
	fn := instr.Parent()
	e := &Expiry{Kind: NotBefore, Name: "NotBefore", Decides: FuncName(fn), At: pos}
	// Whether a verifier's clock is behind, or allows for it, is not in sight; two readers of
	// ten such findings in real code wanted none of them changed.
	e.Confidence, e.Func = settings.Possible, e.Decides
	if a.backdated(instr) {
		e.Confidence = settings.Likely
	}
	expr := a.valueAt(pos)
	e.Pos, e.End = pos, token.NoPos
	if expr != nil {
		e.Pos, e.End = expr.Pos(), expr.End()
		if call, ok := expr.(*ast.CallExpr); ok && isTime(val.Type()) && timeImported(call) {
			e.Fixes = []analysis.SuggestedFix{{
				Message:   "Begin a minute ago, for verifiers whose clock is behind",
				TextEdits: []analysis.TextEdit{{Pos: expr.End(), End: expr.End(), NewText: []byte(".Add(-time.Minute)")}},
			}}
		}
	}
	a.expiry = append(a.expiry, e)
}

// backdated reports whether a store overwrites the start of a certificate that code elsewhere
// made and hands over to be changed, through an interface or as a callback. What issues
// certificates for others begins their validity a while ago, and that is lost.
func (a *Analysis) backdated(instr ssa.Instruction) bool {
	st, ok := instr.(*ssa.Store)
	if !ok {
		return false
	}
	p, ok := root(st.Addr).(*ssa.Parameter)
	if !ok {
		return false
	}
	cert := types.Unalias(p.Type())
	if !isNamed(origin.Deref(cert), "crypto/x509", "Certificate") || origin.Deref(cert) == cert {
		return false
	}
	if a.pkg.Name() == "main" {
		return false // a command makes it for later
	}
	fn := p.Parent()
	if fn.Parent() == nil && (fn.Signature.Recv() == nil || !fn.Object().Exported()) {
		return false
	}
	calls, _ := a.env.Origin.Callers(fn)
	return len(calls) == 0
}

// timeImported reports whether the expression itself names package time.
func timeImported(call *ast.CallExpr) bool {
	found := false
	ast.Inspect(call, func(n ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok && id.Name == "time" {
			found = true
		}
		return !found
	})
	return found
}

// isTrial reports whether a function serves tests and demonstrations, by its name and place.
func (a *Analysis) isTrial(fn string, pos token.Pos) bool {
	_, path, _ := strings.Cut(a.pkg.Path(), "/") // the first element is a host
	return hasWord(isTrialWord, fn, a.pkg.Name(), path, baseName(a.env.Program.Pass.Fset.Position(pos).Filename))
}

func isTrialWord(w string) bool {
	switch w {
	case "test", "tests", "testing", "testutil", "testdata", "testutils", "fake", "mock", "mocks", "example", "examples", "e2e", "fixture", "fixtures", "bench", "benchmark", "demo", "chaos":
		return true
	}
	return false
}

func baseName(path string) string { return path[strings.LastIndexByte(path, '/')+1:] }
