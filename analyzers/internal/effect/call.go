package effect

import (
	"go/types"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/distvet/distvet/analyzers/internal/catalog"
	"github.com/distvet/distvet/analyzers/internal/origin"
)

// An Operation is what a call does at the other end.
type Operation struct {
	Effect catalog.Effect
	// ByName says that nothing but a verb or a name speaks for the effect.
	ByName bool
	// Fails says that a repeat fails rather than doing the work twice.
	Fails bool
	// Weighs says that the text of the statement tells that doing it twice matters.
	Weighs bool
	// What names the operation for messages: "POST", "INSERT INTO orders", "redis.Client.Incr".
	What string
	// Request is the *http.Request that is sent, if there is one.
	Request ssa.Value
	// Method is the parameter of the function in question that decides the effect as an
	// HTTP method, or that is the request; nil if there is none.
	Method *ssa.Parameter
	// Text is the parameter that decides the effect as the text of a SQL statement.
	Text *ssa.Parameter
}

// Of returns what a call does whose callee has a row in the catalog, as seen from the
// function that holds it.
func (r Reader) Of(call ssa.CallInstruction, callee *types.Func, row *catalog.Row) Operation {
	c := call.Common()
	root := call.Parent()
	op := Operation{Effect: row.Effect, What: ShortName(callee)}
	switch row.Effect {
	case catalog.BySQL:
		op = r.statement(operand(c, row.Text), root)
	case catalog.ByMethod:
		switch {
		case row.Req.Arg() >= 0 && isRequest(operand(c, row.Req)):
			op = r.Request(operand(c, row.Req), root)
		case row.Text != catalog.Nowhere:
			op = r.method(operand(c, row.Text), nil, root)
		default:
			op.Effect = catalog.Unknown
		}
	case catalog.NonIdempotentWrite:
		if softened(c, root, r) {
			op.Effect = catalog.Unknown
		}
	case catalog.IdempotentWrite:
		if adds(c) {
			op.Effect = catalog.NonIdempotentWrite
		}
	}
	if op.What == "" {
		op.What = ShortName(callee)
	}
	return op
}

// Statement classifies a value that is used as a SQL statement, as seen from root.
func (r Reader) Statement(text ssa.Value, root *ssa.Function) Operation {
	return r.statement(text, root)
}

func (r Reader) statement(text ssa.Value, root *ssa.Function) Operation {
	if text == nil {
		return Operation{}
	}
	if srcs := r.Tracer.Sources(text, root); len(srcs) == 1 && srcs[0].Kind == origin.Param {
		return Operation{Text: srcs[0].Value.(*ssa.Parameter)}
	}
	if sql, ok := r.builder(text, root); ok {
		return ofStatement(SQL(sql))
	}
	var op Operation
	for i, t := range r.Texts(text, nil, root) {
		next := ofStatement(SQL(t))
		if i > 0 && (next.Effect != op.Effect || next.Fails != op.Fails) {
			return Operation{What: op.What}
		}
		next.Weighs = next.Weighs && (i == 0 || op.Weighs)
		op = next
	}
	return op
}

func ofStatement(s Statement) Operation {
	op := Operation{Effect: s.Effect, Fails: s.Fails, Weighs: s.Weighs, What: s.Verb}
	if s.Table != "" {
		switch s.Verb {
		case "INSERT", "MERGE":
			op.What += " INTO " + s.Table
		case "DELETE":
			op.What += " FROM " + s.Table
		default:
			op.What += " " + s.Table
		}
	}
	return op
}

// method classifies a call by the HTTP method v.
func (r Reader) method(v ssa.Value, env *origin.Env, root *ssa.Function) Operation {
	var op Operation
	first := true
	for _, s := range r.Tracer.SourcesIn(v, env, root) {
		var next Operation
		switch s.Kind {
		case origin.Const, origin.Zero:
			text := r.source(s, root, 0)[0]
			next = Operation{Effect: Method(text), What: strings.ToUpper(text)}
		case origin.Param:
			next = Operation{Method: s.Value.(*ssa.Parameter)}
		}
		if first {
			op, first = next, false
			continue
		}
		if next.Effect != op.Effect || next.Method != op.Method {
			return Operation{}
		}
	}
	return op
}

