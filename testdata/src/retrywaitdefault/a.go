// Package retrywaitdefault holds what is reported at the default confidence, each beside
// the smallest change that makes it possible only.
package retrywaitdefault

import (
	"context"
	"errors"
	"log"
	"math/rand"
	"net"
	"net/http"
	"os"
	"sync/atomic"
	"time"

	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
)

type Client struct{ http *http.Client }

func (c *Client) send(ctx context.Context, url string) error {
	req, err := http.NewRequestWithContext(ctx, "GET", url, nil)
	if err != nil {
		return err
	}
	resp, err := c.http.Do(req)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

var errStale = errors.New("stale connection")

// deaf: the loop goes on when the context has ended.
func (c *Client) Deaf(ctx context.Context, url string) (err error) {
	for range 5 {
		if err = c.send(ctx, url); err == nil {
			return nil
		}
		time.Sleep(5 * time.Second) // want `time.Sleep between attempts in Client.Deaf does not listen to ctx`
	}
	return err
}

// All pauses together are short.
func (c *Client) Brief(ctx context.Context, url string) (err error) {
	for range 5 {
		if err = c.send(ctx, url); err == nil {
			return nil
		}
		time.Sleep(2 * time.Second)
	}
	return err
}

func (c *Client) BriefNot(ctx context.Context, url string) (err error) {
	for range 5 {
		if err = c.send(ctx, url); err == nil {
			return nil
		}
		time.Sleep(3 * time.Second) // want `time.Sleep between attempts in Client.BriefNot does not listen to ctx: when the caller has gone the retries go on`
	}
	return err
}

func (c *Client) BriefIfFew(ctx context.Context, url string, n int) (err error) {
	for range n {
		if err = c.send(ctx, url); err == nil {
			return nil
		}
		time.Sleep(time.Second) // want `time.Sleep between attempts in Client.BriefIfFew does not listen to ctx`
	}
	return err
}

// How many there are is told by those who call it.
func (c *Client) BriefAsked(ctx context.Context, url string, n int) (err error) {
	for i := range time.Duration(n) {
		if err = c.send(ctx, url); err == nil {
			return nil
		}
		time.Sleep((i + 1) * time.Second)
	}
	return err
}

func (c *Client) LongAsked(ctx context.Context, url string, n int) (err error) {
	for i := range time.Duration(n) {
		if err = c.send(ctx, url); err == nil {
			return nil
		}
		time.Sleep((i + 1) * time.Second) // want `time.Sleep between attempts in Client.LongAsked does not listen to ctx`
	}
	return err
}

func (c *Client) Asks(ctx context.Context) error {
	if err := c.BriefAsked(ctx, "/", 3); err != nil {
		return err
	}
	if err := c.LongAsked(ctx, "/", 3); err != nil {
		return err
	}
	return c.LongAsked(ctx, "/", 9)
}

// The loop looks at the context itself: it ends after this pause.
func (c *Client) Soon(ctx context.Context, url string) (err error) {
	for ctx.Err() == nil {
		if err = c.send(ctx, url); err == nil {
			return nil
		}
		time.Sleep(time.Second)
	}
	return err
}

func (c *Client) Late(ctx context.Context, url string) (err error) {
	for ctx.Err() == nil {
		if err = c.send(ctx, url); err == nil {
			return nil
		}
		time.Sleep(time.Minute) // want `time.Sleep between attempts in Client.Late does not listen to ctx`
	}
	return err
}

// The operation fails when the context has ended, and that is not tried again.
func (c *Client) Sorted(ctx context.Context, url string) (err error) {
	for range 5 {
		if err = c.send(ctx, url); err == nil || !isTemporary(err) {
			return err
		}
		time.Sleep(5 * time.Second)
	}
	return err
}

func (c *Client) SortedGrowing(ctx context.Context, url string) (err error) {
	for n := range 5 {
		if err = c.send(ctx, url); err == nil || !isTemporary(err) {
			return err
		}
		time.Sleep(time.Second << n)
	}
	return err
}

// The last pause takes a minute.
func (c *Client) SortedGrowingLong(ctx context.Context, url string) (err error) {
	for n := range 8 {
		if err = c.send(ctx, url); err == nil || !isTemporary(err) {
			return err
		}
		time.Sleep(time.Second << n) // want `time.Sleep between attempts in Client.SortedGrowingLong does not listen to ctx`
	}
	return err
}

func (c *Client) SortedOtherwise(ctx context.Context, url string) (err error) {
	for range 5 {
		if err = c.send(ctx, url); err == nil || isPermanent(err) {
			return err
		}
		time.Sleep(5 * time.Second) // want `time.Sleep between attempts in Client.SortedOtherwise does not listen to ctx`
	}
	return err
}

func isTemporary(err error) bool { return err.Error() == "temporary" }
func isPermanent(err error) bool { return err.Error() == "permanent" }

// A poll that fails when its context ends.
func (c *Client) Poll(ctx context.Context, url string) error {
	for {
		ok, err := c.ready(ctx, url)
		if ok || err != nil {
			return err
		}
		time.Sleep(time.Second)
	}
}

func (c *Client) PollDeaf(ctx context.Context, url string) error {
	for {
		ok, err := c.ready(context.Background(), url)
		if ok || err != nil {
			return err
		}
		time.Sleep(time.Second) // want `time.Sleep in the polling loop of Client.PollDeaf does not listen to ctx`
	}
}

func (c *Client) ready(ctx context.Context, url string) (bool, error) {
	err := c.send(ctx, url)
	if errors.Is(err, errStale) {
		return false, nil
	}
	return err == nil, err
}

// Nobody ever ends the context that this is given.
func (c *Client) endless(ctx context.Context, url string) (err error) {
	for range 5 {
		if err = c.send(ctx, url); err == nil {
			return nil
		}
		time.Sleep(5 * time.Second)
	}
	return err
}

func (c *Client) CallsEndless() error { return c.endless(context.Background(), "/") }

// Nobody can cancel it before the constructor is done.
func (c *Client) unended(ctx context.Context, url string) (err error) {
	for range 5 {
		if err = c.send(ctx, url); err == nil {
			return nil
		}
		time.Sleep(5 * time.Second)
	}
	return err
}

func NewHeld(c *Client) (*held, error) {
	ctx, cancel := context.WithCancel(context.Background())
	if err := c.unended(ctx, "/"); err != nil {
		return nil, err
	}
	return &held{cancel}, nil
}

type held struct{ cancel context.CancelFunc }

func (c *Client) ended(ctx context.Context, url string) (err error) {
	for range 5 {
		if err = c.send(ctx, url); err == nil {
			return nil
		}
		time.Sleep(5 * time.Second) // want `time.Sleep between attempts in Client.ended does not listen to ctx`
	}
	return err
}

func NewShared(c *Client) (*held, error) {
	ctx, cancel := context.WithCancel(context.Background())
	h := &held{cancel}
	keep(h)
	return h, c.ended(ctx, "/")
}

var kept *held

func keep(h *held) { kept = h }

func (c *Client) ending(ctx context.Context, url string) (err error) {
	for range 5 {
		if err = c.send(ctx, url); err == nil {
			return nil
		}
		time.Sleep(5 * time.Second) // want `time.Sleep between attempts in Client.ending does not listen to ctx`
	}
	return err
}

func (c *Client) CallsEnding() error {
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	return c.ending(ctx, "/")
}

// hot: one known error comes back at once.
func (c *Client) HotSpecific(ctx context.Context, url string) error {
	for {
		err := c.send(ctx, url)
		if errors.Is(err, errStale) && ctx.Err() == nil {
			continue
		}
		return err
	}
}

func (c *Client) HotGeneral(ctx context.Context, url string) error {
	for { // want `a failed Client.send is tried again at once in Client.HotGeneral`
		err := c.send(ctx, url)
		if err != nil && ctx.Err() == nil {
			continue
		}
		return err
	}
}

// skipped: the pause is left out when the peer has too much to do.
func (c *Client) Overloaded(ctx context.Context, url string) (err error) {
	for range 5 {
		err = c.send(ctx, url)
		if status.Code(err) == codes.Unavailable { // want `a failed Client.send is tried again at once when this branch jumps over the pause of the retry loop in Client.Overloaded`
			continue
		}
		if err == nil {
			return nil
		}
		pause(ctx)
	}
	return err
}

func (c *Client) Moved(ctx context.Context, url string) (err error) {
	for range 5 {
		err = c.send(ctx, url)
		if status.Code(err) == codes.Aborted {
			continue
		}
		if err == nil {
			return nil
		}
		pause(ctx)
	}
	return err
}

func pause(ctx context.Context) {
	select {
	case <-ctx.Done():
	case <-time.After(time.Second):
	}
}

// shift: how many attempts there are is not known.
func (c *Client) ShiftCounted(ctx context.Context, url string, most int) (err error) {
	for n := range most {
		if err = c.send(ctx, url); err == nil {
			return nil
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(time.Second << n):
		}
	}
	return err
}

func (c *Client) Shift(ctx context.Context, url string) {
	for n := 0; ; n++ {
		if c.send(ctx, url) == nil {
			return
		}
		select {
		case <-ctx.Done():
			return
		case <-time.After(time.Second << n): // want `the pause before the next Client.send in Client.Shift doubles each time`
		}
	}
}

// The number stays where it is once the pause is long enough.
func (c *Client) ShiftUntilLong(ctx context.Context, url string) {
	n := 0
	for {
		d := time.Duration(1<<n) * time.Second
		if d > time.Minute {
			d = time.Minute
		} else {
			n++
		}
		if c.send(ctx, url) == nil {
			return
		}
		select {
		case <-ctx.Done():
			return
		case <-time.After(d):
		}
	}
}

func (c *Client) ShiftOnAndOn(ctx context.Context, url string) {
	n := 0
	for {
		d := time.Duration(1<<n) * time.Second // want `the pause before the next Client.send in Client.ShiftOnAndOn doubles each time, .* it overflows, and there is no pause any more`
		if d > time.Minute {
			d = time.Minute
		}
		n++
		if c.send(ctx, url) == nil {
			return
		}
		select {
		case <-ctx.Done():
			return
		case <-time.After(d):
		}
	}
}

// skipped: who waits after other failures has thought of this one.
func (c *Client) Closed(ctx context.Context, url string) error {
	for {
		err := c.send(context.Background(), url)
		if err == nil || ctx.Err() != nil {
			return err
		}
		if !errors.Is(err, os.ErrClosed) {
			continue
		}
		pause(ctx)
	}
}

// What is cancelled is not tried again; what took too long is.
func (c *Client) TooLong(ctx context.Context, url string, delay time.Duration) (err error) {
	for range 5 {
		err = c.send(ctx, url)
		if code := status.Code(err); code != codes.Unavailable && code != codes.DeadlineExceeded {
			return err
		}
		time.Sleep(delay)
	}
	return err
}

func (c *Client) CanceledToo(ctx context.Context, url string, delay time.Duration) (err error) {
	for range 5 {
		err = c.send(ctx, url)
		if code := status.Code(err); code != codes.Unavailable && code != codes.Canceled {
			return err
		}
		time.Sleep(delay) // want `time.Sleep between attempts in Client.CanceledToo does not listen to ctx`
	}
	return err
}

// hot: what is behind an interface may pause by itself.
type server interface {
	serve(ctx context.Context) error
}

type tunnel struct{ c *Client }

func (t *tunnel) serve(ctx context.Context) error {
	err := t.c.send(ctx, "/tunnel")
	if err != nil {
		pause(ctx)
	}
	return err
}

type Supervisor struct{ s server }

func NewSupervisor(c *Client) *Supervisor { return &Supervisor{s: &tunnel{c}} }

func (s *Supervisor) Run(ctx context.Context) {
	for ctx.Err() == nil {
		if s.s.serve(ctx) == nil {
			return
		}
	}
}

type BareTunnel struct{ c *Client }

func (t *BareTunnel) once(ctx context.Context) error { return t.c.send(ctx, "/tunnel") }

func (t *BareTunnel) Run(ctx context.Context) {
	for ctx.Err() == nil { // want `a failed BareTunnel.once is tried again at once in BareTunnel.Run`
		if t.once(ctx) == nil {
			return
		}
	}
}

// deaf: what starts something has a context that ends with the program.
func (c *Client) StartAll(ctx context.Context, url string) (err error) {
	for range 20 {
		if err = c.send(ctx, url); err == nil {
			return nil
		}
		time.Sleep(time.Second)
	}
	return err
}

func (c *Client) Started(ctx context.Context, url string) (err error) {
	for range 20 {
		if err = c.send(ctx, url); err == nil {
			return nil
		}
		time.Sleep(time.Second) // want `time.Sleep between attempts in Client.Started does not listen to ctx`
	}
	return err
}

// abandoned: the same.
func (c *Client) hold(url string) error {
	for range 200 {
		if c.send(context.Background(), url) == nil {
			return nil
		}
		time.Sleep(time.Second)
	}
	return errStale
}

func (c *Client) StartHolding(ctx context.Context) error { return c.hold("/hold") }

func (c *Client) keep(url string) error {
	for range 200 {
		if c.send(context.Background(), url) == nil {
			return nil
		}
		time.Sleep(time.Second) // want `time.Sleep between attempts in Client.keep cannot be cut short: Client.Keep has ctx at hand`
	}
	return errStale
}

func (c *Client) Keep(ctx context.Context) error { return c.keep("/keep") }

// It is over soon.
func (c *Client) linger(url string) error {
	for range 9 {
		if c.send(context.Background(), url) == nil {
			return nil
		}
		time.Sleep(time.Second)
	}
	return errStale
}

func (c *Client) Linger(ctx context.Context) error { return c.linger("/keep") }

// deaf: only a failure with a code of its own is tried again.
func (c *Client) Elected(ctx context.Context, url string, delay time.Duration) (err error) {
	for range 5 {
		if err = c.send(ctx, url); codeOf(err) != "no leader" {
			return err
		}
		time.Sleep(delay)
	}
	return err
}

func (c *Client) Unelected(ctx context.Context, url string, delay time.Duration) (err error) {
	for range 5 {
		if err = c.send(ctx, url); err == nil || codeOf(err) == "no leader" {
			return err
		}
		time.Sleep(delay) // want `time.Sleep between attempts in Client.Unelected does not listen to ctx`
	}
	return err
}

func codeOf(err error) string {
	if err == nil {
		return ""
	}
	return err.Error()
}

// hot: most failures to accept are those of one client.
type Listener struct{ c *Client }

func (l *Listener) accept(ctx context.Context) (string, error) { return "", l.c.send(ctx, "/accept") }
func (l *Listener) poll(ctx context.Context) (string, error)   { return "", l.c.send(ctx, "/poll") }

func (l *Listener) Serve(ctx context.Context, handle func(string)) {
	for {
		conn, err := l.accept(ctx)
		if err != nil {
			continue
		}
		handle(conn)
	}
}

func (l *Listener) Polls(ctx context.Context, handle func(string)) {
	for { // want `a failed Listener.poll is tried again at once in Listener.Polls`
		conn, err := l.poll(ctx)
		if err != nil {
			continue
		}
		handle(conn)
	}
}

// Pauses that grow, and are soon over all the same.
func (c *Client) BriefCounted(ctx context.Context, url string) (err error) {
	for i := 0; i < 3; i++ {
		if err = c.send(ctx, url); err == nil {
			return nil
		}
		time.Sleep(time.Duration(i+1) * 100 * time.Millisecond)
	}
	return err
}

// Thirty of them are not.
func (c *Client) LongCounted(ctx context.Context, url string) (err error) {
	for i := 0; i < 30; i++ {
		if err = c.send(ctx, url); err == nil {
			return nil
		}
		time.Sleep(time.Duration(i+1) * 100 * time.Millisecond) // want `time.Sleep between attempts in Client.LongCounted does not listen to ctx`
	}
	return err
}

func (c *Client) BriefDoubling(ctx context.Context, url string) (err error) {
	d := 50 * time.Millisecond
	for range 4 {
		if err = c.send(ctx, url); err == nil {
			return nil
		}
		time.Sleep(d)
		d *= 2
	}
	return err
}

func (c *Client) LongDoubling(ctx context.Context, url string) (err error) {
	d := 50 * time.Millisecond
	for range 8 {
		if err = c.send(ctx, url); err == nil {
			return nil
		}
		time.Sleep(d) // want `time.Sleep between attempts in Client.LongDoubling does not listen to ctx`
		d *= 2
	}
	return err
}

func (c *Client) BriefShifted(ctx context.Context, url string) (err error) {
	for i := range 3 {
		if err = c.send(ctx, url); err == nil {
			return nil
		}
		time.Sleep((50 * time.Millisecond) << i)
	}
	return err
}

// A peer that refuses the connection ends the loop: what comes back is a stream that has ended.
func (c *Client) Streams(ctx context.Context, url string) error {
	for ctx.Err() == nil {
		resp, err := c.open(ctx, url)
		if err != nil {
			return err
		}
		if err := c.stream(ctx, resp); err == nil {
			return nil
		}
	}
	return ctx.Err()
}

// It is opened again at once.
func (c *Client) StreamsAnyway(ctx context.Context, url string) error {
	for ctx.Err() == nil { // want `a failed Client.stream is tried again at once in Client.StreamsAnyway`
		resp, err := c.open(ctx, url)
		if err != nil {
			continue
		}
		if err := c.stream(ctx, resp); err == nil {
			return nil
		}
	}
	return ctx.Err()
}

func (c *Client) open(ctx context.Context, url string) (*http.Response, error) {
	req, err := http.NewRequestWithContext(ctx, "GET", url, nil)
	if err != nil {
		return nil, err
	}
	return c.http.Do(req)
}

func (c *Client) stream(ctx context.Context, resp *http.Response) error {
	return c.send(ctx, resp.Request.URL.Path)
}

func (c *Client) pick() int { return len(c.hosts()) - 1 }

func (c *Client) hosts() []string { return nil }

// Each turn asks which host is to be tried.
func (c *Client) AnyOf(ctx context.Context, hosts []string) {
	for ctx.Err() == nil {
		if c.send(ctx, hosts[c.pick()]) == nil {
			return
		}
	}
}

func (c *Client) FirstOf(ctx context.Context, hosts []string) {
	for ctx.Err() == nil { // want `a failed Client.send is tried again at once in Client.FirstOf`
		if c.send(ctx, hosts[0]) == nil {
			return
		}
	}
}

// A range of entries: what is compared with its end only moves on when a fetch succeeds.
type span struct{ start, end int }

func (c *Client) fetch(ctx context.Context, from, to int) (int, error) {
	return to - from, c.send(ctx, "/entries")
}

func (c *Client) Fetches(ctx context.Context, spans <-chan span) {
	for s := range spans {
		for s.start <= s.end { // want `a failed Client.fetch is tried again at once in Client.Fetches`
			if ctx.Err() != nil {
				return
			}
			n, err := c.fetch(ctx, s.start, s.end)
			if err != nil {
				log.Print(err)
				continue
			}
			s.start += n
		}
	}
}

// A failure halves what the next attempt asks for.
func (c *Client) FetchesLess(ctx context.Context, spans <-chan span) {
	for s := range spans {
		w := struct{ size int }{s.end - s.start}
		for s.start <= s.end {
			n, err := c.fetch(ctx, s.start, s.start+w.size)
			if err != nil {
				if w.size == 1 {
					return
				}
				w.size /= 2
				continue
			}
			s.start += n
		}
	}
}

// Others may move it on.
func (c *Client) FetchesTold(ctx context.Context, s span, told func(*int)) {
	told(&s.start)
	for s.start <= s.end {
		n, err := c.fetch(ctx, 0, s.end)
		if err != nil {
			log.Print(err)
			continue
		}
		s.end -= n
	}
}

func (s span) next() span { return span{s.start + 1, s.end} }

// All of it is set anew.
func (c *Client) FetchesNext(ctx context.Context, s span) {
	for s.start <= s.end {
		n, err := c.fetch(ctx, 0, s.end)
		if err != nil {
			s = s.next()
			continue
		}
		s.end -= n
	}
}

// Each turn takes the next part, whatever became of this one.
func (c *Client) FetchesParts(ctx context.Context, spans <-chan span) {
	for s := range spans {
		for s.start <= s.end {
			if ctx.Err() != nil {
				return
			}
			_, err := c.fetch(ctx, s.start, s.end)
			s.start += 10
			if err != nil {
				log.Print(err)
			}
		}
	}
}

// turn goes round the hosts, first keeps to one.
func (r *round) turn() string {
	n := atomic.AddUint64(&r.n, 1)
	return r.hosts[int(n%uint64(len(r.hosts)))]
}

func (r *round) after() string {
	host := r.hosts[r.at]
	r.at = (r.at + 1) % len(r.hosts)
	return host
}

func (r *round) first() string { return r.hosts[r.at] }

// leader is the same until another one is elected, and seen the number of those that were.
func (r *round) leader() string { return r.hosts[r.current()] }

func (r *round) current() int { return r.at }

func (r *round) seen() string { return r.hosts[atomic.LoadUint64(&r.n)%2] }

func (r *round) any() string { return "https://" + r.hosts[rand.Intn(len(r.hosts))] + "/v1" }

func (c *Client) RoundLeader(ctx context.Context, r *round) {
	for ctx.Err() == nil { // want `a failed Client.send is tried again at once in Client.RoundLeader`
		if c.send(ctx, r.leader()) == nil {
			return
		}
	}
}

func (c *Client) RoundSeen(ctx context.Context, r *round) {
	for ctx.Err() == nil { // want `a failed Client.send is tried again at once in Client.RoundSeen`
		if c.send(ctx, r.seen()) == nil {
			return
		}
	}
}

func (c *Client) RoundAny(ctx context.Context, r *round) {
	for ctx.Err() == nil {
		if c.send(ctx, r.any()) == nil {
			return
		}
	}
}

func (r *round) counted() string {
	r.at++
	return r.hosts[0]
}

type round struct {
	n     uint64
	at    int
	hosts []string
}

func (c *Client) Round(ctx context.Context, r *round) {
	for ctx.Err() == nil {
		if c.send(ctx, r.turn()) == nil {
			return
		}
	}
}

func (c *Client) RoundByField(ctx context.Context, r *round) {
	for ctx.Err() == nil {
		if c.send(ctx, r.after()) == nil {
			return
		}
	}
}

func (c *Client) RoundOne(ctx context.Context, r *round) {
	for ctx.Err() == nil { // want `a failed Client.send is tried again at once in Client.RoundOne`
		if c.send(ctx, r.first()) == nil {
			return
		}
	}
}

func (c *Client) RoundCounted(ctx context.Context, r *round) {
	for ctx.Err() == nil { // want `a failed Client.send is tried again at once in Client.RoundCounted`
		if c.send(ctx, r.counted()) == nil {
			return
		}
	}
}

// The end of the context fails the next attempt, which is the last: all that is lost is one pause.
func (c *Client) OnePause(ctx context.Context, url string) (err error) {
	for i := range 8 {
		if err = c.send(ctx, url); err == nil || status.Code(err) != codes.Unavailable {
			return err
		}
		time.Sleep(time.Duration(i+1) * time.Second)
	}
	return err
}

// A long one.
func (c *Client) OneLongPause(ctx context.Context, url string) (err error) {
	for range 8 {
		if err = c.send(ctx, url); err == nil || status.Code(err) != codes.Unavailable {
			return err
		}
		time.Sleep(time.Minute) // want `time.Sleep between attempts in Client.OneLongPause does not listen to ctx: when the caller has gone it sleeps on to the end of the pause`
	}
	return err
}

// What is tried again says that all went well when the context has ended: one pause is lost.
func (c *Client) Excused(ctx context.Context, url string) (err error) {
	for range 50 {
		if err = c.unlessOver(ctx, url); err == nil {
			return nil
		}
		time.Sleep(time.Second)
	}
	return err
}

func (c *Client) unlessOver(ctx context.Context, url string) error {
	if over(ctx) {
		return nil
	}
	return c.send(ctx, url)
}

// It fails when the context has ended.
func (c *Client) NotExcused(ctx context.Context, url string) (err error) {
	for range 50 {
		if err = c.orFail(ctx, url); err == nil {
			return nil
		}
		time.Sleep(time.Second) // want `time.Sleep between attempts in Client.NotExcused does not listen to ctx: when the caller has gone the retries go on`
	}
	return err
}

func (c *Client) orFail(ctx context.Context, url string) error {
	if over(ctx) {
		return context.Canceled
	}
	return c.send(ctx, url)
}

func over(ctx context.Context) bool {
	select {
	case <-ctx.Done():
		return true
	default:
		return false
	}
}

// A helper without a context, two calls below a handler.
func insist(op func() error) (err error) {
	for range 20 {
		if err = op(); err == nil {
			return nil
		}
		time.Sleep(time.Second) // want `time.Sleep between attempts in insist cannot be cut short: Client.Handle has r.Context\(\) at hand and no way to pass it on`
	}
	return err
}

func (c *Client) Handle(w http.ResponseWriter, r *http.Request) {
	if c.remember(r.URL.Path) != nil {
		w.WriteHeader(http.StatusBadGateway)
	}
}

func (c *Client) remember(key string) error {
	return insist(func() error { return c.post(key) })
}

func (c *Client) post(key string) error {
	resp, err := c.http.Get("http://store/" + key)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

// Nobody above it has a context.
func insistAlone(op func() error) (err error) {
	for range 10 {
		if err = op(); err == nil {
			return nil
		}
		time.Sleep(time.Second)
	}
	return err
}

func (c *Client) Nightly(key string) error {
	return insistAlone(func() error { return c.post(key) })
}

// What the handler has tried again stays in the process.
func insistLocally(op func() error) (err error) {
	for range 10 {
		if err = op(); err == nil {
			return nil
		}
		time.Sleep(time.Second)
	}
	return err
}

func (c *Client) HandleFile(w http.ResponseWriter, r *http.Request) {
	if insistLocally(func() error { return os.Remove(r.URL.Path) }) != nil {
		w.WriteHeader(http.StatusBadGateway)
	}
}

// One failure that the code knows by its text, and has mended.
func (c *Client) LockTimeout(ctx context.Context, url string) error {
	for {
		err := c.send(ctx, url)
		if err == nil {
			return nil
		}
		if e := mapped(err); e != nil && e.Code == "55P03" {
			c.evict(ctx)
			continue
		}
		return err
	}
}

// A peer that has too much to do.
func (c *Client) SlowedDown(ctx context.Context, url string) error {
	for { // want `a failed Client.send is tried again at once in Client.SlowedDown`
		err := c.send(ctx, url)
		if err == nil {
			return nil
		}
		if e := mapped(err); e != nil && e.Code == "SlowDown" {
			c.evict(ctx)
			continue
		}
		return err
	}
}

type codedError struct{ Code string }

func (e *codedError) Error() string { return e.Code }

func mapped(err error) *codedError {
	e, ok := err.(*codedError)
	if !ok {
		return nil
	}
	return e
}

func (c *Client) evict(ctx context.Context) {}

// The error is asked for one code: the end of the context is none, and ends the loop.
func (c *Client) Coded(ctx context.Context, url string) error {
	for {
		err := c.send(ctx, url)
		if err == nil {
			return nil
		}
		coded, ok := err.(interface{ HasErrorCode(code int) bool })
		if !ok || !coded.HasErrorCode(50915) {
			return err
		}
		time.Sleep(2 * time.Second)
	}
}

// Of two timers the one that comes first makes the pause.
func (c *Client) TwoTimers(ctx context.Context, url string, every time.Duration) error {
	most := time.NewTimer(time.Minute)
	defer most.Stop()
	next := time.NewTicker(every)
	defer next.Stop()
	for {
		err := c.send(ctx, url)
		if err == nil || status.Code(err) != codes.Unavailable {
			return err
		}
		select {
		case <-most.C:
			return err
		case <-next.C:
		}
	}
}

// A loop that goes on after a success and ends by something else goes through work.
func (c *Client) Through(ctx context.Context, url string, q interface{ Empty() bool }) {
	for !q.Empty() {
		if err := c.send(ctx, url); err != nil {
			continue
		}
		pause(ctx)
	}
}

func (c *Client) Service(ctx context.Context, url string) {
	for { // want `a failed Client.send is tried again at once in Client.Service`
		if err := c.send(c.life(), url); err != nil {
			continue
		}
		pause(ctx)
	}
}

func (c *Client) life() context.Context { return context.Background() }

// Logging in again fails when the peer is down, and ends the recursion.
type Session struct {
	c     *Client
	token string
}

func (s *Session) login(ctx context.Context) (err error) {
	s.token = "t"
	return s.c.send(ctx, "/login")
}

func (s *Session) List(ctx context.Context, url string) error {
	if err := s.c.send(ctx, url); err != nil {
		if err := s.login(ctx); err != nil {
			return err
		}
		return s.List(ctx, url)
	}
	return nil
}

func (s *Session) ListAnyway(ctx context.Context, url string) error {
	if err := s.c.send(ctx, url); err != nil {
		if err := s.login(ctx); err != nil {
			log.Print(err)
		}
		if ctx.Err() != nil {
			return err
		}
		return s.ListAnyway(ctx, url) // want `a failed Client.send is tried again at once in Session.ListAnyway`
	}
	return nil
}

func (s *Session) Loop(ctx context.Context, url string) error {
	for ctx.Err() == nil {
		if s.c.send(ctx, url) == nil {
			return nil
		}
		if err := s.login(ctx); err != nil {
			return err
		}
	}
	return ctx.Err()
}

func (s *Session) LoopAnyway(ctx context.Context, url string) error {
	for ctx.Err() == nil { // want `a failed Client.send is tried again at once in Session.LoopAnyway`
		if s.c.send(ctx, url) == nil {
			return nil
		}
		if err := s.login(ctx); err != nil {
			log.Print(err)
		}
	}
	return ctx.Err()
}

// accept: a listener that is closed fails for ever.
type Server struct {
	l    net.Listener
	done chan struct{}
	log  func(error)
}

func (s *Server) Forever(handle func(net.Conn)) {
	for {
		conn, err := s.l.Accept() // want `a failed Listener.Accept is tried again at once in Server.Forever, and no failure ends the loop`
		if err != nil {
			log.Print(err)
			continue
		}
		go handle(conn)
	}
}

func (s *Server) Close() error { return s.l.Close() }

// Nobody closes this one.
type lasting struct{ l net.Listener }

func (s *lasting) Forever(handle func(net.Conn)) {
	for {
		conn, err := s.l.Accept()
		if err != nil {
			log.Print(err)
			continue
		}
		go handle(conn)
	}
}

// Who gives a listener may close it.
func Forever(l net.Listener, handle func(net.Conn)) {
	for {
		conn, err := l.Accept() // want `a failed Listener.Accept is tried again at once in Forever, and no failure ends the loop`
		if err != nil {
			log.Print(err)
			continue
		}
		go handle(conn)
	}
}

// The loop does not come to its own end.
func Listen(address string, handle func(net.Conn)) error {
	l, err := net.Listen("tcp", address)
	if err != nil {
		return err
	}
	defer l.Close()
	for {
		conn, err := l.Accept()
		if err != nil {
			log.Print(err)
			continue
		}
		go handle(conn)
	}
}

func ListenUntil(ctx context.Context, address string, handle func(net.Conn)) error {
	l, err := net.Listen("tcp", address)
	if err != nil {
		return err
	}
	go func() {
		<-ctx.Done()
		l.Close()
	}()
	for {
		conn, err := l.Accept() // want `a failed Listener.Accept is tried again at once in ListenUntil, and no failure ends the loop`
		if err != nil {
			log.Print(err)
			continue
		}
		go handle(conn)
	}
}

func (s *Server) Leaving(handle func(net.Conn)) {
	for {
		conn, err := s.l.Accept()
		if err != nil {
			log.Print(err)
			return
		}
		go handle(conn)
	}
}

func (s *Server) Pausing(handle func(net.Conn)) {
	for {
		conn, err := s.l.Accept()
		if err != nil {
			time.Sleep(time.Second)
			continue
		}
		go handle(conn)
	}
}

// Who is told may leave, or wait.
func (s *Server) Telling(handle func(net.Conn)) {
	for {
		conn, err := s.l.Accept()
		if err != nil {
			s.log(err)
			continue
		}
		go handle(conn)
	}
}

// It ends when it is closed, and hammers the process while there is no file left: possible.
func (s *Server) Closing(handle func(net.Conn)) {
	for {
		conn, err := s.l.Accept()
		if errors.Is(err, net.ErrClosed) {
			return
		}
		if err != nil {
			continue
		}
		go handle(conn)
	}
}

func (s *Server) Stopping(handle func(net.Conn)) {
	for {
		conn, err := s.l.Accept()
		if err != nil {
			select {
			case <-s.done:
				return
			default:
			}
			continue
		}
		go handle(conn)
	}
}

// A queue is no listener.
type queue struct{ jobs chan string }

func (q *queue) Accept() (string, error) { return <-q.jobs, nil }

func (q *queue) Run(handle func(string)) {
	for {
		job, err := q.Accept()
		if err != nil {
			continue
		}
		handle(job)
	}
}

func (s *Server) Limited(l *net.TCPListener, handle func(net.Conn)) {
	for {
		l.SetDeadline(time.Now().Add(time.Second))
		conn, err := l.Accept()
		if err != nil {
			continue
		}
		go handle(conn)
	}
}

// What winds up goes on when the context has ended.
func (c *Client) StopAll(ctx context.Context, url string, delay time.Duration) (err error) {
	for range 5 {
		if err = c.send(ctx, url); err == nil {
			return nil
		}
		time.Sleep(delay)
	}
	return err
}

func (c *Client) Stopped(ctx context.Context, url string, delay time.Duration) (err error) {
	for range 5 {
		if err = c.send(context.Background(), url); err == nil {
			return nil
		}
		time.Sleep(delay) // want `time.Sleep between attempts in Client.Stopped does not listen to ctx`
	}
	return err
}

func (c *Client) Aftermath(ctx context.Context, url string, delay time.Duration) (err error) {
	own := context.WithoutCancel(ctx)
	for range 5 {
		if err = c.send(own, url); err == nil {
			return nil
		}
		time.Sleep(delay)
	}
	return err
}

// A context of its own, by the name of the one it is given, ends with the function alone.
func (c *Client) Apart(ctx context.Context, url string) (err error) {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	for range 5 {
		if err = c.send(ctx, url); err == nil {
			return nil
		}
		time.Sleep(5 * time.Second)
	}
	return err
}

func (c *Client) ApartNot(ctx context.Context, url string) (err error) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	for range 5 {
		if err = c.send(ctx, url); err == nil {
			return nil
		}
		time.Sleep(5 * time.Second) // want `time.Sleep between attempts in Client.ApartNot does not listen to ctx`
	}
	return err
}

func (c *Client) OrRoot(ctx context.Context, url string) (err error) {
	if ctx == nil {
		ctx = context.Background()
	}
	for range 5 {
		if err = c.send(ctx, url); err == nil {
			return nil
		}
		time.Sleep(5 * time.Second) // want `time.Sleep between attempts in Client.OrRoot does not listen to ctx`
	}
	return err
}
