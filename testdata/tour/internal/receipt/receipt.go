package receipt

import (
	"fmt"
	"io"

	"example.com/tickets/internal/store"
)

// Write writes the receipt of an order.
func Write(w io.Writer, o store.Order) error {
	_, err := fmt.Fprintf(w, "%%PDF-1.7\nOrder %s\n%s\nTotal: %d.%02d EUR\n",
		o.ID, o.Show, o.Cents/100, o.Cents%100)
	return err
}
