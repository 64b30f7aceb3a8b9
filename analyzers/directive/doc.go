// Package directive defines an analyzer that checks distvet's own comments.
//
// # Analyzer directive
//
// directive: report malformed, unknown and unused //distvet: comments
//
// A directive that is misspelt, that names a check which does not exist, or that gives no
// reason does nothing at all; the person who wrote it believes otherwise:
//
//	http.Get(url) //distvet:ignore nodeadline // reported: no reason
//
//	http.Get(url) //distvet:ignore nodeadlines the process exists for this download // reported: no such check
//
//	http.Get(url) // distvet:ignore nodeadline the process exists for this download // reported: the space
//
//	http.Get(url) //distvet:ignore nodeadline the process exists for this download // silenced
//
// # The directives
//
//   - //distvet:ignore <check> <reason> hides the findings of one check on its line, on the
//     line below it, in the declaration whose doc comment it is part of, or, above the
//     package clause, in the file. It never changes what callers are told of a function.
//   - //distvet:detached <reason> at a statement or a function that leaves its context behind
//     on purpose: ctxdrop is silent there.
//   - //distvet:crossing [reason], //distvet:bounded <reason> and //distvet:idempotent <reason> in
//     the doc comment of a function: calling it crosses the network; its calls end by
//     themselves; doing it twice is as good as doing it once. Other packages hear of it.
//
// See https://github.com/distvet/distvet/blob/main/docs/directives.md for what each changes.
//
// # What is reported
//
//   - A kind of directive or a name of a check that does not exist, with the nearest that
//     does where one is near.
//   - An ignore without a check, and one that silences without a reason: a reason is what the
//     next reader has to judge by.
//   - A list of checks in one ignore: write one directive for each.
//   - A space between the slashes and a directive, which makes it text.
//   - A crossing, bounded or idempotent that is in no function's doc comment.
//   - A detached, bounded, idempotent or crossing that changes nothing.
//
// An ignore that is well formed and silences nothing is reported by the check that it
// names, which alone can know.
//
// # What is not reported
//
//   - Sentences about distvet: text counts as a directive with a space before it only if
//     it begins with distvet: and the name of one that exists.
//   - Generated files, where nobody edits, and test files unless -tests asks for them.
//
// # Confidence
//
// Every finding is certain. The mistake is rare where nobody writes directives, and looking
// costs one pass over the comments.
package directive
