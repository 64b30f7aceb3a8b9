package counters

// What nothing refers to is possible only, whatever the check makes of it.
var _ = []any{
	load, (*store).put, (*store).putAll, (*store).putState, (*store).putFirst, (*store).first, (*store).inEffect, (*store).latestStarted,
	(*stream).next, merge.Less, newItem, items.Less,
}
