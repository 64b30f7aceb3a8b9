package stamps

import (
	"go/token"
	"go/types"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/distvet/distvet/analyzers/internal/origin"
	"github.com/distvet/distvet/analyzers/internal/settings"
)

// OrderKind tells what an Order decides.
type OrderKind uint8

// The kinds of order.
const (
	Overwrite OrderKind = iota // the newer stamp wins and the other record is dropped or overwritten
	Queue                      // work is taken in the order of stamps, though the records carry a counter
	Sorted                     // records are sorted by stamps of other clocks
	Unfloored                  // a sequence is taken from the clock without its floor
	Cursor                     // a position in a peer's stream is the peer's stamp on one path, this clock on another
	Tie                        // the latest of a list by times that were cut to whole seconds
)

// An Order is an order of events that clocks decide.
type Order struct {
	Site
	Kind    OrderKind
	Name    string  // the field or variable that orders
	Foreign *Origin // where its stamps come from, nil if its type alone tells
	Counter string  // a field beside it that counts, "" if there is none
	Floor   string  // of Unfloored: the function that keeps the floor
	Item    string  // of Tie: what the list is of
	Decides string
	At      token.Pos
}

func (a *Analysis) findOrder() {
	for _, call := range a.ix.compares {
		if x, y := operands(call); y != nil {
			a.ordered(call, x, y)
		}
	}
	for _, op := range a.ix.pairs {
		a.ordered(op, op.X, op.Y)
	}
	a.unfloored()
	a.cursors()
	a.ties()
}

// fieldOf peels a stamp down to the field or getter that it was read from, and the object
// that has the field.
func fieldOf(v ssa.Value) (field any, base ssa.Value) {
	for range 8 {
		switch x := v.(type) {
		case *ssa.Convert:
			v = x.X
		case *ssa.ChangeType:
			v = x.X
		case *ssa.Call:
			obj := calleeObj(x.Common())
			if obj == nil {
				return nil, nil
			}
			args := x.Common().Args
			switch {
			case obj.Pkg() != nil && obj.Pkg().Path() == "time" && len(args) > 0:
				switch obj.Name() {
				case "UTC", "Local", "In", "Round", "Truncate", "Unix", "UnixNano", "UnixMilli", "UnixMicro":
					v = args[0]
					if isConst(v) && len(args) > 1 {
						v = args[1]
					}
					continue
				}
				return nil, nil
			case obj.Name() == "AsTime" && len(args) == 1:
				v = args[0]
				continue
			case strings.HasPrefix(obj.Name(), "Get") && obj.Signature().Params().Len() == 0 && len(args) == 1:
				return obj, args[0]
			}
			return nil, nil
		case *ssa.UnOp:
			if x.Op != token.MUL {
				return nil, nil
			}
			v = x.X
		case *ssa.FieldAddr:
			if n := origin.Named(x.X.Type()); n != nil && isWrapper(n) {
				v = x.X
				continue
			}
			return origin.FieldVar(x), x.X
		case *ssa.Field:
			if isWrapper(x.X.Type()) {
				v = x.X
				continue
			}
			if st, ok := x.X.Type().Underlying().(*types.Struct); ok {
				return st.Field(x.Field).Origin(), x.X
			}
			return nil, nil
		default:
			return nil, nil
		}
	}
	return nil, nil
}

// root returns the object that v is a part of.
func root(v ssa.Value) ssa.Value {
	for range 10 {
		switch x := v.(type) {
		case *ssa.FieldAddr:
			v = x.X
		case *ssa.Field:
			v = x.X
		case *ssa.UnOp:
			if x.Op != token.MUL {
				return v
			}
			v = x.X
		case *ssa.ChangeType:
			v = x.X
		case *ssa.MakeInterface:
			v = x.X
		default:
			return v
		}
	}
	return v
}

