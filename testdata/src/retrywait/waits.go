package retrywait

import (
	"context"
	"errors"
	"io"
	"log"
	"math/rand/v2"
	"net/http"
	"time"
)

type client struct {
	http   *http.Client
	life   context.Context
	delay  time.Duration
	least  time.Duration
	most   time.Duration
	closed bool
}

// send is the operation of most shapes.
func (c *client) send(ctx context.Context, url string) error {
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

// jittered is a pause that nobody else takes at the same time.
func jittered(d time.Duration) time.Duration { return d/2 + rand.N(d/2) }

// taxonomy: hot-loop

func (c *client) hot(ctx context.Context, url string) error {
	for { // want `a failed client.send is tried again at once in client.hot: a peer that refuses quickly is hammered, and its outage prolonged; wait between attempts, longer each time`
		err := c.send(ctx, url)
		if err == nil || ctx.Err() != nil {
			return err
		}
		log.Print(err)
	}
}

func (c *client) cool(ctx context.Context, url string) error {
	for {
		err := c.send(ctx, url)
		if err == nil || ctx.Err() != nil {
			return err
		}
		select {
		case <-ctx.Done():
		case <-time.After(jittered(time.Second)):
		}
	}
}

func (c *client) hotService(url string) {
	for { // want `a failed client.send is tried again at once in client.hotService`
		if err := c.send(c.life, url); err != nil {
			log.Print(err)
			continue
		}
		time.Sleep(time.Minute)
	}
}

func (c *client) coolService(url string) {
	for {
		if err := c.send(c.life, url); err != nil {
			log.Print(err)
		}
		time.Sleep(jittered(time.Minute))
	}
}

func (c *client) hotCounted(ctx context.Context, url string) (err error) {
	for range 3 { // want `a failed client.send is tried again at once in client.hotCounted`
		if err = c.send(ctx, url); err == nil {
			return nil
		}
	}
	return err
}

func (c *client) failover(ctx context.Context, urls []string) (err error) {
	for _, u := range urls { // another target needs no pause
		if err = c.send(ctx, u); err == nil {
			return nil
		}
	}
	return err
}

type pacer interface{ Permit() }

func (c *client) unknownPause(url string, p pacer) {
	for { // want `a failed client.send is tried again at once in client.unknownPause`
		p.Permit() // may well wait: possible only
		if err := c.send(c.life, url); err == nil || c.closed {
			return
		}
	}
}

type waiter interface{ Wait() }

func (c *client) namedPause(url string, w waiter) {
	for {
		w.Wait()
		if err := c.send(c.life, url); err == nil || c.closed {
			return
		}
	}
}

func (c *client) pauseInside(url string) {
	for {
		if err := c.send(c.life, url); err == nil || c.closed {
			return
		}
		c.rest()
	}
}

func (c *client) rest() { time.Sleep(jittered(c.delay)) }

func (c *client) ticking(url string) {
	t := time.NewTicker(time.Second)
	for range t.C { // want `the same pause lies between all attempts at client.send in client.ticking`
		if err := c.send(c.life, url); err == nil || c.closed {
			return
		}
	}
}

// taxonomy: skipped-wait

var errBusy = errors.New("busy")

func (c *client) skip(ctx context.Context, url string) error {
	for {
		err := c.send(ctx, url)
		if err == nil || ctx.Err() != nil {
			return err
		}
		if errors.Is(err, errBusy) { // want `a failed client.send is tried again at once when this branch jumps over the pause of the retry loop in client.skip; wait on every way back`
			continue
		}
		select {
		case <-ctx.Done():
		case <-time.After(jittered(time.Second)):
		}
	}
}

// In swap, two conditions change places on every turn: each is made of the other.
func (c *client) swap(ctx context.Context, url string) error {
	for now, next := false, true; ; now, next = next, now {
		err := c.send(ctx, url)
		if err == nil || ctx.Err() != nil {
			return err
		}
		if now {
			continue
		}
		select {
		case <-ctx.Done():
		case <-time.After(jittered(time.Second)):
		}
	}
}

func (c *client) noSkip(ctx context.Context, url string) error {
	for {
		err := c.send(ctx, url)
		if err == nil || ctx.Err() != nil {
			return err
		}
		if errors.Is(err, errBusy) {
			log.Print(err)
		}
		select {
		case <-ctx.Done():
		case <-time.After(jittered(time.Second)):
		}
	}
}

func (c *client) firstAtOnce(url string) (err error) {
	for i := 0; i < 9; i++ {
		if i > 0 { // the first attempt needs no pause
			time.Sleep(jittered(time.Second))
		}
		if err = c.send(c.life, url); err == nil {
			return nil
		}
	}
	return err
}

func (c *client) lastAtOnce(url string, n int) (err error) {
	for i := 0; i < n; i++ {
		if err = c.send(c.life, url); err != nil {
			if i < n-1 { // the last one needs none after it
				time.Sleep(jittered(time.Second))
			}
			continue
		}
		break
	}
	return err
}

func (c *client) zeroDelay(url string) (err error) {
	for range 9 {
		if err = c.send(c.life, url); err == nil {
			return nil
		}
		if c.delay > 0 { // somebody chose none
			time.Sleep(jittered(c.delay))
		}
	}
	return err
}

func (c *client) firstFlag(url string) (err error) {
	first := true
	for range 9 {
		if !first {
			time.Sleep(jittered(time.Second))
		}
		first = false
		if err = c.send(c.life, url); err == nil {
			return nil
		}
	}
	return err
}

// taxonomy: busy-loop

type member struct{ http *http.Client }

func (m *member) leader() bool { return m.http != nil }
func (m *member) tend()        {}

func (m *member) lead() {
	for {
		if !m.leader() { // want `this branch jumps over the pause of the loop in member.lead and asks again at once: the loop burns a processor until the answer changes; wait on every way round`
			continue
		}
		m.tend()
		time.Sleep(time.Second)
	}
}

func (m *member) follow() {
	for {
		if m.leader() {
			m.tend()
		}
		time.Sleep(time.Second)
	}
}

// taxonomy: deaf-wait

func (c *client) deaf(ctx context.Context, url string) error {
	for {
		err := c.send(ctx, url)
		if err == nil || ctx.Err() != nil {
			return err
		}
		time.Sleep(jittered(time.Second)) // want `time.Sleep between attempts in client.deaf does not listen to ctx: when the caller has gone it sleeps on to the end of the pause; select on its Done as well`
	}
}

func (c *client) deafReceive(ctx context.Context, url string) (n int, err error) {
	for range 5 {
		if err = c.send(ctx, url); err == nil {
			return 1, nil
		}
		<-time.After(c.delay) // want `time.After between attempts in client.deafReceive does not listen to ctx`
	}
	return 0, err
}

func (c *client) deafCounted(ctx context.Context, url string) (n int, err error) {
	for i := range 5 {
		if err = c.send(ctx, url); err == nil {
			return i, nil
		}
		time.Sleep(c.delay * time.Duration(i)) // want `time.Sleep between attempts in client.deafCounted does not listen to ctx`
	}
	return 0, err
}

func (c *client) deafRequest(w http.ResponseWriter, r *http.Request) {
	for range 5 {
		if c.send(r.Context(), "http://backend") == nil {
			return
		}
		time.Sleep(c.delay) // want `time.Sleep between attempts in client.deafRequest does not listen to r.Context\(\)`
	}
}

func (c *client) deafHelper(ctx context.Context, url string) (err error) {
	for range 5 {
		if err = c.send(ctx, url); err == nil {
			return nil
		}
		c.snooze()
	}
	return err
}

func (c *client) snooze() {
	time.Sleep(2 * c.delay) // want `time.Sleep between attempts in client.deafHelper does not listen to ctx`
}

func (c *client) deafLiteral(ctx context.Context, url string) {
	go func() {
		for range 5 {
			if c.send(ctx, url) == nil {
				return
			}
			time.Sleep(3 * c.delay) // want `time.Sleep between attempts in client.deafLiteral does not listen to ctx`
		}
	}()
}

func (c *client) detached(ctx context.Context, url string) {
	go func() { // outlives ctx on purpose
		for range 5 {
			if c.send(c.life, url) == nil {
				return
			}
			time.Sleep(jittered(c.delay))
		}
	}()
}

func (c *client) hearing(ctx context.Context, url string) (err error) {
	for range 5 {
		if err = c.send(ctx, url); err == nil {
			return nil
		}
		if err := rest(ctx, jittered(c.delay)); err != nil {
			return err
		}
	}
	return err
}

func rest(ctx context.Context, d time.Duration) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(d):
		return nil
	}
}

