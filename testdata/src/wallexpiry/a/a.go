// Package a holds validities that are judged by this machine's wall clock.
package a

import (
	"crypto/x509"
	"database/sql"
	"encoding/json"
	"errors"
	"os"
	"strconv"
	"sync/atomic"
	"time"

	"gorm.io/gorm"

	"wallexpiry/pb"
)

const (
	lockKey    = "lock"
	lockLayout = "2006-01-02T15:04:05Z"
	lockTTL    = 10 * time.Second
	clockSkew  = 2 * time.Second
)

var errHeld = errors.New("held")

// A lock in an annotation that another replica wrote.

func acquireLock(annotations map[string]string) error {
	now := time.Now()
	until, err := time.Parse(lockLayout, annotations[lockKey])
	if err != nil {
		return err
	}
	if !now.After(until) { // want `acquireLock decides who holds it by .*, parsed from text in acquireLock and so set by another machine's clock,`
		return errHeld
	}
	annotations[lockKey] = now.Add(lockTTL).Format(lockLayout)
	return nil
}

// A lease of minutes, or of whatever length somebody chose, is far longer than kept clocks are apart.
func acquireLockForMinutes(annotations map[string]string) error {
	now := time.Now()
	until, err := time.Parse(lockLayout, annotations[lockKey])
	if err != nil {
		return err
	}
	if !now.After(until) { // possible // want `acquireLockForMinutes decides who holds it by`
		return errHeld
	}
	annotations[lockKey] = now.Add(10 * time.Minute).Format(lockLayout)
	return nil
}

func acquireLockFor(annotations map[string]string, ttl time.Duration) error {
	now := time.Now()
	until, err := time.Parse(lockLayout, annotations[lockKey])
	if err != nil {
		return err
	}
	if !now.After(until) { // possible // want `acquireLockFor decides who holds it by`
		return errHeld
	}
	annotations[lockKey] = now.Add(ttl).Format(lockLayout)
	return nil
}

// A length in a variable that keeps its first value is known.
var lockLength = 10 * time.Second

func acquireLockForLength(annotations map[string]string) error {
	now := time.Now()
	until, err := time.Parse(lockLayout, annotations[lockKey])
	if err != nil {
		return err
	}
	if !now.After(until) { // want `acquireLockForLength decides who holds it by`
		return errHeld
	}
	annotations[lockKey] = now.Add(lockLength).Format(lockLayout)
	return nil
}

func acquireLockSeconds(annotations map[string]string) error {
	now := time.Now().Unix()
	until, err := strconv.ParseInt(annotations[lockKey], 10, 64)
	if err != nil {
		return err
	}
	if now <= until { // want `acquireLockSeconds decides who holds it by`
		return errHeld
	}
	annotations[lockKey] = strconv.FormatInt(now+10, 10)
	return nil
}

func acquireLockManySeconds(annotations map[string]string) error {
	now := time.Now().Unix()
	until, err := strconv.ParseInt(annotations[lockKey], 10, 64)
	if err != nil {
		return err
	}
	if now <= until { // possible // want `acquireLockManySeconds decides who holds it by`
		return errHeld
	}
	annotations[lockKey] = strconv.FormatInt(now+600, 10)
	return nil
}

func acquireLockWithSkew(annotations map[string]string) error {
	now := time.Now()
	until, err := time.Parse(lockLayout, annotations[lockKey])
	if err != nil {
		return err
	}
	if !now.After(until.Add(clockSkew)) {
		return errHeld
	}
	annotations[lockKey] = now.Add(lockTTL).Format(lockLayout)
	return nil
}

func showLock(annotations map[string]string) string {
	until, err := time.Parse(lockLayout, annotations[lockKey])
	if err != nil {
		return ""
	}
	return until.Sub(time.Now()).String()
}

// The same shape with nothing at stake.
func reminderDue(annotations map[string]string) error {
	until, err := time.Parse(time.RFC3339, annotations["remind"])
	if err != nil {
		return err
	}
	if !time.Now().After(until) {
		return errHeld
	}
	return nil
}

// A lease in a row.

type lease struct {
	Holder    string
	RenewedAt time.Time
	ExpiresAt time.Time
	TTL       time.Duration
}

func load(db *sql.DB) (*lease, error) {
	l := new(lease)
	err := db.QueryRow("SELECT holder, renewed, expires FROM leases").Scan(&l.Holder, &l.RenewedAt, &l.ExpiresAt)
	return l, err
}

