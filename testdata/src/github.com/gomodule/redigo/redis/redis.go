// Package redis stands for github.com/gomodule/redigo/redis.
package redis

import "time"

type Conn interface {
	Do(command string, args ...any) (any, error)
	Close() error
}

// DialOption is a struct in the library, too.
type DialOption struct{ f func() }

func Dial(network, address string, options ...DialOption) (Conn, error) { return nil, nil }
func DialReadTimeout(d time.Duration) DialOption                        { return DialOption{} }
func DialDatabase(db int) DialOption                                    { return DialOption{} }

type Pool struct {
	Dial    func() (Conn, error)
	MaxIdle int
}

func (p *Pool) Get() Conn { return nil }
