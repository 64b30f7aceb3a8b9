// Package rows is generic code out of sight of those who use it.
package rows

import "encoding/json"

func Read[T any](b []byte) (v T, err error) {
	err = json.Unmarshal(b, &v)
	return v, err
}

func Each[T any](list []T, f func(T) error) error {
	for _, v := range list {
		if err := f(v); err != nil {
			return err
		}
	}
	return nil
}

func Handle[T any](f func(T)) func([]byte) {
	return func(b []byte) {
		if v, err := Read[T](b); err == nil {
			f(v)
		}
	}
}

type Table[T any] struct{ raw []byte }

func (t *Table[T]) First() (*T, error) {
	v, err := Read[T](t.raw)
	return &v, err
}

type Cache[T any] struct{ kept []T }

func (c *Cache[T]) First() (T, bool) { return c.kept[0], len(c.kept) > 0 }
