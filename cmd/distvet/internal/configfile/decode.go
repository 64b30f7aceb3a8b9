package configfile

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"

	"github.com/distvet/distvet/analyzers"
	"github.com/distvet/distvet/cmd/distvet/internal/report"
	"github.com/distvet/distvet/cmd/internal/config"
	"github.com/distvet/distvet/cmd/internal/suggest"
)

// Bounds on what a file may hold. People write these files, so they are generous; a file beyond
// them is a mistake or an attack.
const (
	maxSize   = 256 << 10
	maxDepth  = 64    // of nested collections
	maxNodes  = 20000 // aliases count as what they stand for
	maxErrors = 10    // shown at once
)

// A Position is a place in a configuration file. Line and Column count from one, columns in
// characters.
type Position struct{ Line, Column int }

// An Error is all that is wrong with a file.
type Error struct {
	File  string
	Items []Item
}

// An Item is one thing that is wrong with a file; its position may be unknown.
type Item struct {
	Position
	Text string
}

func (e *Error) Error() string {
	var b strings.Builder
	for i, item := range e.Items {
		if i == maxErrors {
			fmt.Fprintf(&b, "\n%s: and %d more", e.File, len(e.Items)-i)
			break
		}
		if i > 0 {
			b.WriteByte('\n')
		}
		b.WriteString(e.File)
		if item.Line > 0 {
			fmt.Fprintf(&b, ":%d", item.Line)
			if item.Column > 0 {
				fmt.Fprintf(&b, ":%d", item.Column)
			}
		}
		b.WriteString(": " + report.Clean(shorten(item.Text)))
	}
	return b.String()
}

// shorten keeps a message readable that quotes what somebody wrote.
func shorten(s string) string {
	const long = 400
	if len(s) <= long {
		return s
	}
	return strings.ToValidUTF8(s[:long], "") + "..."
}

// parse reads a configuration. name is for messages, checks are the names of the checks.
func parse(name string, data []byte, checks []string) (*File, error) {
	f := &File{Name: name, positions: make(map[string]Position)}
	d := &decoder{file: f, checks: checks}
	root, err := document(data)
	if err != nil {
		return nil, &Error{name, []Item{*err}}
	}
	if root != nil {
		d.value(root, reflect.ValueOf(&f.Config).Elem(), "", "")
	}
	if len(d.errs) == 0 {
		for _, p := range f.Config.Validate(checks) {
			d.errs = append(d.errs, Item{f.Position(p.Path), strings.TrimPrefix(p.String(), ": ")})
		}
	}
	if len(d.errs) > 0 {
		sortItems(d.errs)
		return nil, &Error{name, d.errs}
	}
	return f, nil
}

func sortItems(items []Item) {
	slices.SortStableFunc(items, func(a, b Item) int {
		return cmp.Or(cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column))
	})
}

// document returns the root of the only document in data, or nil if there is none.
func document(data []byte) (*yaml.Node, *Item) {
	if err := encoding(data); err != nil {
		return nil, err
	}
	if err := depth(data); err != nil {
		return nil, err
	}
	loader, err := yaml.NewLoader(bytes.NewReader(data))
	if err != nil {
		return nil, syntax(err)
	}
	var doc, more yaml.Node
	switch err := loader.Load(&doc); {
	case errors.Is(err, io.EOF):
		return nil, nil
	case err != nil:
		return nil, syntax(err)
	}
	if err := loader.Load(&more); !errors.Is(err, io.EOF) {
		if err != nil {
			return nil, syntax(err)
		}
		return nil, &Item{Position{more.Line, more.Column}, "a second document; put all into the first"}
	}
	root := &doc
	if root.Kind == yaml.DocumentNode {
		if len(root.Content) == 0 {
			return nil, nil
		}
		root = root.Content[0]
	}
	if isNull(root) {
		return nil, nil
	}
	return root, nil
}