// ordered looks at a comparison of the same field of two records.
func (a *Analysis) ordered(instr ssa.Instruction, xv, yv ssa.Value) {
	fx, bx := fieldOf(xv)
	fy, by := fieldOf(yv)
	if fx == nil || fx != fy {
		a.register(instr, fx, bx, yv)
		a.register(instr, fy, by, xv)
		return
	}
	if bx == by {
		return
	}
	st := origin.Named(bx.Type())
	name := fieldName(fx)
	if st == nil || isOneClock(name, st) {
		return
	}
	if !isTimeField(fx, name) {
		return
	}
	x := a.operand(xv)
	if x.has(local) && !x.has(Foreign|Unknown) {
		return // this process made them all, as far as this package sees
	}
	fn := instr.Parent()
	o := &Order{Name: st.Obj().Name() + "." + name, Counter: counter(st, name), Decides: FuncName(fn), At: instr.Pos()}
	for _, or := range x.origins(Foreign) {
		o.Foreign = or
		break
	}
	o.Pos, o.End = a.rangeOf(instr.Pos())
	o.Func = o.Decides
	v := instr.(ssa.Value)
	switch {
	case isQueue(fn) && o.Counter != "":
		if compares(fn, st, o.Counter) {
			return // the counter comes first, and the stamp where it says nothing
		}
		o.Kind, o.Confidence = Queue, settings.Likely
		if tied(fn, fx) || a.advances(bx) {
			o.Confidence = settings.Possible
		}
	case overwrites(v, bx, by):
		if o.Counter != "" && settled(instr, st, o.Counter) {
			return // the counter decides, and the stamp where it does not
		}
		o.Kind, o.Confidence = Overwrite, settings.Possible
		// Whether anything is lost is not in sight: the latest report of a peer, heartbeats that
		// are gossiped and blocks of a chain are kept like this on purpose. Where the record
		// carries a counter, there is a better order at hand. A number may be of a logical clock.
		if x.has(Foreign) && !tied(fn, fx) && o.Counter != "" && isClockTime(fieldType(fx)) && !isSubject(name) {
			o.Confidence = settings.Likely
		}
	case isComparator(fn) && x.has(Foreign):
		o.Kind, o.Confidence = Sorted, settings.Possible
	default:
		return
	}
	a.addOrder(instr, o)
}

// settled reports whether instr is asked only where a comparison of the counters of two records has
// not decided yet: on one of its ways out, instr is not asked.
func settled(instr ssa.Instruction, st *types.Named, counter string) bool {
	for _, b := range instr.Parent().Blocks {
		if !b.Dominates(instr.Block()) {
			continue
		}
		for _, other := range b.Instrs {
			op, ok := other.(*ssa.BinOp)
			if !ok || !comparesField(op, st, counter) {
				continue
			}
			for _, ref := range *op.Referrers() {
				if branch, ok := ref.(*ssa.If); ok {
					for _, way := range branch.Block().Succs {
						reached := make([]bool, len(instr.Parent().Blocks)) // in this turn of a loop
						if forward(way, branch.Block(), reached); !reached[instr.Block().Index] {
							return true
						}
					}
				}
			}
		}
	}
	return false
}

// advances reports whether base is a part of something into which one record after another is decoded, as the
// head of a stream is: records of several streams are merged, and each stream keeps its order.
func (a *Analysis) advances(base ssa.Value) bool {
	head := partOf(base)
	if head == nil {
		return false
	}
	for _, instr := range a.env.SSA.Code() {
		fa, ok := instr.(*ssa.FieldAddr)
		if !ok || origin.FieldVar(fa) != head {
			continue
		}
		if _, ok := fa.X.(*ssa.Alloc); ok {
			continue // while it is made
		}
		for _, ref := range *fa.Referrers() {
			if _, ok := ref.(*ssa.MakeInterface); ok {
				return true // it is decoded there, one after another
			}
		}
	}
	return false
}

// partOf returns the field that a record is kept in, by value or by pointer, nil if it is no part.
func partOf(base ssa.Value) *types.Var {
	for range 3 {
		switch x := base.(type) {
		case *ssa.UnOp:
			base = x.X
		case *ssa.FieldAddr:
			return origin.FieldVar(x)
		case *ssa.Field:
			if st, ok := x.X.Type().Underlying().(*types.Struct); ok {
				return st.Field(x.Field).Origin()
			}
			return nil
		default:
			return nil
		}
	}
	return nil
}

