package repeat

import "golang.org/x/tools/go/ssa"

// A Write is a non-idempotent operation that a call of a function does.
type Write struct {
	What string
}

// String is fit for // want comments.
func (w *Write) String() string { return "writes " + w.What }

func (a *Analysis) summarizeWrites(fn *ssa.Function, s *Summary) {}