// encoding refuses what is not UTF-8 text.
func encoding(data []byte) *Item {
	switch {
	case len(data) > maxSize:
		return &Item{Text: fmt.Sprintf("the file is longer than %d kB, which nobody has written by hand; split off what is not configuration", maxSize>>10)}
	case bytes.HasPrefix(data, []byte("\xff\xfe")), bytes.HasPrefix(data, []byte("\xfe\xff")),
		len(data) > 1 && (data[0] == 0 || data[1] == 0):
		return &Item{Text: "the file is encoded as UTF-16 or UTF-32; save it as UTF-8"}
	case utf8.Valid(data):
		return nil
	}
	line, column := 1, 1
	for len(data) > 0 {
		r, n := utf8.DecodeRune(data)
		switch {
		case r == utf8.RuneError && n == 1:
			return &Item{Position{line, column}, fmt.Sprintf("the byte 0x%02x is not UTF-8; save the file as UTF-8", data[0])}
		case r == '\n':
			line, column = line+1, 1
		default:
			column++
		}
		data = data[n:]
	}
	return nil
}

// depth refuses nesting that no configuration needs, before the YAML parser spends time on it.
// It counts brackets and indentation without regard to quotes, which is generous enough.
func depth(data []byte) *Item {
	line := 0
	for text := range bytes.Lines(data) {
		line++
		open := 0
		for i, c := range text {
			switch c {
			case '[', '{':
				open++
			case ']', '}':
				open--
			case '-', '?', ':': // "- - - -" and "? ? ? ?" nest, too
				if i+1 < len(text) && text[i+1] == ' ' && c != ':' {
					open++
				}
			}
			if open > maxDepth {
				return &Item{Position{line, i + 1}, "the nesting is too deep"}
			}
		}
	}
	return nil
}

// syntax turns an error of the YAML parser into ours.
func syntax(err error) *Item {
	if e := (*yaml.LoadError)(nil); errors.As(err, &e) {
		text := e.Message
		if e.ContextMsg != "" {
			text = e.ContextMsg + ": " + text
		}
		return &Item{Position{e.Mark.Line, e.Mark.Column}, "this is no YAML: " + text}
	}
	return &Item{Text: "this is no YAML: " + strings.TrimPrefix(err.Error(), "yaml: ")}
}

// A decoder puts the nodes of a document into a Config and notes where each value stands.
type decoder struct {
	file   *File
	checks []string
	errs   []Item
	nodes  int
}

func (d *decoder) failf(n *yaml.Node, format string, args ...any) {
	d.errs = append(d.errs, Item{Position{n.Line, n.Column}, fmt.Sprintf(format, args...)})
}

// value decodes n into val, which stands at path.
func (d *decoder) value(n *yaml.Node, val reflect.Value, path string, tag reflect.StructTag) {
	at := Position{n.Line, n.Column}
	for hops := 0; n.Kind == yaml.AliasNode; n = n.Alias {
		if hops++; hops > maxDepth || n.Alias == nil {
			d.failf(n, "%s: the alias leads nowhere", path)
			return
		}
	}
	if d.nodes++; d.nodes > maxNodes {
		if d.nodes == maxNodes+1 {
			d.errs = append(d.errs[:0], Item{at, fmt.Sprintf("with what its aliases stand for the file holds more than %d values", maxNodes)})
		}
		return
	}
	d.file.positions[path] = at
	if isNull(n) {
		return // as if it were not there
	}
	switch val.Kind() {
	case reflect.Pointer:
		val.Set(reflect.New(val.Type().Elem()))
		d.value(n, val.Elem(), path, tag)
		d.file.positions[path] = at // of the alias, if it is one
	case reflect.Struct:
		d.object(n, val, path)
	case reflect.Map:
		d.mapping(n, val, path)
	case reflect.Slice:
		d.list(n, val, path, tag)
	default:
		d.scalar(n, val, path)
	}
}

func (d *decoder) object(n *yaml.Node, val reflect.Value, path string) {
	if check, ok := val.Addr().Interface().(*config.Check); ok && n.Kind == yaml.ScalarNode {
		check.Enabled = new(bool)
		d.scalar(n, reflect.ValueOf(check.Enabled).Elem(), path)
		return
	}
	fields := make(map[string]reflect.StructField)
	var names []string
	for i := range val.NumField() {
		f := val.Type().Field(i)
		fields[config.FieldName(f)] = f
		names = append(names, config.FieldName(f))
	}
	d.entries(n, path, func(key, value *yaml.Node) {
		f, ok := fields[key.Value]
		if !ok {
			where := ""
			if path != "" {
				where = " in " + path
			}
			d.failf(key, "unknown key %q%s%s (known: %s)", key.Value, where, suggest.DidYouMean(key.Value, names, "%s"), strings.Join(names, ", "))
			return
		}
		d.value(value, val.FieldByIndex(f.Index), config.Join(path, key.Value), f.Tag)
	})
}

