package driver

import (
	"cmp"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/distvet/distvet/analyzers"
	"github.com/distvet/distvet/cmd/distvet/internal/configfile"
	"github.com/distvet/distvet/cmd/internal/config"
)

// The go command starts the vet tool once for each package, in the directory of the package,
// and keeps what it printed under a key that knows the tool only by its answer to -V=full,
// which is asked for once and in the directory of the go command. So it is this answer that
// must change with all that changes what the tool says of a package; and the processes that
// analyse packages must be told the same by another way than the working directory, which for
// a dependency is in the module cache. They are told by a file of already validated JSON:
//
//   - distvet check writes it and names it in the environment variable toolConfigVar. It holds
//     the models alone, since the command applies everything else to the findings.
//   - Under a bare go vet, the process that answers -V=full reads .distvet.yaml and leaves the
//     file where the processes with the same parent, the go command, look for it.
//
// Without a configuration there is no file, and all that a process does is to look for it.
const toolConfigVar = "DISTVET_TOOL_CONFIG"

// A toolConfig is what a vet tool is told beyond its flags.
type toolConfig struct {
	Models []analyzers.Model `json:"models,omitempty"`
	// Settings is nil if the command filters findings.
	Settings *toolSettings `json:"settings,omitempty"`
}

type toolSettings struct {
	Root       string                          `json:"root,omitempty"` // of the globs; no part of the fingerprint
	Confidence analyzers.Confidence            `json:"confidence"`
	Tests      bool                            `json:"tests"`
	Checks     map[string]analyzers.Confidence `json:"checks,omitempty"`
	Exclude    map[string][]string             `json:"exclude,omitempty"` // by check; "" for all
}

// bareToolConfig returns what a bare vet tool makes of a configuration; nil if that is nothing.
func bareToolConfig(f *configfile.File, checks []analyzers.Check) *toolConfig {
	eff := f.Config.Effective(checks)
	plain := analyzers.DefaultSettings()
	if len(f.Config.Models)+len(eff.Grades)+len(eff.Exclude) == 0 && eff.Confidence == plain.Confidence && eff.Tests == plain.Tests {
		return nil
	}
	return &toolConfig{Models: f.Config.Models, Settings: &toolSettings{
		Root: f.Root(), Confidence: eff.Confidence, Tests: eff.Tests, Checks: eff.Grades, Exclude: eff.Exclude,
	}}
}

// use makes c the configuration of this process and returns the settings it makes.
func (c *toolConfig) use() (analyzers.Settings, error) {
	s := analyzers.DefaultSettings()
	if c == nil {
		return s, nil
	}
	if err := analyzers.UseModels(c.Models); err != nil {
		return s, err
	}
	if t := c.Settings; t != nil {
		s.Confidence, s.Tests = t.Confidence, t.Tests
		s.Filter = &analyzers.Filter{Checks: t.Checks}
		if len(t.Exclude) > 0 {
			s.Filter.Excluded = config.Excluder(t.Root, t.Exclude)
		}
	}
	return s, nil
}

// fingerprint returns a hash of all of c that changes what a tool says, or nil if it says
// what it says without one.
func (c *toolConfig) fingerprint() ([]byte, error) {
	if c == nil {
		return nil, nil
	}
	plain := *c
	if plain.Settings != nil {
		s := *plain.Settings
		s.Root = ""
		plain.Settings = &s
	}
	data, err := json.Marshal(plain)
	if err != nil {
		return nil, err
	}
	sum := sha256.Sum256(data)
	return sum[:], nil
}

// readToolConfig returns what the process that analyses a package is told, or nil.
func readToolConfig() (*toolConfig, error) {
	path := os.Getenv(toolConfigVar)
	if path == configfile.Off {
		return nil, nil
	}
	handed := path == ""
	if handed {
		var err error
		if path, err = handoverFile(); err != nil {
			return nil, nil // the process that answered -V=full had the same trouble, and said so if it mattered
		}
	}
	data, err := os.ReadFile(path)
	if handed && errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("reading the models: %w", err)
	}
	c := new(toolConfig)
	if err := json.Unmarshal(data, c); err != nil {
		return nil, fmt.Errorf("reading the models: %s: %w", path, err)
	}
	return c, nil
}

