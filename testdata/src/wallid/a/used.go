package a

// What nothing refers to is possible only, whatever the check makes of it.
var _ = []any{
	newTask, newTaskRandom, newTaskCounted, newTaskOfUUID, newTaskNanos, newTaskOfName, newTaskGiven, named,
	logFile, created, version, versionGiven, generateVersionToken, generateVersionTokenRandom, startMillis,
	nextSequence, nextSequenceFloored, windowID, snowflakeID, (*reservations).add, (*reservations).addRandom,
	(*reservations).tick, header, send, certificate, withID, withStart, pay, cached, variable, variableLogged,
	variableStarted, seed, logged, temporary, stampedID, readableID, manifest, manifestOnce, manifestOther, manifestCaptured, manifestCounted, manifestPointed, manifestFilled, manifestSetAgain, newMigration, itoaID, newRelease, newReleases, newReleaseTask, newReleaseSecond, annotate, annotateSequence, assetVersion, newScript,
	reloading, status, zoneSerial, certSerial,
	(*election).win, Epoch, nextEpoch,
	certificateNanos,
	selfSigned, issued,
	generateTradeID, generateMilliTradeID, generateOrderID, sign, newLicense, newLicenseOfNobody,
	(*reservations).addAlone, pass,
}
