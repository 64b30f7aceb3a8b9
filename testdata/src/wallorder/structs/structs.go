// Package structs holds records that travel.
package structs

import "time"

type Eval struct {
	_              int64
	CreateTime     int64
	JobModifyIndex uint64
	CreateIndex    uint64
}

func New() *Eval { return &Eval{CreateTime: time.Now().UnixNano()} }
