package retrywaitdefault

import (
	"container/heap"
	"container/list"
	"context"
	"errors"
	"net"
	"net/http"
	"reflect"
	"time"
)

// hot: what the way back changes is what the next attempt is for. Such a fallback ends with what there
// is to fall back to, so that it is possible only. Beside each the change that the attempt does not see.

var dialer net.Dialer

func SchemeFallback(ctx context.Context, hc *http.Client, host string) (*http.Response, error) {
	scheme := "https"
	for {
		req, err := http.NewRequestWithContext(ctx, http.MethodGet, scheme+"://"+host, nil)
		if err != nil {
			return nil, err
		}
		resp, err := hc.Do(req)
		if err == nil || scheme == "http" {
			return resp, err
		}
		scheme = "http"
	}
}

// The request is for https whatever is noted.
func SchemeNoted(ctx context.Context, hc *http.Client, host string) (*http.Response, error) {
	seen := "none"
	for { // want `a failed http.Client.Do is tried again at once in SchemeNoted`
		req, err := http.NewRequestWithContext(ctx, http.MethodGet, "https://"+host, nil)
		if err != nil {
			return nil, err
		}
		resp, err := hc.Do(req)
		if err == nil || seen == host {
			return resp, err
		}
		seen = "some"
	}
}

// The next turn is told what is left, on some of the ways back.
func ProxyFallback(ctx context.Context, proxy, host string) (net.Conn, error) {
	for {
		addr := host
		if proxy != "" {
			addr = proxy
		}
		c, err := dialer.DialContext(ctx, "tcp", addr)
		if err == nil || proxy == "" {
			return c, err
		}
		if errors.Is(err, errStale) {
			proxy = ""
		} else {
			proxy, host = "", "localhost"
		}
	}
}

func ProxyAlways(ctx context.Context, proxy, host string) (net.Conn, error) {
	for { // want `a failed net.Dialer.DialContext is tried again at once in ProxyAlways`
		c, err := dialer.DialContext(ctx, "tcp", proxy)
		if err == nil || host == "" {
			return c, err
		}
		if errors.Is(err, errStale) {
			host = ""
		} else {
			host = "localhost"
		}
	}
}

// The other server stands in a field.
type Pair struct {
	addr, standby string
	reason        string
}

func (p *Pair) DialEither(ctx context.Context) (net.Conn, error) {
	addr := p.addr
	for {
		c, err := dialer.DialContext(ctx, "tcp", addr)
		if err == nil || addr == p.standby {
			return c, err
		}
		addr = p.standby
	}
}

func (p *Pair) DialAndTell(ctx context.Context) (net.Conn, error) {
	addr, why := p.addr, ""
	for { // want `a failed net.Dialer.DialContext is tried again at once in Pair.DialAndTell`
		c, err := dialer.DialContext(ctx, "tcp", addr)
		if err == nil || why == p.standby {
			return c, err
		}
		why = p.reason
	}
}

// A field that is read for the attempt.
func (p *Pair) DialField(ctx context.Context) (net.Conn, error) {
	for {
		c, err := dialer.DialContext(ctx, "tcp", p.addr)
		if err == nil || p.addr == p.standby {
			return c, err
		}
		p.addr = p.standby
	}
}

func (p *Pair) DialNoting(ctx context.Context) (net.Conn, error) {
	for { // want `a failed net.Dialer.DialContext is tried again at once in Pair.DialNoting`
		c, err := dialer.DialContext(ctx, "tcp", p.addr)
		if err == nil || p.reason == p.standby {
			return c, err
		}
		p.reason = p.standby
	}
}

// What is set before each attempt, the first one too, is no step to anything else.
func (p *Pair) DialSettingFirst(ctx context.Context) (net.Conn, error) {
	for { // want `a failed net.Dialer.DialContext is tried again at once in Pair.DialSettingFirst`
		p.addr = p.standby
		c, err := dialer.DialContext(ctx, "tcp", p.addr)
		if err == nil || p.reason == p.standby {
			return c, err
		}
	}
}

