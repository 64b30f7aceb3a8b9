package effect

import (
	"strings"

	"github.com/DataDog/go-sqllexer"

	"github.com/distvet/distvet/analyzers/internal/catalog"
)

// Hole stands in a text for a part that is not known: what a verb of a format string, or
// the unknown operand of a concatenation, puts there.
const Hole = "\uFFFC"

// maxSQL bounds the text that is classified: the head of a statement decides, and a text
// beyond it (a schema dump) is no statement that somebody repeats.
const maxSQL = 64 << 10

// A Statement is what a SQL text does when it runs twice.
type Statement struct {
	Effect catalog.Effect
	// Fails says that a non-idempotent statement does not double its work when it is
	// repeated: it fails, as CREATE TABLE does. What is lost is the knowledge that the
	// first attempt had succeeded.
	Fails bool
	// Weighs says that a second run surely leaves something behind that is wrong: a row that no
	// column of it names, so that no index refuses it, or an amount that was added twice.
	Weighs bool
	// Verb is the statement's first word as SQL spells it, for messages: "INSERT", "UPDATE".
	Verb string
	// Table is the table written to, if the text names it.
	Table string

	once bool // a second run finds nothing to do
}

// SQL classifies a SQL text: a statement, several of them, or a template with holes (verbs
// of a format string count as holes). It is no parser: it reads the words of the text in the
// ways four dialects share (PostgreSQL, MySQL, SQLite, SQL Server) and answers Unknown for
// what it does not know.
//
// Assumptions. A hole is a table, a column list, a value list or a condition where the
// grammar wants one; a hole where a conflict clause could stand, or for the SET list of an
// update, makes the statement unknown. The time put into a column (updated_at = now()) is
// not what makes an update unsafe to repeat. A function called by a SELECT that reads no
// table may do anything, unless it is one of the server's own; called for the rows of a
// table it is taken to compute something.
func SQL(text string) Statement {
	if len(text) > maxSQL {
		return Statement{}
	}
	toks, ok := lex(text)
	if !ok {
		return Statement{}
	}
	return combine(toks)
}

// combine classifies each statement of a text and answers for the worst of them.
func combine(toks []tok) Statement {
	var worst Statement
	first := true
	for len(toks) > 0 {
		var one []tok
		one, toks = cut(toks, ";")
		if len(one) == 0 {
			continue
		}
		s := statement(one)
		if createsRoutine(one) {
			toks = nil // its body has statements of its own, which do not run now
		}
		if first || rank(s) > rank(worst) {
			worst, first = s, false
		}
	}
	return worst
}

// rank orders statements by what a repeat of a text that holds them costs.
func rank(s Statement) int {
	switch s.Effect {
	case catalog.Read:
		return 0
	case catalog.IdempotentWrite:
		return 1
	case catalog.NonIdempotentWrite:
		if s.Fails {
			return 3
		}
		return 4
	}
	return 2
}

type kind uint8

const (
	word  kind = iota // a bare word or name: text is upper case
	name              // a quoted name: text is as written, without quotes, in upper case
	text              // a string, number or other literal
	param             // a placeholder
	hole              // an unknown part
	op                // an operator or punctuation
)

type tok struct {
	kind kind
	text string
	call bool // a word that "(" follows
	deep int  // parentheses around it
}

func (t tok) is(words ...string) bool {
	if t.kind != word && t.kind != op {
		return false
	}
	for _, w := range words {
		if t.text == w {
			return true
		}
	}
	return false
}

// isName reports whether t may name a table or a column.
func (t tok) isName() bool { return t.kind == word || t.kind == name }

// last returns the last part of a qualified name, in upper case and without quotes.
func (t tok) last() string { return t.text[strings.LastIndexByte(t.text, '.')+1:] }

// qualifier returns what stands before the last part of a qualified name.
func (t tok) qualifier() string { return t.text[:max(strings.LastIndexByte(t.text, '.'), 0)] }