// isSubject reports whether a name says when what a record is about begins, or takes effect, rather
// than when the record was written: a meeting, a price, the minute of a chart.
func isSubject(name string) bool {
	ws := words(name)
	if len(ws) == 0 {
		return false
	}
	switch ws[len(ws)-1] {
	case "start", "starts", "begin", "begins", "open", "opens", "from":
		return true
	}
	return hasWord(func(w string) bool { return w == "effective" }, name)
}

// comparesField reports whether op compares a field of two records.
func comparesField(op *ssa.BinOp, st *types.Named, field string) bool {
	of := func(v ssa.Value) bool {
		f, base := fieldOf(v)
		g, ok := f.(*types.Var)
		return ok && g.Name() == field && origin.Named(base.Type()) == st
	}
	return of(op.X) && of(op.Y)
}

// compares reports whether a function compares a field of two records.
func compares(fn *ssa.Function, st *types.Named, field string) bool {
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			if op, ok := instr.(*ssa.BinOp); ok && comparesField(op, st, field) {
				return true
			}
		}
	}
	return false
}

// tied reports whether a function also asks whether the stamps of two records are the same:
// whoever settles ties has weighed what stamps can tell.
func tied(fn *ssa.Function, f any) bool {
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			var x, y ssa.Value
			switch instr := instr.(type) {
			case *ssa.BinOp:
				if instr.Op == token.EQL || instr.Op == token.NEQ {
					x, y = instr.X, instr.Y
				}
			case *ssa.Call:
				if obj := calleeObj(instr.Common()); obj != nil && obj.Name() == "Equal" && len(instr.Common().Args) == 2 {
					x, y = instr.Common().Args[0], instr.Common().Args[1]
				}
			}
			if x == nil {
				continue
			}
			if g, _ := fieldOf(x); g != f {
				continue
			}
			if g, _ := fieldOf(y); g == f {
				return true
			}
		}
	}
	return false
}

// addOrder adds a finding unless the function already has one for the same stamp.
func (a *Analysis) addOrder(instr ssa.Instruction, o *Order) {
	a.taken[instr] = true
	for _, have := range a.order {
		if have.Kind == o.Kind && have.Name == o.Name && have.Decides == o.Decides {
			return
		}
	}
	a.order = append(a.order, o)
}

// register looks at a stamp that is compared with the one that a record keeps, and replaces
// it together with the record's data if it is later: the newest write wins.
func (a *Analysis) register(instr ssa.Instruction, field any, base, stamp ssa.Value) {
	f, ok := field.(*types.Var)
	if !ok || !isTimeField(f, f.Name()) || origin.IsLocal(base) || f.Pkg() != a.pkg {
		return
	}
	st := origin.Named(base.Type())
	if st == nil || isOneClock(f.Name(), st) {
		return
	}
	v := a.operand(stamp)
	if !v.has(Foreign) || v.has(local|File) || v.shifted {
		return // a high-water mark of our own clock, or nothing known
	}
	for _, branch := range branches(instr.(ssa.Value), 0) {
		ways := sides(branch)
		for i, side := range ways {
			if !replaces(side, f, root(base), stamp) || refuses(ways[1-i]) {
				continue
			}
			o := &Order{Kind: Overwrite, Name: st.Obj().Name() + "." + f.Name(), Counter: counter(st, f.Name()), Decides: FuncName(instr.Parent()), At: instr.Pos()}
			o.Foreign = v.origins(Foreign)[0]
			o.Pos, o.End = a.rangeOf(instr.Pos())
			o.Confidence, o.Func = settings.Possible, o.Decides
			if o.Counter != "" && isClockTime(f.Type()) && !isSubject(f.Name()) {
				o.Confidence = settings.Likely
			}
			a.addOrder(instr, o)
			return
		}
	}
}

// refuses reports whether some blocks return an error: whoever comes late hears of it.
func refuses(blocks []*ssa.BasicBlock) bool {
	for _, b := range blocks {
		ret, ok := b.Instrs[len(b.Instrs)-1].(*ssa.Return)
		if !ok {
			continue
		}
		for _, r := range ret.Results {
			if c, ok := r.(*ssa.Const); origin.IsError(r.Type()) && !(ok && c.Value == nil) {
				return true
			}
		}
	}
	return false
}

