package fresh

// What nothing refers to is possible only, whatever the check makes of it.
var _ = []any{(*registry).add, (*registry).addOver, newFile}