func (c *client) blink(ctx context.Context, url string) (err error) {
	for range 3 {
		if err = c.send(ctx, url); err == nil {
			return nil
		}
		time.Sleep(rand.N(20 * time.Millisecond)) // nobody minds
	}
	return err
}

func (c *client) cleanup(ctx context.Context, url string) {
	defer func() { // has to try whatever became of ctx
		for range 5 {
			if c.send(context.WithoutCancel(ctx), url) == nil {
				return
			}
			time.Sleep(jittered(c.delay))
		}
	}()
	c.closed = true
}

func (c *client) flicker(ctx context.Context, r *rand.Rand) {
	for {
		select {
		case <-ctx.Done():
			return
		default:
			if c.closed {
				return
			}
			time.Sleep(time.Duration(r.Float64() * float64(50*time.Millisecond))) // nobody minds
		}
	}
}

func (c *client) noContext(url string) (err error) {
	for range 5 {
		if err = c.send(c.life, url); err == nil {
			return nil
		}
		time.Sleep(jittered(c.delay))
	}
	return err
}

func (c *client) backgroundOnly(url string) (err error) {
	ctx := context.Background()
	for range 5 {
		if err = c.send(ctx, url); err == nil {
			return nil
		}
		time.Sleep(jittered(c.delay))
	}
	return err
}

