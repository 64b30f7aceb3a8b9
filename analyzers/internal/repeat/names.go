package repeat

import (
	"go/types"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/tools/go/ssa"

	"github.com/distvet/distvet/analyzers/internal/catalog"
	"github.com/distvet/distvet/analyzers/internal/origin"
)

// Assumptions of this file. Many servers take a POST for what HTTP has PUT and DELETE for: it
// says what shall be, and a second one changes nothing. A PATCH mostly carries the new values
// of fields. Neither can be read off the request, but people name what they do: in the
// function, in the URL, and in what they log or return when it fails.

// sets reports whether the method, or a name around the request, says that it sets something
// or ends it: that a repeat leaves what the first attempt has made as it is.
func (a *Analysis) sets(r *Region, call *ssa.Call, w Write) bool {
	if w.What == "PATCH" {
		return true
	}
	for f := r.Fn; f != nil; f = f.Parent() {
		if f.Parent() == nil && states(f.Name()) {
			return true
		}
	}
	for _, p := range w.Path {
		if states(p[strings.LastIndexByte(p, '.')+1:]) {
			return true
		}
	}
	for _, url := range a.urls(call, r.Fn) {
		if path, _, _ := strings.Cut(url, "?"); states(path) {
			return true
		}
	}
	for _, text := range saidOf(call) {
		if states(text) {
			return true
		}
	}
	if run, ok := r.Runner.(*ssa.Call); ok {
		for _, text := range saidOf(run) {
			if states(text) {
				return true
			}
		}
	}
	return false
}

// states reports whether one of the words of a name or text sets a state or ends something.
func states(text string) bool {
	for _, w := range words(text) {
		switch w {
		case "set", "put", "update", "replace", "sync", "config", "configure", "configuration", "setting", "settings", "register", "registration", "deregister",
			"unregister", "enable", "disable", "activate", "deactivate", "start", "stop", "restart", "delete", "remove", "cancel", "close", "lock", "unlock",
			"revoke", "renew", "refresh", "announce", "join", "leave", "mark", "assign", "attach", "detach", "apply", "upsert", "ensure", "ack", "acknowledge",
			"confirm", "reset", "clear", "purge", "replicate", "mirror", "prefetch":
			return true
		}
	}
	return false
}

// does reports whether a name around the request says that a second one costs money or goods: of
// the function, its type and package, of those who call it, on the way to the request, in the
// URL, or in what is logged of its failure. Of all else that POST serves for, which asks, reports,
// sets, starts or makes what has a name of its own, a repeat is mostly what was meant.
func (a *Analysis) does(r *Region, call *ssa.Call, w Write) bool {
	outer := origin.Outermost(r.Fn)
	names := []string{outer.Name(), typeName(outer), outer.Pkg.Pkg.Name()}
	names = append(names, w.Path...)
	for _, c := range a.callers(outer) {
		names = append(names, origin.Outermost(c.Parent()).Name())
	}
	names = append(names, saidOf(call)...)
	if run, ok := r.Runner.(*ssa.Call); ok {
		names = append(names, saidOf(run)...)
	}
	for _, url := range a.urls(call, r.Fn) {
		path, _, _ := strings.Cut(url, "?")
		if _, rest, ok := strings.Cut(path, "://"); ok {
			_, path, _ = strings.Cut(rest, "/") // the name of the host says nothing
		}
		names = append(names, path)
	}
	return slices.ContainsFunc(names, costs)
}

// costs reports whether one of the words of a name or text says that money or goods change hands.
func costs(text string) bool {
	for _, w := range words(text) {
		switch strings.TrimSuffix(w, "s") {
		case "charge", "pay", "payment", "payout", "refund", "order", "purchase", "buy", "sell", "booking", "checkout", "invoice", "deposit", "withdraw", "withdrawal",
			"donation", "donate", "money":
			return true
		}
	}
	return false
}

