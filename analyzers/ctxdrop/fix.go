package ctxdrop

import (
	"cmp"
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"
	"golang.org/x/tools/go/ssa"
	"golang.org/x/tools/go/types/typeutil"

	"github.com/distvet/distvet/analyzers/internal/boundary"
	"github.com/distvet/distvet/analyzers/internal/origin"
	"github.com/distvet/distvet/analyzers/internal/summary"
)

// fix passes the context at hand to every crossing of a cause: in place of the root context
// that is made for them, to the request that they send, or to the sibling of the function
// that takes one. It is offered where all of them can be mended in the function itself, by
// edits that change nothing for anybody else.
func fix(pass *analysis.Pass, res *summary.Result, cause *boundary.Cause) []analysis.SuggestedFix {
	if cause.Hand.Param == nil {
		return nil
	}
	f := &fixer{pass: pass, res: res, hand: cause.Hand, calls: make(map[*ast.CallExpr]bool)}
	calls := make([]*ast.CallExpr, len(cause.Crossings))
	for i, c := range cause.Crossings {
		call, ok := res.Boundary.Node(c.Call.Pos()).(*ast.CallExpr)
		if !ok {
			return nil
		}
		calls[i], f.calls[call] = call, true
	}
	for i, c := range cause.Crossings {
		if f.outlives(c) || !f.mend(c, calls[i]) {
			return nil
		}
	}
	if !f.dropImport() {
		return nil
	}
	slices.SortFunc(f.edits, func(a, b analysis.TextEdit) int { return cmp.Or(int(a.Pos-b.Pos), int(a.End-b.End)) })
	return []analysis.SuggestedFix{{Message: "Pass " + f.hand.Name, TextEdits: f.edits}}
}

// A fixer collects the edits of one fix.
type fixer struct {
	pass  *analysis.Pass
	res   *summary.Result
	hand  *boundary.Hand
	calls map[*ast.CallExpr]bool // the crossings of the cause
	edits []analysis.TextEdit
	roots []*ast.CallExpr // calls of context.Background and context.TODO that go
}

// replace adds an edit, once.
func (f *fixer) replace(pos, end token.Pos, text string) {
	for _, e := range f.edits {
		if e.Pos == pos && e.End == end && string(e.NewText) == text {
			return
		}
	}
	f.edits = append(f.edits, analysis.TextEdit{Pos: pos, End: end, NewText: []byte(text)})
}

// mend adds the edits for one crossing, and reports whether it could.
func (f *fixer) mend(c *boundary.Crossing, call *ast.CallExpr) bool {
	for _, kind := range [...]boundary.Kind{boundary.Ctx, boundary.Req} {
		if op := c.Operand(kind); op != nil && op.Value != nil {
			return f.root(op.Value, c.Fn)
		}
	}
	return (c.Via == nil || c.Twin() != "") && f.sibling(call)
}

// outlives reports whether what a crossing yields (an open response, rows) leaves the function,
// while the context at hand may be one that the function cancels when it returns.
func (f *fixer) outlives(c *boundary.Crossing) bool {
	results := c.Fn.Signature.Results()
	open := false
	for v := range results.Variables() {
		for _, name := range [...]string{"Close", "Scan", "Rollback"} {
			obj, _, _ := types.LookupFieldOrMethod(v.Type(), true, f.pass.Pkg, name)
			open = open || obj != nil
		}
		open = open || boundary.IsNamed(v.Type(), "net/http", "Response")
	}
	return open && f.assigned(f.hand.Param.Object())
}

// assigned reports whether a variable is given another value than the one it is declared with.
func (f *fixer) assigned(v types.Object) bool {
	for cur := range f.uses(v) {
		if k, _ := cur.ParentEdge(); k == edge.AssignStmt_Lhs {
			return true
		}
	}
	return false
}

// root mends the one place from which a context or a request comes.
func (f *fixer) root(v ssa.Value, fn *ssa.Function) bool {
	sources := f.res.Origin.Sources(v, fn)
	if len(sources) != 1 || sources[0].Kind != origin.Call {
		return false
	}
	call, ok := sources[0].Value.(*ssa.Call)
	if !ok {
		return false
	}
	callee := origin.CalleeObject(call.Common())
	switch derive(callee) {
	case newRoot:
		return f.replaceRoot(call)
	case newRequest:
		return f.request(call)
	case derived:
		for i := range call.Call.Args {
			if arg := call.Call.Args[i]; boundary.IsNamed(arg.Type(), "context", "Context") {
				return f.root(arg, call.Parent())
			}
		}
	}
	return false
}

