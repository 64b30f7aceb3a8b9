// Package fresh holds identities beside which something random stands, and those that are looked
// at before they are used.
package fresh

import (
	"crypto/rand"
	"encoding/binary"
	"fmt"
	"strconv"
	"sync"
	"time"
)

// Random bytes and numbers that a call has filled in.

func NewTraceID() string {
	var r [12]byte
	rand.Read(r[:])
	return fmt.Sprintf("%x-%x", time.Now().Unix(), r)
}

func NewGivenTraceID(r [12]byte) string {
	return fmt.Sprintf("%x-%x", time.Now().Unix(), r) // want `what NewGivenTraceID returns is time\.Now\(\)\.Unix\(\)`
}

func NewTaskID() (string, error) {
	var n uint32
	if err := binary.Read(rand.Reader, binary.LittleEndian, &n); err != nil {
		return "", err
	}
	return fmt.Sprintf("%d-%d", time.Now().Unix(), n), nil
}

func NewPrintedTaskID() string {
	n := shift
	fmt.Println(&n)
	return fmt.Sprintf("%d-%d", time.Now().Unix(), n) // want `what NewPrintedTaskID returns is time\.Now\(\)\.Unix\(\)`
}

var shift uint32

// A name that was read.
func NewJobID(line string) string {
	var queue string
	fmt.Sscan(line, &queue)
	return fmt.Sprintf("%s-%d", queue, time.Now().Unix()) // want `what NewJobID returns is time\.Now\(\)\.Unix\(\)`
}

// Past a question whether it is later than the last one.

type ids struct {
	mu   sync.Mutex
	last int64
	n    int
}

func (s *ids) RequestID() int64 {
	s.mu.Lock()
	defer s.mu.Unlock()
	for {
		now := time.Now().UnixMilli()
		if now > s.last {
			s.last = now
			return now
		}
		time.Sleep(time.Millisecond)
	}
}

// Nobody remembers it.
func (s *ids) ForgottenRequestID() int64 {
	for {
		now := time.Now().UnixMilli() // want `what ids\.ForgottenRequestID returns is time\.Now\(\)\.UnixMilli\(\)`
		if now > s.last {
			return now
		}
	}
}

// It is taken as it comes.
func (s *ids) AnyRequestID() int64 {
	now := time.Now().UnixMilli() // want `what ids\.AnyRequestID returns is time\.Now\(\)\.UnixMilli\(\)`
	if now > s.last {
		s.last = now
	}
	return now
}

// The last one again, with a count beside it.
func (s *ids) OrderID() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	now := time.Now().Unix()
	if now > s.last {
		s.last, s.n = now, 0
	} else {
		now = s.last
		s.n++
	}
	return fmt.Sprintf("%d.%d", now, s.n)
}

// The last one again as it was.
func (s *ids) SameOrderID() int64 {
	now := time.Now().Unix() // want `what ids\.SameOrderID returns is time\.Now\(\)\.Unix\(\)`
	if now > s.last {
		s.last = now
	} else {
		now = s.last
	}
	return now
}

// Past a question whether it is taken.

type registry struct {
	mu sync.Mutex
	m  map[string]int
}

func (r *registry) add(v int) string {
	r.mu.Lock()
	defer r.mu.Unlock()
	for {
		id := strconv.FormatInt(time.Now().UnixNano(), 36)
		if _, taken := r.m[id]; !taken {
			r.m[id] = v
			return id
		}
		time.Sleep(time.Microsecond)
	}
}

func (r *registry) addOver(v int) (string, bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	id := strconv.FormatInt(time.Now().UnixMilli(), 36) // want `the key of registry\.m is time\.Now\(\)\.UnixMilli\(\)`
	_, taken := r.m[id]
	r.m[id] = v
	return id, taken
}

// Seconds since 1970, by any name, and the epoch of something.
type file struct{ createdEpoch, writerTermEpoch int64 }

func newFile() *file {
	return &file{
		createdEpoch:    time.Now().Unix(), // possible // want `file\.createdEpoch is time\.Now\(\)\.Unix\(\)`
		writerTermEpoch: time.Now().Unix(), // want `file\.writerTermEpoch is time\.Now\(\)\.Unix\(\)`
	}
}