// observes reports whether the package, or the type that fn is a method of, says by its name
// that it ships what was measured or noted: numbers that the other end keeps by their time,
// or records that are by custom delivered at least once.
func observes(fn *ssa.Function) bool {
	fn = origin.Outermost(fn)
	names := typeName(fn)
	if fn.Pkg != nil {
		path := catalog.Path(fn.Pkg.Pkg)
		if i := strings.LastIndexByte(path, '/'); i >= 0 { // the last two elements: what is above tells of the whole project
			i = strings.LastIndexByte(path[:i], '/')
			path = path[i+1:]
		}
		names += " " + path
	}
	for _, w := range words(names) {
		switch w {
		case "metric", "metrics", "stats", "statsd", "telemetry", "telegraf", "graphite", "prometheus", "opentsdb", "influx", "influxdb", "datadog",
			"newrelic", "wavefront", "signalfx", "cloudwatch", "otel", "otlp", "opentelemetry", "tracing", "tracer", "zipkin", "jaeger", "honeycomb",
			"logging", "logs", "syslog", "gelf", "graylog", "splunk", "loki", "logstash", "fluentd", "sentry", "rollbar", "bugsnag",
			"analytics", "amplitude", "mixpanel", "monitoring", "alerts", "alerting", "webhook", "webhooks":
			return true
		}
	}
	return false
}

// typeName returns the name of the type that fn is a method of, or "".
func typeName(fn *ssa.Function) string {
	if obj, ok := fn.Object().(*types.Func); ok {
		return catalog.RecvName(obj)
	}
	return ""
}

// asker reports whether a type says by its name that all it does is to ask.
func asker(name string) bool {
	for _, w := range words(name) {
		switch w {
		case "selector", "searcher", "finder", "querier", "fetcher", "resolver", "lister", "getter", "checker", "validator", "verifier", "evaluator",
			"estimator", "authenticator", "scraper":
			return true
		}
	}
	return false
}

// words splits a name in mixed caps, a path or a sentence into words of small letters.
func words(text string) []string {
	var list []string
	start := 0
	runes := []rune(text)
	flush := func(end int) {
		if end > start {
			list = append(list, strings.ToLower(string(runes[start:end])))
		}
	}
	for i, c := range runes {
		switch {
		case !unicode.IsLetter(c):
			flush(i)
			start = i + 1
		case unicode.IsUpper(c) && i > start && unicode.IsLower(runes[i-1]):
			flush(i)
			start = i
		}
	}
	flush(len(runes))
	return list
}

// saidOf returns the texts that are formatted, logged or wrapped together with the error of
// a call: how the code calls what has failed.
func saidOf(call *ssa.Call) []string {
	err := errorOf(call)
	if err == nil {
		return nil
	}
	same := map[ssa.Value]bool{err: true}
	follow(same)
	var list []string
	for v := range same {
		if v.Referrers() == nil {
			continue
		}
		for _, ref := range *v.Referrers() {
			if c, ok := formats(ref, v); ok {
				for _, arg := range c.Call.Args {
					said := []ssa.Value{arg}
					if slice, ok := arg.(*ssa.Slice); ok {
						if array, ok := slice.X.(*ssa.Alloc); ok {
							said = elements(array) // log.Println("cannot order:", err)
						}
					}
					for _, v := range said {
						if t, ok := text(v); ok {
							list = append(list, t)
						}
					}
				}
			}
		}
	}
	return list
}

// formats returns the call that an instruction hands the error to, by itself or as an element
// of variadic arguments.
func formats(ref ssa.Instruction, v ssa.Value) (*ssa.Call, bool) {
	for range 5 {
		switch x := ref.(type) {
		case *ssa.Call:
			if x.Call.Value == v || origin.CalleeObject(x.Common()) == nil {
				return nil, false
			}
			return x, true
		case *ssa.ChangeInterface, *ssa.MakeInterface, *ssa.Slice:
			refs := x.(ssa.Value).Referrers()
			if refs == nil || len(*refs) != 1 {
				return nil, false
			}
			ref = (*refs)[0]
		case *ssa.Store:
			el, ok := x.Addr.(*ssa.IndexAddr)
			if !ok {
				return nil, false
			}
			array, ok := el.X.(*ssa.Alloc)
			if !ok {
				return nil, false
			}
			ref = nil
			for _, r := range *array.Referrers() {
				if s, ok := r.(*ssa.Slice); ok {
					ref = s
				}
			}
			if ref == nil {
				return nil, false
			}
		default:
			return nil, false
		}
	}
	return nil, false
}
