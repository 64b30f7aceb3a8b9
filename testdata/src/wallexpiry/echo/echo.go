// Package echo sends stamps that come back as they were sent.
package echo

import (
	"encoding/binary"
	"time"
)

func Beat() []byte {
	return binary.BigEndian.AppendUint64(nil, uint64(time.Now().UnixNano()))
}

func Alive(beat []byte, limit time.Duration) bool {
	heartbeat := time.Unix(0, int64(binary.BigEndian.Uint64(beat)))
	return time.Since(heartbeat) < limit
}