// A field of what is handed over, whether by its address or as it is.
type transfer struct {
	gzip           bool
	err            error
	at             time.Time
	tries, version int
	header         map[string]string
}

func (c *Client) push(ctx context.Context, t *transfer) error { return c.send(ctx, t.header["url"]) }

func (c *Client) put(ctx context.Context, t transfer) error { return c.send(ctx, t.header["url"]) }

func (c *Client) PlainAfterAll(ctx context.Context, t *transfer) error {
	for {
		err := c.push(ctx, t)
		if err == nil || !t.gzip {
			return err
		}
		t.gzip = false
	}
}

func (c *Client) PlainAsItIs(ctx context.Context, t *transfer) error {
	for {
		err := c.put(ctx, *t)
		if err == nil || !t.gzip {
			return err
		}
		t.gzip = false
	}
}

func (c *Client) OtherTransfer(ctx context.Context, t, other *transfer) error {
	for { // want `a failed Client.push is tried again at once in Client.OtherTransfer`
		err := c.push(ctx, t)
		if err == nil || ctx.Err() != nil {
			return err
		}
		other.gzip = false
	}
}

// An error or a time that is kept there tells of the failure.
func (c *Client) KeepsError(ctx context.Context, t *transfer) error {
	for { // want `a failed Client.push is tried again at once in Client.KeepsError`
		err := c.push(ctx, t)
		if err == nil || t.err == err {
			return err
		}
		t.err = err
	}
}

func (c *Client) KeepsTime(ctx context.Context, t *transfer) error {
	for { // want `a failed Client.push is tried again at once in Client.KeepsTime`
		err := c.push(ctx, t)
		if err == nil || t.gzip {
			return err
		}
		t.at = time.Time{}
	}
}

// So does a number that counts.
func (c *Client) KeepsCount(ctx context.Context, t *transfer) error {
	for { // want `a failed Client.push is tried again at once in Client.KeepsCount`
		err := c.push(ctx, t)
		if err == nil || t.gzip {
			return err
		}
		t.tries++
	}
}

func (c *Client) OlderVersion(ctx context.Context, t *transfer) error {
	for {
		err := c.push(ctx, t)
		if err == nil || t.version == 1 {
			return err
		}
		t.version = 1
	}
}

func (c *Client) FewerBits(ctx context.Context, t *transfer) error {
	for {
		err := c.push(ctx, t)
		if err == nil || t.version == 0 {
			return err
		}
		t.version &= t.version - 1
	}
}

// So does what is set in the receiver of the operation: it mends it.
func (c *Client) Reopens(ctx context.Context, url string) error {
	for { // want `a failed Client.send is tried again at once in Client.Reopens`
		err := c.send(ctx, url)
		if err == nil || c.http == nil {
			return err
		}
		c.http = http.DefaultClient
	}
}

// A map that is handed over.
func (c *Client) labelled(ctx context.Context, labels map[string]string) error {
	return c.send(ctx, labels["url"])
}

func (c *Client) Unlabelled(ctx context.Context, labels map[string]string) error {
	for {
		err := c.labelled(ctx, labels)
		if err == nil || labels["kind"] == "" {
			return err
		}
		labels["kind"] = ""
	}
}

func (c *Client) Tallies(ctx context.Context, labels, tally map[string]string) error {
	for { // want `a failed Client.labelled is tried again at once in Client.Tallies`
		err := c.labelled(ctx, labels)
		if err == nil || tally["kind"] == "" {
			return err
		}
		tally["kind"] = ""
	}
}

// What failed is taken out of what the next one is chosen from.
func anyOf(addrs map[string]bool) string {
	for a := range addrs {
		return a
	}
	return ""
}

func DialRemaining(ctx context.Context, addrs map[string]bool) (net.Conn, error) {
	for len(addrs) > 0 {
		a := anyOf(addrs)
		c, err := dialer.DialContext(ctx, "tcp", a)
		if err == nil {
			return c, nil
		}
		delete(addrs, a)
	}
	return nil, errStale
}

