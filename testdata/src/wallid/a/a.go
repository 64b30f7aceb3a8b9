// Package a holds points in time that tell things apart.
package a

import (
	"context"
	"crypto/ecdsa"
	"crypto/x509"
	"fmt"
	"log"
	"math/big"
	"math/rand"
	"net/http"
	"os"
	"strconv"
	"sync"
	"sync/atomic"
	"time"
)

type task struct {
	TaskID    string
	Name      string
	Version   int64
	CreatedAt int64
	LogFile   string
}

func newTask(volume int) *task {
	return &task{TaskID: fmt.Sprintf("balance_%d_%d", volume, time.Now().Unix())} // want `task\.TaskID is time\.Now\(\)\.Unix\(\) in newTask, with nothing random or counted beside it; two that are made in the same second`
}

func newTaskRandom(volume int) *task {
	return &task{TaskID: fmt.Sprintf("balance_%d_%d_%x", volume, time.Now().Unix(), rand.Int63())}
}

var counter atomic.Int64

func newTaskCounted(volume int) *task {
	return &task{TaskID: fmt.Sprintf("balance_%d_%d_%d", volume, time.Now().Unix(), counter.Add(1))}
}

func newTaskOfUUID(uuid string) *task {
	return &task{TaskID: fmt.Sprintf("%sx%d", uuid, time.Now().UnixNano())}
}

func newTaskNanos() *task {
	return &task{TaskID: strconv.FormatInt(time.Now().UnixNano(), 36)} // possible // want `task\.TaskID is time\.Now\(\)\.UnixNano\(\)`
}

// A time beside a name, to the nanosecond: worth a look only.
func newTaskOfName(name string) *task {
	return &task{TaskID: fmt.Sprintf("%s-%d", name, time.Now().UnixNano())} // possible // want `task\.TaskID is`
}

func newTaskGiven(id string) *task {
	if id == "" {
		id = fmt.Sprintf("task-%d", time.Now().Unix()) // want `task\.TaskID is time\.Now\(\)\.Unix\(\)`
	}
	return &task{TaskID: id}
}

func named() *task { return &task{Name: fmt.Sprintf("report-%d", time.Now().Unix())} }

func logFile() *task { return &task{LogFile: fmt.Sprintf("server-%d.log", time.Now().Unix())} }

func created() *task { return &task{CreatedAt: time.Now().UnixNano()} }

func version() *task {
	return &task{Version: time.Now().UnixNano()} // possible // want `task\.Version is time\.Now\(\)\.UnixNano\(\)`
}

// The time was given: what makes it unique is the caller's business.
func versionGiven(now time.Time) *task { return &task{Version: now.UnixNano()} }

func generateVersionToken() string {
	return fmt.Sprintf("%d", time.Now().UnixNano()) // want `what generateVersionToken returns is time\.Now\(\)\.UnixNano\(\)`
}

func generateVersionTokenRandom() string {
	return fmt.Sprintf("%d_%d", time.Now().UnixNano(), rand.Int63())
}

func startMillis() string { return fmt.Sprintf("%d", time.Now().UnixMilli()) }

func nextSequence() int64 {
	return time.Now().UnixMicro() // want `what nextSequence returns is time\.Now\(\)\.UnixMicro\(\)`
}

var last int64

// The floor makes it a sequence.
func nextSequenceFloored() int64 {
	now := time.Now().UnixMicro()
	if now <= last {
		now = last + 1
	}
	last = now
	return now
}

// A window of the time is meant to be shared.
func windowID() int64 { return time.Now().Unix() / 60 }

// Bits of a node and a counter beside it.
func snowflakeID(node, n int64) int64 { return time.Now().UnixMilli()<<22 | node<<12 | n }

type reservations struct {
	mu    sync.Mutex
	byID  map[string]int
	since map[int64]int
}

func (r *reservations) add(kind string, n int) string {
	r.mu.Lock()
	defer r.mu.Unlock()
	id := fmt.Sprintf("%s-%d-%d", kind, n, time.Now().UnixNano()) // want `the key of reservations\.byID is time\.Now\(\)\.UnixNano\(\)`
	r.byID[id] = n
	return id
}

// Without a lock, there is but one who adds.
func (r *reservations) addAlone(kind string, n int) string {
	id := fmt.Sprintf("%s-%d-%d", kind, n, time.Now().UnixNano()) // possible // want `the key of reservations\.byID is time\.Now\(\)\.UnixNano\(\)`
	r.byID[id] = n
	return id
}

