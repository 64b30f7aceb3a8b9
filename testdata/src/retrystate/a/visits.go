package a

import (
	"os"

	"retrystate/lib"
)

func visited(t lib.Tree, names []string) ([]string, error) {
	var found []string
	err := lib.Lost(t, names, func(name string, info os.FileInfo, err error) error {
		if err != nil {
			return err
		}
		found = append(found, name)
		if len(name) > 10 {
			_, err := os.Open(name)
			return err
		}
		return nil
	})
	return found, err
}

func insisted(t lib.Tree, name string) ([]string, error) {
	var found []string
	err := lib.Insist(t, name, func(name string, info os.FileInfo, err error) error {
		if err != nil {
			return err
		}
		found = append(found, name) // want `found keeps what a failed attempt appended`
		if len(name) > 10 {
			_, err := os.Open(name)
			return err
		}
		return nil
	})
	return found, err
}