func DialPending(ctx context.Context, addrs, pending map[string]bool) (net.Conn, error) {
	for len(pending) > 0 { // want `a failed net.Dialer.DialContext is tried again at once in DialPending`
		a := anyOf(addrs)
		c, err := dialer.DialContext(ctx, "tcp", a)
		if err == nil || ctx.Err() != nil {
			return c, nil
		}
		clear(addrs)
	}
	return nil, errStale
}

// Or marked, where the choice looks at the mark.
type member struct {
	addr     string
	down     bool
	reported bool
}

func (c *Client) standing(list []*member) *member {
	for _, m := range list {
		if !m.down {
			return m
		}
	}
	return nil
}

func (c *Client) DialStanding(ctx context.Context, list []*member) (net.Conn, error) {
	for m := c.standing(list); m != nil; m = c.standing(list) {
		conn, err := dialer.DialContext(ctx, "tcp", m.addr)
		if err == nil {
			return conn, nil
		}
		m.down = true
	}
	return nil, errStale
}

func (c *Client) DialReporting(ctx context.Context, list []*member) (net.Conn, error) {
	for ctx.Err() == nil { // want `a failed net.Dialer.DialContext is tried again at once in Client.DialReporting`
		first := list[0]
		m := c.standing(list)
		conn, err := dialer.DialContext(ctx, "tcp", m.addr)
		if err == nil {
			return conn, nil
		}
		first.reported = true
	}
	return nil, errStale
}

// Or a method takes it out, of the object whose method chose it.
type ring struct{ live []string }

func (r *ring) pick() string        { return r.live[0] }
func (r *ring) drop(a string)       { r.live = r.live[1:] }
func (r *ring) Warnf(string, error) {}

func DialRing(ctx context.Context, r *ring) (net.Conn, error) {
	for {
		a := r.pick()
		if a == "" {
			return nil, errStale
		}
		c, err := dialer.DialContext(ctx, "tcp", a)
		if err == nil {
			return c, nil
		}
		r.drop(a)
	}
}

func DialRingLogging(ctx context.Context, r *ring) (net.Conn, error) {
	for { // want `a failed net.Dialer.DialContext is tried again at once in DialRingLogging`
		a := r.pick()
		if a == "" {
			return nil, errStale
		}
		c, err := dialer.DialContext(ctx, "tcp", a)
		if err == nil {
			return c, nil
		}
		r.Warnf(a, err)
	}
}

// An argument of many.
func (c *Client) call(ctx context.Context, words ...string) error { return c.send(ctx, words[0]) }

func (c *Client) CallEither(ctx context.Context) error {
	version := "v2"
	for {
		err := c.call(ctx, "get", version)
		if err == nil || version == "v1" {
			return err
		}
		version = "v1"
	}
}

func (c *Client) CallSame(ctx context.Context) error {
	version := "v2"
	for { // want `a failed Client.call is tried again at once in Client.CallSame`
		err := c.call(ctx, "get", "v2")
		if err == nil || version == c.http.Timeout.String() {
			return err
		}
		version = "v1"
	}
}

// The transport itself is another one.
func TripEither(req *http.Request, first, second http.RoundTripper) (*http.Response, error) {
	rt := first
	for req.Body == nil {
		resp, err := rt.RoundTrip(req)
		if err == nil || rt == second || req.Context().Err() != nil {
			return resp, err
		}
		rt = second
	}
	return nil, errStale
}

func TripFirst(req *http.Request, first, second http.RoundTripper) (*http.Response, error) {
	rt := first
	for req.Body == nil { // want `a failed http.RoundTripper.RoundTrip is tried again at once in TripFirst`
		resp, err := first.RoundTrip(req)
		if err == nil || rt == nil || req.Context().Err() != nil {
			return resp, err
		}
		rt = second
	}
	return nil, errStale
}

