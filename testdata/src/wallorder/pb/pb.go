// Package pb stands for generated messages.
package pb

type Event struct{ TsNs int64 }

func (*Event) ProtoMessage() {}

func (e *Event) GetTsNs() int64 { return e.TsNs }

type SubscribeRequest struct {
	SinceNs int64
	Path    string
}

func (*SubscribeRequest) ProtoMessage() {}
