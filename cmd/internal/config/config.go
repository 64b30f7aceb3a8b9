// Package config holds the settings of a project, whatever they are written in: .distvet.yaml
// for the command and the vet tool, .golangci.yml for golangci-lint.
package config

import (
	"encoding/json"
	"fmt"
	"maps"
	"path"
	"reflect"
	"slices"
	"strings"
	"unicode"

	"github.com/bmatcuk/doublestar/v4"

	"github.com/distvet/distvet/analyzers"
	"github.com/distvet/distvet/cmd/internal/suggest"
)

// A Config is what a project has set. What it leaves out is nil or empty.
//
// The tags of its fields are the one description of the format: the decoders, the JSON schema
// and the validation read them.
type Config struct {
	Confidence string            `json:"confidence,omitempty" enum:"certain,likely,possible" desc:"Report findings of this grade and surer ones. The default is likely."`
	Tests      *bool             `json:"tests,omitempty" desc:"Report findings in _test.go files too. The default is false."`
	Exclude    []string          `json:"exclude,omitempty" desc:"Report nothing in these files and directories: globs relative to this file, ** for any number of directories."`
	Checks     map[string]*Check `json:"checks,omitempty" keys:"checks" desc:"Settings of single checks, and of all others under the name default."`
	Models     []analyzers.Model `json:"models,omitempty" desc:"What functions do at the network where distvet cannot see it: in-house RPC, interfaces, generated clients. See docs/models.md."`
}

// A Check holds the settings of one check. It may also be written as true or false.
type Check struct {
	Enabled    *bool    `json:"enabled,omitempty" desc:"Report findings of the check. The default is true."`
	Severity   string   `json:"severity,omitempty" enum:"error,warning,note" desc:"How bad a finding is in reports."`
	Confidence string   `json:"confidence,omitempty" enum:"certain,likely,possible" desc:"Report findings of the check of this grade and surer ones."`
	Exclude    []string `json:"exclude,omitempty" desc:"Report nothing of the check in these files and directories."`
}

// DefaultCheck is the name under which Checks holds the settings of all checks that it does
// not name.
const DefaultCheck = "default"

// ParseBool parses what may stand for true and false in a file.
func ParseBool(word string) (on, ok bool) {
	switch word {
	case "true", "on", "yes":
		return true, true
	case "false", "off", "no":
		return false, true
	}
	return false, false
}

// UnmarshalJSON takes an object, or true or false in one of their spellings.
func (c *Check) UnmarshalJSON(data []byte) error {
	if on, ok := ParseBool(strings.Trim(string(data), `"`)); ok {
		*c = Check{Enabled: &on}
		return nil
	}
	type plain Check // without this method
	dec := json.NewDecoder(strings.NewReader(string(data)))
	dec.DisallowUnknownFields()
	return dec.Decode((*plain)(c))
}

// A Problem is something that is wrong with a configuration.
type Problem struct {
	Path string // of the value at fault: models[0].functions[2].effect
	Text string
}

func (p Problem) String() string { return p.Path + ": " + p.Text }

// Validate returns what is wrong with the values of c, given the names of the checks.
func (c *Config) Validate(checks []string) []Problem {
	v := &validator{checks: checks}
	v.value(reflect.ValueOf(c), "", "")
	for i, pattern := range c.Exclude {
		v.pattern(fmt.Sprintf("exclude[%d]", i), pattern)
	}
	for _, name := range slices.Sorted(maps.Keys(c.Checks)) {
		if check := c.Checks[name]; check != nil {
			for i, pattern := range check.Exclude {
				v.pattern(fmt.Sprintf("checks.%s.exclude[%d]", name, i), pattern)
			}
		}
	}
	packages := make(map[string]int)
	for i := range c.Models {
		m := &c.Models[i]
		at := fmt.Sprintf("models[%d]", i)
		if j, ok := packages[m.Package]; ok {
			v.failf(at+".package", "models[%d] is about package %s, too; put both into one", j, m.Package)
		}
		packages[m.Package] = i
		v.model(at, m)
	}
	return v.problems
}

type validator struct {
	checks   []string
	problems []Problem
}

func (v *validator) failf(path, format string, args ...any) {
	v.problems = append(v.problems, Problem{path, fmt.Sprintf(format, args...)})
}

// value checks what the tags of fields say of their values.
func (v *validator) value(val reflect.Value, path string, tag reflect.StructTag) {
	switch val.Kind() {
	case reflect.Pointer:
		if !val.IsNil() {
			v.value(val.Elem(), path, tag)
		}
	case reflect.Struct:
		for i := range val.NumField() {
			f := val.Type().Field(i)
			at := Join(path, FieldName(f))
			if f.Tag.Get("required") != "" && val.Field(i).IsZero() {
				v.failf(path, "%s is missing", FieldName(f))
				continue
			}
			v.value(val.Field(i), at, f.Tag)
		}
	case reflect.Slice:
		for i := range val.Len() {
			v.value(val.Index(i), fmt.Sprintf("%s[%d]", path, i), tag)
		}
	case reflect.Map:
		for _, key := range val.MapKeys() {
			if known := append(slices.Clone(v.checks), DefaultCheck); !slices.Contains(known, key.String()) {
				v.failf(Join(path, key.String()), "there is no check %q%s", key.String(), suggest.DidYouMean(key.String(), known, "%s"))
				continue
			}
			v.value(val.MapIndex(key), Join(path, key.String()), "")
		}
	case reflect.String:
		if strings.ContainsFunc(val.String(), func(r rune) bool { return !unicode.IsPrint(r) }) {
			v.failf(path, "%q holds a line break or another character that is not printed", val.String())
			return
		}
		if words := Enum(tag); words != nil && val.String() != "" && !slices.Contains(words, val.String()) {
			v.failf(path, "%q is not one of %s%s", val.String(), strings.Join(words, ", "), suggest.DidYouMean(val.String(), words, "%s"))
		}
	case reflect.Int:
		if low, high, ok := Range(tag); ok && (val.Int() < low || val.Int() > high) {
			v.failf(path, "%d is not between %d and %d", val.Int(), low, high)
		}
	}
}

