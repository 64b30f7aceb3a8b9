// Package wholefile writes files that appear whole or not at all.
package wholefile

import (
	"errors"
	"os"
	"path/filepath"
	"strings"

	"github.com/google/renameio/v2/maybe"
)

// Write makes data the content of the named file. A file that is there is replaced at once, so
// that nobody sees half of it, not even after a crash; behind a symbolic link it is the file
// that the link leads to. What is no file, such as a pipe or /dev/stdout, is written to.
func Write(name string, data []byte) error {
	info, err := os.Stat(name)
	if err != nil { // maybe.WriteFile says why if there cannot be such a file
		return maybe.WriteFile(name, data, 0o666)
	}
	if info.Mode().IsRegular() && !strings.HasPrefix(filepath.ToSlash(filepath.Clean(name)), "/dev/") {
		target, err := filepath.EvalSymlinks(name)
		if err != nil {
			return err
		}
		return maybe.WriteFile(target, data, info.Mode().Perm())
	}
	file, err := os.OpenFile(name, os.O_WRONLY|os.O_APPEND, 0)
	if err != nil {
		return err
	}
	_, err = file.Write(data)
	return errors.Join(err, file.Close())
}