// lex returns the tokens of the text without spaces and comments. It answers false for a
// text that ends within a string, a quoted name or a comment: the lexer may have taken one
// dialect's quotes for another's.
func lex(sql string) ([]tok, bool) {
	sql = verbsToHoles(sql)
	lexer := sqllexer.New(sql, sqllexer.WithDBMS(dialect(sql)))
	var toks []tok
	deep := 0
	joinName := false // the token before was a name and a dot
	for range len(sql) + 1 {
		t := lexer.Scan()
		v := t.Value
		switch t.Type {
		case sqllexer.EOF:
			return toks, true
		case sqllexer.ERROR, sqllexer.INCOMPLETE_STRING:
			return nil, false
		case sqllexer.SPACE, sqllexer.COMMENT, sqllexer.MULTILINE_COMMENT:
			continue
		}
		if v == "" {
			return nil, false
		}
		nt := tok{deep: deep, text: v}
		switch t.Type {
		case sqllexer.STRING, sqllexer.DOLLAR_QUOTED_STRING, sqllexer.DOLLAR_QUOTED_FUNCTION, sqllexer.BOOLEAN:
			nt.kind = text
		case sqllexer.NUMBER:
			if (v[0] == '+' || v[0] == '-') && len(v) > 1 {
				toks = append(toks, tok{kind: op, text: v[:1], deep: deep})
				nt.text = v[1:]
			}
			nt.kind = text
		case sqllexer.POSITIONAL_PARAMETER, sqllexer.BIND_PARAMETER:
			nt.kind = param
		case sqllexer.QUOTED_IDENT:
			nt.kind, nt.text = name, strings.ToUpper(unquote(v))
		case sqllexer.OPERATOR, sqllexer.JSON_OP, sqllexer.WILDCARD, sqllexer.PUNCTUATION, sqllexer.UNKNOWN:
			switch {
			case strings.Contains(v, Hole):
				nt.kind = hole
			case v == "`":
				continue // MySQL's quotes in a text that was read in another dialect
			case v == "?":
				nt.kind = param
			case v == "(":
				nt.kind = op
				if n := len(toks); n > 0 && toks[n-1].kind == word {
					toks[n-1].call = true
				}
				deep++
			case v == ")":
				deep = max(deep-1, 0)
				nt.kind, nt.deep = op, deep
			case v == ".":
				if n := len(toks); n > 0 && toks[n-1].isName() {
					toks[n-1].text += "."
					joinName = true
					continue
				}
				nt.kind = op
			default:
				nt.kind = op
				// The lexer joins neighbours: "=?" and "+?" hold a placeholder.
				if rest, ok := strings.CutSuffix(v, "?"); ok {
					toks = append(toks, tok{kind: op, text: rest, deep: deep})
					nt = tok{kind: param, text: "?", deep: deep}
				}
			}
		default:
			nt.kind, nt.text = word, strings.ToUpper(v)
			if strings.Contains(v, Hole) {
				nt.kind = hole
			}
		}
		n := len(toks)
		if n > 0 && toks[n-1].isName() && strings.HasSuffix(toks[n-1].text, ".") && (nt.isName() || nt.kind == hole) {
			joinName = true
		}
		if joinName && nt.isName() {
			toks[n-1].text += nt.text
			joinName = false
			continue
		}
		joinName = false
		if nt.kind == hole && n > 0 && toks[n-1].isName() && strings.HasSuffix(toks[n-1].text, ".") {
			toks[n-1] = nt // schema.%s
			continue
		}
		toks = append(toks, nt)
	}
	return nil, false // the lexer does not advance
}

// dialect guesses which server's quotes and comments the text uses.
func dialect(sql string) sqllexer.DBMSType {
	switch {
	case strings.Contains(sql, "`"):
		return sqllexer.DBMSMySQL
	case strings.Contains(sql, "["):
		if i := strings.IndexByte(sql, '['); i+1 < len(sql) && isLetter(sql[i+1]) && strings.IndexByte(sql[i:], ']') > 0 && !strings.HasSuffix(strings.ToUpper(strings.TrimSpace(sql[:i])), "ARRAY") {
			return sqllexer.DBMSSQLServer
		}
	case strings.Contains(sql, "\\'"):
		return "" // a backslash escapes: the lexer's general dialect
	}
	return sqllexer.DBMSPostgres
}