// Method classifies a value that is used as an HTTP method, as seen from root.
func (r Reader) Method(v ssa.Value, root *ssa.Function) Operation { return r.method(v, nil, root) }

// Request classifies the sending of a request by its method.
func (r Reader) Request(req ssa.Value, root *ssa.Function) Operation {
	op := r.request(req, nil, root, 0)
	op.Request = req
	return op
}

func (r Reader) request(req ssa.Value, env *origin.Env, root *ssa.Function, deep int) Operation {
	if deep > 4 {
		return Operation{}
	}
	var op Operation
	first := true
	for _, s := range r.Tracer.SourcesIn(req, env, root) {
		next := r.requestSource(s, root, deep)
		if s.Kind == origin.Const { // nil: the result of a failed call
			continue
		}
		if first {
			op, first = next, false
			continue
		}
		if next.Effect != op.Effect || next.Method != op.Method {
			return Operation{}
		}
	}
	return op
}

func (r Reader) requestSource(s origin.Source, root *ssa.Function, deep int) Operation {
	switch s.Kind {
	case origin.Param:
		return Operation{Method: s.Value.(*ssa.Parameter)}
	case origin.Call:
		call := s.Value.(*ssa.Call)
		if made, ok := Made(call); ok {
			if made.Method == nil {
				return Operation{Effect: catalog.Read, What: "GET"}
			}
			return r.method(made.Method, s.Env, root)
		}
		if from := Derived(call); from != nil {
			return r.request(from, s.Env, root, deep+1)
		}
	}
	return Operation{}
}

// A Making is a call that makes a request.
type Making struct {
	Method, Body, URL ssa.Value
}

// Made reports whether call makes a *http.Request, and out of what.
func Made(call *ssa.Call) (Making, bool) {
	fn := origin.Callee(call.Common())
	if fn == nil || fn.Pkg == nil || fn.Signature.Recv() != nil {
		return Making{}, false
	}
	args := call.Call.Args
	switch path, name := fn.Pkg.Pkg.Path(), fn.Name(); {
	case path == "net/http" && name == "NewRequest" && len(args) == 3:
		return Making{Method: args[0], URL: args[1], Body: args[2]}, true
	case path == "net/http" && name == "NewRequestWithContext" && len(args) == 4:
		return Making{Method: args[1], URL: args[2], Body: args[3]}, true
	}
	return Making{}, false
}

// Derived returns the request that call makes a copy of: such copies share the body.
func Derived(call *ssa.Call) ssa.Value {
	fn := origin.Callee(call.Common())
	if fn == nil || fn.Pkg == nil || fn.Pkg.Pkg.Path() != "net/http" || fn.Signature.Recv() == nil {
		return nil
	}
	if name := fn.Name(); (name == "WithContext" || name == "Clone") && isRequest(call.Call.Args[0]) {
		return call.Call.Args[0]
	}
	return nil
}

// IsRequest reports whether t is *http.Request.
func IsRequest(t types.Type) bool {
	p, ok := types.Unalias(t).(*types.Pointer)
	if !ok {
		return false
	}
	n, ok := types.Unalias(p.Elem()).(*types.Named)
	return ok && n.Obj().Name() == "Request" && catalog.Path(n.Obj().Pkg()) == "net/http"
}

func isRequest(v ssa.Value) bool { return v != nil && IsRequest(v.Type()) }

// softened reports whether the call belongs to a chain of a mapper or builder that names a
// conflict: db.Clauses(clause.OnConflict{...}).Create(x), q.On("CONFLICT ...").Exec(ctx).
func softened(c *ssa.CallCommon, root *ssa.Function, r Reader) bool {
	soft := false
	chain(c, func(name string, _ *ssa.CallCommon) {
		switch name {
		case "Clauses", "On", "OnConflict", "OnConflictColumns", "Ignore", "Replace", "UpdateNewValues", "DoNothing", "SetUpsert":
			soft = true
		}
	})
	return soft
}

