// Package idle does nothing that any analysis looks at; that it was analysed is known. // want package:"analysed"
package idle

func Add(a, b int) int { return a + b }