func isLetter(b byte) bool { return b|0x20 >= 'a' && b|0x20 <= 'z' || b == '_' }

func unquote(s string) string {
	return strings.Map(func(r rune) rune {
		switch r {
		case '"', '`', '[', ']':
			return -1
		}
		return r
	}, s)
}

// verbsToHoles replaces the verbs of a format string. A percent sign that a letter does
// not follow is the modulo operator or part of a pattern.
func verbsToHoles(s string) string {
	if !strings.Contains(s, "%") {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] != '%' {
			b.WriteByte(s[i])
			continue
		}
		j := i + 1
		for j < len(s) && strings.IndexByte("+-#0123456789.[]*", s[j]) >= 0 {
			j++
		}
		if j < len(s) && strings.IndexByte("vdsqtxXcbefgTp", s[j]) >= 0 && (j+1 == len(s) || !isLetter(s[j+1])) {
			b.WriteString(Hole)
			i = j
			continue
		}
		b.WriteByte(s[i])
	}
	// A placeholder whose number is filled in ($%d) is a placeholder.
	return strings.NewReplacer("$"+Hole, "?", ":"+Hole, "?", "@p"+Hole, "?", "@"+Hole, "?").Replace(b.String())
}

// cut splits toks at the first sep outside parentheses.
func cut(toks []tok, sep string) (before, after []tok) {
	for i, t := range toks {
		if t.deep == 0 && t.kind == op && t.text == sep {
			return toks[:i], toks[i+1:]
		}
	}
	return toks, nil
}

// rebase returns toks as if the outermost of them stood outside parentheses.
func rebase(toks []tok) []tok {
	if len(toks) == 0 || toks[0].deep == 0 {
		return toks
	}
	base := toks[0].deep
	out := make([]tok, len(toks))
	for i, t := range toks {
		t.deep -= base
		out[i] = t
	}
	return out
}

// group returns the tokens between the "(" at toks[0] and its ")", and what follows.
func group(toks []tok) (inner, rest []tok) {
	deep := toks[0].deep
	for i := 1; i < len(toks); i++ {
		if toks[i].deep == deep && toks[i].is(")") {
			return toks[1:i], toks[i+1:]
		}
	}
	return toks[1:], nil
}

func read() Statement { return Statement{Effect: catalog.Read} }

func idempotent(verb, table string) Statement {
	return Statement{Effect: catalog.IdempotentWrite, Verb: verb, Table: table}
}

func doubles(verb, table string) Statement {
	return Statement{Effect: catalog.NonIdempotentWrite, Verb: verb, Table: table}
}

func fails(verb string) Statement {
	return Statement{Effect: catalog.NonIdempotentWrite, Fails: true, Verb: verb}
}

// statement classifies one statement.
func statement(toks []tok) Statement {
	for len(toks) > 0 && toks[0].is("(") { // (SELECT ...) UNION (SELECT ...)
		var rest []tok
		toks, rest = group(toks)
		if len(rest) > 0 && len(toks) > 0 && !toks[0].is("SELECT", "WITH", "VALUES", "(") {
			return Statement{}
		}
		toks = rebase(toks)
	}
	if len(toks) == 0 || toks[0].kind != word {
		return Statement{}
	}
	switch verb := toks[0].text; verb {
	case "WITH":
		return with(toks)
	case "SELECT":
		return selects(toks)
	case "VALUES", "SHOW", "DESCRIBE", "DESC", "FETCH", "LISTEN", "UNLISTEN", "USE", "BEGIN", "START", "SAVEPOINT", "ROLLBACK", "HELP":
		return read()
	case "TABLE":
		return read()
	case "PRAGMA":
		if has(toks, "=") {
			return idempotent(verb, "")
		}
		return read()
	case "EXPLAIN":
		return explain(toks)
	case "INSERT":
		return insert(toks)
	case "REPLACE", "UPSERT":
		return idempotent(verb, nameAfter(toks, "INTO"))
	case "MERGE":
		return merge(toks)
	case "UPDATE":
		return update(toks)
	case "DELETE":
		return deletes(toks)
	case "NOTIFY":
		return doubles(verb, "")
	case "COPY", "LOAD", "BULK":
		return load(toks)
	case "CREATE":
		if hasWords(toks, "IF", "NOT", "EXISTS") || hasWords(toks, "OR", "REPLACE") || hasWords(toks, "OR", "ALTER") {
			return idempotent(verb, "")
		}
		if len(toks) > 1 && toks[1].is("TEMP", "TEMPORARY") {
			return idempotent(verb, "") // gone with the connection
		}
		return fails(verb)
	case "DROP", "ALTER", "RENAME":
		if hasWords(toks, "IF", "EXISTS") || hasWords(toks, "IF", "NOT", "EXISTS") {
			return idempotent(verb, "")
		}
		if verb == "ALTER" && !has(toks, "ADD") && !has(toks, "DROP") && !has(toks, "RENAME") {
			return idempotent(verb, "") // ALTER ... SET, OWNER TO, ENABLE
		}
		return fails(verb)
	case "TRUNCATE", "GRANT", "REVOKE", "COMMENT", "ANALYZE", "VACUUM", "OPTIMIZE", "REINDEX", "REFRESH", "SET", "RESET", "KILL", "DISCARD", "FLUSH", "CLUSTER":
		return idempotent(verb, "")
	}
	return Statement{}
}

