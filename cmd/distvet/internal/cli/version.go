package cli

import (
	"context"
	"fmt"
	"runtime"
	"runtime/debug"
)

func versionCommand() *command {
	return &command{
		name:  "version",
		short: "print the version of distvet and of the Go it was built with",
		setup: flagless(runVersion),
	}
}

func runVersion(_ context.Context, env *Env, args []string) error {
	if len(args) > 0 {
		return usagef("version takes no arguments, got %q", args[0])
	}
	fmt.Fprintf(env.Stdout, "distvet %s %s %s/%s\n", env.version(), runtime.Version(), runtime.GOOS, runtime.GOARCH)
	return nil
}

// version returns the stamped version, the version that go install recorded, or the
// commit that a local build recorded.
func (env *Env) version() string {
	if env.Version != "" {
		return env.Version
	}
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "(unknown)"
	}
	if v := info.Main.Version; v != "" && v != "(devel)" {
		return v // a release, or a pseudo-version with commit and time
	}
	settings := make(map[string]string)
	for _, s := range info.Settings {
		settings[s.Key] = s.Value
	}
	version := "(devel)"
	if rev := settings["vcs.revision"]; rev != "" {
		version += " " + rev[:min(12, len(rev))]
		if settings["vcs.modified"] == "true" {
			version += "+dirty"
		}
	}
	return version
}