// adds reports whether a setter of a mapper gets an expression instead of a value:
// db.Model(x).Update("n", gorm.Expr("n + ?", 1)). The expression decides.
func adds(c *ssa.CallCommon) bool {
	for _, arg := range c.Args {
		for _, v := range spread(arg) {
			call, ok := unwrap(v).(*ssa.Call)
			if !ok {
				if e, isExtract := unwrap(v).(*ssa.UnOp); isExtract {
					_ = e
				}
				continue
			}
			fn := origin.Callee(call.Common())
			if fn == nil || fn.Name() != "Expr" || len(call.Call.Args) == 0 {
				continue
			}
			if text, ok := constString(call.Call.Args[0]); ok && SQL("UPDATE t SET "+column(text)+" = "+text).Effect == catalog.NonIdempotentWrite {
				return true
			}
		}
	}
	return false
}

// column returns the first name of an expression, the one that it may add to.
func column(expr string) string {
	i := 0
	for i < len(expr) && (isLetter(expr[i]) || expr[i] >= '0' && expr[i] <= '9' || expr[i] == '.') {
		i++
	}
	if i == 0 {
		return "x"
	}
	return expr[:i]
}

// builder puts together the text that a query builder makes, as far as it decides the
// effect: sq.Insert("t").Columns(...).Values(...).Suffix("ON CONFLICT DO NOTHING").ToSql().
func (r Reader) builder(v ssa.Value, root *ssa.Function) (string, bool) {
	e, ok := v.(*ssa.Extract)
	if !ok || e.Index != 0 {
		return "", false
	}
	call, ok := e.Tuple.(*ssa.Call)
	if !ok {
		return "", false
	}
	if name := calleeName(call.Common()); name != "ToSql" && name != "ToSQL" && name != "MustSql" {
		return "", false
	}
	return r.chained(call.Common(), root)
}

func (r Reader) chained(c *ssa.CallCommon, root *ssa.Function) (string, bool) {
	head, set, tail := "", "", ""
	text := func(c *ssa.CallCommon, i int) string {
		args := arguments(c)
		if i < len(args) {
			if s, ok := constString(unwrap(args[i])); ok {
				return s
			}
		}
		return Hole
	}
	chain(c, func(name string, c *ssa.CallCommon) {
		switch name {
		case "Insert":
			head = "INSERT INTO " + text(c, 0) + " VALUES (?)"
		case "Replace":
			head = "REPLACE INTO " + text(c, 0) + " VALUES (?)"
		case "Update":
			head = "UPDATE " + text(c, 0)
		case "Delete":
			head = "DELETE FROM " + text(c, 0)
		case "Select", "From":
			if head == "" {
				head = "SELECT 1 FROM t"
			}
		case "Suffix", "SuffixExpr":
			tail = " " + text(c, 0) + tail
		case "Options":
			tail += " " + Hole // IGNORE and its like
		case "OnConflict":
			tail += " ON CONFLICT DO " + Hole
		case "Set":
			value := "?"
			if args := arguments(c); len(args) > 1 {
				if inner, ok := unwrap(args[1]).(*ssa.Call); ok && calleeName(inner.Common()) == "Expr" {
					value = text(inner.Common(), 0)
				}
			}
			if set != "" {
				set = ", " + set
			}
			set = text(c, 0) + " = " + value + set
		case "SetMap":
			set = "a = ?"
		}
	})
	switch {
	case head == "":
		return "", false
	case strings.HasPrefix(head, "UPDATE"):
		if set == "" {
			set = Hole
		}
		return head + " SET " + set + tail, true
	}
	return head + tail, true
}

// chain calls visit for each call of a method chain, the last one first.
func chain(c *ssa.CallCommon, visit func(name string, c *ssa.CallCommon)) {
	for range 24 {
		visit(calleeName(c), c)
		recv := origin.Receiver(c)
		if recv == nil {
			return
		}
		call, ok := unwrap(recv).(*ssa.Call)
		if !ok {
			return
		}
		c = call.Common()
	}
}

func calleeName(c *ssa.CallCommon) string {
	if c.IsInvoke() {
		return c.Method.Name()
	}
	if fn := c.StaticCallee(); fn != nil {
		return fn.Name()
	}
	return ""
}

