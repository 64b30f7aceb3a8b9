package repeat

import (
	"go/ast"
	"go/constant"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/distvet/distvet/analyzers/internal/boundary"
	"github.com/distvet/distvet/analyzers/internal/catalog"
	"github.com/distvet/distvet/analyzers/internal/effect"
	"github.com/distvet/distvet/analyzers/internal/origin"
)

// maxWrites bounds how many writes a summary holds, and maxPath how far they are followed.
const (
	maxWrites = 4
	maxPath   = 6
)

// A Write is a non-idempotent operation that a call of a function does.
type Write struct {
	What   string // "POST", "INSERT INTO orders", "redis.Client.Incr"
	Family string // "HTTP", "SQL", ...
	Name   string // the library call: "http.Client.Do"
	Path   []string
	ByName bool // nothing but a verb speaks for the effect
	Fails  bool // a repeat fails rather than doubling
	Weighs bool // what it writes tells that doing it twice matters
	// Delivers says that it hands a message to a broker, which by custom delivers at least
	// once: whoever reads it expects duplicates. So it is with messages to people.
	Delivers bool
	// Method is the parameter that holds the HTTP method or the request that decides the
	// effect, -1 if the effect is known.
	Method int

	// Text is the parameter that is the SQL text which decides the effect, -1 if the effect
	// is known.
	Text int

	method *ssa.Parameter // the same, of a function in sight
}

// String is fit for // want comments.
func (w *Write) String() string { return "writes " + w.What }

// A Repeated is a non-idempotent operation that a region does again.
type Repeated struct {
	Call   ssa.CallInstruction
	Region *Region
	Write  Write
	// Done says that the repeat follows a success: a later step of the attempt fails.
	Done bool
	// Every says that the method is whatever a caller asks for, POST included.
	Every bool
	// Posts says that some POST or PATCH of this package goes that way, or at least that the
	// package makes one.
	Posts bool
	// Chosen says that a POST may go around the region, so that whoever takes it chooses to.
	Chosen bool
	// Does says that what is written tells that doing it twice matters, or a name around a
	// request of HTTP that money or goods change hands.
	Does bool
	// Field says that the method is a field of what callers give, who say so what they want done.
	Field bool
	// Sets says that the request sets something, by its method or the names around it, rather
	// than adding or doing something.
	Sets  bool
	After After
	// NewKey is the key that each attempt makes anew, "" if none; KeyCall makes it.
	NewKey  string
	KeyCall ssa.Instruction
	// Tracing says that the key may be meant to tell messages apart rather than to find repeats.
	Tracing bool
}

// Repeats returns the writes that fn's regions do again.
func (a *Analysis) Repeats(fn *ssa.Function) []*Repeated {
	if len(fn.Blocks) > maxBlocks {
		return nil
	}
	var list []*Repeated
	done := make(map[ssa.CallInstruction]bool)
	said := a.idempotent(fn)
	for _, r := range a.Regions(fn) {
		twice := make(map[string]bool) // the same work twice in one attempt is one cause
		for _, b := range fn.Blocks {
			if !r.Has(b) {
				continue
			}
			for _, instr := range b.Instrs {
				call, ok := instr.(*ssa.Call)
				if !ok || done[call] || call == r.Back {
					continue
				}
				if rep := a.repeated(r, call); rep != nil && !(rep.NewKey == "" && a.reused(fn, call)) {
					done[call] = true
					switch {
					case said != nil:
						said(call.Pos(), rep.Write.What)
					case !twice[rep.Write.What]:
						twice[rep.Write.What] = true
						list = append(list, rep)
					}
				}
			}
		}
	}
	return list
}

// reused reports whether the request that the call sends is reported as used up: one place
// to edit is one finding.
func (a *Analysis) reused(fn *ssa.Function, call *ssa.Call) bool {
	for _, r := range a.Reuses(fn) {
		if r.Call == ssa.CallInstruction(call) || slices.ContainsFunc(r.Alike, func(x *Reuse) bool { return x.Call == ssa.CallInstruction(call) }) {
			return true
		}
	}
	return false
}