// replaces reports whether some blocks store stamp in field f of the record at base, and
// something else in another of its fields.
func replaces(blocks []*ssa.BasicBlock, f *types.Var, base, stamp ssa.Value) bool {
	takes, data := false, false
	for _, b := range blocks {
		for _, instr := range b.Instrs {
			st, ok := instr.(*ssa.Store)
			if !ok {
				continue
			}
			fa, ok := st.Addr.(*ssa.FieldAddr)
			if !ok || root(fa.X) != base {
				continue
			}
			switch g := origin.FieldVar(fa); {
			case g == f:
				takes = takes || st.Val == stamp
			case !isConst(st.Val) && !isSum(st.Val):
				data = true
			}
		}
	}
	return takes && data
}

func isSum(v ssa.Value) bool { _, ok := v.(*ssa.BinOp); return ok }

func fieldName(f any) string {
	switch f := f.(type) {
	case *types.Var:
		return f.Name()
	case *types.Func:
		return strings.TrimPrefix(f.Name(), "Get")
	}
	return ""
}

// isTimeField reports whether a field holds a time by its type, or by its name if it is a number.
func isTimeField(f any, name string) bool {
	t := fieldType(f)
	if isClockTime(t) {
		return !hasWord(isPlanned, name)
	}
	return hasWord(isTimeWord, name) && !hasWord(isPlanned, name) && !isNamed(t, "time", "Duration")
}

// fieldType returns the type of a field, or of what its getter returns.
func fieldType(f any) types.Type {
	if fn, ok := f.(*types.Func); ok {
		return fn.Signature().Results().At(0).Type()
	}
	return f.(*types.Var).Type()
}

// isClockTime reports whether t holds what a clock reads, a time or a wrapper of one.
func isClockTime(t types.Type) bool { return isTime(origin.Deref(t)) || isWrapper(origin.Deref(t)) }

// isPlanned reports whether a word says that a time is set for something to come, or is a
// length: the later of two is a choice, and no order of events.
func isPlanned(w string) bool {
	switch w {
	case "next", "due", "until", "deadline", "expiry", "expires", "expire", "expiration", "end", "eta", "scheduled", "schedule", "valid", "wait", "total", "elapsed", "duration", "took", "latency":
		return true
	}
	return false
}

func isTimeWord(w string) bool {
	switch w {
	case "time", "timestamp", "ts", "at", "nano", "nanos", "ns", "unix", "mtime", "ctime", "modified", "updated", "created", "date":
		return true
	}
	return false
}

// isOneClock reports whether the stamps of a field are all made by one server, which orders
// them (the creation time of Kubernetes objects), or are no events: times of files, limits
// of certificates.
func isOneClock(name string, st *types.Named) bool {
	switch strings.Join(words(name), " ") {
	case "mod time", "modtime", "mtime", "atime", "ctime", "access time", "change time", "birth time":
		return true
	}
	return name == "CreationTimestamp" || name == "DeletionTimestamp" ||
		st.Obj().Pkg() != nil && st.Obj().Pkg().Path() == "crypto/x509" || name == "NotBefore" || name == "NotAfter"
}

// counter returns the field of st that counts what the stamp named dates: an order that no
// clock decides. CreateIndex goes with CreateTime; failing that, the shortest name.
func counter(st *types.Named, stamp string) string {
	s, ok := st.Underlying().(*types.Struct)
	if !ok {
		return ""
	}
	best := ""
	for i := range s.NumFields() {
		f := s.Field(i)
		b, ok := f.Type().Underlying().(*types.Basic)
		if !ok || b.Info()&types.IsInteger == 0 && f.Name() != "ResourceVersion" {
			continue
		}
		ws := words(f.Name())
		if len(ws) == 0 {
			continue // a blank field
		}
		switch ws[len(ws)-1] {
		case "index": // of a log; alone it is the place in a heap or a list
			if len(ws) == 1 || !isLog(ws[len(ws)-2]) && !strings.HasPrefix(strings.ToLower(stamp), ws[0]) {
				continue
			}
			if strings.HasPrefix(strings.ToLower(stamp), ws[0]) {
				return f.Name()
			}
		case "revision", "sequence", "seq", "term", "epoch", "generation", "lsn", "seqno":
			if len(ws) > 1 && strings.HasPrefix(strings.ToLower(stamp), ws[0]) {
				return f.Name()
			}
		case "version":
			if f.Name() != "ResourceVersion" {
				continue
			}
		default:
			continue
		}
		if best == "" || len(f.Name()) < len(best) {
			best = f.Name()
		}
	}
	return best
}

