// Package pools has pools whose connections get their limits where they are dialled.
package pools

import (
	"time"

	"github.com/gomodule/redigo/redis"
)

var limited = &redis.Pool{
	Dial: func() (redis.Conn, error) {
		return redis.Dial("tcp", "cache:6379", redis.DialReadTimeout(time.Second))
	},
}

var unlimited = &redis.Pool{ // want `redis.Pool has no redis.DialReadTimeout`
	Dial: func() (redis.Conn, error) {
		return redis.Dial("tcp", "cache:6379", redis.DialDatabase(1))
	},
}

func Get(key string) (any, error) {
	c := limited.Get()
	defer c.Close()
	return c.Do("GET", key)
}

func GetSlowly(key string) (any, error) {
	c := unlimited.Get()
	defer c.Close()
	return c.Do("GET", key)
}
