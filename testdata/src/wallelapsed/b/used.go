package b

// What nothing refers to is possible only, whatever the check makes of it.
var _ = []any{
	(*session).touch, (*session).idle, (*session).idleKept, (*session).idleWall, passes, passesPlain, passesParsed, execute, executePosted, passesOlder, shows,
	counts, join, joinRow, runs, runsHere, reindex, reread,
}