// isLog reports whether a word before "index" says that it counts the entries of a log.
func isLog(w string) bool {
	switch w {
	case "log", "raft", "commit", "committed", "applied", "apply", "create", "modify", "wal", "event":
		return true
	}
	return false
}

// isComparator reports whether fn has the shape of a comparison: Less(i, j), or a literal
// of two values that returns a bool or an int.
func isComparator(fn *ssa.Function) bool {
	s := fn.Signature
	if s.Results().Len() != 1 || s.Params().Len() != 2 {
		return false
	}
	if fn.Name() == "Less" {
		return origin.IsBool(s.Results().At(0).Type())
	}
	b, ok := s.Results().At(0).Type().Underlying().(*types.Basic)
	return ok && fn.Parent() != nil && (b.Kind() == types.Bool || b.Kind() == types.Int) &&
		types.Identical(s.Params().At(0).Type(), s.Params().At(1).Type())
}

// isQueue reports whether fn orders a heap, or a structure that is not merely sorted once.
func isQueue(fn *ssa.Function) bool {
	if !isComparator(fn) {
		return false
	}
	if fn.Name() == "Less" && fn.Signature.Recv() != nil {
		n := origin.Named(fn.Signature.Recv().Type())
		if n == nil {
			return false
		}
		push, pop := false, false
		for i := range n.NumMethods() {
			push = push || n.Method(i).Name() == "Push"
			pop = pop || n.Method(i).Name() == "Pop"
		}
		return push && pop
	}
	if fn.Parent() == nil {
		return false
	}
	// A literal returned by a function that makes comparators goes into a structure.
	for _, b := range fn.Parent().Blocks {
		for _, instr := range b.Instrs {
			if ret, ok := instr.(*ssa.Return); ok {
				for _, r := range ret.Results {
					if r == ssa.Value(fn) {
						return true
					}
					if mc, ok := r.(*ssa.MakeClosure); ok && mc.Fn == fn {
						return true
					}
				}
			}
		}
	}
	return false
}

// overwrites reports whether the outcome of a comparison decides that one of the two
// records is stored, or not stored.
func overwrites(cmp ssa.Value, x, y ssa.Value) bool {
	rx, ry := root(x), root(y)
	for _, branch := range branches(cmp, 0) {
		for _, side := range sides(branch) {
			for _, b := range side {
				if storesRecord(b, rx, ry) {
					return true
				}
			}
		}
	}
	return false
}

// branches returns the ifs that a bool (or the int of Compare) decides.
func branches(v ssa.Value, deep int) []*ssa.If {
	if deep > 4 || v.Referrers() == nil {
		return nil
	}
	var list []*ssa.If
	for _, ref := range *v.Referrers() {
		switch ref := ref.(type) {
		case *ssa.If:
			list = append(list, ref)
		case *ssa.UnOp:
			list = append(list, branches(ref, deep+1)...)
		case *ssa.Phi:
			list = append(list, branches(ref, deep+1)...)
		case *ssa.BinOp:
			list = append(list, branches(ref, deep+1)...)
		}
	}
	return list
}