// taxonomy: deaf-poll: the loop looks at the context, the sleep does not

func (c *client) await(ctx context.Context) {
	for {
		select {
		case <-ctx.Done():
			return
		default:
			if c.closed {
				return
			}
			time.Sleep(time.Second) // want `time.Sleep in the polling loop of client.await does not listen to ctx`
		}
	}
}

func (c *client) awaitHearing(ctx context.Context) {
	for {
		select {
		case <-ctx.Done():
			return
		case <-time.After(time.Second):
			if c.closed {
				return
			}
		}
	}
}

func (c *client) throttle(ctx context.Context, events <-chan int) {
	for { // waits for events; the sleep holds them back
		select {
		case <-ctx.Done():
			return
		case <-events:
			time.Sleep(time.Second)
		}
	}
}

func (c *client) statePoll(ctx context.Context, url string) (bool, error) {
	for {
		ok, err := c.ready(ctx, url)
		if ok || err != nil {
			return ok, err
		}
		time.Sleep(time.Second) // want `time.Sleep in the polling loop of client.statePoll does not listen to ctx`
	}
}

func (c *client) ready(ctx context.Context, url string) (bool, error) {
	err := c.send(ctx, url)
	if errors.Is(err, io.EOF) {
		return false, nil
	}
	return err == nil, err
}

// taxonomy: foreign-wait: the program's end is heard, the request's is not

func (c *client) proxy(w http.ResponseWriter, r *http.Request) {
	for range 5 {
		if c.send(r.Context(), "http://backend") == nil {
			return
		}
		select { // want `the pause between attempts in client.proxy listens to a context kept in a field but not to r.Context\(\): the retries go on for a client that has gone; listen to both`
		case <-c.life.Done():
			return
		case <-time.After(jittered(c.delay)):
		}
	}
}

func (c *client) goodProxy(w http.ResponseWriter, r *http.Request) {
	for range 5 {
		if c.send(r.Context(), "http://backend") == nil {
			return
		}
		select {
		case <-r.Context().Done():
			return
		case <-time.After(jittered(c.delay)):
		}
	}
}

// taxonomy: abandoned-wait: no way to hand the context on

func (c *client) lock(url string) error {
	for range 200 {
		if err := c.send(c.life, url); err == nil {
			return nil
		}
		time.Sleep(jittered(time.Second)) // want `time.Sleep between attempts in client.lock cannot be cut short: client.update has ctx at hand and no way to pass it on; take a context and select on its Done as well`
	}
	return errBusy
}

func (c *client) update(ctx context.Context) error {
	if err := c.lock("http://lock"); err != nil {
		return err
	}
	return c.send(ctx, "http://update")
}

// taxonomy: unstoppable-helper (possible)

func try(n int, f func() error) (err error) {
	for i := 0; i < n; i++ {
		if err = f(); err == nil {
			return nil
		}
		time.Sleep(jittered(time.Second)) // want `try runs f again and sleeps between the attempts, but takes no context: nobody can call it off; take one and select on its Done as well`
	}
	return err
}

func tryUntil(n int, stop <-chan struct{}, f func() error) (err error) {
	for i := 0; i < n; i++ {
		if err = f(); err == nil {
			return nil
		}
		select {
		case <-stop:
			return err
		case <-time.After(jittered(time.Second)):
		}
	}
	return err
}