// repeated judges one call of a region. A function that makes a request for its caller to send
// does something on the way for the sake of that request, such as a login: it is not the work
// that the region repeats.
func (a *Analysis) repeated(r *Region, call *ssa.Call) *Repeated {
	if makesRequest(call.Common().Signature()) {
		return nil
	}
	writes := a.writes(call)
	any := a.wanted(r, call)
	if len(writes) == 0 && any {
		writes = []Write{{What: "POST", Family: "HTTP", Name: name(call.Common(), origin.CalleeObject(call.Common())), Method: -1, Text: -1}}
	} else {
		any = false
	}
	if r.Answers && !any {
		return nil // a wait until something is ready: asking again is what it is for
	}
	for _, w := range writes {
		rep := &Repeated{Call: call, Region: r, Write: w}
		if w.Text >= 0 {
			continue // whatever statement a caller gives
		}
		switch {
		case any:
			rep.Every, rep.Posts, rep.Field = true, a.makesPost(), true
		case w.method != nil:
			// The region is given the method or the request.
			every, posts := a.methodOf(w.method)
			if !every && !posts || a.decides(w.method) {
				continue
			}
			rep.Every, rep.Posts = every, posts || a.makesPost()
			rep.Chosen = a.optional(call)
			rep.Write.What = "POST"
		}
		if inTransaction(call) || r.carries(call, w.Family) || a.doneOnce(r, call, w) {
			continue
		}
		rep.After = max(a.after(r, call), a.marks(r, call))
		if r.Polls || r.Conflicts {
			rep.After = Harmless
		}
		if rep.After >= Filtered && statusLeadsBack(r, call) {
			rep.After = Ambiguous
		}
		if rep.After != AnyError && !r.Polls && a.done(r, call) {
			rep.Done, rep.After = true, AnyError
		}
		if r.Commits {
			rep.Done, rep.After = true, AnyError
		}
		if rep.After = max(rep.After, r.Filter); rep.After == Harmless {
			continue
		}
		keyed, fresh := a.key(r, call)
		switch {
		case fresh != nil:
			rep.NewKey, rep.KeyCall, rep.Tracing = fresh.name, fresh.at, !fresh.option && messageID(fresh.name)
		case keyed, w.Family == "HTTP" && a.keyedElsewhere(r, call):
			continue
		}
		if w.Family == "HTTP" && (a.queries(r.Fn, call) || a.queriesBy(w) || a.numbered(r, call)) {
			continue
		}
		rep.Write.Delivers = rep.Write.Delivers || w.Family == "HTTP" && observes(r.Fn)
		rep.Does = w.Weighs || w.Family == "HTTP" && a.does(r, call, rep.Write)
		rep.Sets = w.Family == "HTTP" && !rep.Every && a.sets(r, call, rep.Write)
		return rep
	}
	return nil
}

// makesRequest reports whether functions of a signature return a request.
func makesRequest(sig *types.Signature) bool {
	for v := range sig.Results().Variables() {
		if effect.IsRequest(v.Type()) {
			return true
		}
	}
	return false
}

// queriesBy reports whether the way to the call tells by its names that it asks.
func (a *Analysis) queriesBy(w Write) bool {
	for _, p := range w.Path {
		if asking(p[strings.LastIndexByte(p, '.')+1:]) {
			return true
		}
	}
	return false
}

// asking reports whether a name says that a POST asks rather than does, as a search or a
// login, or that it delivers what is by custom delivered at least once, as telemetry and
// webhooks, whose receivers expect duplicates.
func asking(name string) bool {
	if effect.ByVerb(strings.ToUpper(name[:min(1, len(name))])+name[min(1, len(name)):]) == catalog.Read {
		return true
	}
	for _, w := range words(name) {
		switch w {
		case "expand", "evaluate", "estimate", "preview", "validate", "verify", "simulate", "render", "compute", "calculate", "convert", "parse", "decode",
			"introspect", "diff", "explain", "predict", "translate", "resolve", "quote", "compare", "check":
			return true
		}
	}
	name = strings.ToLower(name)
	for _, w := range [...]string{"query", "search", "graphql", "token", "login", "auth", "lookup", "select", "ping", "health", "metric", "report", "heartbeat", "scrape", "connect", "dial", "handshake", "subscribe", "telemetry", "upload", "flush", "ingest", "export", "track", "batch", "webhook", "notify", "alert", "audit", "analytics", "trace", "collect", "publish", "session"} {
		if strings.Contains(name, w) {
			return true
		}
	}
	return false
}