// handoverFile returns the name of the file in which the process that answers -V=full leaves
// what later processes of the same go command need to know. Process ids repeat between
// containers, which may share a directory.
func handoverFile() (string, error) {
	dir, err := os.UserCacheDir()
	if err != nil {
		if dir = os.Getenv("GOCACHE"); !filepath.IsAbs(dir) { // without a home the go command needs it
			return "", err
		}
	}
	host, _ := os.Hostname()
	host = strings.Map(func(r rune) rune {
		if r == '-' || '0' <= r && r <= '9' || 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' {
			return r
		}
		return '_'
	}, host)
	return filepath.Join(dir, "distvet", "vet", host+"-"+strconv.Itoa(os.Getppid())+".json"), nil
}

// handOver leaves c for the processes to come. Files of go commands that are long gone are
// removed on the way.
func handOver(c *toolConfig) error {
	path, err := handoverFile()
	if c == nil {
		if err == nil {
			os.Remove(path) // of an earlier go command with the same id; mostly there is none
		}
		return nil
	}
	if err != nil {
		return fmt.Errorf("%s needs a place for what it holds: %w", configfile.Name, err)
	}
	data, err := json.Marshal(c)
	if err != nil {
		return err
	}
	dir := filepath.Dir(path)
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return err
	}
	if entries, err := os.ReadDir(dir); err == nil {
		for _, e := range entries {
			const longGone = 48 * time.Hour
			if info, err := e.Info(); err == nil && time.Since(info.ModTime()) > longGone {
				os.Remove(filepath.Join(dir, e.Name()))
			}
		}
	}
	// A new file in place of an old one: somebody may still read that.
	tmp := path + "." + strconv.Itoa(os.Getpid())
	if err := os.WriteFile(tmp, data, 0o600); err != nil {
		return err
	}
	return os.Rename(tmp, path)
}

// serveVersion answers -V=full: what it prints changes with all that changes what the tool
// says of a package.
func serveVersion(w io.Writer, checks []analyzers.Check) error {
	var c *toolConfig
	if os.Getenv(toolConfigVar) != "" {
		var err error
		if c, err = readToolConfig(); err != nil {
			return err
		}
	} else {
		var err error
		if c, err = findToolConfig(checks); err != nil {
			return err
		}
		if err := handOver(c); err != nil {
			return err
		}
	}
	id, err := Fingerprint()
	if err != nil {
		return err
	}
	sum, err := c.fingerprint()
	if err != nil {
		return err
	}
	if sum != nil {
		both := sha256.Sum256(slices.Concat([]byte(id), sum))
		id = fmt.Sprintf("%x", both)
	}
	// With "devel", the go command takes for the version what follows buildID=.
	_, err = fmt.Fprintf(w, "distvet version devel buildID=%s\n", id)
	return err
}

// findToolConfig reads the configuration for a bare go vet in the working directory.
func findToolConfig(checks []analyzers.Check) (*toolConfig, error) {
	dir, err := os.Getwd()
	if err != nil {
		return nil, err
	}
	loc := configfile.Locate(dir, "")
	if loc.Path == "" {
		return nil, nil
	}
	f, err := configfile.Read(loc.Path, CheckNames(checks))
	if err != nil {
		return nil, err
	}
	return bareToolConfig(f, checks), nil
}

// CheckNames returns the names of checks.
func CheckNames(checks []analyzers.Check) []string {
	names := make([]string, len(checks))
	for i, c := range checks {
		names[i] = c.Name
	}
	return names
}

// Fingerprint returns a hash of the running executable.
func Fingerprint() (string, error) {
	exe, err := os.Executable()
	if err != nil {
		return "", err
	}
	f, err := os.Open(exe)
	if err != nil {
		return "", err
	}
	defer f.Close()
	h := sha256.New()
	if _, err := io.Copy(h, f); err != nil {
		return "", fmt.Errorf("reading %s: %w", exe, err)
	}
	return fmt.Sprintf("%x", h.Sum(nil)), nil
}

// writeModels writes models into a new file for the processes of one go vet, and returns the
// environment that names it and a function that removes it.
func writeModels(models []analyzers.Model) (env string, remove func(), err error) {
	if len(models) == 0 {
		return toolConfigVar + "=" + configfile.Off, func() {}, nil
	}
	data, err := json.Marshal(toolConfig{Models: models})
	if err != nil {
		return "", nil, err
	}
	f, err := os.CreateTemp("", "distvet-models-*.json")
	if err != nil {
		return "", nil, err
	}
	remove = func() { os.Remove(f.Name()) }
	_, err = f.Write(data)
	if err = cmp.Or(err, f.Close()); err != nil {
		remove()
		return "", nil, fmt.Errorf("writing the models: %w", err)
	}
	return toolConfigVar + "=" + f.Name(), remove, nil
}
