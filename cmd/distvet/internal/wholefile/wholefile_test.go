package wholefile

import (
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"testing"
)

func read(t *testing.T, name string) string {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// Who has the old file open goes on reading the old one, all of it.
func TestReplaced(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	name, old := filepath.Join(dir, "report"), filepath.Join(dir, "old")
	if err := os.WriteFile(name, []byte("what was there"), 0o640); err != nil {
		t.Fatal(err)
	}
	if err := os.Link(name, old); err != nil {
		t.Skip(err)
	}
	if err := Write(name, []byte("new")); err != nil {
		t.Fatal(err)
	}
	if got := read(t, name); got != "new" {
		t.Errorf("the file holds %q", got)
	}
	if runtime.GOOS == "windows" {
		return // where files are written in place
	}
	if got := read(t, old); got != "what was there" {
		t.Errorf("the old file holds %q", got)
	}
	if info, err := os.Stat(name); err != nil || info.Mode().Perm() != 0o640 {
		t.Errorf("%v, %v", info.Mode(), err)
	}
	if entries, err := os.ReadDir(dir); err != nil || len(entries) != 2 {
		t.Errorf("%v, %v: want the two files alone", entries, err)
	}
}

func TestLink(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	name, link := filepath.Join(dir, "report"), filepath.Join(dir, "link")
	if err := os.WriteFile(name, nil, 0o666); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink("report", link); err != nil {
		t.Skip(err)
	}
	if err := Write(link, []byte("new")); err != nil {
		t.Fatal(err)
	}
	if info, err := os.Lstat(link); err != nil || info.Mode()&os.ModeSymlink == 0 || read(t, name) != "new" {
		t.Errorf("%v, %v, %q: want a link to the new content", info.Mode(), err, read(t, name))
	}
}

// What is no file stays what it is.
func TestPipe(t *testing.T) {
	t.Parallel()
	if runtime.GOOS != "linux" {
		t.Skip("no /proc")
	}
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	link := filepath.Join(t.TempDir(), "link")
	if err := os.Symlink(filepath.Join("/proc/self/fd", strconv.Itoa(int(w.Fd()))), link); err != nil {
		t.Fatal(err)
	}
	if err := Write(link, []byte("new")); err != nil {
		t.Fatal(err)
	}
	w.Close()
	buf := make([]byte, 10)
	if n, err := r.Read(buf); err != nil || string(buf[:n]) != "new" {
		t.Errorf("%q, %v", buf[:n], err)
	}
	if info, err := os.Lstat(link); err != nil || info.Mode()&os.ModeSymlink == 0 {
		t.Errorf("%v, %v", info.Mode(), err)
	}
}

func TestNowhere(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	for _, name := range []string{filepath.Join(dir, "no", "such"), dir} {
		if err := Write(name, nil); err == nil {
			t.Errorf("%s was written", name)
		}
	}
}
