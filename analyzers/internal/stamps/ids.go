package stamps

import (
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/distvet/distvet/analyzers/internal/origin"
	"github.com/distvet/distvet/analyzers/internal/settings"
)

// IDKind tells what a stamp serves as.
type IDKind uint8

// The kinds.
const (
	Identity  IDKind = iota // an id, token, version or sequence
	Key                     // the key of a map
	SameName                // two readings that must give the same name
	Monotonic               // systemd's MONOTONIC_USEC, which wants the other clock
)

// An ID is a stamp that tells things apart, with nothing random or counted beside it.
type ID struct {
	Site
	Kind  IDKind
	Name  string // what it becomes: a field, a variable, a function, a map
	Clock string // how the clock is read: "time.Now().UnixNano()"
	Unit  string // "second", "millisecond", "microsecond" or "nanosecond"
	At    token.Pos
}

// A trail follows one number or text made of the clock.
type trail struct {
	a        *Analysis
	call     *ssa.Call // the reading
	unit     string
	beside   bool        // something that differs from call to call may stand beside it
	short    bool        // it was cut to 32 bits without a sign
	maker    bool        // a function makes it for whoever asks, or it goes with a request
	passed   bool        // it becomes the parameter of a function
	alone    bool        // the serial of a certificate that is its own issuer
	labelled bool        // an id is set beside it, in the same object
	named    bool        // other words stand beside it, which do not change from second to second
	text     ssa.Value   // the text it was made into
	format   string      // the constant format
	args     []ssa.Value // what else was formatted
	found    *ID         // the first sink
	seen     map[ssa.Value]bool
}

func (a *Analysis) findIDs() {
	var names []*trail
	for _, list := range [2][]*ssa.Call{a.ix.numbers, a.ix.formats} {
		for _, call := range list {
			obj := calleeObj(call.Common())
			if obj == nil || obj.Pkg() == nil || obj.Pkg().Path() != "time" || len(call.Common().Args) == 0 {
				continue
			}
			a.steps = 0
			v := a.eval(call.Common().Args[0])
			if !isNow(v) || v.shifted || len(v.Carriers) > 0 || len(v.params) > 0 || v.has(Aligned) {
				continue
			}
			t := &trail{a: a, call: call, seen: make(map[ssa.Value]bool)}
			switch obj.Name() {
			case "Unix":
				t.unit = "second"
			case "UnixMilli":
				t.unit = "millisecond"
			case "UnixMicro":
				t.unit = "microsecond"
			case "UnixNano":
				t.unit = "nanosecond"
			case "Format":
				t.unit = formatUnit(call)
				if t.unit == "" {
					continue
				}
			}
			t.follow(call, 0)
			if t.found != nil {
				a.ids = append(a.ids, t.found)
			} else if t.format != "" {
				names = append(names, t)
			}
		}
	}
	a.sameNames(names)
}

// formatUnit returns the unit of a layout that is all digits, as in "20060102150405": a
// layout for people makes no identity.
func formatUnit(call *ssa.Call) string {
	c, ok := call.Common().Args[1].(*ssa.Const)
	if !ok || c.Value == nil || c.Value.Kind() != constant.String {
		return ""
	}
	layout := constant.StringVal(c.Value)
	if !strings.Contains(layout, "150405") || !strings.Contains(layout, "0102") {
		return ""
	}
	if strings.Contains(layout, ".000") {
		return ""
	}
	return "second"
}

