// Package texts calls a database by way of another package, with root contexts throughout:
// one decision.
package texts

import (
	"context"

	"nodeadline/texts/store"
)

type Filter struct{ samples *store.Samples }

func New(s *store.Samples) *Filter { return &Filter{s} }

func (f *Filter) Learn(text string) error {
	return f.samples.Add(context.TODO(), text) // want `sql.DB.ExecContext has no deadline, like other SQL calls of this package: Filter.Learn passes context.TODO\(\) through store.Samples.Add`
}

func (f *Filter) Size() (int, error) { return f.samples.Count(context.TODO()) }

func Size(s *store.Samples) (int, error) { return s.Count(context.Background()) }
