package catalog

// LibraryOf returns the table for an import path as [Path] spells it, or nil.
func LibraryOf(path string) *Library {
	if ix := lookup(path); ix != nil {
		return ix.lib
	}
	return nil
}
