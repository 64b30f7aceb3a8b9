package main

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"golang.org/x/mod/module"
	"golang.org/x/mod/zip"
)

// The tests of this file build distvet from nothing, which takes minutes: .ci/run sets
// DISTVET_RELEASE.

func needRelease(t *testing.T) {
	t.Helper()
	if os.Getenv("DISTVET_RELEASE") == "" {
		t.Skip("DISTVET_RELEASE is not set")
	}
}

// must runs a command and returns what it wrote to standard output.
func must(t *testing.T, dir string, env []string, name string, args ...string) string {
	t.Helper()
	cmd := exec.Command(name, args...)
	cmd.Dir = dir
	cmd.Env = append(cmd.Environ(), env...)
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	if err := cmd.Run(); err != nil {
		t.Fatalf("%s %q: %v\n%s", name, args, err, stderr.String())
	}
	return stdout.String()
}

// export copies the module to a new directory, without what belongs to no release.
func export(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	err := filepath.WalkDir(repository, func(path string, e os.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(repository, path)
		if err != nil {
			return err
		}
		switch {
		case rel == ".git": // a file in a worktree
			if e.IsDir() {
				return filepath.SkipDir
			}
			return nil
		case e.IsDir():
			return os.MkdirAll(filepath.Join(dir, rel), 0o777)
		}
		info, err := e.Info()
		if err != nil {
			return err
		}
		data, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		return os.WriteFile(filepath.Join(dir, rel), data, info.Mode().Perm())
	})
	if err != nil {
		t.Fatal(err)
	}
	return dir
}

// A release is the same, byte for byte, whatever directory, cache and user built it.
func TestReleaseIsReproducible(t *testing.T) {
	needRelease(t)
	if runtime.GOOS == "windows" {
		t.Skip("releases are built by a shell script")
	}
	const version = "v1.2.3-test.4"
	platform := runtime.GOOS + "/" + runtime.GOARCH
	name := "distvet_1.2.3-test.4_" + runtime.GOOS + "_" + runtime.GOARCH
	var files []string
	for _, build := range []struct{ dir, cache string }{
		{repository, ""},
		{export(t), t.TempDir()},
	} {
		dist := t.TempDir()
		env := []string{"GOFLAGS=-buildvcs=true"} // the script's own choice is what counts
		if build.cache != "" {
			env = append(env, "GOCACHE="+build.cache, "USER=somebody")
		}
		script, err := filepath.Abs(filepath.Join(build.dir, ".ci", "release"))
		if err != nil {
			t.Fatal(err)
		}
		must(t, build.dir, env, script, version, dist, platform)
		sums, err := os.ReadFile(filepath.Join(dist, "SHA256SUMS"))
		if err != nil || !strings.HasSuffix(string(sums), "  "+name+"\n") {
			t.Fatalf("SHA256SUMS holds %q, %v", sums, err)
		}
		if out := must(t, dist, nil, filepath.Join(dist, name), "version"); !strings.HasPrefix(out, "distvet "+version+" go") {
			t.Errorf("distvet version says %q", out)
		}
		files = append(files, filepath.Join(dist, name), filepath.Join(dist, "SHA256SUMS"))
	}
	for i := range 2 {
		a, err := os.ReadFile(files[i])
		if err != nil {
			t.Fatal(err)
		}
		b, err := os.ReadFile(files[i+2])
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(a, b) {
			t.Errorf("%s differs", filepath.Base(files[i]))
		}
	}
}

// What go install makes of a version knows which version it is.
func TestGoInstallVersion(t *testing.T) {
	needRelease(t)
	const version = "v1.2.3-test.5"
	var env struct{ GOMODCACHE, GOPROXY string }
	if err := json.Unmarshal([]byte(must(t, ".", nil, "go", "env", "-json", "GOMODCACHE", "GOPROXY")), &env); err != nil {
		t.Fatal(err)
	}
	src, proxy, bin := export(t), t.TempDir(), t.TempDir()
	const path = "github.com/distvet/distvet"
	dir := filepath.Join(proxy, filepath.FromSlash(path), "@v")
	if err := os.MkdirAll(dir, 0o777); err != nil {
		t.Fatal(err)
	}
	var archive bytes.Buffer
	if err := zip.CreateFromDir(&archive, module.Version{Path: path, Version: version}, src); err != nil {
		t.Fatal(err)
	}
	info, err := json.Marshal(map[string]any{"Version": version, "Time": time.Date(2020, 1, 2, 3, 4, 5, 0, time.UTC)})
	if err != nil {
		t.Fatal(err)
	}
	mod, err := os.ReadFile(filepath.Join(src, "go.mod"))
	if err != nil {
		t.Fatal(err)
	}
	for name, data := range map[string][]byte{
		"list": []byte(version + "\n"), version + ".info": info, version + ".mod": mod, version + ".zip": archive.Bytes(),
	} {
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	url := func(dir string) string { return "file://" + filepath.ToSlash(dir) }
	must(t, bin, []string{
		"GOBIN=" + bin, "GOMODCACHE=" + t.TempDir(), "GOFLAGS=-modcacherw", "GONOSUMDB=" + path, "GOWORK=off",
		"GOPROXY=" + url(proxy) + "," + url(filepath.Join(env.GOMODCACHE, "cache", "download")) + "," + env.GOPROXY,
	}, "go", "install", path+"/cmd/distvet@"+version)
	if out := must(t, bin, nil, filepath.Join(bin, "distvet"), "version"); !strings.HasPrefix(out, "distvet "+version+" go") {
		t.Errorf("distvet version says %q", out)
	}
}
