package effect

import (
	"slices"
	"strings"

	"github.com/distvet/distvet/analyzers/internal/catalog"
)

// This file tells whether a second run of a statement finds nothing to do: its condition names
// what the first one has changed, or it works on the rows that another part of it returns, which
// returns none the second time.

// A change is one element of a SET list: the column and what it is set to.
type change struct {
	column string
	value  []tok
}

// guarded reports whether the condition names the old value of a column that the statement
// changes, so that a repeat of it no longer finds the row: WHERE version = ?, WHERE used_at IS NULL,
// WHERE NOT used, SET pos = $1 ... WHERE pos < $1, SET done = done || $1 ... WHERE NOT $1 = ANY(done).
func guarded(condition []tok, changed []change) bool {
	if len(condition) == 0 {
		return false
	}
	for _, c := range changed {
		for i, t := range condition {
			if t.isName() && t.last() == c.column && (t.deep == 0 || t.deep == condition[0].deep) && bars(condition, i, c) {
				return true
			}
		}
		for _, one := range clauses(condition) {
			if excludes(one, c) {
				return true
			}
		}
	}
	return false
}

// bars reports whether the comparison of the column at i no longer holds when it has changed.
func bars(condition []tok, i int, c change) bool {
	at := func(i int) tok {
		if i < 0 || i >= len(condition) {
			return tok{kind: op}
		}
		return condition[i]
	}
	next, prev := at(i+1), at(i-1)
	switch {
	case next.is("=", "<=>"), next.is("IS") && at(i+2).is("NULL"):
		return true
	case prev.is("NOT") && next.is("", "AND", "OR", "RETURNING", ")"): // a flag
		return true
	case next.is("<", ">"): // a position that moves on
		return sets(c, at(i+2))
	case prev.is("<", ">"):
		return sets(c, at(i-2))
	case next.is("<>", "!="): // a state; the last one of many changes says little about this one
		return at(i+2).kind == text && sets(c, at(i+2))
	}
	return false
}

// sets reports whether the column is set to the placeholder or literal t, and to nothing else.
func sets(c change, t tok) bool { return len(c.value) == 1 && given(c.value[0], t) }

// given reports whether two tokens are the same placeholder or literal.
func given(a, b tok) bool {
	return a.kind == b.kind && a.text == b.text && (a.kind == param || a.kind == text)
}

// clauses cuts a condition where AND and OR stand outside parentheses.
func clauses(condition []tok) (list [][]tok) {
	from := 0
	for i, t := range condition {
		if t.deep == condition[0].deep && t.is("AND", "OR", "WHERE", "FROM", "RETURNING") {
			list, from = append(list, condition[from:i]), i+1
		}
	}
	return append(list, condition[from:])
}

// excludes reports whether a clause says that what the statement puts into a column that holds
// several values is not in there.
func excludes(clause []tok, c change) bool {
	names, negated, shares := false, has(clause, "NOT") || has(clause, "ALL") && (has(clause, "<>") || has(clause, "!=")), false
	for _, t := range clause {
		names = names || t.isName() && t.last() == c.column
		shares = shares || slices.ContainsFunc(c.value, func(v tok) bool { return given(v, t) })
	}
	return len(c.value) > 1 && names && negated && shares
}

// returnsOnce reports whether a part of a statement, which s classifies, returns rows to the others
// the first time only.
func returnsOnce(toks []tok, s Statement) bool {
	if s.Effect != catalog.IdempotentWrite || !has(toks, "RETURNING") {
		return false
	}
	switch s.Verb {
	case "DELETE":
		return true
	case "UPDATE":
		return s.once
	case "INSERT":
		return hasWords(toks, "DO", "NOTHING")
	}
	return false
}

// aggregates reports whether a function makes one value of many rows, or of none.
func aggregates(t tok) bool {
	return t.is("COUNT", "SUM", "MIN", "MAX", "AVG", "EVERY", "BOOL_AND", "BOOL_OR") || strings.HasSuffix(strings.ToUpper(t.text), "_AGG")
}

// drawsFrom reports whether a statement writes only for rows of one of the named parts.
func drawsFrom(toks []tok, parts []string) bool {
	if !has(toks, "GROUP") && slices.ContainsFunc(toks, func(t tok) bool { return t.call && aggregates(t) }) || has(toks, "UNION") {
		return false // makes a row of none, or takes others as well
	}
	from := findTop(toks, "FROM")
	for i, t := range toks {
		if i == 0 || !t.isName() || !slices.Contains(parts, t.text) {
			continue
		}
		prev := toks[i-1]
		switch {
		case t.deep == 0 && prev.is("JOIN"):
			if i > 1 && !toks[i-2].is("LEFT", "RIGHT", "FULL", "OUTER") {
				return true
			}
		case t.deep == 0:
			if prev.is("FROM", "USING") || prev.is(",") && from >= 0 && from < i {
				return true
			}
		case prev.is("FROM"): // WHERE EXISTS (SELECT 1 FROM part)
			for j := i - 1; j > 1; j-- {
				if toks[j].is("(") && toks[j].deep < t.deep {
					if toks[j-1].is("EXISTS", "IN") && !toks[j-2].is("NOT") {
						return true
					}
					break
				}
			}
		}
	}
	return false
}

// Begins reports whether a statement begins a transaction, and leaves it open.
func Begins(sql string) bool {
	toks := tokens(sql)
	switch {
	case len(toks) == 0 || has(toks, "COMMIT"):
		return false
	case toks[0].is("START"): // TRANSACTION, not SLAVE
		return len(toks) > 1 && toks[1].is("TRANSACTION")
	}
	return toks[0].is("BEGIN")
}

// Ends reports whether a statement ends a transaction.
func Ends(sql string) bool {
	toks := tokens(sql)
	return len(toks) > 0 && toks[0].is("COMMIT", "ROLLBACK", "END") && !has(toks, "TO") // a savepoint
}

// tokens cuts a text into tokens; it returns none of one that is too long or cannot be read.
func tokens(sql string) []tok {
	if len(sql) > maxSQL {
		return nil
	}
	toks, ok := lex(sql)
	if !ok {
		return nil
	}
	return toks
}

// Clears reports whether the first of two statements deletes what the second one inserts: all rows
// of the table, or those that are equal in columns which the second one fills.
func Clears(del, ins string) bool {
	d, i := tokens(del), tokens(ins)
	if len(d) == 0 || len(i) == 0 || !i[0].is("INSERT") || !d[0].is("DELETE", "TRUNCATE") {
		return false
	}
	table := nameAfter(i, "INTO")
	if d[0].is("TRUNCATE") {
		return table != "" && slices.ContainsFunc(d, func(t tok) bool { return t.isName() && strings.ToLower(t.text) == table })
	}
	if table == "" || nameAfter(d, "FROM") != table || picks(d) {
		return false
	}
	where := findTop(d, "WHERE")
	if where < 0 {
		return !has(d, "USING")
	}
	open := find(i, "(")
	if open < 0 {
		return false
	}
	columns, _ := group(i[open:])
	for j, t := range d[where:] {
		if !t.isName() || t.is("WHERE", "AND") {
			continue
		}
		filled := slices.ContainsFunc(columns, func(c tok) bool { return c.isName() && c.last() == t.last() })
		if next := where + j + 1; !filled || next >= len(d) || !d[next].is("=") {
			return false
		}
	}
	return true
}
