package repeat

import (
	"go/constant"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/distvet/distvet/analyzers/internal/origin"
)

// After tells after which failures a region tries again.
type After uint8

// The grades, from the most to the least dangerous.
const (
	AnyError  After = iota // whatever the error
	Ambiguous              // errors that may come after sending, such as timeouts
	Filtered               // errors that a predicate chooses
	Harmless               // errors that come before sending, or that tell that nothing was done
)

// after tells after which failures of the call the region repeats it.
func (a *Analysis) after(r *Region, call *ssa.Call) After {
	err := errorOf(call)
	if err == nil {
		if callee := origin.CalleeObject(call.Common()); callee != nil && callee.Name() == "ServeHTTP" && !traces(r.Fn) {
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
	w := &back{r: r, call: call, err: map[ssa.Value]bool{err: true}, worked: true, answer: answerOf(call)}
	return w.search() == AnyError
}

// goesOn reports whether the region comes back to the call when it has succeeded: what is
// then done is more work, not the same again.
func goesOn(r *Region, call *ssa.Call) bool {
	w := &back{r: r, call: call, err: map[ssa.Value]bool{errorOf(call): true}, worked: true, strict: true}
	return w.search() != Harmless
}

// comesBackOnFailure reports whether the region comes back to the call after some failure of
// it, and leaves if the call and every later step of the attempt succeed, such as a commit.
func comesBackOnFailure(r *Region, call *ssa.Call) bool {
	err := errorOf(call)
	failed := &back{r: r, call: call, err: map[ssa.Value]bool{err: true}}
	failed.search()
	well := &back{r: r, call: call, err: map[ssa.Value]bool{err: true}, worked: true, strict: true, well: true}
	well.search()
	return failed.came && !well.came
}

// answerOf returns what a call yields beside its error, and what is read out of that.
func answerOf(call *ssa.Call) map[ssa.Value]bool {
	same := make(map[ssa.Value]bool)
	for _, ref := range *call.Referrers() {
		if e, ok := ref.(*ssa.Extract); ok && !origin.IsError(e.Type()) {
			same[e] = true
		}
	}
	for n := -1; n != len(same); {
		n = len(same)
		follow(same)
		for v := range same {
			refs := v.Referrers()
			if refs == nil {
				continue
			}
			for _, ref := range *refs {
				switch ref := ref.(type) {
				case *ssa.FieldAddr, *ssa.Field, *ssa.Convert, *ssa.ChangeType, *ssa.MakeInterface:
					same[ref.(ssa.Value)] = true
				case *ssa.UnOp:
					same[ref] = true
				case *ssa.BinOp:
					if ref.Op == token.QUO || ref.Op == token.REM {
						same[ref] = true
					}
				}
			}
		}
	}
	return same
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
	read := readOut(same)
	seen := make(map[*ssa.BasicBlock]bool)
	stack := []*ssa.BasicBlock{}
	expand := func(b *ssa.BasicBlock) bool {
		switch last := b.Instrs[len(b.Instrs)-1].(type) {
		case *ssa.Return:
			return r.Whole() && r.runsAgain(last) && !closes(last) && !w.err[outcome(last)]
		case *ssa.If:
			for i, s := range b.Succs {
				if _, ok := w.take(last.Cond, i == 0, AnyError); !ok {
					continue
				}
				if yes, known := holds(last.Cond, same, status); known && yes != (i == 0) {
					continue
				}
				if i == 0 && chosenBy(last.Cond, read) {
					continue // a predicate of what the server says chooses: its code may be one that tells
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
		if r.cameBack(b, call.Block()) || expand(b) {
			return true
		}
	}
	return false
}

// readOut returns the errors and values that functions make of a response: what its body says.
func readOut(same map[ssa.Value]bool) map[ssa.Value]bool {
	read := make(map[ssa.Value]bool)
	from := make(map[ssa.Value]bool)
	for v := range same {
		from[v] = true
	}
	for n := -1; n != len(from)+len(read); {
		n = len(from) + len(read)
		for v := range from {
			if v.Referrers() == nil {
				continue
			}
			for _, ref := range *v.Referrers() {
				switch ref := ref.(type) {
				case *ssa.FieldAddr:
					if f := origin.FieldVar(ref); f != nil && f.Name() == "Body" {
						from[ref] = true
					}
				case *ssa.UnOp, *ssa.MakeInterface, *ssa.ChangeInterface, *ssa.Phi:
					from[ref.(ssa.Value)] = true
					if read[v] {
						read[ref.(ssa.Value)] = true
					}
				case *ssa.Extract:
					from[ref] = true
					read[ref] = true
				case *ssa.Call:
					if b, ok := ref.Type().Underlying().(*types.Basic); ok && b.Kind() == types.Bool {
						continue
					}
					from[ref] = true
					read[ref] = true
				}
			}
		}
		follow(from)
	}
	for v := range from {
		if origin.IsError(v.Type()) {
			read[v] = true
		}
	}
	return read
}

// chosenBy reports whether a condition is a predicate of one of the values.
func chosenBy(cond ssa.Value, read map[ssa.Value]bool) bool {
	call, ok := cond.(*ssa.Call)
	if !ok {
		return false
	}
	for _, arg := range call.Call.Args {
		if read[arg] {
			return true
		}
	}
	return false
}

// follow adds the copies of the values through phis and local variables.
func follow(same map[ssa.Value]bool) {
	for n := -1; n != len(same); {
		n = len(same)
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
					if callee := origin.CalleeObject(c.Common()); callee != nil && callee.Pkg() != nil && callee.Pkg().Path() == "net/http/httptrace" {
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
	if origin.IsError(call.Type()) {
		return call
	}
	tuple, ok := call.Type().(*types.Tuple)
	if !ok {
		// go-redis and its like: the command holds the error.
		for _, ref := range *call.Referrers() {
			if c, ok := ref.(*ssa.Call); ok && origin.IsError(c.Type()) && origin.CalleeObject(c.Common()) != nil && origin.CalleeObject(c.Common()).Name() == "Err" {
				return c
			}
		}
		for _, ref := range *call.Referrers() {
			if c, ok := ref.(*ssa.Call); ok && origin.CalleeObject(c.Common()) != nil && origin.CalleeObject(c.Common()).Name() == "Result" {
				return errorOf(c)
			}
		}
		return nil
	}
	for _, ref := range *call.Referrers() {
		if e, ok := ref.(*ssa.Extract); ok && e.Index == tuple.Len()-1 && origin.IsError(e.Type()) {
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
	// strict says that a predicate of the error says no to nil.
	strict bool
	// well says that what is done after the call succeeds as well.
	well bool
	// answer is what the call yields beside the error: a branch that it decides tells
	// whether the call did work.
	answer map[ssa.Value]bool

	came bool // a way back was found
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
			if w.r.Whole() && w.r.runsAgain(last) && !(w.worked && (w.err[outcome(last)] || closes(last))) {
				best, w.came = min(best, g), true
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
		if w.r.cameBack(s.b, start) {
			best, w.came = min(best, s.grade), true
			continue
		}
		expand(s.b, s.grade)
	}
	return best
}

// cameBack reports whether a way that reaches block b has come back to the operation, which
// stands in block start.
func (r *Region) cameBack(b, start *ssa.BasicBlock) bool {
	if r.Back != nil {
		return b == r.Back.Block()
	}
	return b == start && !r.Whole()
}

// copies follows the error through phis and through the variables of the function.
func (w *back) copies() {
	for n := -1; n != len(w.err); {
		n = len(w.err)
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
				case *ssa.Call:
					// checkResponse(c.Do(req)), wrap(err): its error is that of the call.
					if err := errorOf(ref); err != nil {
						w.err[err] = true
					}
				}
			}
		}
	}
}

// outcome returns the last result of a return: the error, if there is one.
func outcome(ret *ssa.Return) ssa.Value { return returned(ret, len(ret.Results)-1) }

// returned returns result i of a return. In functions with deferred calls the results are
// variables, which the return statement sets before the deferred calls run.
func returned(ret *ssa.Return, i int) ssa.Value {
	v := ret.Results[i]
	load, ok := v.(*ssa.UnOp)
	if !ok || load.Op != token.MUL {
		return v
	}
	cell, ok := load.X.(*ssa.Alloc)
	if !ok {
		return v
	}
	instrs := ret.Block().Instrs
	for j := len(instrs) - 1; j >= 0; j-- {
		if st, ok := instrs[j].(*ssa.Store); ok && st.Addr == ssa.Value(cell) {
			return st.Val
		}
	}
	return v
}

// closes reports whether a return passes on the error of a Close, which hardly ever comes.
func closes(ret *ssa.Return) bool {
	call, ok := outcome(ret).(*ssa.Call)
	if !ok {
		return false
	}
	callee := origin.CalleeObject(call.Common())
	return callee != nil && callee.Name() == "Close"
}

// runsAgain reports whether a return of a literal may make the helper run it again: it
// carries an error that is not marked as final.
func runsAgain(ret *ssa.Return) bool {
	if len(ret.Results) == 0 {
		return false
	}
	v := outcome(ret)
	isNil := false
	if c, ok := v.(*ssa.Const); ok && c.IsNil() {
		isNil = true
	}
	if b, ok := ret.Results[0].Type().Underlying().(*types.Basic); ok && b.Kind() == types.Bool && len(ret.Results) == 2 {
		// A condition that is polled: an error ends it, "not yet" does not.
		c, known := returned(ret, 0).(*ssa.Const)
		return isNil && !(known && constant.BoolVal(c.Value))
	}
	if isNil {
		return false
	}
	for range 4 {
		switch x := v.(type) {
		case *ssa.Call:
			if callee := origin.CalleeObject(x.Common()); callee != nil {
				return !finalName(callee.Name())
			}
			return true
		case *ssa.MakeInterface:
			if finalType(x.X.Type()) {
				return false // &backoff.PermanentError{Err: err}
			}
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
		if yes, known := holds(c, w.answer, 200); known {
			return g, yes == taken
		}
		if w.answer[c.X] || w.answer[c.Y] {
			return max(g, Filtered), true
		}
		if w.well && (c.Op == token.EQL || c.Op == token.NEQ) && origin.IsError(c.X.Type()) && origin.IsNil(c.Y) {
			return g, taken == (c.Op == token.EQL)
		}
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
		if _, ok := w.codeOf(c.X); ok && (c.Op == token.EQL || c.Op == token.NEQ) {
			if taken == (c.Op == token.EQL) {
				return max(g, gradeOf(c.Y)), true
			}
			return g, true
		}
	case *ssa.Phi:
		if match, pred := w.flag(c, make(map[*ssa.Phi]bool)); pred != nil && taken == match && !w.worked {
			return max(g, gradeOfPredicate(pred)), true
		}
	case *ssa.Call, *ssa.Extract:
		call, ok := c.(*ssa.Call)
		if e, isExtract := c.(*ssa.Extract); isExtract {
			if e.Tuple == ssa.Value(w.call) && !w.worked {
				return max(g, Filtered), true // it tells by itself what is worth another attempt
			}
			if ta, asserts := e.Tuple.(*ssa.TypeAssert); asserts && w.worked && w.err[ta.X] {
				return g, !taken // nil is of no type
			}
			call, ok = e.Tuple.(*ssa.Call)
		}
		if ok && w.answer != nil {
			for _, arg := range call.Call.Args {
				if w.answer[arg] {
					return max(g, Filtered), true
				}
			}
		}
		if !ok || !w.about(call) {
			break
		}
		if w.strict && !slices.ContainsFunc(call.Call.Args, func(arg ssa.Value) bool { return isResponse(arg.Type()) }) {
			return g, !taken // a predicate of an error says no to nil
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
		if w.isText(arg, 0) {
			return true
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
	callee := origin.CalleeObject(c)
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