// follow goes forwards from v until the text or number is used as an identity.
func (t *trail) follow(v ssa.Value, deep int) {
	if t.seen[v] || deep > 12 || t.found != nil || v.Referrers() == nil {
		return
	}
	t.seen[v] = true
	fresh := t.a.knownNew(v)
	if len(fresh) == 0 {
		defer t.byName(v)
	}
	for _, ref := range *v.Referrers() {
		if phi, ok := ref.(*ssa.Phi); fresh.holds(ref.Block()) || ok && fresh.orCounts(phi, v) {
			continue
		}
		switch ref := ref.(type) {
		case *ssa.Convert:
			if b, ok := ref.Type().Underlying().(*types.Basic); ok && b.Kind() == types.Uint32 {
				t.short = true
			}
			t.follow(ref, deep+1)
		case *ssa.ChangeType:
			t.follow(ref, deep+1)
		case *ssa.MakeInterface:
			for _, call := range callsWith(ref) {
				if obj := calleeObj(call.Common()); obj != nil && obj.Name() == "WithValue" && obj.Pkg().Path() == "context" {
					if name := t.a.argText(call, 1); isIdentity(name) {
						t.maker = true
						t.sink(Identity, "the context's "+strings.TrimSpace(name), call.Pos(), name)
					}
				}
			}
			t.follow(ref, deep+1)
		case *ssa.Phi:
			if floored(ref.Edges) || t.mixed(ref, v) {
				continue
			}
			t.follow(ref, deep+1)
		case *ssa.BinOp:
			t.op(ref, v, deep)
		case *ssa.Store:
			t.store(ref, v, deep)
		case *ssa.MapUpdate:
			if ref.Key == v {
				t.sink(Key, "the key of "+t.a.mapName(ref.Map), ref.Pos(), "")
			} else if c, ok := ref.Key.(*ssa.Const); ok && ref.Value == v && c.Value != nil && c.Value.Kind() == constant.String {
				if name := constant.StringVal(c.Value); isIdentity(name) {
					t.sink(Identity, name, ref.Pos(), name)
				}
			}
		case *ssa.Return:
			fn := ref.Parent()
			name := FuncName(fn)
			t.maker = true
			if fn.Parent() == nil && (isMaker(fn.Name()) || isIdentity(t.a.pkg.Name()) && strings.HasPrefix(fn.Name(), "New")) {
				if isMaker(fn.Name()) {
					t.sink(Identity, "what "+name+" returns", ref.Pos(), fn.Name())
				} else {
					t.sink(Identity, "what "+t.a.pkg.Name()+"."+name+" returns", ref.Pos(), t.a.pkg.Name())
				}
			}
		case *ssa.Call:
			t.given(ref, v, deep)
		}
		if t.found != nil {
			return
		}
	}
}

// news says where a value is known to be a new one: the blocks that are reached only if it is.
type news []*ssa.BasicBlock

// knownNew returns where v is known to be new: past a question whether it is greater than the last
// one, which is set to it, or whether a map has it already.
func (a *Analysis) knownNew(v ssa.Value) (list news) {
	for _, ref := range *v.Referrers() {
		switch ref := ref.(type) {
		case *ssa.BinOp:
			last := ref.Y
			if ref.Op == token.LSS {
				last = ref.X
			}
			if ref.Op != token.GTR && ref.Op != token.LSS || last == v || ref.Op == token.LSS && ref.Y != v {
				continue
			}
			list = append(list, a.risen(v, last, past(ref, true))...)
		case *ssa.Lookup:
			if !ref.CommaOk || ref.Index != v {
				continue
			}
			for _, ok := range *ref.Referrers() {
				if ex, is := ok.(*ssa.Extract); is && ex.Index == 1 {
					list = append(list, past(ex, false)...)
				}
			}
		}
	}
	return list
}

// risen keeps the blocks in which the place that last was read from is set to v.
func (a *Analysis) risen(v, last ssa.Value, blocks news) (list news) {
	load, ok := last.(*ssa.UnOp)
	if !ok || load.Op != token.MUL {
		return nil
	}
	for _, ref := range *v.Referrers() {
		st, ok := ref.(*ssa.Store)
		if !ok || st.Val != v || !samePlace(st.Addr, load.X) {
			continue
		}
		for _, b := range blocks {
			if b == st.Block() {
				list = append(list, b)
			}
		}
	}
	return list
}