func has(toks []tok, w string) bool {
	for _, t := range toks {
		if t.is(w) {
			return true
		}
	}
	return false
}

func hasWords(toks []tok, words ...string) bool { return find(toks, words...) >= 0 }

// find returns where the words stand side by side, or -1.
func find(toks []tok, words ...string) int {
next:
	for i := range toks {
		if i+len(words) > len(toks) {
			break
		}
		for j, w := range words {
			if !toks[i+j].is(w) {
				continue next
			}
		}
		return i
	}
	return -1
}

// findTop is find outside parentheses.
func findTop(toks []tok, words ...string) int {
	for i := 0; i < len(toks); {
		j := find(toks[i:], words...)
		if j < 0 {
			return -1
		}
		if toks[i+j].deep == 0 {
			return i + j
		}
		i += j + 1
	}
	return -1
}

func nameAfter(toks []tok, w string) string {
	for i, t := range toks {
		if t.is(w) && i+1 < len(toks) && toks[i+1].isName() {
			return strings.ToLower(toks[i+1].text)
		}
	}
	return ""
}

func createsRoutine(toks []tok) bool {
	return toks[0].is("CREATE", "ALTER", "DO", "BEGIN", "DECLARE") &&
		(toks[0].is("DO", "DECLARE") || has(toks, "FUNCTION") || has(toks, "PROCEDURE") || has(toks, "TRIGGER"))
}

// with classifies WITH name AS (...), ... statement: PostgreSQL lets the parts write too.
func with(toks []tok) Statement {
	worst := Statement{Effect: catalog.Read}
	var spent []string // the parts that return rows the first time only
	judge := func(toks []tok) Statement {
		s := statement(toks)
		if s.Effect == catalog.NonIdempotentWrite && drawsFrom(toks, spent) {
			s = idempotent(s.Verb, s.Table)
			s.once = true
		}
		return s
	}
	i := 1
	for i < len(toks) {
		if !toks[i].is("AS") || toks[i].deep != 0 {
			i++
			continue
		}
		j := i + 1
		for j < len(toks) && toks[j].is("NOT", "MATERIALIZED") {
			j++
		}
		if j >= len(toks) || !toks[j].is("(") {
			return Statement{}
		}
		inner, rest := group(toks[j:])
		inner = rebase(inner)
		s := judge(inner)
		if rank(s) > rank(worst) {
			worst = s
		}
		if returnsOnce(inner, s) || s.once && has(inner, "RETURNING") {
			spent = append(spent, toks[i-1].text)
		}
		if len(rest) == 0 {
			return Statement{}
		}
		if rest[0].is(",") {
			toks, i = rest, 1
			continue
		}
		if s := judge(rest); rank(s) > rank(worst) {
			worst = s
		}
		return worst
	}
	return Statement{}
}

