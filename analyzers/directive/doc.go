// Package directive defines an analyzer that checks distvet's own comments.
//
// # Analyzer directive
//
// directive: report malformed and unknown //distvet: comments
//
// A directive that is misspelt, that names a check which does not exist, or that gives no
// reason does nothing at all; the person who wrote it believes otherwise.
package directive
