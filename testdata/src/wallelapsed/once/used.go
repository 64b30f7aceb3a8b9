package once

// What nothing refers to is possible only, whatever the check makes of it.
var _ = []any{
	await, awaitLater, awaitSlow, awaitEach, deadline, deadlines, within, streamed, arm, armAnew, spread, spreadAnew,
	(*grant).renew, (*grant).start, (*loan).renew, (*loan).touch, (*loan).start, (*peer).beat, (*peer).gone, (*peer).goneWall,
}