// How a function makes a context or a request.
const (
	otherwise  = iota
	newRoot    // context.Background, context.TODO
	newRequest // http.NewRequest
	derived    // from its context argument, and what it makes is a context or a request again
)

func derive(fn *types.Func) int {
	if fn == nil || fn.Pkg() == nil {
		return otherwise
	}
	method := fn.Signature().Recv() != nil
	switch path, name := fn.Pkg().Path(), fn.Name(); {
	case path == "context" && (name == "Background" || name == "TODO"):
		return newRoot
	case path == "context" && strings.HasPrefix(name, "With") && name != "WithoutCancel":
		return derived
	case path == "net/http" && !method && name == "NewRequest":
		return newRequest
	case path == "net/http" && (!method && name == "NewRequestWithContext" || method && boundary.IsNamed(fn.Signature().Recv().Type(), path, "Request") && (name == "WithContext" || name == "Clone")):
		return derived
	}
	return otherwise
}

// replaceRoot puts the context at hand in the place of context.Background().
func (f *fixer) replaceRoot(root *ssa.Call) bool {
	call, ok := f.res.Boundary.Node(root.Pos()).(*ast.CallExpr)
	if !ok || !f.visible(call.Pos()) {
		return false
	}
	sel, ok := call.Fun.(*ast.SelectorExpr)
	if !ok || len(call.Args) > 0 {
		return false
	}
	if _, ok := sel.X.(*ast.Ident); !ok {
		return false
	}
	cur, ok := f.res.Program.Inspector.Root().FindNode(call)
	if !ok || !f.flows(cur, make(map[types.Object]bool)) {
		return false
	}
	if k, _ := cur.ParentEdge(); k != edge.CallExpr_Args && (!f.plain() || f.assignsHand(cur)) {
		return false
	}
	if !slices.Contains(f.roots, call) {
		f.roots = append(f.roots, call)
	}
	f.replace(call.Pos(), call.End(), f.hand.Name)
	return true
}

// assignsHand reports whether the value of an expression is assigned to a variable that has
// the name of the context at hand: ctx = ctx helps nobody.
func (f *fixer) assignsHand(cur inspector.Cursor) bool {
	name, _, _ := strings.Cut(f.hand.Name, ".")
	for _, id := range targets(cur) {
		if id.Name == name {
			return true
		}
	}
	return false
}

// plain reports whether the context at hand is of type context.Context, so that a variable
// that is declared with it has the same type as before.
func (f *fixer) plain() bool {
	p := f.hand.Param.Type()
	return strings.Contains(f.hand.Name, ".") || boundary.IsNamed(p, "context", "Context")
}

// visible reports whether the name of the context at hand means the parameter at pos.
func (f *fixer) visible(pos token.Pos) bool {
	param := f.hand.Param.Object()
	scope := f.pass.Pkg.Scope().Innermost(pos)
	if scope == nil {
		return false
	}
	name, _, _ := strings.Cut(f.hand.Name, ".")
	_, obj := scope.LookupParent(name, pos)
	return obj == param
}

// flows reports whether a context or request goes nowhere but to the crossings of the cause,
// through variables and through what is derived from it. Whoever else gets the root context
// may mean to go on without the caller.
func (f *fixer) flows(cur inspector.Cursor, seen map[types.Object]bool) bool {
	parent := cur.Parent()
	kind, _ := cur.ParentEdge()
	switch kind {
	case edge.ParenExpr_X:
		return f.flows(parent, seen)
	case edge.ExprStmt_X:
		return true
	case edge.CallExpr_Args:
		call := parent.Node().(*ast.CallExpr)
		callee, _ := typeutil.Callee(f.pass.TypesInfo, call).(*types.Func)
		switch {
		case f.calls[call]:
			return true
		case derive(callee) == derived:
			return f.flows(parent, seen)
		}
		// Whoever prepares a request may look at its context, which is the caller's now.
		k, _ := parent.ParentEdge()
		return isRequest(f.pass.TypesInfo.TypeOf(cur.Node().(ast.Expr))) && k != edge.GoStmt_Call && k != edge.DeferStmt_Call
	case edge.SelectorExpr_X:
		return f.selected(cur, parent, seen)
	case edge.AssignStmt_Lhs:
		return true // its other uses count
	case edge.AssignStmt_Rhs, edge.ValueSpec_Values:
		for _, id := range targets(cur) {
			if id.Name == "_" {
				continue
			}
			obj := f.pass.TypesInfo.ObjectOf(id)
			if obj == nil || obj.Parent() == nil || obj.Parent() == f.pass.Pkg.Scope() || !f.flowsFrom(obj, cur.Node().End(), seen) {
				return false
			}
		}
		return len(targets(cur)) > 0
	}
	return false
}