func explain(toks []tok) Statement {
	analyze := false
	for i, t := range toks[1:] {
		if t.is("ANALYZE") {
			analyze = true
		}
		if t.deep == 0 && t.is("SELECT", "INSERT", "UPDATE", "DELETE", "WITH", "MERGE", "REPLACE") {
			if !analyze {
				return read()
			}
			return statement(toks[1+i:])
		}
	}
	return read()
}

// advancing are functions that change the server's state whenever they are called.
var advancing = map[string]bool{"NEXTVAL": true, "PG_NOTIFY": true, "LASTVAL": false}

// builtin are functions of the servers that a SELECT without a table may call and that
// change nothing.
func builtin(f string) bool {
	switch f {
	case "NOW", "VERSION", "COUNT", "COALESCE", "CONCAT", "EXISTS", "IF", "IFNULL", "ISNULL", "NULLIF", "CAST", "CONVERT", "DATE", "EXTRACT",
		"DATABASE", "SCHEMA", "USER", "SLEEP", "LEN", "LENGTH", "LOWER", "UPPER", "ROUND", "ABS", "MAX", "MIN", "SUM", "AVG", "GREATEST", "LEAST",
		"GETDATE", "SYSDATETIME", "GETUTCDATE", "NEWID", "UUID", "GEN_RANDOM_UUID", "UUID_GENERATE_V4", "RANDOM", "RAND", "ROW_COUNT", "FOUND_ROWS",
		"LAST_INSERT_ID", "LAST_INSERT_ROWID", "CHANGES", "SCOPE_IDENTITY", "LASTVAL", "CURRVAL", "CURRENT_SETTING", "DATETIME", "STRFTIME", "UNIX_TIMESTAMP",
		"FROM_UNIXTIME", "TO_CHAR", "TO_TIMESTAMP", "TO_REGCLASS", "UNNEST", "GENERATE_SERIES", "ARRAY", "ROW", "STRING_AGG", "SUBSTRING", "SUBSTR", "TRIM",
		"REPLACE", "MD5", "SHA1", "SHA2", "HEX", "UNHEX", "BIN_TO_UUID", "UUID_TO_BIN", "TXID_CURRENT", "INET_ATON", "SERVERPROPERTY", "OBJECT_ID",
		"CLOCK_TIMESTAMP", "CURRENT_DATABASE", "CURRENT_SCHEMA", "HOST_NAME", "DB_NAME", "ANY", "ALL", "IN", "VALUES", "AND", "OR", "NOT", "ON", "AS",
		"SELECT", "WHERE", "FROM", "JOIN", "USING", "OVER", "FILTER", "WHEN", "CASE", "THEN", "ELSE", "UNION", "LIMIT", "BY", "BETWEEN", "LIKE", "DISTINCT", "INTERVAL",
		"EXCEPT", "INTERSECT", "LATERAL", "WITH", "HAVING", "END", "IS", "TOP", "OFFSET":
		return true
	}
	for _, p := range [...]string{"PG_IS_", "PG_LAST_", "PG_CURRENT_", "PG_SIZE", "PG_DATABASE", "PG_RELATION", "PG_TOTAL", "PG_TABLE", "PG_POSTMASTER", "HAS_", "JSON", "ROW_", "ARRAY_", "DATE", "TIME", "ST_", "INFORMATION_SCHEMA", "PRAGMA_", "XML", "OPENJSON", "PG_GET_", "PG_STAT_", "PG_BACKEND_PID"} {
		if strings.HasPrefix(f, p) {
			return true
		}
	}
	return false
}

func selects(toks []tok) Statement {
	from := -1
	foreign := false // a function that may do anything
	for i, t := range toks {
		if t.call && advancing[t.last()] {
			return doubles(strings.ToLower(t.last()), "")
		}
		if t.is("NEXT") && i+2 < len(toks) && toks[i+1].is("VALUE") && toks[i+2].is("FOR") {
			return doubles("NEXT VALUE", "")
		}
		if t.is("FROM") && from < 0 && t.deep == 0 {
			from = i
		}
		if t.deep == 0 && t.is("INTO") && i+1 < len(toks) && (from < 0 || i < from) {
			switch next := toks[i+1]; {
			case next.is("OUTFILE", "DUMPFILE"):
				return fails("SELECT INTO")
			case next.kind == word && !strings.HasPrefix(next.text, "@") || next.kind == name:
				return fails("SELECT INTO")
			}
		}
		if t.call && t.kind == word && !builtin(t.last()) {
			foreign = true
		}
	}
	if from < 0 {
		if foreign {
			return Statement{Verb: "SELECT"}
		}
		return read()
	}
	if next := from + 1; next < len(toks) && toks[next].call && toks[next].kind == word && !builtin(toks[next].last()) {
		return Statement{Verb: "SELECT"} // SELECT * FROM place_order(...)
	}
	return read()
}

