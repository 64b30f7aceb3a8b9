package catalog

import (
	"encoding/json"
	"fmt"
	"go/types"
	"maps"
	"slices"
	"strings"
)

// A Model is a library as a user describes it: functions of their own, interfaces, generated
// clients. Its columns are those of Library, Row and Object, with words in place of constants.
type Model struct {
	Package   string          `json:"package" required:"true" desc:"Import path of the package that declares the functions; path/... for all packages below."`
	Family    string          `json:"family,omitempty" desc:"What the package speaks, for messages: gRPC, SQL, in-house RPC. The default is RPC."`
	Functions []FunctionModel `json:"functions,omitempty" desc:"What functions and methods do at the network."`
	Objects   []ObjectModel   `json:"objects,omitempty" desc:"Types whose values carry limits of their own, such as clients with a Timeout field."`
}

// A FunctionModel is a Row.
type FunctionModel struct {
	Recv      Words  `json:"recv,omitempty" desc:"Receiver type names without the asterisk, interfaces included; absent for functions; * for every type of the package."`
	Names     Words  `json:"names" required:"true" desc:"Functions or methods; * for every other exported method that takes a context. () is the call of a value whose function type is recv."`
	Role      string `json:"role,omitempty" enum:"call,stream,local,conn,rest,fresh" desc:"What the function does: call crosses the network and waits (the default); stream waits by design; local crosses nothing; conn reads or writes one connection; rest goes on with what an earlier call began; fresh makes a new id or key each time."`
	Ctx       string `json:"ctx,omitempty" enum:"none,arg0,arg1,arg2,arg3,arg4,arg5" desc:"The context that ends the call. The default is the parameter of type context.Context, if there is one."`
	CtxWeak   bool   `json:"ctxWeak,omitempty" desc:"The context is looked at only before or between the waits of the call, so that it does not end one that waits."`
	CtxClient bool   `json:"ctxClient,omitempty" desc:"The context may carry an http.Client, whose limits then count as well."`
	Req       string `json:"req,omitempty" enum:"recv,arg0,arg1,arg2,arg3,arg4,arg5" desc:"The request, or options, whose context ends the call."`
	Obj       string `json:"obj,omitempty" enum:"recv,arg0,arg1,arg2,arg3,arg4,arg5" desc:"The object (client, pool, connection) whose own limits end the call."`
	Dur       string `json:"dur,omitempty" enum:"recv,arg0,arg1,arg2,arg3,arg4,arg5" desc:"The duration or deadline that ends the call; a zero is no limit."`
	Bound     bool   `json:"bound,omitempty" desc:"The call ends by itself if nobody sets anything."`
	Effect    string `json:"effect,omitempty" enum:"unknown,read,idempotent write,non-idempotent write,by method,by sql" desc:"What it does at the other end: whether a repeat is harmless. by method and by sql are decided by req or text."`
	Text      string `json:"text,omitempty" enum:"recv,arg0,arg1,arg2,arg3,arg4,arg5" desc:"The SQL text or HTTP method that decides the effect."`
	If        Words  `json:"if,omitempty" desc:"Functions of the package that make an option without which the call crosses nothing."`
	Opts      Words  `json:"opts,omitempty" desc:"Functions of the package (or *.Method) that make an option which bounds this one call."`
	Attempts  int    `json:"attempts,omitempty" min:"-1" max:"100" desc:"How often the function itself tries, the first time included; -1 is without end."`
	Deduped   bool   `json:"deduped,omitempty" desc:"What the function repeats by itself the other end takes once."`
	Use       string `json:"use,omitempty" desc:"The way out, for messages: the sibling or option that can be bounded."`
	Note      string `json:"note,omitempty" desc:"What a reader of a finding should know."`
}

// An ObjectModel is an Object.
type ObjectModel struct {
	Name     string `json:"name" required:"true" desc:"The type's name."`
	Limits   Words  `json:"limits,omitempty" desc:"Fields of which one positive value ends every call."`
	Partial  Words  `json:"partial,omitempty" desc:"Fields that end only a phase of each call: no proof, yet enough to be silent."`
	Inner    Words  `json:"inner,omitempty" desc:"Fields that hold another object whose limits count as well."`
	Setters  Words  `json:"setters,omitempty" desc:"Methods that set a limit from a duration or time argument, or take over the limits of an object they are given."`
	Contexts Words  `json:"contexts,omitempty" desc:"Methods and fields that attach a context, which ends the calls made through the object."`
	Makers   Words  `json:"makers,omitempty" desc:"Functions, and methods written Type.Method, that return such an object."`
	Options  Words  `json:"options,omitempty" desc:"Functions that make an option which sets a limit."`
	Bound    bool   `json:"bound,omitempty" desc:"The zero value, or what makers return without options, ends its calls by itself."`
	ZeroNone bool   `json:"zeroNone,omitempty" desc:"With bound: only what makers return is bounded, not the zero value."`
	Seldom   bool   `json:"seldom,omitempty" desc:"Few programs set a limit: an object that comes from out of sight is better taken to have none."`
	Queue    bool   `json:"queue,omitempty" desc:"Methods called through this type cross nothing, unless a function above names the type."`
	Knob     string `json:"knob,omitempty" desc:"The field or option to name in messages; the first of limits if absent."`
}

// Words is a list of names, which may also be written as one string with spaces.
type Words []string

// UnmarshalJSON takes a list of strings or one string.
func (w *Words) UnmarshalJSON(data []byte) error {
	var one string
	if err := json.Unmarshal(data, &one); err == nil {
		*w = strings.Fields(one)
		return nil
	}
	return json.Unmarshal(data, (*[]string)(w))
}