func (r *reservations) addRandom(kind string, n int) string {
	id := fmt.Sprintf("%s-%d-%d", kind, time.Now().UnixNano(), rand.Int63())
	r.byID[id] = n
	return id
}

// A table of times is no table of identities.
func (r *reservations) tick() { r.since[time.Now().Unix()]++ }

func header(req *http.Request) {
	req.Header.Set("X-Request-Id", strconv.FormatInt(time.Now().UnixNano(), 10)) // want `the header X-Request-Id is`
	req.Header.Set("X-Started", strconv.FormatInt(time.Now().UnixNano(), 10))
}

func enqueue(messageID string, body []byte) {}

func send(body []byte) {
	enqueue(strconv.FormatInt(time.Now().UnixMilli(), 10), body) // want `the messageID given to enqueue is`
}

func certificate() *x509.Certificate {
	return &x509.Certificate{
		SerialNumber: big.NewInt(time.Now().Unix()), // want `Certificate\.SerialNumber is time\.Now\(\)\.Unix\(\)`
	}
}

type ctxKey int

const requestIDKey ctxKey = 0

func withID(ctx context.Context) context.Context {
	return context.WithValue(ctx, requestIDKey, time.Now().UnixNano()) // want `the context's requestIDKey is time\.Now\(\)\.UnixNano\(\)`
}

const startedKey ctxKey = 1

func withStart(ctx context.Context) context.Context {
	return context.WithValue(ctx, startedKey, time.Now().UnixNano())
}

type payment struct{ IdempotencyKey, CacheKey string }

func pay() *payment {
	return &payment{IdempotencyKey: fmt.Sprint(time.Now().UnixMilli())} // want `payment\.IdempotencyKey is time\.Now\(\)\.UnixMilli\(\)`
}

func cached() *payment { return &payment{CacheKey: fmt.Sprint(time.Now().UnixMilli())} }

func insert(args ...any) {}

func variable() {
	orderID := fmt.Sprintf("o%d", time.Now().UnixMilli()) // want `orderID is time\.Now\(\)\.UnixMilli\(\)`
	insert("orders", orderID)
}

func variableLogged() {
	orderID := fmt.Sprintf("o%d", time.Now().UnixMilli())
	log.Println(orderID)
}

func variableStarted() {
	started := fmt.Sprintf("o%d", time.Now().UnixMilli())
	insert("orders", started)
}

func seed() *rand.Rand { return rand.New(rand.NewSource(time.Now().UnixNano())) }

func logged() { log.Printf("request %d", time.Now().UnixNano()) }

func temporary() (*os.File, error) {
	return os.Create(fmt.Sprintf("/tmp/upload-%d", time.Now().UnixNano()))
}

func stampedID() *task {
	return &task{TaskID: "run-" + time.Now().Format("20060102150405")} // possible // want `task\.TaskID is`
}

func readableID() *task { return &task{TaskID: "run-" + time.Now().Format(time.RFC3339)} }

func save(name string, data []byte) {}

func manifest(snapshot int64, data []byte) {
	save(fmt.Sprintf("metadata/merged-%d-%d.avro", snapshot, time.Now().UnixMilli()), data)
	save(fmt.Sprintf("merged-%d-%d.avro", snapshot, time.Now().UnixMilli()), data) // want `manifest makes the name "merged-%d-%d\.avro" twice, each time with its own time\.Now\(\)\.UnixMilli\(\)`
}

func manifestOnce(snapshot int64, data []byte) {
	now := time.Now().UnixMilli()
	save(fmt.Sprintf("metadata/merged-%d-%d.avro", snapshot, now), data)
	save(fmt.Sprintf("merged-%d-%d.avro", snapshot, now), data)
}

func manifestOther(snapshot, other int64, data []byte) {
	save(fmt.Sprintf("metadata/merged-%d-%d.avro", snapshot, time.Now().UnixMilli()), data)
	save(fmt.Sprintf("merged-%d-%d.avro", other, time.Now().UnixMilli()), data)
}

func manifestCaptured(load func() int64, data []byte) {
	snapshot := load()
	later := func() int64 { return snapshot + 1 }
	save(fmt.Sprintf("metadata/merged-%d-%d.avro", snapshot, time.Now().UnixMilli()), data)
	save(fmt.Sprintf("merged-%d-%d.avro", snapshot, time.Now().UnixMilli()), data) // want `manifestCaptured makes the name "merged-%d-%d\.avro" twice`
	later()
}