func insert(toks []tok) Statement {
	const verb = "INSERT"
	into := findTop(toks, "INTO")
	table := nameAfter(toks, "INTO")
	if into < 0 {
		into = 0
		if len(toks) > 1 && toks[1].isName() {
			table = strings.ToLower(toks[1].text) // INSERT t VALUES: MySQL and SQL Server
		}
	}
	for _, t := range toks[1:max(into, 1)] {
		switch {
		case t.kind == hole:
			return Statement{Verb: verb, Table: table}
		case t.is("IGNORE", "REPLACE", "OVERWRITE"): // INSERT IGNORE, INSERT OR REPLACE
			return idempotent(verb, table)
		}
	}
	if i := findTop(toks, "ON", "CONFLICT"); i >= 0 {
		return upsert(toks, i, verb, table)
	}
	if i := findTop(toks, "ON", "DUPLICATE", "KEY"); i >= 0 {
		return upsert(toks, i, verb, table)
	}
	if hasWords(toks, "NOT", "EXISTS") || hasWords(toks, "NOT", "IN", "(", "SELECT") || has(toks, "EXCEPT") || hasWords(toks, "IS", "NULL") && has(toks, "JOIN") {
		return idempotent(verb, table)
	}
	// A hole may hold a conflict clause if it stands behind the values, or behind the
	// query that makes them. One that is the list of values itself does not.
	values := findTop(toks, "VALUES")
	if values < 0 {
		values = findTop(toks, "VALUE")
	}
	for i, t := range toks {
		if t.kind != hole || t.deep > 0 {
			continue
		}
		switch {
		case values >= 0 && i > values+1 && !(toks[i-1].is(",") || toks[i-1].is("(")):
			return Statement{Verb: verb, Table: table}
		case values < 0 && i > into+1:
			return Statement{Verb: verb, Table: table}
		}
	}
	if values < 0 && !has(toks, "SELECT") && !has(toks, "SET") && !has(toks, "DEFAULT") && !has(toks, "EXEC") {
		return Statement{Verb: verb, Table: table} // the head of a statement that goes on elsewhere
	}
	s := doubles(verb, table)
	s.Weighs = table != "" && values > into && nameless(table, toks[into+1:values])
	return s
}

// upsert classifies an insert with a conflict clause at i.
func upsert(toks []tok, i int, verb, table string) Statement {
	newRow := map[string]bool{"EXCLUDED": true}
	for j, t := range toks[:i] { // VALUES (...) AS new ON DUPLICATE KEY UPDATE
		if t.is("AS") && t.deep == 0 && toks[j+1].isName() && j > findTop(toks, "VALUES") {
			newRow[toks[j+1].text] = true
		}
	}
	clause := toks[i:]
	set := findTop(clause, "UPDATE")
	if set < 0 {
		for _, t := range clause {
			if t.kind == hole && t.deep == 0 {
				return Statement{Verb: verb, Table: table}
			}
		}
		return idempotent(verb, table) // DO NOTHING
	}
	clause = clause[set+1:]
	if len(clause) > 0 && clause[0].is("SET") {
		clause = clause[1:]
	}
	return assignments(clause, newRow, verb, table)
}

func merge(toks []tok) Statement {
	table := nameAfter(toks, "INTO")
	for i, t := range toks {
		if t.is("UPDATE") && i+1 < len(toks) && toks[i+1].is("SET") {
			if s := assignments(toks[i+2:], nil, "MERGE", table); s.Effect != catalog.IdempotentWrite {
				return s
			}
		}
	}
	return idempotent("MERGE", table)
}