func (l *lease) free() bool {
	return time.Now().After(l.ExpiresAt) // want `lease\.free decides who holds it by lease\.ExpiresAt, decoded by Scan in load and so set by another machine's clock, against this machine's clock`
}

func (l *lease) freeWithGrace(grace time.Duration) bool {
	return time.Now().After(l.ExpiresAt.Add(grace))
}

func (l *lease) stale() bool {
	return time.Since(l.RenewedAt) > l.TTL // want `lease\.stale decides who holds it by lease\.RenewedAt`
}

func (l *lease) staleWithMargin(maxDrift time.Duration) bool {
	return time.Since(l.RenewedAt) > maxDrift
}

// A lease of this process alone, measured on its own clock.
type ownLease struct{ expires time.Time }

func (l *ownLease) renew(ttl time.Duration) { l.expires = time.Now().Add(ttl) }

func (l *ownLease) free() bool { return time.Now().After(l.expires) }

// Peers.

type peer struct {
	Heartbeat  time.Time `json:"heartbeat"`
	Joined     time.Time `json:"joined"`
	receivedAt time.Time
}

func receive(b []byte) (*peer, error) {
	p := new(peer)
	if err := json.Unmarshal(b, p); err != nil {
		return nil, err
	}
	p.receivedAt = time.Now()
	return p, nil
}

func (p *peer) dead(limit time.Duration) bool {
	return time.Since(p.Heartbeat) > limit // possible // want `peer\.dead takes a peer for dead or alive by comparing peer\.Heartbeat, decoded in receive and so set by another machine's clock, with this machine's clock`
}

// The same question the other way round.
func (p *peer) deadBefore(limit time.Duration) bool {
	cutoff := time.Now().Add(-limit)
	return p.Heartbeat.Before(cutoff) // possible // want `peer\.deadBefore takes a peer for dead or alive by comparing peer\.Heartbeat`
}

func (p *peer) deadBeforeWithSkew(limit, maxSkew time.Duration) bool {
	cutoff := time.Now().Add(-limit).Add(-maxSkew)
	return p.Heartbeat.Before(cutoff)
}

func (l *lease) freeEarlier(d time.Duration) bool { return time.Now().Add(d).After(l.ExpiresAt) }

func (p *peer) silent(limit time.Duration) bool { return time.Since(p.receivedAt) > limit }

func (p *peer) veteran(limit time.Duration) bool { return time.Since(p.Joined) > limit }

// Tokens.

type claims struct {
	Subject   string `json:"sub"`
	Expires   int64  `json:"exp"`
	NotBefore int64  `json:"nbf"`
}

func parse(b []byte) (*claims, error) {
	c := new(claims)
	if err := json.Unmarshal(b, c); err != nil {
		return nil, err
	}
	if time.Now().Unix() > c.Expires { // possible // want `parse checks claims\.Expires, decoded in parse and so set by another machine's clock, against this machine's clock to the second`
		return nil, errors.New("expired")
	}
	return c, nil
}

// A token that was made this second is refused.
func parseNew(b []byte) (*claims, error) {
	c := new(claims)
	if err := json.Unmarshal(b, c); err != nil {
		return nil, err
	}
	if time.Now().Unix() < c.NotBefore { // want `parseNew checks claims\.NotBefore, decoded in .* and so set by another machine's clock, against this machine's clock to the second`
		return nil, errors.New("too early")
	}
	return c, nil
}

func parseNewWithLeeway(b []byte, leeway int64) (*claims, error) {
	c := new(claims)
	if err := json.Unmarshal(b, c); err != nil {
		return nil, err
	}
	if time.Now().Unix() < c.NotBefore-leeway {
		return nil, errors.New("too early")
	}
	return c, nil
}

func parseWithLeeway(b []byte, leeway int64) (*claims, error) {
	c := new(claims)
	if err := json.Unmarshal(b, c); err != nil {
		return nil, err
	}
	if time.Now().Unix() > c.Expires+leeway {
		return nil, errors.New("expired")
	}
	return c, nil
}

// Credentials that are kept.

type credentials struct {
	Secret string
	Expiry time.Time
}

type issuer struct {
	kept   *credentials
	latest atomic.Value
	fetch  func() ([]byte, error)
}

func (i *issuer) credentials() (*credentials, error) {
	if i.kept != nil && time.Now().Before(i.kept.Expiry) { // want `issuer\.credentials hands out what it keeps until credentials\.Expiry, which another machine's clock set; where this clock is behind`
		return i.kept, nil
	}
	b, err := i.fetch()
	if err != nil {
		return nil, err
	}
	c := new(credentials)
	if err := json.Unmarshal(b, c); err != nil {
		return nil, err
	}
	i.kept = c
	return c, nil
}

