// Package uuid makes random identifiers.
package uuid

import (
	"crypto/rand"
	"encoding/hex"
)

// NewString returns a random UUID (version 4) as text.
func NewString() string {
	var b [16]byte
	rand.Read(b[:])
	b[6] = b[6]&0x0f | 0x40
	b[8] = b[8]&0x3f | 0x80
	s := hex.EncodeToString(b[:])
	return s[:8] + "-" + s[8:12] + "-" + s[12:16] + "-" + s[16:20] + "-" + s[20:]
}