// hot: the pause of an attempt may stand in what it defers.
func (c *Client) pausesAtTheEnd(ctx context.Context, url string) (err error) {
	defer func() {
		if err != nil {
			pause(ctx)
		}
	}()
	return c.send(ctx, url)
}

func (c *Client) notesAtTheEnd(ctx context.Context, url string) (err error) {
	defer func() {
		if err != nil {
			c.http = nil
		}
	}()
	return c.send(ctx, url)
}

func (c *Client) PausesAtTheEnd(ctx context.Context, url string) error {
	for ctx.Err() == nil {
		if c.pausesAtTheEnd(ctx, url) == nil {
			return nil
		}
	}
	return ctx.Err()
}

func (c *Client) NotesAtTheEnd(ctx context.Context, url string) error {
	for ctx.Err() == nil { // want `a failed Client.notesAtTheEnd is tried again at once in Client.NotesAtTheEnd`
		if c.notesAtTheEnd(ctx, url) == nil {
			return nil
		}
	}
	return ctx.Err()
}

// What the loop defers runs when the loop has ended.
func (c *Client) DefersPauses(ctx context.Context, url string) error {
	for ctx.Err() == nil { // want `a failed Client.send is tried again at once in Client.DefersPauses`
		if c.send(ctx, url) == nil {
			return nil
		}
		defer func() { pause(ctx) }()
	}
	return ctx.Err()
}

// hot: a select that is put together while the program runs waits as well.
func (c *Client) Selects(ctx context.Context, url string, cases []reflect.SelectCase) error {
	for {
		if c.send(ctx, url) == nil {
			return nil
		}
		if i, _, _ := reflect.Select(cases); i == 0 {
			return ctx.Err()
		}
	}
}

func (c *Client) SelectsNothing(ctx context.Context, url string, cases []reflect.SelectCase) error {
	for { // want `a failed Client.send is tried again at once in Client.SelectsNothing`
		if c.send(ctx, url) == nil {
			return nil
		}
		if n := reflect.ValueOf(cases).Len(); n == 0 || ctx.Err() != nil {
			return ctx.Err()
		}
	}
}

// shift: what is looked at for an overflow is put right, whatever the number.
func (c *Client) ShiftLookedAt(ctx context.Context, url string) {
	for n := 0; c.send(ctx, url) != nil && ctx.Err() == nil; n++ {
		d := time.Second << n
		if d <= 0 || d > time.Minute {
			d = time.Minute
		}
		sleepUpTo(ctx, d)
	}
}

func (c *Client) ShiftLookedAtFromTheOtherSide(ctx context.Context, url string) {
	for n := 0; c.send(ctx, url) != nil && ctx.Err() == nil; n++ {
		d := time.Second << n
		if 0 >= d || d > time.Minute {
			d = time.Minute
		}
		sleepUpTo(ctx, d)
	}
}

func (c *Client) ShiftConverted(ctx context.Context, url string) {
	for n := 0; c.send(ctx, url) != nil && ctx.Err() == nil; n++ {
		d := time.Duration(1<<n) * time.Second
		if d > time.Minute || d < time.Second {
			d = time.Minute
		}
		sleepUpTo(ctx, d)
	}
}

func (c *Client) ShiftedBack(ctx context.Context, url string) {
	for n := 0; c.send(ctx, url) != nil && ctx.Err() == nil; n++ {
		d := time.Second << n
		if d>>n != time.Second || d > time.Minute {
			d = time.Minute
		}
		sleepUpTo(ctx, d)
	}
}

func (c *Client) ShiftTooLong(ctx context.Context, url string) {
	for n := 0; c.send(ctx, url) != nil && ctx.Err() == nil; n++ {
		d := time.Second << n // want `the pause before the next Client.send in Client.ShiftTooLong doubles each time`
		if d > time.Minute {
			d = time.Minute
		}
		sleepUpTo(ctx, d)
	}
}

