// Package uuid stands for github.com/google/uuid.
package uuid

type UUID [16]byte

func New() UUID                 { return UUID{} }
func NewString() string         { return "" }
func NewRandom() (UUID, error)  { return UUID{}, nil }
func Must(u UUID, _ error) UUID { return u }
func NewSHA1(UUID, []byte) UUID { return UUID{} }
func (UUID) String() string     { return "" }