// flowsFrom is flows for all uses of a variable after pos.
func (f *fixer) flowsFrom(v types.Object, pos token.Pos, seen map[types.Object]bool) bool {
	if seen[v] {
		return true
	}
	seen[v] = true
	if t := v.Type(); !boundary.IsNamed(t, "context", "Context") && !isRequest(t) {
		return true // the cancel function, the error
	}
	for cur := range f.uses(v) {
		if cur.Node().Pos() > pos && !f.flows(cur, seen) {
			return false
		}
	}
	return true
}

// selected judges the use of a field or method of a context or request.
func (f *fixer) selected(cur, sel inspector.Cursor, seen map[types.Object]bool) bool {
	name := sel.Node().(*ast.SelectorExpr).Sel.Name
	call := sel.Parent()
	if k, _ := sel.ParentEdge(); k != edge.CallExpr_Fun { // a field
		return isRequest(f.pass.TypesInfo.TypeOf(cur.Node().(ast.Expr)))
	}
	if isRequest(f.pass.TypesInfo.TypeOf(cur.Node().(ast.Expr))) {
		switch name {
		case "Context", "WithContext", "Clone":
			return f.flows(call, seen)
		}
	}
	return true // ctx.Done(), req.SetBasicAuth()
}

// targets returns the variables that an expression on the right hand side is assigned to:
// the first of several if it is a call with several results.
func targets(cur inspector.Cursor) []*ast.Ident {
	var lhs []ast.Expr
	_, i := cur.ParentEdge()
	values := 1
	switch stmt := cur.Parent().Node().(type) {
	case *ast.AssignStmt:
		lhs, values = stmt.Lhs, len(stmt.Rhs)
	case *ast.ValueSpec:
		for _, name := range stmt.Names {
			lhs = append(lhs, name)
		}
		values = len(stmt.Values)
	}
	if values > 1 {
		if i >= len(lhs) {
			return nil
		}
		lhs = lhs[i : i+1]
	} else if len(lhs) > 1 {
		lhs = lhs[:1]
	}
	var ids []*ast.Ident
	for _, e := range lhs {
		id, ok := e.(*ast.Ident)
		if !ok {
			return nil
		}
		ids = append(ids, id)
	}
	return ids
}

// uses yields the places in this package that name v.
func (f *fixer) uses(v types.Object) func(yield func(inspector.Cursor) bool) {
	return func(yield func(inspector.Cursor) bool) {
		at, ok := f.res.Program.Inspector.Root().FindByPos(v.Pos(), v.Pos())
		if !ok {
			return
		}
		for cur := range at.Enclosing((*ast.FuncDecl)(nil), (*ast.GenDecl)(nil)) {
			at = cur // the outermost
		}
		for cur := range at.Preorder((*ast.Ident)(nil)) {
			if f.pass.TypesInfo.Uses[cur.Node().(*ast.Ident)] == v && !yield(cur) {
				return
			}
		}
	}
}

func isRequest(t types.Type) bool { return t != nil && boundary.IsNamed(t, "net/http", "Request") }

// request gives the context at hand to the request when it is made.
func (f *fixer) request(made *ssa.Call) bool {
	call, ok := f.res.Boundary.Node(made.Pos()).(*ast.CallExpr)
	if !ok || !f.visible(call.Pos()) || len(call.Args) != 3 {
		return false
	}
	cur, ok := f.res.Program.Inspector.Root().FindNode(call)
	if !ok || !f.flows(cur, make(map[types.Object]bool)) {
		return false
	}
	name := calledName(call)
	if name == nil || name.Name != "NewRequest" {
		return false
	}
	f.replace(name.Pos(), name.End(), "NewRequestWithContext")
	f.insert(call, f.hand.Name)
	return true
}

// calledName returns the identifier that names the function called.
func calledName(call *ast.CallExpr) *ast.Ident {
	switch fun := ast.Unparen(call.Fun).(type) {
	case *ast.Ident:
		return fun
	case *ast.SelectorExpr:
		return fun.Sel
	}
	return nil
}

