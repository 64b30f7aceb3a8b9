package repeat

import (
	"go/constant"
	"go/token"
	"go/types"
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
	// Delivers says that it hands a message to a broker, which by custom delivers at least
	// once: whoever reads it expects duplicates.
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

// Does reports whether the names on the way to the call say that it does something.
func (w *Write) Does() bool {
	for _, p := range w.Path {
		name := p[strings.LastIndexByte(p, '.')+1:]
		if effect.ByVerb(strings.ToUpper(name[:min(1, len(name))])+name[min(1, len(name)):]) == catalog.NonIdempotentWrite {
			return true
		}
	}
	return false
}

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
	After After
	// NewKey is the key that each attempt makes anew, "" if none; KeyCall makes it.
	NewKey  string
	KeyCall ssa.Instruction
}

// After tells after which failures a region tries again.
type After uint8

// The grades, from the most to the least dangerous.
const (
	AnyError  After = iota // whatever the error
	Ambiguous              // errors that may come after sending, such as timeouts
	Filtered               // errors that a predicate chooses
	Harmless               // errors that come before sending, or that tell that nothing was done
)

// Repeats returns the writes that fn's regions do again.
func (a *Analysis) Repeats(fn *ssa.Function) []*Repeated {
	if len(fn.Blocks) > maxBlocks {
		return nil
	}
	var list []*Repeated
	done := make(map[ssa.CallInstruction]bool)
	for _, r := range a.Regions(fn) {
		for _, b := range fn.Blocks {
			if !r.Has(b) {
				continue
			}
			for _, instr := range b.Instrs {
				call, ok := instr.(*ssa.Call)
				if !ok || done[call] {
					continue
				}
				if rep := a.repeated(r, call); rep != nil && !(rep.Every && a.reused(fn, call)) {
					done[call] = true
					list = append(list, rep)
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
		if r.Call == ssa.CallInstruction(call) {
			return true
		}
	}
	return false
}

// repeated judges one call of a region.
func (a *Analysis) repeated(r *Region, call *ssa.Call) *Repeated {
	for _, w := range a.writes(call) {
		rep := &Repeated{Call: call, Region: r, Write: w}
		if w.Text >= 0 {
			continue // whatever statement a caller gives
		}
		if w.method != nil {
			// The region is given the method or the request.
			every, posts := a.methodOf(w.method)
			if !every && !posts || a.decides(w.method) {
				continue
			}
			rep.Every, rep.Posts = every, posts || a.makesPost()
			rep.Write.What = "POST"
		}
		if inTransaction(call) || a.known(r, call) {
			continue
		}
		rep.After = a.after(r, call)
		if r.Polls {
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
		if rep.After == Harmless {
			continue
		}
		keyed, fresh := a.key(r, call)
		switch {
		case fresh != nil:
			rep.NewKey, rep.KeyCall = fresh.name, fresh.at
		case keyed:
			continue
		}
		if w.Family == "HTTP" && (a.queries(r.Fn, call) || a.queriesBy(w)) {
			continue
		}
		return rep
	}
	return nil
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
	name = strings.ToLower(name)
	for _, w := range [...]string{"query", "search", "graphql", "token", "login", "auth", "lookup", "select", "ping", "health", "metric", "report", "heartbeat", "scrape", "connect", "dial", "handshake", "subscribe", "telemetry", "upload", "flush", "ingest", "export", "track", "batch", "webhook", "notify", "alert", "audit", "analytics", "trace", "collect", "publish"} {
		if strings.Contains(name, w) {
			return true
		}
	}
	return false
}

// queries reports whether a POST only asks: its function or its URL says so.
func (a *Analysis) queries(fn *ssa.Function, call *ssa.Call) bool {
	for f := fn; f != nil; f = f.Parent() {
		if f.Parent() == nil && asking(f.Name()) {
			return true
		}
	}
	for _, arg := range call.Call.Args {
		for _, s := range a.Origin.Sources(arg, nil) {
			c, ok := s.Value.(*ssa.Call)
			if !ok {
				continue
			}
			if m, ok := effect.Made(c); ok {
				for _, t := range a.read.Texts(m.URL, s.Env, nil) {
					if asking(t) {
						return true
					}
				}
			}
		}
		if b, ok := arg.Type().Underlying().(*types.Basic); ok && b.Kind() == types.String {
			for _, t := range a.read.Texts(arg, nil, fn) {
				if strings.Contains(t, "/") && asking(t) {
					return true
				}
			}
		}
	}
	return false
}

// writes returns the non-idempotent operations that a call does.
func (a *Analysis) writes(call ssa.CallInstruction) []Write {
	callee := calleeOf(call.Common())
	if callee != nil {
		lib, row := catalog.Lookup(callee)
		if row != nil {
			if row.Role != catalog.Call && row.Role != catalog.Conn {
				return nil
			}
			op := a.read.Of(call, callee, row)
			w := Write{What: op.What, Family: lib.Family, Name: effect.ShortName(callee), Fails: op.Fails, Method: -1, Text: -1}
			if op.Text != nil {
				if op.Text.Parent() != call.Parent() {
					return nil
				}
				w.Text = paramAt(op.Text)
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
			arg := argument(call.Common(), w.Text)
			if arg == nil {
				continue
			}
			op := a.read.Statement(arg, call.Parent())
			switch {
			case op.Effect == catalog.NonIdempotentWrite:
				w.Text, w.What, w.Fails = -1, op.What, op.Fails
			case op.Text != nil && op.Text.Parent() == call.Parent():
				w.Text = paramAt(op.Text)
			default:
				continue
			}
		}
		if w.Method >= 0 {
			arg := argument(call.Common(), w.Method)
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

// named reports whether the call makes something that has a name of the caller's choice, so
// that a second one fails.
func named(lib *catalog.Library, fn *types.Func) bool {
	switch lib.Family {
	case "SQL", "HTTP", "Stripe", "Twilio", "Vault", "GitHub", "Slack":
		return false
	}
	return strings.HasPrefix(fn.Name(), "Create")
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

// delivers reports whether the call hands a message to a broker.
func delivers(lib *catalog.Library, fn *types.Func) bool {
	switch lib.Family {
	case "Kafka", "AMQP", "NATS", "NSQ", "MQTT":
		return true
	}
	for _, w := range [...]string{"Publish", "SendMessage", "PutRecord"} {
		if strings.HasPrefix(fn.Name(), w) {
			return true
		}
	}
	return false
}

func (w *Write) setMethod(p *ssa.Parameter) { w.method, w.Method = p, paramAt(p) }

// methodArg classifies a value handed over as the HTTP method or the request.
func (a *Analysis) methodArg(v ssa.Value, root *ssa.Function) effect.Operation {
	if effect.IsRequest(v.Type()) {
		return a.read.Request(v, root)
	}
	return a.read.Method(v, root)
}

func paramAt(p *ssa.Parameter) int {
	for i, q := range p.Parent().Params {
		if q == p {
			return i
		}
	}
	return -1
}

// makesPost reports whether the package makes a POST or PATCH request.
func (a *Analysis) makesPost() bool {
	if a.posts == nil {
		posts := false
		a.posts = &posts
		for _, fn := range a.SSA.Funcs {
			if a.SSA.Tests[fn] {
				continue
			}
			for _, b := range fn.Blocks {
				for _, instr := range b.Instrs {
					call, ok := instr.(*ssa.Call)
					if !ok {
						continue
					}
					if m, ok := effect.Made(call); ok {
						for _, t := range a.read.Texts(m.Method, nil, fn) {
							posts = posts || effect.Method(t) == catalog.NonIdempotentWrite
						}
					}
				}
			}
		}
	}
	return *a.posts
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
	return compared(p)
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
					if callee := calleeOf(instr.Common()); callee != nil && speaksOfExisting(callee.Name()) {
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

// after tells after which failures of the call the region repeats it.
func (a *Analysis) after(r *Region, call *ssa.Call) After {
	err := errorOf(call)
	if err == nil {
		if callee := calleeOf(call.Common()); callee != nil && callee.Name() == "ServeHTTP" && !traces(r.Fn) {
			return AnyError // what went wrong is in the response
		}
		return Filtered
	}
	w := &back{r: r, call: call, err: map[ssa.Value]bool{err: true}}
	return w.search()
}

// done reports whether the region comes back to the call although it succeeded: a later
// step of the attempt fails.
func (a *Analysis) done(r *Region, call *ssa.Call) bool {
	err := errorOf(call)
	if err == nil {
		return false
	}
	w := &back{r: r, call: call, err: map[ssa.Value]bool{err: true}, worked: true}
	return w.search() == AnyError
}

// statusLeadsBack reports whether the region repeats a request because of an answer that
// leaves open whether the work was done: 500, 502 or 504, and not because of any answer. The
// branches that compare the status of the answer are taken as the status would have it,
// all others both ways.
func statusLeadsBack(r *Region, call *ssa.Call) bool {
	var resp ssa.Value
	for _, ref := range *call.Referrers() {
		if e, ok := ref.(*ssa.Extract); ok && e.Index == 0 && isResponse(e.Type()) {
			resp = e
		}
	}
	if resp == nil {
		return false
	}
	for _, status := range [...]int64{500, 502, 504} {
		if comesBack(r, call, resp, status) {
			return !comesBack(r, call, resp, 200)
		}
	}
	return false
}

func comesBack(r *Region, call *ssa.Call, resp ssa.Value, status int64) bool {
	err := errorOf(call)
	w := &back{r: r, call: call, err: map[ssa.Value]bool{}, worked: true}
	if err != nil {
		w.err[err] = true
		w.copies()
	}
	same := map[ssa.Value]bool{resp: true}
	follow(same)
	seen := make(map[*ssa.BasicBlock]bool)
	stack := []*ssa.BasicBlock{}
	expand := func(b *ssa.BasicBlock) bool {
		switch last := b.Instrs[len(b.Instrs)-1].(type) {
		case *ssa.Return:
			return r.Whole() && runsAgain(last) && !closes(last) && !w.err[last.Results[len(last.Results)-1]]
		case *ssa.If:
			for i, s := range b.Succs {
				if _, ok := w.take(last.Cond, i == 0, AnyError); !ok {
					continue
				}
				if yes, known := holds(last.Cond, same, status); known && yes != (i == 0) {
					continue
				}
				stack = append(stack, s)
			}
		default:
			stack = append(stack, b.Succs...)
		}
		return false
	}
	if expand(call.Block()) {
		return true
	}
	for len(stack) > 0 {
		b := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		if seen[b] || !r.Has(b) {
			continue
		}
		seen[b] = true
		if b == call.Block() && !r.Whole() || expand(b) {
			return true
		}
	}
	return false
}

// follow adds the copies of the values through phis and local variables.
func follow(same map[ssa.Value]bool) {
	for range 4 {
		for v := range same {
			if v.Referrers() == nil {
				continue
			}
			for _, ref := range *v.Referrers() {
				switch ref := ref.(type) {
				case *ssa.Phi:
					same[ref] = true
				case *ssa.Store:
					if r := ref.Addr.Referrers(); ref.Val == v && r != nil {
						for _, l := range *r {
							if load, ok := l.(*ssa.UnOp); ok && load.Op == token.MUL {
								same[load] = true
							}
						}
					}
				}
			}
		}
	}
}

// holds tells whether a condition about the status of the answer is true.
func holds(cond ssa.Value, resp map[ssa.Value]bool, status int64) (yes, known bool) {
	switch c := cond.(type) {
	case *ssa.UnOp:
		if c.Op == token.NOT {
			yes, known = holds(c.X, resp, status)
			return !yes, known
		}
	case *ssa.BinOp:
		x, ok := statusOf(c.X, resp, status)
		y, ok2 := origin.Int(c.Y)
		if !ok || !ok2 {
			if resp[c.X] {
				if k, isConst := c.Y.(*ssa.Const); isConst && k.IsNil() {
					return c.Op == token.NEQ, true
				}
			}
			return false, false
		}
		switch c.Op {
		case token.EQL:
			return x == y, true
		case token.NEQ:
			return x != y, true
		case token.LSS:
			return x < y, true
		case token.LEQ:
			return x <= y, true
		case token.GTR:
			return x > y, true
		case token.GEQ:
			return x >= y, true
		}
	}
	return false, false
}

// statusOf evaluates resp.StatusCode, or its first digit.
func statusOf(v ssa.Value, resp map[ssa.Value]bool, status int64) (int64, bool) {
	switch v := v.(type) {
	case *ssa.UnOp:
		if fa, ok := v.X.(*ssa.FieldAddr); ok && v.Op == token.MUL && resp[fa.X] {
			if f := origin.FieldVar(fa); f != nil && f.Name() == "StatusCode" {
				return status, true
			}
		}
	case *ssa.BinOp:
		if x, ok := statusOf(v.X, resp, status); ok && v.Op == token.QUO {
			if y, ok := origin.Int(v.Y); ok && y != 0 {
				return x / y, true
			}
		}
	}
	return 0, false
}

// traces reports whether fn watches its requests go out: it knows which of them were sent.
func traces(fn *ssa.Function) bool {
	for ; fn != nil; fn = fn.Parent() {
		for _, b := range fn.Blocks {
			for _, instr := range b.Instrs {
				if c, ok := instr.(ssa.CallInstruction); ok {
					if callee := calleeOf(c.Common()); callee != nil && callee.Pkg() != nil && callee.Pkg().Path() == "net/http/httptrace" {
						return true
					}
				}
			}
		}
	}
	return false
}

// errorOf returns the error that a call yields, or nil.
func errorOf(call *ssa.Call) ssa.Value {
	if isError(call.Type()) {
		return call
	}
	tuple, ok := call.Type().(*types.Tuple)
	if !ok {
		// go-redis and its like: the command holds the error.
		for _, ref := range *call.Referrers() {
			if c, ok := ref.(*ssa.Call); ok && isError(c.Type()) && calleeOf(c.Common()) != nil && calleeOf(c.Common()).Name() == "Err" {
				return c
			}
		}
		for _, ref := range *call.Referrers() {
			if c, ok := ref.(*ssa.Call); ok && calleeOf(c.Common()) != nil && calleeOf(c.Common()).Name() == "Result" {
				return errorOf(c)
			}
		}
		return nil
	}
	for _, ref := range *call.Referrers() {
		if e, ok := ref.(*ssa.Extract); ok && e.Index == tuple.Len()-1 && isError(e.Type()) {
			return e
		}
	}
	return nil
}

// back searches the ways from a failure of the call back to the call.
type back struct {
	r    *Region
	call *ssa.Call
	err  map[ssa.Value]bool // the error and its copies
	// worked asks for the ways back after a success instead.
	worked bool
}

type backState struct {
	b     *ssa.BasicBlock
	grade After
}

// search returns the worst grade with which the call is come back to.
func (w *back) search() After {
	w.copies()
	best := Harmless
	start := w.call.Block()
	seen := make(map[backState]bool)
	stack := []backState{}
	push := func(b *ssa.BasicBlock, g After) {
		s := backState{b, g}
		if !seen[s] {
			seen[s] = true
			stack = append(stack, s)
		}
	}
	expand := func(b *ssa.BasicBlock, g After) {
		last := b.Instrs[len(b.Instrs)-1]
		switch last := last.(type) {
		case *ssa.Return:
			if w.r.Whole() && runsAgain(last) && !(w.worked && (w.err[last.Results[len(last.Results)-1]] || closes(last))) {
				best = min(best, g)
			}
		case *ssa.If:
			for i, s := range b.Succs {
				ng, ok := w.take(last.Cond, i == 0, g)
				if ok {
					push(s, ng)
				}
			}
		default:
			for _, s := range b.Succs {
				push(s, g)
			}
		}
	}
	expand(start, AnyError)
	for len(stack) > 0 {
		s := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		if !w.r.Has(s.b) {
			continue
		}
		if s.b == start && !w.r.Whole() {
			best = min(best, s.grade)
			continue
		}
		expand(s.b, s.grade)
	}
	return best
}

// copies follows the error through phis and through the variables of the function.
func (w *back) copies() {
	for range 4 {
		for v := range w.err {
			refs := v.Referrers()
			if refs == nil {
				continue
			}
			for _, ref := range *refs {
				switch ref := ref.(type) {
				case *ssa.Phi:
					w.err[ref] = true
				case *ssa.Store:
					if ref.Val == v {
						if r := ref.Addr.Referrers(); r != nil {
							for _, l := range *r {
								if load, ok := l.(*ssa.UnOp); ok && load.Op == token.MUL {
									w.err[load] = true
								}
							}
						}
					}
				case *ssa.ChangeInterface:
					w.err[ref] = true
				}
			}
		}
	}
}

// closes reports whether a return passes on the error of a Close, which hardly ever comes.
func closes(ret *ssa.Return) bool {
	call, ok := ret.Results[len(ret.Results)-1].(*ssa.Call)
	if !ok {
		return false
	}
	callee := calleeOf(call.Common())
	return callee != nil && callee.Name() == "Close"
}

// runsAgain reports whether a return of a literal may make the helper run it again: it
// carries an error that is not marked as final.
func runsAgain(ret *ssa.Return) bool {
	if len(ret.Results) == 0 {
		return false
	}
	v := ret.Results[len(ret.Results)-1]
	isNil := false
	if c, ok := v.(*ssa.Const); ok && c.IsNil() {
		isNil = true
	}
	if b, ok := ret.Results[0].Type().Underlying().(*types.Basic); ok && b.Kind() == types.Bool && len(ret.Results) == 2 {
		// A condition that is polled: an error ends it, "not yet" does not.
		c, known := ret.Results[0].(*ssa.Const)
		return isNil && !(known && constant.BoolVal(c.Value))
	}
	if isNil {
		return false
	}
	for range 4 {
		switch x := v.(type) {
		case *ssa.Call:
			if callee := calleeOf(x.Common()); callee != nil {
				name := strings.ToLower(callee.Name())
				for _, stop := range [...]string{"permanent", "unrecoverable", "stop", "abort", "fatal", "nonretr", "noretr"} {
					if strings.Contains(name, stop) {
						return false
					}
				}
			}
			return true
		case *ssa.MakeInterface:
			v = x.X
		default:
			return true
		}
	}
	return true
}

// take tells whether a branch may be taken when the call has failed, and what is then
// known of the error.
func (w *back) take(cond ssa.Value, taken bool, g After) (After, bool) {
	switch c := cond.(type) {
	case *ssa.UnOp:
		if c.Op == token.NOT {
			return w.take(c.X, !taken, g)
		}
	case *ssa.BinOp:
		for _, side := range [...][2]ssa.Value{{c.X, c.Y}, {c.Y, c.X}} {
			if !w.err[side[0]] {
				continue
			}
			if k, ok := side[1].(*ssa.Const); ok && k.IsNil() {
				return g, taken == ((c.Op == token.NEQ) != w.worked) // the error is not nil
			}
			if taken == (c.Op == token.EQL) { // err == io.EOF
				return max(g, gradeOf(side[1])), true
			}
			return g, true
		}
		if code, ok := w.codeOf(c.X); ok && c.Op == token.EQL || ok && c.Op == token.NEQ {
			_ = code
			if taken == (c.Op == token.EQL) {
				return max(g, gradeOf(c.Y)), true
			}
			return g, true
		}
	case *ssa.Call, *ssa.Extract:
		call, ok := c.(*ssa.Call)
		if e, isExtract := c.(*ssa.Extract); isExtract {
			call, ok = e.Tuple.(*ssa.Call)
		}
		if !ok || !w.about(call) {
			break
		}
		if !taken {
			return g, true // a filter that did not match says little
		}
		return max(g, gradeOfPredicate(call)), true
	}
	return g, true
}

// codeOf matches status.Code(err).
func (w *back) codeOf(v ssa.Value) (ssa.Value, bool) {
	call, ok := v.(*ssa.Call)
	if !ok || !w.about(call) {
		return nil, false
	}
	return call, true
}

// about reports whether a call is given the error, or its text.
func (w *back) about(call *ssa.Call) bool {
	c := call.Common()
	args := c.Args
	if c.IsInvoke() {
		args = append([]ssa.Value{c.Value}, args...)
	}
	for _, arg := range args {
		if w.err[arg] {
			return true
		}
		if text, ok := arg.(*ssa.Call); ok && text.Call.IsInvoke() && w.err[text.Call.Value] {
			return true // err.Error()
		}
		if e, ok := arg.(*ssa.Extract); ok {
			if ta, ok := e.Tuple.(*ssa.TypeAssert); ok && w.err[ta.X] {
				return true
			}
		}
	}
	return false
}

// gradeOf tells what an error, code or text that the failure is compared with means.
func gradeOf(v ssa.Value) After {
	switch v := v.(type) {
	case *ssa.UnOp:
		if g, ok := v.X.(*ssa.Global); ok {
			return gradeOfWord(g.Name())
		}
	case *ssa.MakeInterface:
		return gradeOf(v.X)
	case *ssa.Const:
		if v.Value == nil {
			return Filtered
		}
		switch v.Value.Kind() {
		case constant.String:
			return gradeOfWord(constant.StringVal(v.Value))
		case constant.Int:
			n, _ := constant.Int64Val(v.Value)
			if named, ok := types.Unalias(v.Type()).(*types.Named); ok {
				switch named.Obj().Name() {
				case "Code": // gRPC: DeadlineExceeded, Unavailable, Unknown, Internal
					if n == 4 || n == 14 || n == 2 || n == 13 {
						return Ambiguous
					}
					return Harmless
				case "Errno":
					if n == 111 { // ECONNREFUSED
						return Harmless
					}
					return Ambiguous
				}
			}
		}
	}
	return Filtered
}

// gradeOfPredicate tells what a predicate of the error means by its name and arguments.
func gradeOfPredicate(call *ssa.Call) After {
	c := call.Common()
	callee := calleeOf(c)
	grade := Filtered
	if callee != nil {
		grade = gradeOfWord(callee.Name())
	}
	for _, arg := range c.Args {
		if g := gradeOf(arg); g != Filtered {
			return g
		}
	}
	return grade
}

func gradeOfWord(word string) After {
	word = strings.ToLower(word)
	for _, w := range [...]string{"refused", "no such host", "nosuchhost", "dial", "serializ", "deadlock", "40001", "badconn", "notleader", "conflict", "toomany", "too many", "ratelimit", "rate limit", "throttl", "429", "busy", "locked", "readonly", "resourceexhausted", "notfound", "not found", "unauthor", "expired", "notready"} {
		if strings.Contains(word, w) {
			return Harmless
		}
	}
	for _, w := range [...]string{"timeout", "deadline", "eof", "reset", "brokenpipe", "broken pipe", "closed", "unavailable", "temporary", "connerr", "networkerr", "neterr"} {
		if strings.Contains(word, w) {
			return Ambiguous
		}
	}
	return Filtered
}

// summarizeWrites records what fn writes, for callers that repeat it.
func (a *Analysis) summarizeWrites(fn *ssa.Function, s *Summary) {
	sig := fn.Signature.Results()
	if sig.Len() == 0 || !isError(sig.At(sig.Len()-1).Type()) {
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
				} else if keyed {
					continue
				}
				if w.Family == "HTTP" && w.Method < 0 && a.queries(fn, call) {
					continue
				}
				if a.known(&Region{Fn: fn}, call) {
					continue
				}
				seen[w.What+w.Name] = true
				s.Writes = append(s.Writes, w)
			}
		}
	}
}