// storesRecord reports whether a block stores one of the two records somewhere.
func storesRecord(b *ssa.BasicBlock, x, y ssa.Value) bool {
	is := func(v ssa.Value) bool { r := root(v); return r == x || r == y }
	for _, instr := range b.Instrs {
		switch instr := instr.(type) {
		case *ssa.MapUpdate:
			if is(instr.Value) && isRecord(instr.Value.Type()) && !isOwnMap(instr.Map) {
				return true
			}
		case *ssa.Store:
			if !origin.IsLocal(instr.Addr) && is(instr.Val) && isRecord(instr.Val.Type()) {
				return true
			}
		case *ssa.Call:
			c := instr.Common()
			obj := calleeObj(c)
			if obj == nil || isReport(obj) || !isWrite(obj.Name()) {
				continue
			}
			for _, arg := range c.Args {
				if is(arg) {
					if _, ok := arg.(*ssa.Parameter); ok && obj.Signature().Recv() != nil && arg == c.Args[0] {
						continue // a method of the record itself
					}
					return true
				}
			}
		}
	}
	return false
}

// isOwnMap reports whether a map was made by the function that writes to it: a view of
// records that lie elsewhere, in which nothing is lost.
func isOwnMap(m ssa.Value) bool {
	switch m := m.(type) {
	case *ssa.MakeMap:
		return true
	case *ssa.UnOp:
		_, local := m.X.(*ssa.Alloc)
		return local
	case *ssa.Phi:
		for _, e := range m.Edges {
			if e != ssa.Value(m) && !isOwnMap(e) {
				return false
			}
		}
		return true
	}
	return false
}

// isRecord reports whether t is a record rather than one of its numbers, texts or times.
func isRecord(t types.Type) bool {
	if n := origin.Named(t); n != nil {
		// A moment in the form that a program keeps moments in.
		if ws := words(n.Obj().Name()); len(ws) > 0 && isTimeWord(ws[len(ws)-1]) {
			return false
		}
	}
	_, basic := t.Underlying().(*types.Basic)
	return !basic && !isStampType(t)
}

// isWrite reports whether a function of this name keeps what it is given.
func isWrite(name string) bool {
	for _, p := range [...]string{"Put", "Set", "Store", "Save", "Update", "Upsert", "Insert", "Replace", "Write", "Apply", "Merge", "Delete", "Remove",
		"put", "set", "store", "save", "update", "upsert", "insert", "replace", "write", "apply", "merge", "delete", "remove"} {
		if strings.HasPrefix(name, p) {
			return true
		}
	}
	return false
}

// unfloored looks for fields that one place keeps from falling (now, but at least the last
// value and one) and that another place sets to the clock as it is.
func (a *Analysis) unfloored() {
	floors := make(map[*types.Var]*ssa.Function)
	var order []*types.Var
	for _, op := range a.ix.floors {
		f, _ := fieldOf(op.X)
		field, ok := f.(*types.Var)
		if !ok || floors[field] != nil || !a.joinsClock(op) {
			continue
		}
		floors[field] = op.Parent()
		order = append(order, field)
	}
	for _, f := range order {
		for _, fa := range a.ix.fieldAddrs[f] {
			for _, ref := range *fa.Referrers() {
				st, ok := ref.(*ssa.Store)
				if !ok || st.Addr != fa || st.Parent() == floors[f] || origin.IsLocal(fa.X) {
					continue
				}
				v := a.eval(st.Val)
				if !isNow(v) || v.has(Floored) || v.shifted || len(v.Carriers) > 0 || len(v.Origins) != 1 || v.Origins[0].Func != FuncName(st.Parent()) {
					continue
				}
				o := &Order{Kind: Unfloored, Name: a.CarrierName(f), Floor: FuncName(floors[f]), Decides: FuncName(st.Parent()), At: st.Pos()}
				o.Pos, o.End = a.rangeOf(v.Origins[0].Pos)
				o.Confidence, o.Func = settings.Likely, o.Decides
				a.order = append(a.order, o)
			}
		}
	}
}

// joinsClock reports whether "last + 1" meets a reading of the clock in a phi or a max.
func (a *Analysis) joinsClock(op *ssa.BinOp) bool {
	for _, ref := range *op.Referrers() {
		switch ref := ref.(type) {
		case *ssa.Phi:
			for _, e := range ref.Edges {
				if e != ssa.Value(op) && a.eval(e).has(local) {
					return true
				}
			}
		case *ssa.Call:
			name := ""
			if b, ok := ref.Common().Value.(*ssa.Builtin); ok {
				name = b.Name()
			} else if obj := calleeObj(ref.Common()); obj != nil {
				name = strings.ToLower(obj.Name())
			}
			if name != "max" {
				continue
			}
			for _, arg := range ref.Common().Args {
				if arg != ssa.Value(op) && a.eval(arg).has(local) {
					return true
				}
			}
		case *ssa.Store:
			if al, ok := ref.Addr.(*ssa.Alloc); ok && a.evalAddr(al).has(local) {
				return true
			}
		}
	}
	return false
}

