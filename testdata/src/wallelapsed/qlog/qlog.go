// Package qlog writes logs.
package qlog

func Statement(text string) {}