// samePlace reports whether two addresses are those of one variable, or of one field of one object.
func samePlace(x, y ssa.Value) bool {
	if x == y {
		return true
	}
	fx, ok := x.(*ssa.FieldAddr)
	if !ok {
		return false
	}
	fy, ok := y.(*ssa.FieldAddr)
	return ok && fx.X == fy.X && fx.Field == fy.Field
}

// past returns the blocks that are reached only where a condition turned out as said.
func past(cond ssa.Value, outcome bool) (list news) {
	for _, ref := range *cond.Referrers() {
		switch ref := ref.(type) {
		case *ssa.UnOp:
			if ref.Op == token.NOT {
				list = append(list, past(ref, !outcome)...)
			}
		case *ssa.If:
			way := ref.Block().Succs[1]
			if outcome {
				way = ref.Block().Succs[0]
			}
			if len(way.Preds) == 1 {
				list = append(list, way)
			}
		}
	}
	return list
}

// holds reports whether b is reached only where the value is new.
func (n news) holds(b *ssa.BasicBlock) bool {
	for _, way := range n {
		if way.Dominates(b) {
			return true
		}
	}
	return false
}

// orCounts reports whether a phi takes v only where it is new, and on every other way something is
// counted, which then stands beside what was taken before.
func (n news) orCounts(phi *ssa.Phi, v ssa.Value) bool {
	for i, e := range phi.Edges {
		from := phi.Block().Preds[i]
		if e == v && !n.holds(from) {
			return false
		}
		if e != v && !counts(from) {
			return false
		}
	}
	return len(n) > 0
}

// counts reports whether a block stores something plus a number.
func counts(b *ssa.BasicBlock) bool {
	for _, instr := range b.Instrs {
		if st, ok := instr.(*ssa.Store); ok && floorOf(st.Val) != nil {
			return true
		}
	}
	return false
}

// byName takes the name of a variable for what its value serves as, where no other sink
// was found and the value goes anywhere but into a log.
func (t *trail) byName(v ssa.Value) {
	call, ok := v.(*ssa.Call)
	if !ok || t.found != nil || t.beside {
		return
	}
	if name := t.a.assigned(call.Pos()); isIdentity(name) && goesOut(call) {
		t.sink(Identity, name, call.Pos(), name)
	}
}

// goesOut reports whether a value is handed to something that is no report and no formatting.
func goesOut(v ssa.Value) bool {
	out := func(call ssa.CallInstruction) bool {
		obj := calleeObj(call.Common())
		return obj == nil || !isReport(obj) && !isPure(obj)
	}
	for _, ref := range *v.Referrers() {
		switch ref := ref.(type) {
		case *ssa.Store:
			if ia, ok := ref.Addr.(*ssa.IndexAddr); ok {
				for _, call := range variadicCalls(ia) {
					if out(call) {
						return true
					}
				}
				continue
			}
			if ref.Val == v && !origin.IsLocal(ref.Addr) {
				return true
			}
		case *ssa.MakeInterface:
			if goesOut(ref) {
				return true
			}
		case *ssa.MapUpdate, *ssa.Send:
			return true
		case ssa.CallInstruction:
			if out(ref) {
				return true
			}
		}
	}
	return false
}

// mixed reports whether a phi joins v with something that is not a constant: the caller's
// own id with the clock as a default is still an identity; arithmetic is not.
func (t *trail) mixed(phi *ssa.Phi, v ssa.Value) bool {
	for _, e := range phi.Edges {
		if op, ok := e.(*ssa.BinOp); ok && e != v && op.Op != token.ADD {
			return true
		}
	}
	return false
}

func (t *trail) op(op *ssa.BinOp, v ssa.Value, deep int) {
	other := op.Y
	if other == v {
		other = op.X
	}
	if origin.IsText(op.Type()) && op.Op == token.ADD { // concatenation
		t.companion(other)
		if !t.beside {
			t.text = op
			t.follow(op, deep+1)
		}
		return
	}
	switch op.Op {
	case token.QUO:
		if c, ok := other.(*ssa.Const); ok && op.X == v && isUnit(c) {
			if t.unit == "nanosecond" {
				t.unit = "millisecond"
			}
			t.follow(op, deep+1)
		}
	}
	// Any other arithmetic mixes something in, or makes a window of the time.
}

