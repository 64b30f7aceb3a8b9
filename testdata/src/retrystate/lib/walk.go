package lib

import (
	"os"
	"path/filepath"
)

// A Tree knows files.
type Tree interface {
	Stat(name string) (os.FileInfo, error)
}

// Lost tells fn of what cannot be looked at: once for each name, whatever fn answers.
func Lost(t Tree, names []string, fn filepath.WalkFunc) error {
	for _, name := range names {
		info, err := t.Stat(name)
		if err != nil {
			if err := fn(name, info, err); err != nil && err != filepath.SkipDir {
				return err
			}
		}
	}
	return nil
}

// Insist tells fn of one name up to three times, as long as it cannot be looked at.
func Insist(t Tree, name string, fn filepath.WalkFunc) error {
	for range 3 {
		info, err := t.Stat(name)
		if err != nil {
			if err := fn(name, info, err); err != nil && err != filepath.SkipDir {
				return err
			}
		}
	}
	return nil
}