// numbered reports whether the URL of a request is made before the attempts and holds a
// number or id of the request, by which the server may recognise a repeat.
func (a *Analysis) numbered(r *Region, call *ssa.Call) bool {
	names := func(url ssa.Value, env *origin.Env) bool {
		if u, ok := url.(ssa.Instruction); ok && u.Parent() == r.Fn && r.Has(u.Block()) {
			return false // made by the attempt
		}
		return slices.ContainsFunc(a.read.Texts(url, env, nil), hasRequestID)
	}
	for _, arg := range call.Call.Args {
		if b, ok := arg.Type().Underlying().(*types.Basic); ok && b.Kind() == types.String && names(arg, nil) {
			return true
		}
		for _, s := range a.Origin.Sources(arg, nil) {
			if c, ok := s.Value.(*ssa.Call); ok {
				if m, ok := effect.Made(c); ok && names(m.URL, s.Env) {
					return true
				}
			}
		}
	}
	return false
}

// hasRequestID reports whether a URL names the request by a query parameter whose value is
// not constant.
func hasRequestID(url string) bool {
	_, query, ok := strings.Cut(url, "?")
	if !ok {
		return false
	}
	for p := range strings.SplitSeq(query, "&") {
		name, value, _ := strings.Cut(p, "=")
		switch strings.ToLower(strings.ReplaceAll(name, "_", "")) {
		case "id", "rid", "reqid", "requestid", "nonce", "seq", "sequence", "txn", "txid", "txnid":
			if strings.HasPrefix(value, effect.Hole) {
				return true
			}
		}
	}
	return false
}

// queries reports whether a POST only asks: its function or its URL says so, the type that
// the function is a method of, or all that call the function.
func (a *Analysis) queries(fn *ssa.Function, call *ssa.Call) bool {
	outer := origin.Outermost(fn)
	if asking(outer.Name()) || asker(typeName(outer)) || slices.ContainsFunc(a.urls(call, fn), asking) {
		return true
	}
	if ast.IsExported(outer.Name()) {
		return false
	}
	callers := a.callers(outer)
	return len(callers) > 0 && !slices.ContainsFunc(callers, func(c *ssa.Call) bool {
		return !asking(origin.Outermost(c.Parent()).Name())
	})
}

// callers returns the plain calls of a function, outside of tests: neither deferred nor started.
func (a *Analysis) callers(fn *ssa.Function) (list []*ssa.Call) {
	calls, _ := a.Origin.Callers(fn)
	for _, c := range calls {
		if call, ok := c.(*ssa.Call); ok {
			list = append(list, call)
		}
	}
	return list
}

// optional reports whether the function that the call repeats is called elsewhere with POST or
// PATCH, without the region: whoever goes through the region has chosen to.
func (a *Analysis) optional(call *ssa.Call) bool {
	callee := call.Call.StaticCallee()
	if callee == nil || callee.Pkg != a.SSA.Pkg {
		return false
	}
	return slices.ContainsFunc(a.callers(callee), asksToPost)
}

// urls returns what is known of the URLs that a call sends a request to: that of the request
// it is given, and its own arguments that look like one.
func (a *Analysis) urls(call *ssa.Call, fn *ssa.Function) []string {
	var list []string
	for _, arg := range call.Call.Args {
		for _, s := range a.Origin.Sources(arg, nil) {
			if c, ok := s.Value.(*ssa.Call); ok {
				if m, ok := effect.Made(c); ok {
					list = append(list, a.read.Texts(m.URL, s.Env, nil)...)
				}
			}
		}
		if b, ok := arg.Type().Underlying().(*types.Basic); ok && b.Kind() == types.String {
			for _, t := range a.read.Texts(arg, nil, fn) {
				if strings.Contains(t, "/") {
					list = append(list, t)
				}
			}
		}
	}
	return list
}

