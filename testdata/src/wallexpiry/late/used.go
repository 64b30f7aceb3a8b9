package late

// What nothing refers to is possible only, whatever the check makes of it.
var _ = []any{
	load, takeLate, takeAtOnce, takeAllowed, takeOld, takeLonger, takeSame, takeSeconds, await, awaitAndTake, show, (*watcher).see,
}
