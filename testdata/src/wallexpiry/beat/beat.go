// Package beat only reads the stamps of others.
package beat

import (
	"encoding/binary"
	"time"
)

func Count(n uint64) []byte { return binary.BigEndian.AppendUint64(nil, n) }

func Alive(beat []byte, limit time.Duration) bool {
	heartbeat := time.Unix(0, int64(binary.BigEndian.Uint64(beat)))
	return time.Since(heartbeat) < limit // possible // want `Alive takes a peer for dead or alive by comparing heartbeat, decoded from bytes in Alive`
}