// cursors looks for variables that hold the peer's stamp on one path and a reading of this
// clock on another, and that go back to the peer, or out, as its position.
func (a *Analysis) cursors() {
	seen := make(map[ssa.Value]bool)
	for _, call := range a.ix.numbers {
		v := a.eval(call)
		if !isNow(v) || v.shifted || len(v.Carriers) > 0 {
			continue
		}
		for _, hold := range holders(call) {
			if seen[hold] {
				continue
			}
			seen[hold] = true
			var all *Value
			if phi, ok := hold.(*ssa.Phi); ok {
				all = a.eval(phi)
			} else {
				all = a.evalAddr(hold)
			}
			if !all.has(Foreign) || !fromMessage(all) {
				continue
			}
			name := a.nameOf(hold)
			if !sentBack(hold) && !(hasWord(isCursor, name) && leaves(hold)) {
				continue
			}
			o := &Order{Kind: Cursor, Name: name, Decides: FuncName(call.Parent()), At: call.Pos()}
			for _, or := range all.origins(Foreign) {
				o.Foreign = or
				break
			}
			o.Pos, o.End = a.rangeOf(call.Pos())
			o.Confidence, o.Func = settings.Likely, o.Decides
			a.order = append(a.order, o)
		}
	}
}

func fromMessage(v *Value) bool {
	for _, o := range v.origins(Foreign) {
		if strings.HasPrefix(o.Expr, "received in ") {
			return true
		}
	}
	return false
}

func isCursor(w string) bool {
	switch w {
	case "cursor", "offset", "snapshot", "since", "resume", "position", "watermark", "checkpoint":
		return true
	}
	return false
}

// holders returns the variables that a number is put into.
func holders(v ssa.Value) []ssa.Value {
	var list []ssa.Value
	for _, ref := range *v.Referrers() {
		switch ref := ref.(type) {
		case *ssa.Convert:
			list = append(list, holders(ref)...)
		case *ssa.Phi:
			list = append(list, ref)
		case *ssa.Store:
			if ref.Val != v {
				continue
			}
			switch addr := ref.Addr.(type) {
			case *ssa.Alloc:
				list = append(list, addr)
			case *ssa.FreeVar:
				list = append(list, addr)
			}
		}
	}
	return list
}

// sentBack reports whether a variable is put into a field of a message.
func sentBack(hold ssa.Value) bool {
	found := false
	visit(hold, 0, func(ref ssa.Instruction, v ssa.Value) {
		if st, ok := ref.(*ssa.Store); ok && st.Val == v {
			if fa, ok := st.Addr.(*ssa.FieldAddr); ok {
				if n := origin.Named(fa.X.Type()); n != nil && isMessage(n) {
					found = true
				}
			}
		}
	})
	return found
}

// leaves reports whether a variable is returned.
func leaves(hold ssa.Value) bool {
	found := false
	visit(hold, 0, func(ref ssa.Instruction, v ssa.Value) {
		if _, ok := ref.(*ssa.Return); ok {
			found = true
		}
	})
	return found
}

// visit calls f for the uses of a variable and of what it is copied to.
func visit(v ssa.Value, deep int, f func(ref ssa.Instruction, v ssa.Value)) {
	if deep > 4 || v.Referrers() == nil {
		return
	}
	for _, ref := range *v.Referrers() {
		f(ref, v)
		switch ref := ref.(type) {
		case *ssa.UnOp:
			visit(ref, deep+1, f)
		case *ssa.Convert:
			visit(ref, deep+1, f)
		case *ssa.Phi:
			visit(ref, deep+1, f)
		case *ssa.MakeClosure:
			for fv := range origin.FreeVars(ref, v) {
				visit(fv, deep+1, f)
			}
		}
	}
}
