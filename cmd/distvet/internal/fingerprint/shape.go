package fingerprint

import (
	"crypto/sha256"
	"encoding/hex"
	"go/ast"
	"go/scanner"
	"go/token"
	"path"
)

// shape returns a hash of the smallest statement, or the like, around start. nodes are the
// nodes around it, the innermost first.
func (s *file) shape(nodes []ast.Node, start token.Pos, receiver string) string {
	for _, n := range nodes {
		if from, to := extent(n, start); from.IsValid() {
			return s.hashTokens(from, to, receiver)
		}
	}
	return ""
}

// extent returns the text that stands for what is found at start, if n is the node to give it:
// a statement, the head of one if start is in there, and all of a function but its name.
func extent(n ast.Node, start token.Pos) (from, to token.Pos) {
	var body *ast.BlockStmt
	switch n := n.(type) {
	case *ast.BlockStmt, *ast.LabeledStmt:
		return token.NoPos, token.NoPos // what they hold says more
	case *ast.FuncDecl:
		return n.Type.Params.Pos(), n.End()
	case *ast.IfStmt:
		body = n.Body
	case *ast.ForStmt:
		body = n.Body
	case *ast.RangeStmt:
		body = n.Body
	case *ast.SwitchStmt:
		body = n.Body
	case *ast.TypeSwitchStmt:
		body = n.Body
	case ast.Stmt, ast.Spec, *ast.Field:
	default:
		return token.NoPos, token.NoPos
	}
	if body != nil && n.Pos() < start && start < body.Pos() {
		return n.Pos(), body.Pos()
	}
	return n.Pos(), n.End()
}

// hashTokens hashes the tokens between two positions as they would be written in any layout,
// in any file and in a method of any receiver.
func (s *file) hashTokens(from, to token.Pos, receiver string) string {
	text := s.text[s.tok.Offset(from):s.tok.Offset(to)]
	fset := token.NewFileSet()
	var sc scanner.Scanner
	sc.Init(fset.AddFile("", fset.Base(), len(text)), text, nil, 0)
	hash := sha256.New()
	write := func(s string) { hash.Write(append([]byte(s), 0)) }
	last := token.ILLEGAL
	comma := false // a comma is held back, since one before a bracket is a matter of layout
	for {
		_, tok, lit := sc.Scan()
		if tok == token.EOF {
			break
		}
		if comma && tok != token.RPAREN && tok != token.RBRACE && tok != token.RBRACK {
			write(",")
		}
		comma = tok == token.COMMA
		switch {
		case comma, tok == token.SEMICOLON:
		case tok == token.IDENT && last != token.PERIOD && lit == receiver:
			write("receiver")
		case tok == token.IDENT && last != token.PERIOD && s.imports[lit] != "":
			write(path.Base(s.imports[lit])) // without the directory, which may move, too
		case lit != "":
			write(lit)
		default:
			write(tok.String())
		}
		last = tok
	}
	return hex.EncodeToString(hash.Sum(nil)[:4])
}

// receiverName returns the name that a method gives its receiver.
func receiverName(d ast.Decl) string {
	if d, ok := d.(*ast.FuncDecl); ok && d.Recv != nil && len(d.Recv.List) == 1 && len(d.Recv.List[0].Names) == 1 {
		return d.Recv.List[0].Names[0].Name
	}
	return ""
}
