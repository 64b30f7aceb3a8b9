package b

// What nothing refers to is possible only, whatever the check makes of it.
var _ = []any{
	compare,
}