// writes returns the non-idempotent operations that a call does.
func (a *Analysis) writes(call ssa.CallInstruction) []Write {
	if sum, _, _ := a.summaryOf(call); sum != nil && sum.Idempotent {
		return nil
	}
	callee := origin.CalleeObject(call.Common())
	if callee != nil {
		lib, row := catalog.Lookup(callee)
		if row != nil {
			if row.Role != catalog.Call && row.Role != catalog.Conn {
				return nil
			}
			op := a.read.Of(call, callee, row)
			w := Write{What: op.What, Family: lib.Family, Name: effect.ShortName(callee), Fails: op.Fails, Weighs: op.Weighs || pays(lib) || lib.Modelled() && op.Effect == row.Effect, Method: -1, Text: -1}
			if op.Text != nil {
				if op.Text.Parent() != call.Parent() {
					return nil
				}
				w.Text = origin.ParamIndex(op.Text)
				return []Write{w}
			}
			switch {
			case op.Effect == catalog.NonIdempotentWrite:
				w.Fails = w.Fails || named(lib, callee) && !generatesName(call.Parent())
				w.Delivers = delivers(lib, callee)
				return []Write{w}
			case op.Method != nil:
				w.setMethod(op.Method)
				return []Write{w}
			}
			return nil
		}
		if req := sent(call.Common(), callee); req != nil {
			// A round tripper, a handler, a client of one's own.
			op := a.read.Request(req, call.Parent())
			w := Write{What: op.What, Family: "HTTP", Name: effect.ShortName(callee), Method: -1, Text: -1}
			switch {
			case op.Effect == catalog.NonIdempotentWrite:
				return []Write{w}
			case op.Method != nil:
				w.setMethod(op.Method)
				return []Write{w}
			}
			return nil
		}
		if lib == nil && boundary.ByShape(callee) {
			if s, _ := a.Imported(callee.Origin()); s != nil && s.Idempotent {
				return nil // declared so
			}
			if effect.ByVerb(callee.Name()) == catalog.NonIdempotentWrite {
				return []Write{{What: callee.Name(), Family: "RPC", Name: effect.ShortName(callee), ByName: true, Method: -1, Text: -1}}
			}
			return nil
		}
	}
	sum, obj, known := a.summaryOf(call)
	if !known || sum == nil {
		return nil
	}
	var list []Write
	for _, w := range sum.Writes {
		step := "a function literal"
		if obj != nil {
			step = effect.ShortName(obj)
		}
		w.Path = append([]string{step}, w.Path...)
		w.method = nil
		if w.Text >= 0 {
			arg := origin.Argument(call.Common(), w.Text)
			if arg == nil {
				continue
			}
			op := a.read.Statement(arg, call.Parent())
			switch {
			case op.Effect == catalog.NonIdempotentWrite:
				w.Text, w.What, w.Fails, w.Weighs = -1, op.What, op.Fails, op.Weighs
			case op.Text != nil && op.Text.Parent() == call.Parent():
				w.Text = origin.ParamIndex(op.Text)
			default:
				continue
			}
		}
		if w.Method >= 0 {
			arg := origin.Argument(call.Common(), w.Method)
			if arg == nil {
				continue
			}
			op := a.methodArg(arg, call.Parent())
			switch {
			case op.Effect == catalog.NonIdempotentWrite:
				w.Method, w.What = -1, op.What
			case op.Method != nil:
				w.setMethod(op.Method)
			default:
				continue
			}
		}
		list = append(list, w)
	}
	return list
}

// Writes returns the non-idempotent operations that a call is known to do.
func (a *Analysis) Writes(call ssa.CallInstruction) []Write {
	var list []Write
	for _, w := range a.writes(call) {
		if w.Text < 0 && w.Method < 0 {
			list = append(list, w)
		}
	}
	return list
}

// pays reports whether a library's writes move money.
func pays(lib *catalog.Library) bool { return lib.Family == "Stripe" }

// named reports whether the call makes something that has a name of the caller's choice, so
// that a second one fails, as CREATE and SETNX do.
func named(lib *catalog.Library, fn *types.Func) bool {
	switch lib.Family {
	case "SQL", "HTTP", "Stripe", "Twilio", "Vault", "GitHub", "Slack":
		return false
	}
	return strings.HasPrefix(fn.Name(), "Create") || strings.HasSuffix(fn.Name(), "NX")
}

// generatesName reports whether fn leaves the name of what it makes to the server.
func generatesName(fn *ssa.Function) bool {
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			if fa, ok := instr.(*ssa.FieldAddr); ok {
				if f := origin.FieldVar(fa); f != nil && f.Name() == "GenerateName" {
					return true
				}
			}
		}
	}
	return false
}

// delivers reports whether the call hands a message to a broker, or sends one to people, who
// would rather have it twice than not at all.
func delivers(lib *catalog.Library, fn *types.Func) bool {
	switch lib.Family {
	case "Kafka", "AMQP", "NATS", "NSQ", "MQTT", "mail", "SendGrid", "Twilio", "Slack":
		return true
	}
	if lib.Path == "net/smtp" {
		return true
	}
	for _, w := range [...]string{"Publish", "SendMessage", "PutRecord"} {
		if strings.HasPrefix(fn.Name(), w) {
			return true
		}
	}
	return false
}

func (w *Write) setMethod(p *ssa.Parameter) { w.method, w.Method = p, origin.ParamIndex(p) }

// methodArg classifies a value handed over as the HTTP method or the request.
func (a *Analysis) methodArg(v ssa.Value, root *ssa.Function) effect.Operation {
	if effect.IsRequest(v.Type()) {
		return a.read.Request(v, root)
	}
	return a.read.Method(v, root)
}