func manifestPointed(load func() int64, data []byte) {
	snapshot := load()
	later := func() *parent { return &parent{of: &snapshot} }
	save(fmt.Sprintf("metadata/merged-%d-%d.avro", snapshot, time.Now().UnixMilli()), data)
	save(fmt.Sprintf("merged-%d-%d.avro", snapshot, time.Now().UnixMilli()), data) // want `manifestPointed makes the name "merged-%d-%d\.avro" twice`
	later()
}

type parent struct{ of *int64 }

func manifestFilled(load func() int64, fill func(*int64), data []byte) {
	snapshot := load()
	later := func() { fill(&snapshot) }
	save(fmt.Sprintf("metadata/merged-%d-%d.avro", snapshot, time.Now().UnixMilli()), data)
	later()
	save(fmt.Sprintf("merged-%d-%d.avro", snapshot, time.Now().UnixMilli()), data)
}

func manifestCounted(load func() int64, data []byte) {
	snapshot := load()
	later := func() { snapshot++ }
	save(fmt.Sprintf("metadata/merged-%d-%d.avro", snapshot, time.Now().UnixMilli()), data)
	later()
	save(fmt.Sprintf("merged-%d-%d.avro", snapshot, time.Now().UnixMilli()), data)
}

func manifestSetAgain(load func() int64, data []byte) {
	snapshot := load()
	later := func() int64 { return snapshot + 1 }
	save(fmt.Sprintf("metadata/merged-%d-%d.avro", snapshot, time.Now().UnixMilli()), data)
	snapshot = later()
	save(fmt.Sprintf("merged-%d-%d.avro", snapshot, time.Now().UnixMilli()), data)
}

func notify(state string) {}

func reloading() {
	notify(fmt.Sprintf("RELOADING=1\nMONOTONIC_USEC=%d", time.Now().UnixMicro())) // want `MONOTONIC_USEC is given time\.Now\(\)\.UnixMicro\(\) in reloading, the wall clock`
}

func status() {
	notify(fmt.Sprintf("STATUS=since %d", time.Now().UnixMicro()))
}

// The serial of a zone is a date by custom; that of a certificate is not.

func zoneSerial() uint32 {
	return uint32(time.Now().Unix()) // possible // want `what zoneSerial returns is time\.Now\(\)\.Unix\(\)`
}

func certSerial() int64 {
	return time.Now().Unix() // want `what certSerial returns is time\.Now\(\)\.Unix\(\)`
}

// An epoch of a leader is counted; the Unix epoch is how the time is told.

type election struct{ LeaderEpoch, StartEpoch int64 }

func (e *election) win() {
	e.LeaderEpoch = time.Now().UnixMilli() // want `election\.LeaderEpoch is time\.Now\(\)\.UnixMilli\(\)`
	e.StartEpoch = time.Now().UnixMilli()
}

func Epoch() int64 { return time.Now().Unix() }

func nextEpoch() int64 {
	return time.Now().Unix() // want `what nextEpoch returns is time\.Now\(\)\.Unix\(\)`
}

func certificateNanos() *x509.Certificate {
	return &x509.Certificate{
		SerialNumber: big.NewInt(time.Now().UnixNano()), // possible // want `Certificate\.SerialNumber is time\.Now\(\)\.UnixNano\(\)`
	}
}

// A certificate that is its own issuer has no others to be told from.
func selfSigned(key *ecdsa.PrivateKey) ([]byte, error) {
	template := x509.Certificate{
		SerialNumber: big.NewInt(time.Now().Unix()), // possible // want `Certificate\.SerialNumber is time\.Now\(\)\.Unix\(\)`
	}
	return x509.CreateCertificate(nil, &template, &template, &key.PublicKey, key)
}

func issued(parent *x509.Certificate, key *ecdsa.PrivateKey) ([]byte, error) {
	template := x509.Certificate{
		SerialNumber: big.NewInt(time.Now().Unix()), // want `Certificate\.SerialNumber is time\.Now\(\)\.Unix\(\)`
	}
	return x509.CreateCertificate(nil, &template, parent, &key.PublicKey, key)
}

// Migrations are numbered by date.
type script struct {
	MigrationID int64
	ScriptID    int64
}

func newMigration() *script { return &script{MigrationID: time.Now().Unix()} }

func newScript() *script {
	return &script{ScriptID: time.Now().Unix()} // want `script\.ScriptID is time\.Now\(\)\.Unix\(\) in newScript`
}

// Of what is trained, built or released now and then, no two are made in a millisecond.
type release struct {
	ReleaseID int64
	TaskID    int64
}

