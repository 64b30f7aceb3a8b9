package effect

import "strings"

// This file judges by the names of columns whether a second run of a statement matters. A unique
// index is not in sight; that one stands on a column called id, key or email is a good guess, and
// where none of the columns is called so nothing can refuse the row. What is counted rather than
// owed or owned may be counted twice.

// nameless reports whether an inserted row says by none of its columns which one it is. The
// tokens are those between the name of the table and its values: the list of columns.
func nameless(table string, toks []tok) bool {
	i := 0
	for i < len(toks) && !toks[i].is("(") {
		i++
	}
	if i == len(toks) {
		return false // the columns are not in sight
	}
	inner, rest := group(toks[i:])
	if len(inner) == 0 || len(rest) > 0 || notes(table) {
		return false
	}
	for _, t := range inner {
		if t.is(",") {
			continue
		}
		if !t.isName() || identifies(strings.ToLower(t.last())) {
			return false
		}
	}
	return true
}

// notes reports whether a table is called after records that may well be there twice.
func notes(table string) bool {
	for w := range strings.FieldsFuncSeq(table, notLetter) {
		switch strings.TrimSuffix(w, "s") {
		case "log", "event", "metric", "audit", "history", "stat", "statistic", "trace", "session", "sample", "measurement", "visit", "view", "hit", "notification":
			return true
		}
	}
	return false
}

// identifies reports whether a column may hold what tells a row from all others. Those that
// name somebody whom many rows belong to do not.
func identifies(column string) bool {
	if owner, ok := strings.CutSuffix(column, "_id"); ok {
		switch owner[strings.LastIndexByte(owner, '_')+1:] {
		case "user", "account", "customer", "owner", "author", "tenant", "org", "organization", "project", "product", "item", "wallet", "member", "team",
			"company", "group", "category", "parent", "shop", "store", "client", "employee":
			return false
		}
		return true
	}
	for w := range strings.FieldsFuncSeq(column, notLetter) {
		switch w {
		case "id", "ids", "uid", "uuid", "guid", "ulid", "rowid", "oid", "pk", "key", "hash", "digest", "checksum", "sha", "slug", "token", "email", "username", "login", "name", "code",
			"nonce", "ref", "reference", "url", "uri", "path", "fingerprint", "number", "no", "num", "serial", "seq", "sequence", "version", "height", "index", "idx",
			"title", "address", "addr", "ip", "host", "hostname", "label", "tag":
			return true
		}
	}
	return strings.HasSuffix(column, "id") || strings.HasSuffix(column, "name")
}

// isAmount reports whether a column is called after money or goods.
func isAmount(column string) bool {
	for w := range strings.FieldsFuncSeq(strings.ToLower(column), notLetter) {
		switch strings.TrimSuffix(w, "s") {
		case "balance", "amount", "credit", "debit", "stock", "quantity", "qty", "inventory", "fund", "point", "price", "cost", "seat", "ticket", "coin", "money", "paid", "owed", "owned", "debt", "total", "available", "reserved":
			return true
		}
	}
	return false
}

func notLetter(r rune) bool { return r < 'a' || r > 'z' }
