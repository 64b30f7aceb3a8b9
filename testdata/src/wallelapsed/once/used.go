package once

// What nothing refers to is possible only, whatever the check makes of it.
var _ = []any{
	await, awaitLater, awaitSlow, awaitEach, deadline, deadlines, within, streamed, arm, armAnew, spread, spreadAnew,
	(*both).renew, (*both).check, (*twice).renew, (*twice).check, (*shown).touch, (*shown).check, (*decided).touch, (*decided).check,
	(*grant).renew, (*grant).start, (*loan).renew, (*loan).touch, (*loan).start, (*peer).beat, (*peer).gone, (*peer).goneWall,
}
