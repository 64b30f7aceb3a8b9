// Code generated in the shape of protoc-gen-go. DO NOT EDIT.

package inventorypb

type Seat struct {
	Row    string
	Number int32
	Cents  int64
	Free   bool
}

type ListSeatsRequest struct {
	Show string
}

func (x *ListSeatsRequest) GetShow() string {
	if x != nil {
		return x.Show
	}
	return ""
}

type ListSeatsResponse struct {
	Seats []*Seat
}

func (x *ListSeatsResponse) GetSeats() []*Seat {
	if x != nil {
		return x.Seats
	}
	return nil
}

type HoldSeatsRequest struct {
	RequestId string // a repeat with the same id returns the same hold
	Show      string
	Seats     []string
}

type HoldSeatsResponse struct {
	Hold  string
	Cents int64
}

func (x *HoldSeatsResponse) GetHold() string {
	if x != nil {
		return x.Hold
	}
	return ""
}

func (x *HoldSeatsResponse) GetCents() int64 {
	if x != nil {
		return x.Cents
	}
	return 0
}

type ReleaseHoldRequest struct {
	Hold string
}

type ReleaseHoldResponse struct{}
