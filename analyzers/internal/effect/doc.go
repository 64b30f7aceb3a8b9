// Package effect tells what a call does at the other end, and what a second one would do:
// nothing, the same again, or a second payment.
//
// The answer comes from the call's arguments: the text of a SQL statement, the method of a
// request, the name of a command. What cannot be known is unknown, never guessed.
package effect