func (t *trail) store(st *ssa.Store, v ssa.Value, deep int) {
	if st.Val != v {
		return
	}
	switch addr := st.Addr.(type) {
	case *ssa.FieldAddr:
		f := origin.FieldVar(addr)
		if f == nil {
			return
		}
		if isIdentity(f.Name()) {
			t.a.steps = 0
			n := f.Name()
			if st := origin.Named(addr.X.Type()); st != nil {
				n = st.Obj().Name() + "." + n
			}
			t.alone = f.Name() == "SerialNumber" && selfSigned(addr.X, 0)
			t.labelled = hasID(addr)
			t.sink(Identity, n, st.Pos(), f.Name())
		}
	case *ssa.Alloc:
		for _, ref := range *addr.Referrers() {
			if load, ok := ref.(*ssa.UnOp); ok {
				t.follow(load, deep+1)
			}
		}
	case *ssa.IndexAddr: // variadic arguments
		for _, call := range variadicCalls(addr) {
			t.formatted(call, addr, deep)
		}
	}
}

// hasID reports whether the object whose field addr is gets an id that is no constant.
func hasID(addr *ssa.FieldAddr) bool {
	if addr.X.Referrers() == nil {
		return false
	}
	return slices.ContainsFunc(*addr.X.Referrers(), func(ref ssa.Instruction) bool {
		other, ok := ref.(*ssa.FieldAddr)
		if !ok || other.Field == addr.Field || origin.FieldVar(other) == nil {
			return false
		}
		ws := words(origin.FieldVar(other).Name())
		return len(ws) > 0 && (ws[len(ws)-1] == "id" || ws[len(ws)-1] == "uuid") && slices.ContainsFunc(*other.Referrers(), func(ref ssa.Instruction) bool {
			st, ok := ref.(*ssa.Store)
			if !ok || st.Addr != other {
				return false
			}
			_, isConst := st.Val.(*ssa.Const)
			return !isConst
		})
	})
}

// selfSigned reports whether a certificate is signed as its own issuer.
func selfSigned(cert ssa.Value, deep int) bool {
	if cert.Referrers() == nil || deep > 3 {
		return false
	}
	for _, ref := range *cert.Referrers() {
		if load, ok := ref.(*ssa.UnOp); ok && load.Op == token.MUL { // a literal that goes into a variable
			for _, ref := range *load.Referrers() {
				if st, ok := ref.(*ssa.Store); ok && st.Val == load && selfSigned(st.Addr, deep+1) {
					return true
				}
			}
		}
		call, ok := ref.(*ssa.Call)
		if !ok {
			continue
		}
		if obj := calleeObj(call.Common()); obj != nil && obj.Name() == "CreateCertificate" && obj.Pkg() != nil && obj.Pkg().Path() == "crypto/x509" {
			if args := call.Common().Args; args[1] == args[2] {
				return true
			}
		}
	}
	return false
}

// variadicCalls returns the calls that take the slice of an element.
func variadicCalls(ia *ssa.IndexAddr) []*ssa.Call {
	var list []*ssa.Call
	if ia.X.Referrers() == nil {
		return nil
	}
	for _, ref := range *ia.X.Referrers() {
		if sl, ok := ref.(*ssa.Slice); ok {
			for _, ref := range *sl.Referrers() {
				if call, ok := ref.(*ssa.Call); ok {
					list = append(list, call)
				}
			}
		}
	}
	return list
}