func (v *validator) pattern(path, pattern string) {
	switch {
	case strings.TrimSpace(pattern) == "":
		v.failf(path, "an empty pattern matches nothing; remove it")
	case strings.HasPrefix(pattern, "/"), strings.HasPrefix(pattern, "../"), strings.Contains(pattern, `:\`):
		v.failf(path, "%q does not lie below the configuration file; patterns are relative to its directory", pattern)
	case !doublestar.ValidatePattern(clean(pattern)):
		v.failf(path, "%q is no glob: * ? ** [a-z] {a,b} are understood", pattern)
	case strings.Count(pattern, "**") > 8, len(pattern) > 1000:
		v.failf(path, "a pattern this long takes too long to match")
	}
}

func (v *validator) model(at string, m *analyzers.Model) {
	if p := strings.TrimSuffix(m.Package, "/..."); m.Package != "" && (p == "" || path.Clean(p) != p || p[0] == '/' || p[0] == '.' || strings.ContainsAny(p, "* \t\n") || strings.Contains(p, "...")) {
		v.failf(at+".package", "%q is no import path, and no import path followed by /...", m.Package)
	}
	if len(m.Functions)+len(m.Objects) == 0 {
		v.failf(at, "the model says nothing; add functions or objects")
	}
	seen := make(map[string]string)
	for i := range m.Functions {
		f := &m.Functions[i]
		at := fmt.Sprintf("%s.functions[%d]", at, i)
		v.words(at+".recv", f.Recv, "*")
		v.words(at+".names", f.Names, "*", "()")
		v.words(at+".if", f.If)
		v.options(at+".opts", f.Opts)
		v.function(at, f)
		recvs := f.Recv
		if len(recvs) == 0 {
			recvs = []string{""}
		}
		for _, recv := range recvs {
			for j, name := range f.Names {
				at := fmt.Sprintf("%s.names[%d]", at, j)
				full := strings.TrimPrefix(recv+"."+name, ".")
				if first, ok := seen[full]; ok {
					v.failf(at, "%s stands at %s already", full, first)
				}
				seen[full] = at
			}
		}
	}
	objects := make(map[string]bool)
	for i := range m.Objects {
		o := &m.Objects[i]
		at := fmt.Sprintf("%s.objects[%d]", at, i)
		v.words(at+".name", analyzers.Words{o.Name}, "")
		if objects[o.Name] {
			v.failf(at+".name", "%s has a description already", o.Name)
		}
		objects[o.Name] = true
		for _, list := range []struct {
			name  string
			words analyzers.Words
		}{{"limits", o.Limits}, {"partial", o.Partial}, {"inner", o.Inner}, {"setters", o.Setters}, {"contexts", o.Contexts}, {"options", o.Options}} {
			v.words(at+"."+list.name, list.words)
		}
		for j, name := range o.Makers {
			recv, method, ok := strings.Cut(name, ".")
			if !isIdentifier(recv) || ok && !isIdentifier(method) {
				v.failf(fmt.Sprintf("%s.makers[%d]", at, j), "%q is neither a function nor written Type.Method", name)
			}
		}
		if o.ZeroNone && !o.Bound {
			v.failf(at+".zeroNone", "zeroNone goes with bound")
		}
	}
}

// function checks what the columns of one row say together.
func (v *validator) function(at string, f *analyzers.FunctionModel) {
	crosses := f.Role != "local" && f.Role != "fresh"
	switch {
	case slices.Contains(f.Names, "()") && len(f.Recv) == 0:
		v.failf(at+".names", "() needs the function type as recv")
	case slices.Contains(f.Names, "*") && len(f.Recv) == 0:
		v.failf(at+".names", "* stands for methods and needs recv")
	case slices.Contains(f.Names, "*") && f.Ctx == "none":
		v.failf(at+".ctx", "* stands for methods that take a context")
	case !crosses && (f.Bound || f.Effect != "" || f.Attempts != 0):
		v.failf(at+".role", "%s crosses nothing, so bound, effect and attempts say nothing", f.Role)
	case f.Effect == "by sql" && f.Text == "":
		v.failf(at+".effect", "by sql needs text, the argument with the statement")
	case f.Effect == "by method" && f.Text == "" && f.Req == "":
		v.failf(at+".effect", "by method needs req or text, the argument with the request or the method")
	case f.Text != "" && f.Effect != "by sql" && f.Effect != "by method":
		v.failf(at+".text", "text decides an effect that is by sql or by method")
	case f.CtxWeak && f.Ctx == "none":
		v.failf(at+".ctxWeak", "there is no context to be weak")
	case len(f.Recv) == 0 && (f.Req == "recv" || f.Obj == "recv" || f.Dur == "recv" || f.Text == "recv"):
		v.failf(at, "recv names an operand, but the function has no receiver")
	}
}

func (v *validator) words(at string, words analyzers.Words, others ...string) {
	for i, w := range words {
		if !isIdentifier(w) && !slices.Contains(others, w) {
			v.failf(fmt.Sprintf("%s[%d]", at, i), "%q is no name", w)
		}
	}
}

func (v *validator) options(at string, words analyzers.Words) {
	for i, w := range words {
		if !isIdentifier(strings.TrimPrefix(w, "*.")) {
			v.failf(fmt.Sprintf("%s[%d]", at, i), "%q is neither a function nor written *.Method", w)
		}
	}
}
