// Package structs holds records that travel.
package structs

import "time"

type Eval struct {
	CreateTime  int64
	CreateIndex uint64
}

func New() *Eval { return &Eval{CreateTime: time.Now().UnixNano()} }