// arguments returns the arguments without the receiver, the variadic ones spread out.
func arguments(c *ssa.CallCommon) []ssa.Value {
	args := c.Args
	if !c.IsInvoke() && c.Signature().Recv() != nil && len(args) > 0 {
		args = args[1:]
	}
	if c.Signature().Variadic() && len(args) > 0 {
		return append(args[:len(args)-1:len(args)-1], spread(args[len(args)-1])...)
	}
	return args
}

// spread returns the elements of a slice that is built at the call, else the value itself.
func spread(v ssa.Value) []ssa.Value {
	slice, ok := v.(*ssa.Slice)
	if !ok {
		return []ssa.Value{v}
	}
	alloc, ok := slice.X.(*ssa.Alloc)
	if !ok {
		return []ssa.Value{v}
	}
	var list []ssa.Value
	for _, ref := range *alloc.Referrers() {
		if ia, ok := ref.(*ssa.IndexAddr); ok {
			for _, r := range *ia.Referrers() {
				if st, ok := r.(*ssa.Store); ok && st.Addr == ia {
					list = append(list, st.Val)
				}
			}
		}
	}
	return list
}

// unwrap removes conversions, and loads of a variable that is stored to once.
func unwrap(v ssa.Value) ssa.Value {
	for range 8 {
		switch x := v.(type) {
		case *ssa.MakeInterface:
			v = x.X
		case *ssa.ChangeInterface:
			v = x.X
		case *ssa.ChangeType:
			v = x.X
		case *ssa.UnOp:
			alloc, ok := x.X.(*ssa.Alloc)
			if !ok {
				return v
			}
			var only ssa.Value
			for _, ref := range *alloc.Referrers() {
				if st, ok := ref.(*ssa.Store); ok && st.Addr == alloc {
					if only != nil {
						return v
					}
					only = st.Val
				}
			}
			if only == nil {
				return v
			}
			v = only
		default:
			return v
		}
	}
	return v
}

func constString(v ssa.Value) (string, bool) {
	c, ok := unwrap(v).(*ssa.Const)
	if !ok || c.Value == nil {
		return "", false
	}
	s := Reader{}.source(origin.Source{Kind: origin.Const, Value: c}, nil, 0)[0]
	return s, s != Hole
}

// operand returns the value at a place of a call, or nil.
func operand(c *ssa.CallCommon, at catalog.At) ssa.Value {
	if at == catalog.Recv {
		return origin.Receiver(c)
	}
	return origin.Operand(c, at.Arg())
}

// ByVerb guesses the effect of a remote procedure from the verb its name begins with, as
// the API guidelines of the large clouds use them. It is a guess.
func ByVerb(name string) catalog.Effect {
	for _, v := range [...]string{"Get", "List", "BatchGet", "Search", "Query", "Watch", "Lookup", "Describe", "Find", "Read", "Check", "Count", "Stat", "Head", "Fetch", "Ping", "Health", "Resolve", "Validate", "Test"} {
		if verb(name, v) {
			return catalog.Read
		}
	}
	for _, v := range [...]string{"Update", "Delete", "Set", "Put", "Upsert", "Replace", "Apply", "Remove", "Ensure", "Sync"} {
		if verb(name, v) {
			return catalog.IdempotentWrite
		}
	}
	for _, v := range [...]string{"Create", "Add", "Send", "Publish", "Increment", "Append", "Enqueue", "Charge", "Capture", "Transfer", "Pay", "Refund", "Submit", "Insert", "Post", "Push", "Order", "Purchase"} {
		if verb(name, v) {
			return catalog.NonIdempotentWrite
		}
	}
	return catalog.Unknown
}

// verb reports whether the mixed-caps name begins with the word.
func verb(name, word string) bool {
	rest, ok := strings.CutPrefix(name, word)
	return ok && (rest == "" || rest[0] < 'a' || rest[0] > 'z')
}

// ShortName names a function for messages: "http.Client.Do", "http.Post".
func ShortName(fn *types.Func) string {
	if fn == nil {
		return ""
	}
	name := fn.Name()
	if recv := catalog.RecvName(fn); recv != "" {
		name = recv + "." + name
	}
	if fn.Pkg() != nil {
		name = fn.Pkg().Name() + "." + name
	}
	return name
}
