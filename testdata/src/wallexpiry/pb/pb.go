// Package pb holds messages as a generator writes them.
package pb

type Member struct {
	Name          string
	LastHeartbeat int64
	KeepAlive     int64
}

func (*Member) ProtoMessage() {}

func (m *Member) GetLastHeartbeat() int64 {
	if m == nil {
		return 0
	}
	return m.LastHeartbeat
}

func (m *Member) GetKeepAlive() int64 {
	if m == nil {
		return 0
	}
	return m.KeepAlive
}