// insert puts text before the arguments of a call.
func (f *fixer) insert(call *ast.CallExpr, text string) {
	if len(call.Args) == 0 {
		f.replace(call.Rparen, call.Rparen, text)
		return
	}
	f.replace(call.Args[0].Pos(), call.Args[0].Pos(), text+", ")
}

// sibling calls the variant of a function that takes a context as well: Query becomes
// QueryContext, net.Dial the method of a Dialer.
func (f *fixer) sibling(call *ast.CallExpr) bool {
	callee, ok := typeutil.Callee(f.pass.TypesInfo, call).(*types.Func)
	name := calledName(call)
	if !ok || name == nil || name.Name != callee.Name() || !f.visible(call.Pos()) {
		return false
	}
	if len(call.Args) == 1 {
		if _, ok := f.pass.TypesInfo.TypeOf(call.Args[0]).(*types.Tuple); ok {
			return false
		}
	}
	if callee.Pkg() != nil && callee.Signature().Recv() == nil {
		switch callee.Pkg().Path() {
		case "net":
			return f.network(call, callee)
		case "crypto/tls":
			return f.tls(call, callee)
		}
	}
	if twin := boundary.TwinOf(callee, f.receiver(call, callee), f.pass.Pkg); twin != nil {
		f.replace(name.Pos(), name.End(), twin.Name())
		f.insert(call, f.hand.Name)
		return true
	}
	if tx := map[string]string{"Begin": "BeginTx", "Beginx": "BeginTxx"}[callee.Name()]; tx != "" && boundary.AddsContext(f.method(call, callee, tx), callee, 1) {
		f.replace(name.Pos(), name.End(), tx)
		f.insert(call, f.hand.Name+", nil") // the options that Begin takes
		return true
	}
	return false
}

// receiver returns the type of the value on which a method is called, or nil.
func (f *fixer) receiver(call *ast.CallExpr, callee *types.Func) types.Type {
	if sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr); ok && callee.Signature().Recv() != nil {
		return f.pass.TypesInfo.TypeOf(sel.X)
	}
	return nil
}

// method returns the method of a name beside the one that is called.
func (f *fixer) method(call *ast.CallExpr, callee *types.Func, name string) *types.Func {
	recv := f.receiver(call, callee)
	if recv == nil {
		return nil
	}
	obj, _, _ := types.LookupFieldOrMethod(recv, true, f.pass.Pkg, name)
	fn, _ := obj.(*types.Func)
	return fn
}

// network replaces net.Dial by the method of a Dialer for which it is short.
func (f *fixer) network(call *ast.CallExpr, callee *types.Func) bool {
	sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr)
	if !ok {
		return false
	}
	qualifier, ok := sel.X.(*ast.Ident)
	if !ok {
		return false
	}
	if callee.Name() != "Dial" || len(call.Args) != 2 {
		return false
	}
	f.replace(call.Fun.Pos(), call.Fun.End(), "(&"+qualifier.Name+".Dialer{}).DialContext")
	f.insert(call, f.hand.Name)
	return true
}

// tls replaces tls.Dial by the method of a Dialer, where the result is used as a net.Conn only:
// that is what the method returns.
func (f *fixer) tls(call *ast.CallExpr, callee *types.Func) bool {
	sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr)
	if !ok || callee.Name() != "Dial" || len(call.Args) != 3 || !f.asConn(call) {
		return false
	}
	qualifier, ok := sel.X.(*ast.Ident)
	config := f.text(call.Args[2])
	if !ok || config == "" {
		return false
	}
	dialer := "(&" + qualifier.Name + ".Dialer{Config: " + config + "}).DialContext"
	if config == "nil" {
		dialer = "(&" + qualifier.Name + ".Dialer{}).DialContext"
	}
	f.replace(call.Fun.Pos(), call.Fun.End(), dialer)
	f.replace(call.Args[1].End(), call.Args[2].End(), "")
	f.insert(call, f.hand.Name)
	return true
}

