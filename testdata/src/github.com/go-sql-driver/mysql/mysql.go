// Package mysql stands for github.com/go-sql-driver/mysql.
package mysql

import "time"

type Config struct {
	Addr        string
	ReadTimeout time.Duration
	Timeout     time.Duration
}

func (c *Config) FormatDSN() string { return "" }