func (d *decoder) mapping(n *yaml.Node, val reflect.Value, path string) {
	val.Set(reflect.MakeMap(val.Type()))
	known := append(slices.Clone(d.checks), config.DefaultCheck)
	d.entries(n, path, func(key, value *yaml.Node) {
		if !slices.Contains(known, key.Value) {
			d.failf(key, "there is no check %q%s (distvet list shows all checks)", key.Value, suggest.DidYouMean(key.Value, known, "%s"))
			return
		}
		elem := reflect.New(val.Type().Elem()).Elem()
		d.value(value, elem, config.Join(path, key.Value), "")
		val.SetMapIndex(reflect.ValueOf(key.Value), elem)
	})
}

// entries calls yield for the entries of a mapping, each key once.
func (d *decoder) entries(n *yaml.Node, path string, yield func(key, value *yaml.Node)) {
	if n.Kind != yaml.MappingNode {
		d.wrong(n, path, "keys with values")
		return
	}
	seen := make(map[string]int)
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, value := n.Content[i], n.Content[i+1]
		switch {
		case key.Kind != yaml.ScalarNode:
			d.failf(key, "a key must be a word")
			return
		case key.Value == "<<":
			d.failf(key, "merge keys are not supported; use an alias for the whole value, or write it out")
		case seen[key.Value] > 0:
			d.failf(key, "the key %q stands in line %d already", key.Value, seen[key.Value])
		default:
			yield(key, value)
		}
		seen[key.Value] = key.Line
	}
}

func (d *decoder) list(n *yaml.Node, val reflect.Value, path string, tag reflect.StructTag) {
	if val.Type() == reflect.TypeFor[analyzers.Words]() && n.Kind == yaml.ScalarNode && n.ShortTag() == "!!str" {
		val.Set(reflect.ValueOf(analyzers.Words(strings.Fields(n.Value))))
		for i := range val.Len() {
			d.file.positions[fmt.Sprintf("%s[%d]", path, i)] = Position{n.Line, n.Column}
		}
		return
	}
	if n.Kind != yaml.SequenceNode {
		d.wrong(n, path, "a list")
		return
	}
	for i, item := range n.Content {
		if d.nodes > maxNodes {
			return
		}
		at := fmt.Sprintf("%s[%d]", path, i)
		if isNull(item) {
			d.failf(item, "%s is empty", at)
			continue
		}
		elem := reflect.New(val.Type().Elem()).Elem()
		d.value(item, elem, at, tag)
		val.Set(reflect.Append(val, elem))
	}
}

func (d *decoder) scalar(n *yaml.Node, val reflect.Value, path string) {
	switch val.Kind() {
	case reflect.String:
		if n.Kind != yaml.ScalarNode || n.ShortTag() != "!!str" && n.ShortTag() != "!!bool" {
			d.wrong(n, path, "a text")
			return
		}
		val.SetString(n.Value)
	case reflect.Bool:
		on, ok := config.ParseBool(n.Value)
		if !ok || n.Kind != yaml.ScalarNode {
			d.wrong(n, path, "true or false")
			return
		}
		val.SetBool(on)
	case reflect.Int:
		i, err := strconv.ParseInt(n.Value, 10, 32)
		if n.Kind != yaml.ScalarNode || err != nil {
			d.wrong(n, path, "a number")
			return
		}
		val.SetInt(i)
	default:
		panic("internal error: no decoder for " + val.Type().String())
	}
}

// wrong says that a value is of another type than wanted.
func (d *decoder) wrong(n *yaml.Node, path, want string) {
	var got string
	switch n.Kind {
	case yaml.MappingNode:
		got = "keys with values"
	case yaml.SequenceNode:
		got = "a list"
	default:
		got = strconv.Quote(n.Value)
	}
	if path == "" {
		path = "the file"
	}
	d.failf(n, "%s: want %s, not %s", path, want, got)
}

func isNull(n *yaml.Node) bool {
	return n.Kind == yaml.ScalarNode && n.ShortTag() == "!!null"
}
