package a

// What nothing refers to is possible only, whatever the check makes of it.
var _ = []any{
	acquireLock, acquireLockForMinutes, acquireLockFor, acquireLockForLength, acquireLockSeconds, acquireLockManySeconds,
	acquireLockWithSkew, showLock, reminderDue, load, (*lease).free, (*lease).freeWithGrace,
	(*lease).stale, (*lease).staleWithMargin, (*ownLease).renew, (*ownLease).free, receive, (*peer).dead,
	(*peer).silent, (*peer).veteran, parse, parseWithLeeway, (*issuer).credentials, (*issuer).latestKeys,
	(*issuer).credentialsEarly, (*issuer).verifyCredentials, loadSession, selfSigned, selfSignedAgo, issue,
	issueGiven, renew, tokenClaims, tokenClaimsAgo, loadHolding, (*holding).leaseFree, (*holding).leaseFreeLater,
	(*holding).leads, relock,
	(*peer).deadBefore, (*peer).deadBeforeWithSkew, (*lease).freeEarlier,
	parseNew, parseNewWithLeeway,
	relockSoon, relockAtOnce, (*lease).staleWithComment, (*lease).staleTwice, (*peer).forgotten, (*lease).clean, (*lease).take, (*lease).freeAfter, (*lease).freeForOthers, (*lease).freeForAll, holderGone, newAuthority, (*authority).selfSigned, (*lease).staleMinutes, (*lease).staleSeconds, (*lease).staleAfter, (*lease).staleSoon, (*lease).staleUnix, (*lease).staleUnixSoon, readLeases, readLeaseText, openLease, statLease, lostRow, lostColumn,
	(*memberRecord).heard, (*memberRecord).lost, (*memberRecord).lostField, announce, lostMember, lostMemberField,
	lifetime.Modify, lifetime.modify, ownCertificate,
	loadAddress, (*addressLease).free, loadOwned, (*ownedLease2).free,
}