// makesPost reports whether the package makes a POST or PATCH request.
func (a *Analysis) makesPost() bool {
	if a.posts == nil {
		posts := false
		a.posts = &posts
		for fn, instr := range a.SSA.Code() {
			call, ok := instr.(*ssa.Call)
			if !ok {
				continue
			}
			if m, ok := effect.Made(call); ok {
				for _, t := range a.read.Texts(m.Method, nil, fn) {
					posts = posts || effect.Method(t) == catalog.NonIdempotentWrite
				}
			}
			posts = posts || asksToPost(call)
		}
	}
	return *a.posts
}

// asksToPost reports whether a call names POST or PATCH as the method to use.
func asksToPost(call *ssa.Call) bool {
	c := call.Common()
	params := c.Signature().Params()
	for i := range params.Len() {
		v := origin.Operand(c, i)
		if v == nil || !strings.Contains(strings.ToLower(params.At(i).Name()), "method") {
			continue
		}
		if t, ok := text(v); ok && effect.Method(t) == catalog.NonIdempotentWrite {
			return true
		}
	}
	return false
}

// methodOf tells what is known of the method that callers ask for: every says that it may
// be any, posts that POST or PATCH is among them.
func (a *Analysis) methodOf(p *ssa.Parameter) (every, posts bool) {
	for _, s := range a.Origin.Sources(p, nil) {
		switch s.Kind {
		case origin.Param:
			q := s.Value.(*ssa.Parameter)
			if effect.IsRequest(q.Type()) || strings.Contains(strings.ToLower(q.Name()), "method") || strings.Contains(strings.ToLower(q.Name()), "verb") {
				every = true
			}
		case origin.Const:
			if c := s.Value.(*ssa.Const); c.Value != nil && c.Value.Kind() == constant.String &&
				effect.Method(constant.StringVal(c.Value)) == catalog.NonIdempotentWrite {
				posts = true
			}
		case origin.Call:
			if c, ok := s.Value.(*ssa.Call); ok {
				if m, ok := effect.Made(c); ok {
					for _, t := range a.read.Texts(m.Method, s.Env, nil) {
						if effect.Method(t) == catalog.NonIdempotentWrite {
							posts = true
						}
					}
				}
			}
		}
	}
	return every, posts
}

// decides reports whether the function looks at the method, or lets something else decide
// that does: a parameter or field of its own that says what to repeat.
func (a *Analysis) decides(p *ssa.Parameter) bool {
	if effect.IsRequest(p.Type()) {
		fn := p.Parent()
		return looksAt(fn, "Method") || fn.Parent() != nil && looksAt(fn.Parent(), "Method")
	}
	return compared(p) || a.counted(p)
}

// doneOnce reports whether code beside a write makes a second one harmless: it knows whether there
// was a first, undoes what that did, or deletes it.
func (a *Analysis) doneOnce(r *Region, call *ssa.Call, w Write) bool {
	return a.known(r, call) || w.Family == "SQL" && (a.begun(r, call) || a.cleared(r, call))
}

// counted reports whether a function of the package that compares the method makes a number of it:
// how many attempts it is worth.
func (a *Analysis) counted(method *ssa.Parameter) bool {
	for _, ref := range *method.Referrers() {
		call, ok := ref.(*ssa.Call)
		if !ok || !origin.IsNumber(call.Type()) {
			continue
		}
		fn := call.Call.StaticCallee()
		at := slices.Index(call.Call.Args, ssa.Value(method))
		if fn != nil && fn.Pkg == a.SSA.Pkg && at >= 0 && at < len(fn.Params) && compared(fn.Params[at]) {
			return true
		}
	}
	return false
}

// inTransaction reports whether a statement runs in a transaction: what an attempt did is
// undone when it fails, and a region that holds the beginning starts over.
func inTransaction(call *ssa.Call) bool {
	c := call.Common()
	check := func(t types.Type) bool {
		if p, ok := types.Unalias(t).(*types.Pointer); ok {
			t = p.Elem()
		}
		n, ok := types.Unalias(t).(*types.Named)
		return ok && (n.Obj().Name() == "Tx" || strings.HasSuffix(n.Obj().Name(), "Tx") || strings.HasSuffix(n.Obj().Name(), "Transaction") || n.Obj().Name() == "SessionContext")
	}
	if c.IsInvoke() && check(c.Value.Type()) {
		return true
	}
	for _, arg := range c.Args {
		if check(arg.Type()) {
			return true
		}
		if p, ok := arg.(*ssa.Parameter); ok && (p.Name() == "tx" || strings.HasSuffix(p.Name(), "Tx") || strings.HasPrefix(p.Name(), "tx")) {
			return true // db.Transaction(func(tx *gorm.DB) error)
		}
	}
	return false
}

