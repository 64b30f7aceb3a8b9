// Package requestid makes ids: the package's name says what New returns.
package requestid

import (
	"crypto/rand"
	"encoding/hex"
	"fmt"
	"time"
)

func New() string {
	return fmt.Sprintf("%X", time.Now().UTC().UnixNano()) // want `what requestid\.New returns is time\.Now\(\)\.UTC\(\)\.UnixNano\(\) in New, with nothing random or counted beside it`
}

func NewRandom() string {
	b := make([]byte, 8)
	rand.Read(b)
	return hex.EncodeToString(b)
}