func (i *issuer) latestKeys() credentials {
	if c, ok := i.latest.Load().(*credentials); ok && !time.Now().After(c.Expiry) { // want `issuer\.latestKeys hands out what it keeps until credentials\.Expiry`
		return *c
	}
	return credentials{}
}

func (i *issuer) credentialsEarly(margin time.Duration) *credentials {
	if i.kept != nil && time.Now().Add(margin).Before(i.kept.Expiry) {
		return i.kept
	}
	return nil
}

// Refusing what has run out is the other way round.
func (i *issuer) verifyCredentials() error {
	if time.Now().After(i.kept.Expiry) {
		return errors.New("expired")
	}
	return nil
}

// Sessions and codes that live for minutes: a second of skew does not matter to them.

type session struct {
	ID      string
	Expires time.Time
}

func loadSession(db *sql.DB, id string) (*session, error) {
	s := new(session)
	if err := db.QueryRow("SELECT id, expires FROM sessions WHERE id = ?", id).Scan(&s.ID, &s.Expires); err != nil {
		return nil, err
	}
	if time.Now().After(s.Expires) {
		return nil, errors.New("expired")
	}
	return s, nil
}

// Certificates.

func selfSigned(lifetime time.Duration) *x509.Certificate {
	return &x509.Certificate{
		NotBefore: time.Now(), // possible // want `selfSigned makes something that is valid from this very instant \(NotBefore is time\.Now\(\)\); a verifier whose clock is behind rejects it: begin a minute or more ago`
		NotAfter:  time.Now().Add(lifetime),
	}
}

func selfSignedAgo(lifetime time.Duration) *x509.Certificate {
	return &x509.Certificate{
		NotBefore: time.Now().Add(-time.Hour),
		NotAfter:  time.Now().Add(lifetime),
	}
}

func issue(c *x509.Certificate, lifetime time.Duration) {
	c.NotBefore = time.Now().Truncate(time.Second) // possible // want `issue makes something that is valid from this very instant`
	c.NotAfter = c.NotBefore.Add(lifetime)
}

// A certificate that others made, and dated back, is handed over to be changed.
type lifetime time.Duration

func (l lifetime) Modify(c *x509.Certificate) error {
	c.NotBefore = time.Now() // want `lifetime\.Modify makes something that is valid from this very instant`
	c.NotAfter = c.NotBefore.Add(time.Duration(l))
	return nil
}

func (l lifetime) modify(c *x509.Certificate) {
	c.NotBefore = time.Now() // possible // want `lifetime\.modify makes something`
}

// Own is given what this package makes.
type Own struct{}

func (Own) Modify(c *x509.Certificate) {
	c.NotBefore = time.Now() // possible // want `Own\.Modify makes something`
}

func ownCertificate() *x509.Certificate {
	c := new(x509.Certificate)
	Own{}.Modify(c)
	return c
}

func issueGiven(c *x509.Certificate, from time.Time) { c.NotBefore = from }

func renew(c *x509.Certificate, window time.Duration) bool {
	return time.Now().After(c.NotAfter.Add(-window))
}

func tokenClaims() map[string]any {
	return map[string]any{
		"iat": time.Now().Unix(),
		"nbf": time.Now().Unix(), // possible // want `tokenClaims makes something that is valid from this very instant`
	}
}

func tokenClaimsAgo() map[string]any {
	return map[string]any{"nbf": time.Now().Add(-time.Minute).Unix()}
}

// A stamp in a type of one's own that is nothing but a time, and in a column that may be null.

type jsonTime struct{ time.Time }

type nullable struct {
	Time  time.Time
	Valid bool
}

type holding struct {
	LeaseUntil jsonTime `json:"until"`
	Leader     nullable `json:"leader"`
}

func loadHolding(b []byte) (*holding, error) {
	h := new(holding)
	if err := json.Unmarshal(b, h); err != nil {
		return nil, err
	}
	return h, nil
}

func (h *holding) leaseFree() bool {
	return time.Now().After(h.LeaseUntil.Time) // possible // want `holding\.leaseFree decides who holds it by .*decoded in loadHolding`
}

func (h *holding) leaseFreeLater() bool { return time.Now().After(h.LeaseUntil.Add(clockSkew)) }

