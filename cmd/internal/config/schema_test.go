package config

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/distvet/distvet/analyzers"
)

var update = flag.Bool("update", false, "write docs/config.schema.json")

// TestSchema compares the JSON schema for editors with the Go types that it describes. With
// -update it writes the schema.
func TestSchema(t *testing.T) {
	want, err := json.MarshalIndent(schema(), "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	want = append(want, '\n')
	file := filepath.Join("..", "..", "..", "docs", "config.schema.json")
	if *update {
		if err := os.WriteFile(file, want, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Error("docs/config.schema.json is stale: go test ./cmd/internal/config -update")
	}
}

type object = map[string]any

func schema() object {
	out := describe(reflect.TypeFor[Config](), "")
	out["$schema"] = "https://json-schema.org/draft/2020-12/schema"
	out["$id"] = "https://raw.githubusercontent.com/distvet/distvet/main/docs/config.schema.json"
	out["title"] = ".distvet.yaml, the settings of distvet for a project"
	return out
}

// describe returns the schema of the values of a type.
func describe(t reflect.Type, tag reflect.StructTag) object {
	switch {
	case t == reflect.TypeFor[analyzers.Words]():
		return object{"anyOf": []any{
			object{"type": "string"},
			object{"type": "array", "items": object{"type": "string"}},
		}}
	case t == reflect.TypeFor[map[string]*Check]():
		properties := object{}
		check := object{"anyOf": []any{object{"type": "boolean"}, object{"enum": []string{"on", "off"}}, describe(reflect.TypeFor[Check](), "")}}
		for _, c := range analyzers.Checks() {
			summary, _, _ := strings.Cut(c.Doc, "\n")
			properties[c.Name] = with(check, strings.TrimPrefix(summary, c.Name+": "))
		}
		properties[DefaultCheck] = with(check, "all checks that are not named")
		return object{"type": "object", "properties": properties, "additionalProperties": false}
	}
	switch t.Kind() {
	case reflect.Pointer:
		return describe(t.Elem(), tag)
	case reflect.Struct:
		properties, required := object{}, []string{}
		for i := range t.NumField() {
			f := t.Field(i)
			properties[FieldName(f)] = with(describe(f.Type, f.Tag), f.Tag.Get("desc"))
			if f.Tag.Get("required") != "" {
				required = append(required, FieldName(f))
			}
		}
		out := object{"type": "object", "properties": properties, "additionalProperties": false}
		if len(required) > 0 {
			out["required"] = required
		}
		return out
	case reflect.Slice:
		return object{"type": "array", "items": describe(t.Elem(), tag)}
	case reflect.String:
		if words := Enum(tag); words != nil {
			return object{"enum": words}
		}
		return object{"type": "string"}
	case reflect.Bool:
		return object{"type": "boolean"}
	case reflect.Int:
		out := object{"type": "integer"}
		if low, high, ok := Range(tag); ok {
			out["minimum"], out["maximum"] = low, high
		}
		return out
	}
	panic("no schema for " + t.String())
}

func with(schema object, description string) object {
	out := object{"description": description}
	for k, v := range schema {
		out[k] = v
	}
	return out
}

// TestDescriptions sees that a person who edits a file with the schema is told what each field
// is.
func TestDescriptions(t *testing.T) {
	for _, typ := range []reflect.Type{
		reflect.TypeFor[Config](), reflect.TypeFor[Check](),
		reflect.TypeFor[analyzers.Model](), reflect.TypeFor[analyzers.FunctionModel](), reflect.TypeFor[analyzers.ObjectModel](),
	} {
		for i := range typ.NumField() {
			if f := typ.Field(i); !strings.HasSuffix(f.Tag.Get("desc"), ".") {
				t.Errorf("%s.%s has no description that ends in a period", typ.Name(), f.Name)
			}
		}
	}
}