func update(toks []tok) Statement {
	const verb = "UPDATE"
	table := ""
	for _, t := range toks[1:] {
		if t.isName() && !t.is("ONLY", "LOW_PRIORITY", "IGNORE", "OR", "ROLLBACK", "ABORT", "REPLACE", "FAIL", "TOP", "STATISTICS") {
			table = strings.ToLower(t.text)
			break
		}
		if t.is("STATISTICS") {
			return idempotent(verb, "")
		}
		if t.kind == hole {
			break
		}
	}
	set := findTop(toks, "SET")
	if set < 0 {
		return Statement{Verb: verb, Table: table}
	}
	s := assignments(toks[set+1:], nil, verb, table)
	if s.Effect == catalog.IdempotentWrite && picks(toks) {
		if has(toks, "RETURNING") || has(toks, "OUTPUT") || has(toks, "LOCKED") {
			return doubles(verb, table) // takes the next one each time
		}
		return Statement{Verb: verb, Table: table}
	}
	return s
}

// picks reports whether the statement works on some of the rows that qualify: another
// run takes others.
func picks(toks []tok) bool {
	return has(toks, "LIMIT") || has(toks, "TOP") || has(toks, "ROWNUM") || has(toks, "LOCKED") || hasWords(toks, "FETCH", "FIRST")
}

func deletes(toks []tok) Statement {
	table := nameAfter(toks, "FROM")
	if picks(toks) {
		if has(toks, "RETURNING") || has(toks, "OUTPUT") || has(toks, "LOCKED") {
			return doubles("DELETE", table) // a queue: takes the next one each time
		}
		return Statement{Verb: "DELETE", Table: table} // a purge in steps, or a queue
	}
	return idempotent("DELETE", table)
}

func load(toks []tok) Statement {
	switch {
	case toks[0].is("COPY") && findTop(toks, "TO") >= 0:
		return read()
	case has(toks, "REPLACE") || has(toks, "IGNORE"):
		return idempotent(toks[0].text, "")
	case toks[0].is("LOAD") && !has(toks, "DATA"):
		return Statement{}
	}
	return doubles(toks[0].text, "")
}

// assignments classifies the SET list at the head of toks together with the condition
// behind it. newRow names the qualifiers that mean the row to be written.
func assignments(toks []tok, newRow map[string]bool, verb, table string) Statement {
	if len(toks) == 0 {
		return Statement{Verb: verb, Table: table}
	}
	base := toks[0].deep
	end := len(toks)
	for i, t := range toks {
		if t.deep < base || t.deep == base && t.is("WHERE", "FROM", "RETURNING", "ORDER", "LIMIT", "OUTPUT", "WHEN", "OPTION", "IF") && !(t.is("IF") && t.call) {
			end = i
			break
		}
	}
	set, condition := toks[:end], toks[end:]

	var relative, unknown, weighs bool
	var changed []change
	for len(set) > 0 {
		var one []tok
		one, set = cutAt(set, base)
		if len(one) == 0 {
			continue
		}
		if one[0].kind == hole {
			unknown = true
			continue
		}
		eq := -1
		for i, t := range one {
			if t.kind == op && t.deep == base && (t.text == "=" || t.text == ":=" || strings.HasSuffix(t.text, "=") && strings.IndexByte("+-*/%|&^", t.text[0]) >= 0) {
				eq = i
				break
			}
		}
		if eq <= 0 {
			unknown = true
			continue
		}
		col := one[eq-1]
		if !col.isName() {
			continue // (a, b) = (...), a[1] = ...
		}
		changed = append(changed, change{col.last(), one[eq+1:]})
		if len(one[eq].text) > 1 && one[eq].text != ":=" { // SET n += 1
			if strings.IndexByte("+-*/%^", one[eq].text[0]) >= 0 {
				relative, weighs = true, weighs || isAmount(col.last())
			}
			continue
		}
		switch relativeTo(one[eq+1:], col.last(), newRow) {
		case yes:
			relative, weighs = true, weighs || isAmount(col.last())
		case maybe:
			unknown = true
		}
	}
	switch {
	case guarded(condition, changed) && (relative || !unknown):
		s := idempotent(verb, table) // WHERE version = ?: the repeat finds nothing
		s.once = true
		return s
	case relative:
		s := doubles(verb, table)
		s.Weighs = weighs
		return s
	case unknown:
		return Statement{Verb: verb, Table: table}
	}
	return idempotent(verb, table)
}

