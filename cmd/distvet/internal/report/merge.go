package report

import (
	"cmp"
	"maps"
	"slices"
	"strings"
)

// A Run is the result of one of several analyses of the same code.
type Run struct {
	Config string // what the code was built for; empty if that is no matter
	*Result
}

// Merge makes one result of several. What was found for some configurations only says so.
func Merge(runs []Run) *Result {
	if len(runs) == 1 {
		return runs[0].Result
	}
	var configs []string // all of them, in order
	for _, r := range runs {
		if r.Config != "" && !slices.Contains(configs, r.Config) {
			configs = append(configs, r.Config)
		}
	}
	merged := new(Result)
	packages := make(map[string]bool)
	problems := make(map[string]*occurrences)
	var order []*occurrences
	for _, r := range runs {
		merged.Findings = mergeFindings(merged.Findings, r)
		merged.Ignored = append(merged.Ignored, r.Ignored...)
		merged.Answers = append(merged.Answers, r.Answers...)
		for _, s := range r.Stats { // those of another configuration count the same calls
			if !slices.ContainsFunc(merged.Stats, func(t Stats) bool { return t.Package == s.Package }) {
				merged.Stats = append(merged.Stats, s)
			}
		}
		for _, name := range r.Packages {
			packages[name] = true
		}
		for _, note := range r.Notes {
			if !slices.Contains(merged.Notes, note) {
				merged.Notes = append(merged.Notes, note)
			}
		}
		for _, p := range r.Problems {
			key := strings.Join(append([]string{string(p.Kind), p.Package, p.Summary}, p.Detail...), "\x00")
			o := problems[key]
			if o == nil {
				o = &occurrences{problem: p}
				problems[key] = o
				order = append(order, o)
			}
			o.configs = append(o.configs, r.Config)
			o.problem.Skipped = union(o.problem.Skipped, p.Skipped)
		}
	}
	for i := range merged.Findings {
		f := &merged.Findings[i]
		if f.Configs = in(configs, f.Configs); len(f.Configs) > 0 {
			f.Message += " (only with " + strings.Join(f.Configs, ", ") + ")"
		}
	}
	for _, o := range order {
		if only := in(configs, o.configs); len(only) > 0 {
			o.problem.Summary = "with " + strings.Join(only, ", ") + ": " + o.problem.Summary
		}
		merged.Problems = append(merged.Problems, o.problem)
	}
	merged.Packages = slices.Sorted(maps.Keys(packages))
	return merged
}

type occurrences struct {
	problem Problem
	configs []string
}

// mergeFindings adds the findings of a run, each to the one that it is in another
// configuration. The words may differ between them, where the way to the fault does.
func mergeFindings(all []Finding, r Run) []Finding {
	type place struct {
		check string
		pos   Position
	}
	at := make(map[place][]int) // of findings of earlier runs
	for i := range all {
		p := place{all[i].Check, all[i].Pos}
		at[p] = append(at[p], i)
	}
	taken := make(map[int]bool)
	find := func(f *Finding, same func(*Finding) bool) int {
		for _, i := range at[place{f.Check, f.Pos}] {
			if !taken[i] && same(&all[i]) {
				return i
			}
		}
		return -1
	}
	var rest []Finding
	add := func(i int, f *Finding) {
		taken[i] = true
		all[i].Configs = append(all[i].Configs, r.Config)
		all[i].Confidence = min(all[i].Confidence, f.Confidence)
		for _, step := range f.Path {
			if step.Also && !slices.ContainsFunc(all[i].Path, func(s Step) bool { return s.Also && s.Pos == step.Pos }) {
				all[i].Path = append(slices.Clip(all[i].Path), step)
			}
		}
	}
	for _, f := range r.Findings {
		if i := find(&f, func(g *Finding) bool { return g.Message == f.Message }); i >= 0 {
			add(i, &f)
		} else {
			rest = append(rest, f)
		}
	}
	for _, f := range rest {
		if i := find(&f, func(*Finding) bool { return true }); i >= 0 {
			add(i, &f)
		} else {
			f.Configs = []string{r.Config}
			all = append(all, f)
		}
	}
	return all
}

// in returns those of all that some holds, or nil if it holds all or there is nothing to tell.
func in(all, some []string) []string {
	var out []string
	for _, c := range all {
		if slices.Contains(some, c) {
			out = append(out, c)
		}
	}
	if len(out) == len(all) {
		return nil
	}
	return out
}

func union(a, b []string) []string {
	out := slices.Concat(a, b)
	slices.SortFunc(out, cmp.Compare[string])
	return slices.Compact(out)
}
