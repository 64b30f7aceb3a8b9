// Package mysql stands for github.com/go-sql-driver/mysql.
package mysql

import (
	_ "database/sql"
	"strings"
	"time"
)

type Config struct {
	Addr        string
	ReadTimeout time.Duration
	Timeout     time.Duration
}

// limits is what a driver knows and a program may not use.
func limits(param string) bool { return strings.HasPrefix(param, "readTimeout=") }

func (c *Config) FormatDSN() string { return "" }