func sleepUpTo(ctx context.Context, d time.Duration) {
	select {
	case <-ctx.Done():
	case <-time.After(d):
	}
}

// hot: an index that a method moves on, and says whether there is anything left.
type Hosts struct {
	addrs []string
	at    int
	moved int
}

func (h *Hosts) advance() bool { h.at++; return h.at < len(h.addrs) }
func (h *Hosts) tally() bool   { h.moved++; return h.moved < len(h.addrs) }

func (h *Hosts) Dial(ctx context.Context) (net.Conn, error) {
	for {
		c, err := dialer.DialContext(ctx, "tcp", h.addrs[h.at])
		if err == nil {
			return c, nil
		}
		if !h.advance() {
			return nil, err
		}
	}
}

func (h *Hosts) DialTallying(ctx context.Context) (net.Conn, error) {
	for { // want `a failed net.Dialer.DialContext is tried again at once in Hosts.DialTallying`
		c, err := dialer.DialContext(ctx, "tcp", h.addrs[h.at])
		if err == nil {
			return c, nil
		}
		if !h.tally() {
			return nil, err
		}
	}
}

// The index of a map, of objects that are chosen by it.
type Peers struct {
	byName map[string]*Client
	leader string
	late   string
}

func (p *Peers) Send(ctx context.Context) error {
	for {
		err := p.byName[p.leader].send(ctx, "/")
		if err == nil || p.leader == "" {
			return err
		}
		p.leader = ""
	}
}

func (p *Peers) SendLate(ctx context.Context) error {
	for { // want `a failed Client.send is tried again at once in Peers.SendLate`
		err := p.byName[p.leader].send(ctx, "/")
		if err == nil || p.late == "" {
			return err
		}
		p.late = ""
	}
}

// hot: once more, and out. A connection that had gone stale is opened anew so.
func (c *Client) OnceMore(ctx context.Context, url string) error {
	again := false
	for {
		err := c.send(ctx, url)
		if err == nil || again {
			return err
		}
		again = true
	}
}

func (c *Client) OnceMoreForEver(ctx context.Context, url string) error {
	again := false
	for { // want `a failed Client.send is tried again at once in Client.OnceMoreForEver`
		err := c.send(ctx, url)
		if err == nil || again || ctx.Err() != nil {
			return err
		}
		again = false
	}
}

// Not on each way back.
func (c *Client) OnceMoreSometimes(ctx context.Context, url string) error {
	again := false
	for { // want `a failed Client.send is tried again at once in Client.OnceMoreSometimes`
		err := c.send(ctx, url)
		if err == nil || again {
			return err
		}
		again = errors.Is(err, context.Canceled)
	}
}

func (c *Client) OnceMoreByNumber(ctx context.Context, url string) error {
	version := 6
	for {
		err := c.send(ctx, url)
		if err == nil || version == 4 {
			return err
		}
		version = 4
	}
}

func (c *Client) OnceMoreByWrongNumber(ctx context.Context, url string) error {
	version := 6
	for { // want `a failed Client.send is tried again at once in Client.OnceMoreByWrongNumber`
		err := c.send(ctx, url)
		if err == nil || version == 4 || ctx.Err() != nil {
			return err
		}
		version = 5
	}
}

// hot: the one that the attempt began with is no other one.
func (c *Client) CallBegun(ctx context.Context) error {
	version := "v2"
	for { // want `a failed Client.call is tried again at once in Client.CallBegun`
		err := c.call(ctx, "get", version)
		if err == nil || ctx.Err() != nil {
			return err
		}
		version = "v2"
	}
}

// What failed leaves the list that the next one is the first of; the operation is a method of it.
func SendToFirst(ctx context.Context, left *list.List) error {
	for e := left.Front(); e != nil; e = left.Front() {
		if e.Value.(*Client).send(ctx, "/") == nil {
			return nil
		}
		left.Remove(e)
	}
	return errStale
}

