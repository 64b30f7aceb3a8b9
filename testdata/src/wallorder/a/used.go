package a

// What nothing refers to is possible only, whatever the check makes of it.
var _ = []any{
	decode, (*store).merge, (*store).mergeVersion, (*store).replace, (*store).mergeLocal, (*register).apply,
	(*register).observe, (*register).applyGiven, later, (*store).expire, newestFirst, byVersion, listing,
	compareJobs, max64, (*volume).append, (*volume).appendBlob, (*volume).appendBlobFloored, (*volume).read,
	subscribe, subscribeFromPeer, shownStamp, decodePlan, keepLaterPlan, keepNewerPlan, newestPlans, keepField,
	(*details).merge, readEntry, (*entries).merge, (*entries).mergeRevision, (*counted).apply, readVoucher, (*vouchers).keepLonger, (*vouchers).keepLater, (*notes).keep, subscribeNamed, (*latest).see, (*extremes).add,
	(*register).applyOrRefuse, (*register).applyOrDrop, (*store).mergeTied,
	readNumbered, (*numberedEntries).merge, (*countedTime).apply,
}