// carries reports whether the context that a transaction hands to its function goes to a call
// of the same library: where the function is given nothing else, the context carries the transaction.
func (r *Region) carries(call *ssa.Call, family string) bool {
	if !r.Commits || r.Runner == nil || len(r.Fn.Params) != 1 || !slices.Contains(call.Call.Args, ssa.Value(r.Fn.Params[0])) {
		return false
	}
	runner := origin.CalleeObject(r.Runner.Common())
	if runner == nil {
		return false
	}
	lib, _ := catalog.Lookup(runner)
	return lib != nil && lib.Family == family
}

// known reports whether the region itself finds out whether the work was done: it looks
// for "already exists", or reads first and is content with what it finds.
func (a *Analysis) known(r *Region, call *ssa.Call) bool {
	fns := []*ssa.Function{r.Fn}
	fns = append(fns, r.Fn.AnonFuncs...)
	for _, fn := range fns {
		for _, b := range fn.Blocks {
			for _, instr := range b.Instrs {
				switch instr := instr.(type) {
				case *ssa.Call:
					if instr == call {
						continue
					}
					if callee := origin.CalleeObject(instr.Common()); callee != nil && speaksOfExisting(callee.Name()) {
						return true
					}
					for _, arg := range instr.Call.Args {
						if existing(arg) {
							return true
						}
					}
				case *ssa.BinOp:
					if existing(instr.X) || existing(instr.Y) {
						return true
					}
				}
			}
		}
	}
	return false
}

func speaksOfExisting(name string) bool {
	name = strings.ToLower(name)
	for _, w := range [...]string{"already", "exist", "duplicate", "conflict", "unique", "dup"} {
		if strings.Contains(name, w) {
			return true
		}
	}
	return false
}

// existing reports whether v is an error or a text or a code that says that something exists.
func existing(v ssa.Value) bool {
	switch v := v.(type) {
	case *ssa.UnOp:
		if g, ok := v.X.(*ssa.Global); ok {
			return speaksOfExisting(g.Name())
		}
	case *ssa.MakeInterface:
		return existing(v.X)
	case *ssa.Const:
		if v.Value == nil {
			return false
		}
		switch v.Value.Kind() {
		case constant.String:
			return speaksOfExisting(constant.StringVal(v.Value)) || constant.StringVal(v.Value) == "23505"
		case constant.Int:
			n, _ := constant.Int64Val(v.Value)
			// 409 Conflict; MySQL's duplicate entry; gRPC's AlreadyExists.
			if n == 409 || n == 1062 {
				return true
			}
			if named, ok := types.Unalias(v.Type()).(*types.Named); ok && named.Obj().Name() == "Code" {
				return n == 6
			}
		}
	}
	return false
}

// summarizeWrites records what fn writes, for callers that repeat it.
func (a *Analysis) summarizeWrites(fn *ssa.Function, s *Summary) {
	sig := fn.Signature.Results()
	if sig.Len() == 0 || !origin.IsError(sig.At(sig.Len()-1).Type()) {
		return // nobody can tell that it failed
	}
	seen := make(map[string]bool)
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			call, ok := instr.(*ssa.Call)
			if !ok {
				continue
			}
			for _, w := range a.writes(call) {
				if len(w.Path) >= maxPath || seen[w.What+w.Name] || len(s.Writes) >= maxWrites {
					continue
				}
				if inTransaction(call) || w.method != nil && (w.method.Parent() != fn || a.decides(w.method)) {
					continue
				}
				keyed, fresh := a.key(&Region{Fn: fn}, call)
				if fresh != nil {
					s.NewKey = fresh.name
				} else if keyed || w.Family == "HTTP" && a.keyedElsewhere(&Region{Fn: fn}, call) {
					continue
				}
				if w.Family == "HTTP" && w.Method < 0 && a.queries(fn, call) {
					continue
				}
				if a.doneOnce(&Region{Fn: fn}, call, w) {
					continue
				}
				w.Delivers = w.Delivers || w.Family == "HTTP" && observes(fn)
				seen[w.What+w.Name] = true
				s.Writes = append(s.Writes, w)
			}
		}
	}
}
