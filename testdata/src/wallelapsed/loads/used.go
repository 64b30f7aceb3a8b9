package loads

// What nothing refers to is possible only, whatever the check makes of it.
var _ = []any{
	(*slip).renew, (*slipSaved).renew, (*slipRefreshed).renew, (*slipPrivate).renew, (*slipKept).renew, (*draft).renew, (*ticketRow).renew, (*ticketCounted).renew,
	onPulse, newPulse, newChapter, readChapter, readVerse, newFolder, readFolder, newBinder, readBinder, newLocalSession, readLocalSession,
	newRead, useRead, useEach, newHandled, useHandled, newTabled, useTabled, newKeptRow, useKeptRow,
	newBallot, (*ballot).over, (*ballot).overShown,
}