// formatted goes on with the text that a formatting call makes, unless something that
// differs from call to call is formatted too.
func (t *trail) formatted(call *ssa.Call, elem *ssa.IndexAddr, deep int) {
	obj := calleeObj(call.Common())
	if obj == nil || obj.Pkg() == nil || obj.Pkg().Path() != "fmt" || !strings.HasPrefix(obj.Name(), "Sprint") {
		return
	}
	if obj.Name() == "Sprintf" {
		if c, ok := call.Common().Args[0].(*ssa.Const); ok && c.Value != nil {
			t.format = constant.StringVal(c.Value)
			if strings.Contains(t.format, "MONOTONIC_USEC=") {
				t.sink(Monotonic, "MONOTONIC_USEC", call.Pos(), "")
				return
			}
		} else {
			return // a format that is not in sight may hold anything
		}
	}
	for _, ref := range *elem.X.Referrers() {
		ia, ok := ref.(*ssa.IndexAddr)
		if !ok || ia == elem {
			continue
		}
		for _, ref := range *ia.Referrers() {
			if st, ok := ref.(*ssa.Store); ok {
				t.args = append(t.args, st.Val)
				t.companion(st.Val)
			}
		}
	}
	if t.beside {
		return
	}
	t.text = call
	t.follow(call, deep+1)
}

// companion looks at what stands beside the stamp.
func (t *trail) companion(v ssa.Value) {
	for {
		switch x := v.(type) {
		case *ssa.MakeInterface:
			v = x.X
			continue
		case *ssa.Convert:
			v = x.X
			continue
		case *ssa.ChangeType:
			v = x.X
			continue
		case *ssa.Slice:
			v = x.X
			continue
		}
		break
	}
	switch x := v.(type) {
	case *ssa.Const:
		return
	case *ssa.Parameter, *ssa.FreeVar, *ssa.UnOp, *ssa.Field, *ssa.Extract, *ssa.Global, *ssa.Lookup, *ssa.Phi:
		if hasWord(isUnique, t.a.nameOf(v)) || filledByCall(v) {
			t.beside = true
			return
		}
		if _, ok := x.(*ssa.Extract); ok {
			t.beside = true // the result of some call
			return
		}
		if _, ok := x.(*ssa.Phi); ok {
			t.beside = true
			return
		}
		t.named = true
	case *ssa.Call:
		if obj := calleeObj(x.Common()); obj != nil && (obj.Name() == "String" || obj.Name() == "Name" || obj.Name() == "ToLower" || strings.HasPrefix(obj.Name(), "Get")) && !hasWord(isUnique, recvName(obj)) {
			t.named = true
			return
		}
		t.beside = true
	default:
		t.beside = true
	}
}

// filledByCall reports whether v is a variable that some call was given to fill, as a source of
// random bytes is: what a call makes may differ each time. A text that is read is a name.
func filledByCall(v ssa.Value) bool {
	load, ok := v.(*ssa.UnOp)
	if !ok || origin.IsText(load.Type()) {
		return false
	}
	alloc, ok := load.X.(*ssa.Alloc)
	if !ok {
		return false
	}
	for _, ref := range *alloc.Referrers() {
		switch ref := ref.(type) {
		case ssa.CallInstruction:
			return true
		case *ssa.Slice:
			if len(callsWith(ref)) > 0 {
				return true
			}
		case *ssa.MakeInterface:
			for _, call := range callsWith(ref) {
				if obj := calleeObj(call.Common()); obj == nil || !isReport(obj) && !isPure(obj) {
					return true
				}
			}
		}
	}
	return false
}

// isUnique reports whether a word names something that differs each time.
func isUnique(w string) bool {
	switch w {
	case "uuid", "guid", "ulid", "xid", "rand", "random", "rnd", "nonce", "counter", "seq", "sequence", "next", "hash", "salt", "entropy", "pid", "idx", "index", "i", "attempt", "hostname", "host", "node", "worker", "suffix", "digest", "checksum", "sum":
		return true
	}
	return false
}