func newRelease() *release {
	return &release{ReleaseID: time.Now().UnixMilli()} // possible // want `release\.ReleaseID is time\.Now\(\)\.UnixMilli\(\) in newRelease`
}

func newReleases(n int) (list []*release) {
	for range n {
		list = append(list, &release{ReleaseID: time.Now().UnixMilli()}) // want `release\.ReleaseID is time\.Now\(\)\.UnixMilli\(\) in newReleases`
	}
	return list
}

func newReleaseTask() *release {
	return &release{TaskID: time.Now().UnixMilli()} // want `release\.TaskID is time\.Now\(\)\.UnixMilli\(\) in newReleaseTask`
}

func newReleaseSecond() *release {
	return &release{ReleaseID: time.Now().Unix()} // want `release\.ReleaseID is time\.Now\(\)\.Unix\(\) in newReleaseSecond`
}

// What one object says of itself changes now and then; what orders many must not stand still.
func annotate(annotations map[string]string) {
	annotations["revision"] = strconv.FormatInt(time.Now().Unix(), 10) // possible // want `revision is time\.Now\(\)\.Unix\(\) in annotate`
}

func annotateSequence(annotations map[string]string) {
	annotations["sequence"] = strconv.FormatInt(time.Now().Unix(), 10) // want `sequence is time\.Now\(\)\.Unix\(\) in annotateSequence`
}

func assetVersion() string {
	return strconv.FormatInt(time.Now().UnixNano(), 10) // possible // want `what assetVersion returns is`
}

func itoaID() *task {
	return &task{TaskID: "run-" + strconv.Itoa(int(time.Now().Unix()))} // want `task\.TaskID is time\.Now\(\)\.Unix\(\) in itoaID`
}

// Few ask for one of these, and never in the same nanosecond; orders come as they like.
func generateTradeID() string {
	return fmt.Sprintf("t_%d", time.Now().UnixNano()) // possible // want `what generateTradeID returns is`
}

func generateMilliTradeID() string {
	return fmt.Sprintf("t_%d", time.Now().UnixMilli()) // want `what generateMilliTradeID returns is`
}

func generateOrderID() string {
	return fmt.Sprintf("o_%d", time.Now().UnixNano()) // want `what generateOrderID returns is`
}

// The nonce of a signature is what its protocol says, and requests of one account come one by one.
func sign(req *http.Request) {
	req.Header.Set("Signature-Nonce", strconv.FormatInt(time.Now().Unix(), 10)) // possible // want `the header Signature-Nonce is`
	req.Header.Set("Order-Id", strconv.FormatInt(time.Now().Unix(), 10))        // want `the header Order-Id is`
}

type license struct{ LicenseID, JobID string }

// Two of one owner in one second are rare.
func newLicense(owner string) *license {
	return &license{
		LicenseID: fmt.Sprintf("%s-%d", owner, time.Now().Unix()), // possible // want `license\.LicenseID is`
		JobID:     fmt.Sprintf("%s-%d", owner, time.Now().Unix()), // want `license\.JobID is`
	}
}

func newLicenseOfNobody() *license {
	return &license{LicenseID: fmt.Sprintf("l-%d", time.Now().Unix())} // want `license\.LicenseID is`
}

// What a function makes of its parameter is not in sight.
func encrypt(seq uint32, body []byte)      {}
func archive(releaseID int64, body []byte) {}
func dispatch(jobID int64, body []byte)    {}

func pass(body []byte) {
	encrypt(uint32(time.Now().Unix()), body) // possible // want `the seq given to encrypt is`
	archive(time.Now().Unix(), body)         // possible // want `the releaseID given to archive is`
	dispatch(time.Now().Unix(), body)        // want `the jobID given to dispatch is`
}

type noticeReq struct {
	Seq    int64
	ConnID string
	Kind   string
}

func NoticeOf(conn string) *noticeReq {
	return &noticeReq{Seq: time.Now().UnixMilli(), ConnID: conn} // possible // want `noticeReq\.Seq is time\.Now\(\)\.UnixMilli\(\) in NoticeOf`
}

func NoticeNamed(kind string) *noticeReq {
	return &noticeReq{Seq: time.Now().UnixMilli(), Kind: kind} // want `noticeReq\.Seq is time\.Now\(\)\.UnixMilli\(\) in NoticeNamed`
}

func NoticeConst() *noticeReq {
	return &noticeReq{Seq: time.Now().UnixMilli(), ConnID: "none"} // want `noticeReq\.Seq is time\.Now\(\)\.UnixMilli\(\) in NoticeConst`
}