func cutAt(toks []tok, deep int) (before, after []tok) {
	for i, t := range toks {
		if t.deep == deep && t.is(",") {
			return toks[:i], toks[i+1:]
		}
	}
	return toks, nil
}

type answer uint8

const (
	no answer = iota
	maybe
	yes
)

// relativeTo tells whether the expression makes the new value of column col out of the old
// one in a way that adds up.
func relativeTo(expr []tok, col string, newRow map[string]bool) answer {
	result := no
	for i, t := range expr {
		if t.kind == hole {
			if len(expr) == 1 {
				return no // a value
			}
			continue
		}
		if t.call && advancing[t.last()] {
			return yes
		}
		if t.call && t.is("UUID", "GEN_RANDOM_UUID", "NEWID", "RANDOM", "RAND", "UUID_GENERATE_V4") {
			result = max(result, maybe)
		}
		if !t.isName() || t.call || t.last() != col || newRow[t.qualifier()] {
			continue
		}
		if i >= 2 && expr[i-1].is("(") && expr[i-2].is("VALUES") {
			continue // MySQL's VALUES(col) is the new row's
		}
		// t is the column's old value: what is done with it?
		if f := callAround(expr, i); f != "" {
			switch f {
			case "CONCAT", "CONCAT_WS", "ARRAY_APPEND", "ARRAY_PREPEND", "ARRAY_CAT", "JSON_ARRAY_APPEND", "JSON_ARRAY_INSERT", "DATE_ADD", "DATEADD", "DATE_SUB", "ADDDATE", "LIST_APPEND", "APPEND":
				return yes
			}
		}
		for _, n := range neighbours(expr, i) {
			switch n {
			case "+", "-", "*", "/", "%", "^", "<<", ">>":
				return yes
			case "||":
				if mergesJSON(expr) {
					continue // an object merged twice is the same object
				}
				return yes
			}
		}
		if i > 0 && expr[i-1].is("NOT") && (len(expr) == 2 || expr[i].deep == expr[0].deep) {
			return yes // SET flag = NOT flag
		}
	}
	return result
}

// neighbours returns the operators beside the operand at i, looking through parentheses
// and through functions that only replace a missing value: COALESCE(n, 0) + 1.
func neighbours(expr []tok, i int) []string {
	var ops []string
	lo, hi := i, i
	for range 3 {
		if lo > 0 && expr[lo-1].kind == op && !expr[lo-1].is("(", ",") {
			ops = append(ops, expr[lo-1].text)
		}
		if hi+1 < len(expr) && expr[hi+1].kind == op && !expr[hi+1].is(")", ",") {
			ops = append(ops, expr[hi+1].text)
		}
		// out of the parentheses
		d := expr[lo].deep
		for lo > 0 && expr[lo].deep >= d && !(expr[lo].is("(") && expr[lo].deep == d-1) {
			lo--
		}
		for hi+1 < len(expr) && !(expr[hi].is(")") && expr[hi].deep == d-1) {
			hi++
		}
		if !expr[lo].is("(") {
			break
		}
		if lo > 0 && expr[lo-1].call {
			if !expr[lo-1].is("COALESCE", "IFNULL", "ISNULL", "NVL", "CAST", "CONVERT") {
				break
			}
			lo--
		}
	}
	return ops
}

// callAround returns the function whose argument the operand at i is, or "".
func callAround(expr []tok, i int) string {
	for j := i - 1; j > 0; j-- {
		if expr[j].is("(") && expr[j].deep == expr[i].deep-1 {
			if expr[j-1].call {
				return expr[j-1].last()
			}
			return ""
		}
	}
	return ""
}

func mergesJSON(expr []tok) bool {
	for _, t := range expr {
		if t.kind == word && (strings.Contains(t.text, "JSON") || strings.Contains(t.text, "HSTORE")) ||
			t.kind == text && strings.HasPrefix(t.text, "'{") {
			return true
		}
	}
	return false
}