func SendToFirstAndDone(ctx context.Context, left, done *list.List) error {
	for e := left.Front(); e != nil; e = left.Front() { // want `a failed Client.send is tried again at once in SendToFirstAndDone`
		if e.Value.(*Client).send(ctx, "/") == nil || done.Len() > 9 {
			return nil
		}
		done.Init()
	}
	return errStale
}

// A choice by a function, which tells whether there is one.
func (r *ring) client() (*Client, bool) { return nil, len(r.live) > 0 }

func SendToClient(ctx context.Context, r *ring) error {
	for {
		c, ok := r.client()
		if !ok {
			return errStale
		}
		if c.send(ctx, "/") == nil {
			return nil
		}
		r.drop("")
	}
}

func SendToClientOf(ctx context.Context, r, other *ring) error {
	for { // want `a failed Client.send is tried again at once in SendToClientOf`
		c, ok := r.client()
		if !ok {
			return errStale
		}
		if c.send(ctx, "/") == nil {
			return nil
		}
		other.drop("")
	}
}

// hot: options that are given up one after the other.
type features struct{ ranges, gzip bool }

func GetWithLess(ctx context.Context, hc *http.Client, url string) (*http.Response, error) {
	f := features{true, true}
	for {
		req, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
		if err != nil {
			return nil, err
		}
		if f.ranges {
			req.Header.Set("Range", "bytes=0-99")
		}
		resp, err := hc.Do(req)
		if err == nil {
			return resp, nil
		}
		switch {
		case f.ranges:
			f.ranges = false
		case f.gzip:
			f.gzip = false
		default:
			return nil, err
		}
	}
}

// One of the ways back gives up nothing.
func GetWithSame(ctx context.Context, hc *http.Client, url string) (*http.Response, error) {
	f := features{true, true}
	for { // want `a failed http.Client.Do is tried again at once in GetWithSame`
		req, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
		if err != nil {
			return nil, err
		}
		if f.ranges {
			req.Header.Set("Range", "bytes=0-99")
		}
		resp, err := hc.Do(req)
		if err == nil || ctx.Err() != nil {
			return resp, err
		}
		switch {
		case f.ranges:
			f.ranges = false
		case f.gzip:
			f.gzip = false
		}
	}
}

// What is given up is taken again.
func GetInTurns(ctx context.Context, hc *http.Client, url string) (*http.Response, error) {
	f := features{true, true}
	for { // want `a failed http.Client.Do is tried again at once in GetInTurns`
		req, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
		if err != nil {
			return nil, err
		}
		if f.ranges {
			req.Header.Set("Range", "bytes=0-99")
		}
		resp, err := hc.Do(req)
		if err == nil || ctx.Err() != nil {
			return resp, err
		}
		if f.ranges {
			f.ranges = false
		} else {
			f.ranges = true
		}
	}
}

// hot: each turn takes the next one out of a heap.
type addrHeap []string

func (q addrHeap) Len() int           { return len(q) }
func (q addrHeap) Less(i, j int) bool { return q[i] < q[j] }
func (q addrHeap) Swap(i, j int)      { q[i], q[j] = q[j], q[i] }
func (q *addrHeap) Push(x any)        { *q = append(*q, x.(string)) }
func (q *addrHeap) Pop() any {
	old := *q
	x := old[len(old)-1]
	*q = old[:len(old)-1]
	return x
}

func DialQueue(ctx context.Context, q *addrHeap) (net.Conn, error) {
	for q.Len() > 0 {
		c, err := dialer.DialContext(ctx, "tcp", heap.Pop(q).(string))
		if err == nil {
			return c, nil
		}
	}
	return nil, errStale
}

func DialQueueFixed(ctx context.Context, q *addrHeap) (net.Conn, error) {
	for q.Len() > 0 { // want `a failed net.Dialer.DialContext is tried again at once in DialQueueFixed`
		c, err := dialer.DialContext(ctx, "tcp", (*q)[0])
		if err == nil {
			return c, nil
		}
		heap.Init(q)
	}
	return nil, errStale
}