// given goes on through calls that turn the number into a text or a big number, and stops
// at parameters that are identities.
func (t *trail) given(call *ssa.Call, v ssa.Value, deep int) {
	obj := calleeObj(call.Common())
	if obj == nil || obj.Pkg() == nil {
		return
	}
	switch path, name := obj.Pkg().Path(), obj.Name(); {
	case path == "strconv" && (name == "FormatInt" || name == "FormatUint" || name == "Itoa"):
		t.text = call
		t.follow(call, deep+1)
		return
	case path == "math/big" && name == "NewInt":
		t.follow(call, deep+1)
		return
	case path == "fmt" || path == "log" || isReport(obj):
		return
	}
	if path, name := obj.Pkg().Path(), obj.Name(); path == "context" && name == "WithValue" {
		return
	}
	if obj.Name() == "Set" || obj.Name() == "Add" { // headers
		if args := call.Common().Args; len(args) == 3 && args[2] == v {
			if c, ok := args[1].(*ssa.Const); ok && c.Value != nil && c.Value.Kind() == constant.String && isIdentity(constant.StringVal(c.Value)) {
				t.maker = true
				t.sink(Identity, "the header "+constant.StringVal(c.Value), call.Pos(), constant.StringVal(c.Value))
			}
			return
		}
	}
	s := obj.Signature()
	off := 0
	if s.Recv() != nil && !call.Common().IsInvoke() {
		off = 1
	}
	for i, arg := range call.Common().Args {
		if arg != v || i < off || i-off >= s.Params().Len() {
			continue
		}
		if p := s.Params().At(i - off); isIdentity(p.Name()) && !s.Variadic() {
			t.passed = true
			t.sink(Identity, "the "+p.Name()+" given to "+obj.Name(), call.Pos(), p.Name())
		}
	}
}

// isIdentity reports whether a name says that its value tells things apart.
func isIdentity(name string) bool {
	ws := words(name)
	if n := len(ws); n > 1 && (ws[n-1] == "key" || ws[n-1] == "header") {
		switch ws[n-2] {
		case "idempotency", "dedup", "dedupe", "deduplication":
			return true
		}
		ws = ws[:n-1] // the key or header that holds it
	}
	if len(ws) == 0 {
		return false
	}
	for _, w := range ws {
		switch w {
		case "time", "timestamp", "ts", "date", "at", "log", "file", "path", "dir", "tmp", "temp", "backup", "seed", "api", "schema",
			"build", "since", "last", "test", "user", "min", "max", "expire", "expires", "expiry", "format", "timeout", "label", "debug", "display",
			"migration", "migrations": // which are numbered by date, so that they are run in the order they were written in
			return false
		}
	}
	switch ws[len(ws)-1] {
	case "id", "ids", "uuid", "guid", "token", "nonce", "seq", "sequence", "revision", "generation", "etag", "version",
		"requestid", "reqid", "traceid", "idgen":
		return true
	case "epoch": // of a leader or a configuration; alone, or beside a word of time, it is the Unix epoch
		return len(ws) > 1 && !hasWord(isEpochTime, ws[:len(ws)-1]...)
	case "number":
		return len(ws) > 1 && ws[len(ws)-2] == "serial"
	case "serial":
		return true
	}
	return false
}

// isEpochTime reports whether a word beside "epoch" says that it is a way to tell the time.
func isEpochTime(w string) bool {
	switch w {
	case "unix", "now", "current", "curr", "get", "from", "to", "in", "posix", "utc", "second", "seconds", "sec", "secs", "milli", "millis", "ms", "micro", "micros", "nano", "nanos", "ns", "start", "end", "begin", "began", "first", "last", "min", "max", "clock":
		return true
	}
	return false
}

// hasEpochs reports whether a word names what goes from one epoch to the next, or the step.
func hasEpochs(w string) bool {
	if isGrave(w) {
		return true
	}
	switch w {
	case "master", "controller", "coordinator", "producer", "broker", "cluster", "config", "configuration", "membership", "group", "view", "ring", "shard", "partition", "replica", "owner", "fencing", "term", "generation", "next", "new":
		return true
	}
	return false
}