func (h *holding) leads() bool {
	return time.Now().Before(h.Leader.Time) // possible // want `holding\.leads decides who holds it by holding\.Leader, decoded in loadHolding`
}

// What one function judges twice is one cause.
func relock(get func() string) error {
	now := time.Now().Unix()
	lockUntil, err := strconv.ParseInt(get(), 10, 64)
	if err != nil {
		return err
	}
	if now <= lockUntil { // possible // want `relock decides who holds it by lockUntil, parsed from text in relock`
		return errHeld
	}
	lockAgain, err := strconv.ParseInt(get(), 10, 64)
	if err != nil || now <= lockAgain {
		return errHeld
	}
	return nil
}

// A stamp that may lie a little ahead of this clock: it knows.
func relockSoon(annotations map[string]string) error {
	lockTime, err := time.Parse(lockLayout, annotations[lockKey])
	if err != nil {
		return err
	}
	if lockTime.Add(-30*time.Second).Before(time.Now()) && lockTime.Add(time.Minute).After(time.Now()) {
		return errHeld
	}
	return nil
}

func relockAtOnce(annotations map[string]string) error {
	lockTime, err := time.Parse(lockLayout, annotations[lockKey])
	if err != nil {
		return err
	}
	if lockTime.Add(time.Minute).After(time.Now()) { // want `relockAtOnce decides who holds it by`
		return errHeld
	}
	return nil
}

func (l *lease) staleWithComment() bool {
	// The second length is a grace period for clocks apart.
	return time.Since(l.RenewedAt) > 2*l.TTL
}

func (l *lease) staleTwice() bool {
	// Twice the length: whether the holder gives up after one is not in sight.
	return time.Since(l.RenewedAt) > 2*l.TTL // possible // want `lease\.staleTwice decides who holds it by lease\.RenewedAt`
}

func (p *peer) forgotten(forgetPeriod time.Duration) bool {
	return time.Since(p.Heartbeat) > forgetPeriod // possible // want `peer\.forgotten takes a peer for dead or alive`
}

// A row says when a worker was heard of; who wrote it is most often the same service.
type workerRow struct{ LastHeartbeat time.Time }

func lostRow(db *gorm.DB, limit time.Duration) bool {
	var w workerRow
	db.First(&w)
	return time.Since(w.LastHeartbeat) > limit // possible // want `lostRow takes a peer for dead or alive by comparing workerRow\.LastHeartbeat`
}

func lostColumn(db *sql.DB, limit time.Duration) (bool, error) {
	var heartbeat time.Time
	err := db.QueryRow("SELECT last_heartbeat FROM workers").Scan(&heartbeat)
	return time.Since(heartbeat) > limit, err // possible // want `lostColumn takes a peer for dead or alive by comparing heartbeat`
}

// A message that serves as a record of its own: this process notes when it heard of the member.
type memberRecord struct{ meta *pb.Member }

func (r *memberRecord) heard() { r.meta.LastHeartbeat = time.Now().UnixNano() }

func (r *memberRecord) lost(limit time.Duration) bool {
	return time.Since(time.Unix(0, r.meta.GetLastHeartbeat())) > limit
}

func (r *memberRecord) lostField(limit time.Duration) bool {
	return time.Since(time.Unix(0, r.meta.LastHeartbeat)) > limit
}

// What it makes to be sent is none of what it receives.
func announce(send func(*pb.Member)) {
	send(&pb.Member{KeepAlive: time.Now().UnixNano()})
}

func lostMember(m *pb.Member, limit time.Duration) bool {
	return time.Since(time.Unix(0, m.GetKeepAlive())) > limit // possible // want `lostMember takes a peer for dead or alive by comparing time\.Unix\(0, m\.GetKeepAlive\(\)\), received in Member`
}

func lostMemberField(m *pb.Member, limit time.Duration) bool {
	return time.Since(time.Unix(0, m.KeepAlive)) > limit // possible // want `lostMemberField takes a peer for dead or alive by comparing Member\.KeepAlive, received in Member`
}

// The leases of a file on this machine were written on this machine.
func readLeases(f *os.File, text string) bool {
	until, err := strconv.ParseInt(text, 10, 64)
	return err == nil && until < time.Now().Unix()
}

func readLeaseText(text string) bool {
	until, err := strconv.ParseInt(text, 10, 64)
	return err == nil && until < time.Now().Unix() // possible // want `readLeaseText decides who holds it by`
}

func openLease(name string) (bool, error) {
	b, err := os.ReadFile(name)
	if err != nil {
		return false, err
	}
	until, err := time.Parse(lockLayout, string(b))
	return err == nil && until.Before(time.Now()), err
}