// asConn reports whether the first result of a call is used in ways that a net.Conn allows: it
// is returned as one, or held by a variable of which only methods of net.Conn are called.
func (f *fixer) asConn(call *ast.CallExpr) bool {
	cur, ok := f.res.Program.Inspector.Root().FindNode(call)
	if !ok {
		return false
	}
	switch k, _ := cur.ParentEdge(); k {
	case edge.ReturnStmt_Results:
		for fn := range cur.Enclosing((*ast.FuncDecl)(nil), (*ast.FuncLit)(nil)) {
			var sig *types.Signature
			switch fn := fn.Node().(type) {
			case *ast.FuncDecl:
				sig, _ = f.pass.TypesInfo.Defs[fn.Name].Type().(*types.Signature)
			case *ast.FuncLit:
				sig, _ = f.pass.TypesInfo.TypeOf(fn).(*types.Signature)
			}
			return sig != nil && sig.Results().Len() == 2 && isConn(sig.Results().At(0).Type())
		}
	case edge.AssignStmt_Rhs:
		ids := targets(cur)
		if len(ids) != 1 {
			return false
		}
		obj := f.pass.TypesInfo.Defs[ids[0]]
		if obj == nil { // declared before: its type stays
			obj = f.pass.TypesInfo.Uses[ids[0]]
			return obj != nil && isConn(obj.Type())
		}
		for use := range f.uses(obj) {
			k, _ := use.ParentEdge()
			if k == edge.ReturnStmt_Results || k != edge.SelectorExpr_X || !connMethods[use.Parent().Node().(*ast.SelectorExpr).Sel.Name] {
				return false
			}
		}
		return true
	}
	return false
}

func isConn(t types.Type) bool {
	_, pointer := types.Unalias(t).(*types.Pointer)
	return !pointer && boundary.IsNamed(t, "net", "Conn")
}

var connMethods = map[string]bool{
	"Read": true, "Write": true, "Close": true, "LocalAddr": true, "RemoteAddr": true,
	"SetDeadline": true, "SetReadDeadline": true, "SetWriteDeadline": true,
}

// text returns the source of an expression that fits on one line, or "".
func (f *fixer) text(e ast.Expr) string {
	file := f.pass.Fset.File(e.Pos())
	if file.Line(e.Pos()) != file.Line(e.End()) {
		return ""
	}
	src, err := f.pass.ReadFile(file.Name())
	if err != nil || file.Offset(e.End()) > len(src) {
		return ""
	}
	return string(src[file.Offset(e.Pos()):file.Offset(e.End())])
}

// dropImport removes the import of package context where the fix takes its last use. Where
// several fixes do so together, the driver that applies them has to. It reports whether what
// is left compiles.
func (f *fixer) dropImport() bool {
	for len(f.roots) > 0 {
		root := f.roots[0]
		used, ok := f.pass.TypesInfo.Uses[root.Fun.(*ast.SelectorExpr).X.(*ast.Ident)].(*types.PkgName)
		if !ok {
			return false
		}
		gone := 0
		f.roots = slices.DeleteFunc(f.roots, func(call *ast.CallExpr) bool {
			same := f.pass.TypesInfo.Uses[call.Fun.(*ast.SelectorExpr).X.(*ast.Ident)] == used
			if same {
				gone++
			}
			return same
		})
		uses := 0
		for _, obj := range f.pass.TypesInfo.Uses {
			if obj == used {
				uses++
			}
		}
		if uses == gone && !f.removeImport(root.Pos(), used) {
			return false
		}
	}
	return true
}

// removeImport removes an import declaration, or one line of it.
func (f *fixer) removeImport(pos token.Pos, name *types.PkgName) bool {
	file := f.pass.Fset.File(pos)
	for _, syntax := range f.pass.Files {
		if f.pass.Fset.File(syntax.FileStart) != file {
			continue
		}
		for _, decl := range syntax.Decls {
			decl, ok := decl.(*ast.GenDecl)
			if !ok || decl.Tok != token.IMPORT {
				continue
			}
			above := file.Line(decl.Pos()) // the last line that something else is on
			for _, spec := range decl.Specs {
				spec := spec.(*ast.ImportSpec)
				if f.pass.TypesInfo.PkgNameOf(spec) != name {
					above = file.Line(spec.End())
					continue
				}
				from, to := spec.Pos(), spec.End()
				if len(decl.Specs) == 1 {
					from, to = decl.Pos(), decl.End()
				} else if file.Line(from) == above {
					return false // nobody writes this
				}
				if line := file.Line(to); line < file.LineCount() {
					from, to = file.LineStart(file.Line(from)), file.LineStart(line+1)
				}
				f.replace(from, to, "")
				return true
			}
		}
	}
	return false
}