// isOften reports whether a word names things of which a service makes many at once, or which
// must not be mistaken for one another.
func isOften(w string) bool {
	if isGrave(w) {
		return true
	}
	switch w {
	case "request", "req", "requestid", "reqid", "traceid", "message", "msg", "order", "event", "trace", "span", "job", "task", "payment", "transaction", "tx", "idempotency", "dedup",
		"session", "connection", "conn", "packet", "call", "correlation", "operation":
		return true
	}
	return isOrdinal(w)
}

// isOrdinal reports whether a word names what must grow from one to the next, which the clock does
// not promise.
func isOrdinal(w string) bool {
	switch w {
	case "version", "revision", "generation", "epoch", "term", "seq", "sequence", "fencing":
		return true
	}
	return false
}

// isVersion reports whether a word names the state of one thing, which changes now and then.
func isVersion(w string) bool { return w == "version" || w == "revision" || w == "generation" }

func isNonce(w string) bool { return w == "nonce" }

func isSerial(w string) bool { return w == "serial" }

// isMaker reports whether a function's name says that it makes an identity.
func isMaker(name string) bool {
	if !isIdentity(name) {
		return false
	}
	ws := words(name)
	switch ws[0] {
	case "get", "parse", "is", "has", "to", "with", "set":
		return false
	}
	return true
}

func (a *Analysis) mapName(m ssa.Value) string {
	switch k := container(m).(type) {
	case *types.Var:
		return a.CarrierName(k)
	case *ssa.Global:
		return k.Name()
	}
	if n := a.nameOf(m); n != "" {
		return n
	}
	return "a map"
}

func (t *trail) sink(kind IDKind, name string, pos token.Pos, word string) {
	if t.beside {
		return
	}
	id := &ID{Kind: kind, Name: name, Unit: t.unit, At: pos, Clock: t.a.clockText(t.call)}
	id.Func = FuncName(t.call.Parent())
	id.Confidence = settings.Likely
	switch {
	case kind == Monotonic:
		id.Confidence = settings.Certain
	case kind == Key && t.text == nil:
		return // a number as key: a table of times
	case t.named && (t.unit == "nanosecond" || !hasWord(isOften, word, name)) && kind != Key:
		id.Confidence = settings.Possible // beside whose it is, or what it is about: two of that at once are rare
	}
	if ws := words(word); len(ws) > 0 && isVersion(ws[len(ws)-1]) {
		id.Confidence = settings.Possible // what grows with most changes is what many protocols and caches ask for
	}
	if ws := words(word); len(ws) > 0 && ws[len(ws)-1] == "epoch" && !hasWord(hasEpochs, ws...) {
		id.Confidence = settings.Possible // most often the seconds since 1970
	}
	if ws := words(word); hasWord(isSerial, ws...) && (t.short || t.alone) {
		// Of a DNS zone, whose custom it is to be a date; of a certificate that is its own
		// issuer, which has no others to be told from.
		id.Confidence = settings.Possible
	}
	often := hasWord(isOften, word, name)
	if t.unit == "millisecond" {
		often = often || t.maker || inCycle(t.call.Block())
	} else {
		often = often && t.maker
	}
	if t.unit != "second" && kind == Identity && !often {
		// Made at one place for one purpose: two are hardly made in the same nanosecond, nor in
		// the same millisecond, unless a loop makes them, or there is one for each request. What
		// a function makes is for whoever asks, and the key of a map for all that is in it; but
		// in the same nanosecond whoever asks for few of them never asks twice.
		id.Confidence = settings.Possible
	}
	if kind == Key && t.unit != "second" && t.unit != "millisecond" && !locks(t.call.Parent()) {
		// Without a lock, there is but one who fills the map.
		id.Confidence = settings.Possible
	}
	if t.passed && (hasWord(isOrdinal, word) || !hasWord(isOften, word)) {
		// What the function makes of it is not in sight.
		id.Confidence = settings.Possible
	}
	if t.labelled && hasWord(isOrdinal, word) {
		// The id tells it from others; that it should also tell which came first is not sure.
		id.Confidence = settings.Possible
	}
	if hasWord(isNonce, word, name) {
		// Of a signature, beside a time that the other side checks: its protocol has a say in what
		// it is, and requests of one account come one after another.
		id.Confidence = settings.Possible
	}
	if calleeObj(t.call.Common()).Name() == "Format" {
		id.Confidence = settings.Possible
	}
	if t.a.isTrial(id.Func, pos) {
		id.Confidence = settings.Possible
	}
	p := t.call.Pos()
	if t.text != nil && t.text.Pos().IsValid() {
		p = t.text.Pos()
	}
	id.Pos, id.End = t.a.rangeOf(p)
	t.found = id
}