func statLease(name, text string) (bool, error) {
	if _, err := os.Stat(name); err != nil {
		return false, err
	}
	until, err := time.Parse(lockLayout, text)
	return err == nil && until.Before(time.Now()), err // possible // want `statLease decides who holds it by`
}

// What is left of those who are gone is cleared away; nobody takes their place.
func (l *lease) clean(limit time.Duration, remove func()) {
	if time.Now().After(l.ExpiresAt) { // possible // want `lease\.clean decides who holds it by`
		remove()
	}
}

func (l *lease) take(limit time.Duration, remove func()) {
	if time.Now().After(l.ExpiresAt) { // want `lease\.take decides who holds it by`
		remove()
	}
}

// A margin stays one, whatever is added besides, and on whatever way it comes.
func (l *lease) freeAfter(clockSkew, wait time.Duration) bool {
	now := time.Now().Add(-clockSkew).Add(-wait)
	return now.After(l.RenewedAt)
}

func (l *lease) freeForOthers(own bool, clockSkew time.Duration) bool {
	now := time.Now()
	if !own {
		now = now.Add(-clockSkew)
	}
	return now.After(l.RenewedAt)
}

func (l *lease) freeForAll(own bool, wait time.Duration) bool {
	now := time.Now()
	if !own {
		now = now.Add(-wait)
	}
	return now.After(l.RenewedAt) // want `lease\.freeForAll decides who holds it by lease\.RenewedAt`
}

// A holder and a peer are two causes.
func holderGone(l *lease, p *peer, limit time.Duration) bool {
	if time.Since(p.Heartbeat) > limit { // possible // want `holderGone takes a peer for dead or alive by comparing peer\.Heartbeat`
		return true
	}
	return time.Since(l.RenewedAt) > l.TTL // want `holderGone decides who holds it by lease\.RenewedAt`
}

// Begun when this process was.
type authority struct{ began time.Time }

func newAuthority() *authority { return &authority{began: time.Now()} }

func (a *authority) selfSigned(lifetime time.Duration) *x509.Certificate {
	return &x509.Certificate{NotBefore: a.began, NotAfter: a.began.Add(lifetime)}
}

// Minutes are far over what clocks that are kept differ by.
func (l *lease) staleMinutes() bool {
	return time.Since(l.RenewedAt) > 5*time.Minute // possible // want `lease\.staleMinutes decides who holds it by lease\.RenewedAt`
}

func (l *lease) staleSeconds() bool {
	return time.Since(l.RenewedAt) > 15*time.Second // want `lease\.staleSeconds decides who holds it by lease\.RenewedAt`
}

func (l *lease) staleAfter() bool {
	return time.Now().After(l.RenewedAt.Add(10 * time.Minute)) // possible // want `lease\.staleAfter decides who holds it by`
}

func (l *lease) staleSoon() bool {
	return time.Now().After(l.RenewedAt.Add(10 * time.Second)) // want `lease\.staleSoon decides who holds it by`
}

func (l *lease) staleUnix() bool {
	return time.Now().Unix()-l.RenewedAt.Unix() > 600 // possible // want `lease\.staleUnix decides who holds it by`
}

func (l *lease) staleUnixSoon() bool {
	return time.Now().Unix()-l.RenewedAt.Unix() > 30 // want `lease\.staleUnixSoon decides who holds it by`
}

// An address that is leased is held by nobody who would act on it.
type addressLease struct {
	Address   string
	ExpiresAt time.Time
}

func loadAddress(db *sql.DB) (*addressLease, error) {
	l := new(addressLease)
	err := db.QueryRow("SELECT address, expires FROM leases").Scan(&l.Address, &l.ExpiresAt)
	return l, err
}

func (l *addressLease) free() bool {
	return time.Now().After(l.ExpiresAt) // possible // want `addressLease\.free decides who holds it by addressLease\.ExpiresAt`
}

type ownedLease2 struct {
	OwnerID   int
	ExpiresAt time.Time
}

func loadOwned(db *sql.DB) (*ownedLease2, error) {
	l := new(ownedLease2)
	err := db.QueryRow("SELECT owner, expires FROM leases").Scan(&l.OwnerID, &l.ExpiresAt)
	return l, err
}

func (l *ownedLease2) free() bool {
	return time.Now().After(l.ExpiresAt) // want `ownedLease2\.free decides who holds it by ownedLease2\.ExpiresAt`
}
