package a

import "context"

type queue interface {
	Empty() bool
	PopSeat() string
	FirstSeat() string
	PopulatedSeat() string
}

type hall interface {
	Book(ctx context.Context, guest string) error
}

// What is taken out of a queue is another thing on each turn.
func freed(ctx context.Context, q queue, h hall) (all []string) {
	for !q.Empty() {
		all = append(all, q.PopSeat())
		if err := h.Book(ctx, "guest"); err == nil {
			break
		}
	}
	return all
}

func kept(ctx context.Context, q queue, h hall) (all []string) {
	for !q.Empty() {
		all = append(all, q.FirstSeat()) // want `all keeps what a failed attempt appended`
		if err := h.Book(ctx, "guest"); err == nil {
			break
		}
	}
	return all
}

func populated(ctx context.Context, q queue, h hall) (all []string) {
	for !q.Empty() {
		all = append(all, q.PopulatedSeat()) // want `all keeps what a failed attempt appended`
		if err := h.Book(ctx, "guest"); err == nil {
			break
		}
	}
	return all
}