// locks reports whether a function takes a lock, and so expects others beside it.
func locks(fn *ssa.Function) bool {
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			if call, ok := instr.(ssa.CallInstruction); ok {
				if obj := calleeObj(call.Common()); obj != nil && obj.Name() == "Lock" && obj.Pkg() != nil && obj.Pkg().Path() == "sync" {
					return true
				}
			}
		}
	}
	return false
}

// clockText writes a reading as the source has it.
func (a *Analysis) clockText(call *ssa.Call) string {
	if e, ok := a.exprAt(call.Pos()).(*ast.CallExpr); ok {
		if s := source(e); s != "" {
			return s
		}
	}
	return "the clock"
}

// sameNames looks for a name that is made twice in a function, each time with its own
// reading of the clock: the two differ whenever the clock moves on in between.
func (a *Analysis) sameNames(trails []*trail) {
	for i, x := range trails {
		for _, y := range trails[:i] {
			if x.call.Parent() != y.call.Parent() || x.call == y.call || len(x.args) == 0 || !sameArgs(x.args, y.args) || x.call.Common().Args[0] == y.call.Common().Args[0] {
				continue
			}
			long, short := x.format, y.format
			if len(long) < len(short) {
				long, short = short, long
			}
			if len(short) < 6 || !strings.HasSuffix(long, short) || strings.Contains(short, " ") {
				continue
			}
			first, later := y, x
			if first.call.Pos() > later.call.Pos() {
				first, later = later, first
			}
			id := &ID{Kind: SameName, Name: short, Unit: later.unit, At: first.call.Pos(), Clock: a.clockText(later.call)}
			id.Func, id.Confidence = FuncName(later.call.Parent()), settings.Likely
			id.Pos, id.End = a.rangeOf(later.text.Pos())
			a.ids = append(a.ids, id)
			break
		}
	}
}

func sameArgs(x, y []ssa.Value) bool {
	if len(x) != len(y) {
		return false
	}
	for i := range x {
		if bare(x[i]) != bare(y[i]) {
			return false
		}
	}
	return true
}

func bare(v ssa.Value) ssa.Value {
	for {
		switch x := v.(type) {
		case *ssa.MakeInterface:
			v = x.X
		case *ssa.Convert:
			v = x.X
		case *ssa.UnOp:
			if al, ok := x.X.(*ssa.Alloc); ok && x.Op == token.MUL && setOnce(al) {
				return al // a variable that a literal captures
			}
			return v
		default:
			return v
		}
	}
}

// setOnce reports whether a variable has one value for as long as it lives: the function
// that declares it stores once, and the literals that capture it only read.
func setOnce(v ssa.Value) bool {
	stores := 0
	for _, ref := range *v.Referrers() {
		switch ref := ref.(type) {
		case *ssa.Store:
			if ref.Addr != v {
				return false
			}
			stores++
		case *ssa.MakeClosure:
			for fv := range origin.FreeVars(ref, v) {
				for _, ref := range *fv.Referrers() {
					switch ref := ref.(type) {
					case *ssa.UnOp, *ssa.DebugRef:
					case *ssa.Store: // its address goes into a record, whose readers read it
						if ref.Addr == fv {
							return false
						}
					default:
						return false
					}
				}
			}
		case *ssa.UnOp, *ssa.DebugRef:
		default:
			return false
		}
	}
	return stores <= 1
}