func (w Words) String() string { return strings.Join(w, " ") }

var (
	roleWords = map[string]Role{"": Call, "call": Call, "stream": Stream, "local": Local, "conn": Conn, "rest": Rest, "fresh": Fresh, "cached": Cached}
	atWords   = map[string]At{"": Nowhere, "none": Nowhere, "recv": Recv, "arg0": Arg0, "arg1": Arg1, "arg2": Arg2, "arg3": Arg3, "arg4": Arg4, "arg5": Arg5}
	effects   = map[string]Effect{"": Unknown, "unknown": Unknown, "read": Read, "idempotent write": IdempotentWrite, "non-idempotent write": NonIdempotentWrite, "by method": ByMethod, "by sql": BySQL}
)

// word translates a word, or notes in *err that there is no such word.
func word[T any](words map[string]T, s string, err *error) T {
	v, ok := words[s]
	if !ok && *err == nil {
		*err = fmt.Errorf("%q is not one of %s", s, strings.Join(slices.Sorted(maps.Keys(words))[1:], ", "))
	}
	return v
}

func (f *FunctionModel) row() (Row, error) {
	var err error
	row := Row{
		Recv: f.Recv.String(), Names: f.Names.String(), Role: word(roleWords, f.Role, &err),
		Ctx: word(atWords, f.Ctx, &err), CtxWeak: f.CtxWeak, CtxClient: f.CtxClient,
		Req: word(atWords, f.Req, &err), Obj: word(atWords, f.Obj, &err), Dur: word(atWords, f.Dur, &err),
		Bound: f.Bound, Effect: word(effects, f.Effect, &err), Text: word(atWords, f.Text, &err),
		If: f.If.String(), Opts: f.Opts.String(), Attempts: int8(f.Attempts), Deduped: f.Deduped,
		Use: f.Use, Note: f.Note,
		Told: true, findCtx: f.Ctx == "",
	}
	if int(row.Attempts) != f.Attempts && err == nil {
		err = fmt.Errorf("%d attempts", f.Attempts)
	}
	return row, err
}

func (o *ObjectModel) object() Object {
	return Object{
		Name: o.Name, Limits: o.Limits.String(), Partial: o.Partial.String(), Inner: o.Inner.String(),
		Setters: o.Setters.String(), Contexts: o.Contexts.String(), Makers: o.Makers.String(), Options: o.Options.String(),
		Bound: o.Bound, ZeroNone: o.ZeroNone, Seldom: o.Seldom, Queue: o.Queue, Knob: o.Knob,
	}
}

// byModel stands for the version of a library that a model describes.
const byModel = "model"

// Modelled reports whether the library is described by a model of the user.
func (l *Library) Modelled() bool { return l.Version == byModel }

func (m *Model) library() (Library, error) {
	lib := Library{Path: m.Package, Version: byModel, Family: m.Family}
	if lib.Family == "" {
		lib.Family = "RPC"
	}
	if m.Package == "" {
		return lib, fmt.Errorf("a model names no package")
	}
	for i := range m.Functions {
		row, err := m.Functions[i].row()
		if err != nil {
			return lib, fmt.Errorf("model of %s: %v: %w", m.Package, m.Functions[i].Names, err)
		}
		lib.Rows = append(lib.Rows, row)
	}
	for i := range m.Objects {
		lib.Objects = append(lib.Objects, m.Objects[i].object())
	}
	return lib, nil
}

// models holds what the user has told, over and above the catalog: by import path, and by the
// folder of patterns that end in "/...".
var models struct {
	exact, prefix map[string]*index
}

// UseModels replaces the models of this process; a driver calls it before the analysis. What a
// model says of a function goes before what the catalog says; of other functions of its
// package the catalog is asked.
func UseModels(list []Model) error {
	exact, prefix := make(map[string]*index), make(map[string]*index)
	for i := range list {
		lib, err := list[i].library()
		if err != nil {
			return err
		}
		table, path := exact, lib.Path
		if below, ok := strings.CutSuffix(path, "/..."); ok {
			table, path = prefix, below
		}
		if table[path] != nil {
			return fmt.Errorf("two models of %s", lib.Path)
		}
		table[path] = newIndex(&lib)
	}
	models.exact, models.prefix = exact, prefix
	return nil
}

// modelled returns what the user has told of a package, or nil. Models of the package itself
// and of folders above it are not merged: the nearest counts.
func modelled(path string) *index {
	if len(models.exact)+len(models.prefix) == 0 {
		return nil
	}
	if ix := models.exact[path]; ix != nil {
		return ix
	}
	for s := path; s != "" && len(models.prefix) > 0; s = s[:max(strings.LastIndexByte(s, '/'), 0)] {
		if ix := models.prefix[s]; ix != nil {
			return ix
		}
	}
	return nil
}

// located returns the row with the context that its model leaves to be found, or nil if that
// has no name.
func (ix *index) located(row *Row, k key, sig *types.Signature) *Row {
	if row == nil || !row.findCtx {
		return row
	}
	i := contextParam(sig)
	if i < 0 {
		return row
	}
	if i > Arg5.Arg() {
		return nil
	}
	ix.mu.Lock()
	defer ix.mu.Unlock()
	found := ix.siblings[k]
	if found == nil {
		r := *row
		r.Ctx, r.findCtx = Arg0+At(i), false
		found = &r
		ix.siblings[k] = found
	}
	return found
}
