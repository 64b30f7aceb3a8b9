package a

// What nothing refers to is possible only, whatever the check makes of it.
var _ = []any{
	budget, budgetPlain, budgetLogged, budgetShown, budgetOnPurpose, budgetCommented, budgetSuspended,
	budgetUnknown, budgetUnknownPlain, budgetUnknownKept, nanos, nanosGuarded, nanosLogged, lag, nanosUnknown,
	rebuilt, inSlots, inSlotsOfTheCaller, notRebuilt, sleepsInHelper, aligned, deadline, deadlinePlain,
	deadlinePast, withDeadline, withDeadlinePlain, withDeadlineReceived, (*peer).touch, (*peer).silent,
	(*peer).silentKept, (*peer).uptime, quorum, healthy, (*peer).touchBoth, (*peer).silentBoth, (*item).refresh,
	(*queue).next, (*queue).nextPlain, newSessionJail, (*sessionJail).lock, (*sessionJail).free, (*sessionJail).freeAt, service, servicePlain,
	flushed, stalled, daily, dailyDue, synced, syncDue, (*tracker).touch, (*tracker).gone, (*tracker).goneKept,
	(*tracker).idle, watchdog, load, (*record).mark, stale, (*worker).start, (*worker).late, (*clocked).start,
	(*clocked).late, (*clocked).lateKept, (*track).far, (*alarm).set, (*alarm).earlier, (*alarm).rearm,
	(*alarm).rings, (*alarm).ringsGuarded, (*entry).touch, (*entry).old, seconds, millis, election, (*entry).unused, (*entry).cold,
	(*entry).unlocked, (*visit).note, (*visit).stale, (*call).ring, (*call).stale, (*meter).read, (*meter).silent,
	remember, rememberMinute, (*grant).renew, (*grant).remember, rememberUntil, rememberLong, rememberLater, rememberOn,
	(*poller).touch, (*poller).due, (*poller).gone, (*topics).publish, (*topics).tend, (*topics).part,
	schedule, scheduleHere,
	(*reminder).set, (*reminder).earlier, (*countdown).set, (*countdown).over, (*shift).begin, (*shift).over, (*shift).overSoon,
	(*lesson).begin, (*lesson).over, (*lesson).overSoon,
	(*invitation).send, (*invitation).good, (*invitation).answered, (*invitation).keysGood, (*invitation).rearm,
	(*offence).note, (*offence).over, (*offence).overSoon, (*Span).Revoke, (*Span).Active, (*permit).revoke, (*permit).active,
	(*paid).pay, (*owed).pay, (*requestMetrics).count1, (*requestQuota).count1, (*quotaMetrics).count1,
	(*ids).next, (*ids).nextLate, parsedLate, logSlow, endSlow, logSlowOf, dropSlowOf, dropPeerOf, redial, redialUntil, redialEach, fetch, (*fetched).old, (*fetched).oldMade, (*due).pay, (*parole).begin, (*parole).look, usage, usageLate, pace, paceFine, limited, samples, slots, listActive, listActiveNumbers, listActiveLate, listActiveWaiting, watchClock, watchSlow, watchTime,
	(*sessionTable).enter, (*sessionTable).in, (*sessionTable).inFine, (*penalty).impose, (*penalty).longOver, (*penalty).shortOver, (*penalty).await, bondEnd, bondEndTold, bondEndLate,
	(*sieve).pass, (*sieve).passed,
	demoBudget,
	(*upstream).reset, (*upstream).failing, (*upstream).beatDue, (*downstream).reset, (*downstream).failing,
}
