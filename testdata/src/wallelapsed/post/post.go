// Package post does something.
package post

func Statement(text string) {}
