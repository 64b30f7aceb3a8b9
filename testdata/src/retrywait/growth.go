package retrywait

import (
	"context"
	"math"
	"math/rand/v2"
	"net/http"
	"strings"
	"time"
)

// taxonomy: duration-product

func (c *client) product(url string) {
	d := time.Second
	for !c.closed {
		if c.send(c.life, url) == nil {
			return
		}
		select {
		case <-c.life.Done():
			return
		case <-time.After(jittered(d)):
		}
		d *= 2 * time.Second // want `a duration is multiplied by a duration in client.product: it grows by a factor of millions and overflows; multiply by a plain number`
	}
}

func (c *client) productCaptured(url string) {
	d := time.Second
	grow := func() {
		d *= time.Second * 2 // want `a duration is multiplied by a duration in client.productCaptured`
		if d > time.Minute {
			d = time.Minute
		}
	}
	grow()
}

func (c *client) factor(n int) time.Duration {
	d := time.Duration(n) * time.Second
	d *= 2
	return d
}

func (c *client) inUnits() {
	if c.delay > 0 {
		c.delay *= time.Millisecond // it was read as a plain number
	}
}

// taxonomy: shift-overflow

func (c *client) shift(url string) {
	for n := 0; !c.closed; n++ {
		if c.send(c.life, url) == nil {
			return
		}
		select {
		case <-c.life.Done():
			return
		case <-time.After(time.Second << n): // want `the pause before the next client.send in client.shift doubles each time, and nothing holds back the number that says how often: after a long outage the next attempt is days away, and in the end it overflows; hold the number back`
		}
	}
}

func (c *client) shiftHeld(url string) {
	for n := 0; !c.closed; n++ {
		if c.send(c.life, url) == nil {
			return
		}
		select {
		case <-c.life.Done():
			return
		case <-time.After(jittered(time.Second << min(n, 6))):
		}
	}
}

func (c *client) shiftCounted(url string) {
	for n := 0; n < 5; n++ {
		if c.send(c.life, url) == nil {
			return
		}
		select {
		case <-c.life.Done():
			return
		case <-time.After(jittered(time.Second << n)):
		}
	}
}

func (c *client) shiftSetting(url string, most int) {
	for n := 0; n < most; n++ {
		if c.send(c.life, url) == nil {
			return
		}
		select {
		case <-c.life.Done():
			return
		case <-time.After(time.Second << n): // want `the pause before the next client.send in client.shiftSetting doubles each time, and nothing holds back the number that says how often: if the attempts are many the last ones are days apart, and in the end it overflows; hold the number back`
		}
	}
}

func (c *client) shiftSettingHeld(url string, most int) {
	for n := 0; n < most; n++ {
		if c.send(c.life, url) == nil {
			return
		}
		select {
		case <-c.life.Done():
			return
		case <-time.After(jittered(time.Second << min(n, 6))):
		}
	}
}

func (c *client) shiftHeldHere(url string) {
	for n := 0; !c.closed; n++ {
		if c.send(c.life, url) == nil {
			return
		}
		select {
		case <-c.life.Done():
			return
		case <-time.After(time.Second<<min(n, 6) + rand.N(time.Second)):
		}
	}
}

func (c *client) shiftHere(url string) {
	for n := 0; !c.closed; n++ {
		if c.send(c.life, url) == nil {
			return
		}
		select {
		case <-c.life.Done():
			return
		case <-time.After(time.Second<<n + rand.N(time.Second)): // want `the pause before the next client.send in client.shiftHere doubles each time`
		}
	}
}

// taxonomy: no-ceiling

func (c *client) doubleHeldHere(ctx context.Context, url string) {
	for d := time.Second; ; d *= 2 {
		if c.send(ctx, url) == nil {
			return
		}
		if d > time.Minute {
			d = time.Minute
		}
		select {
		case <-ctx.Done():
			return
		case <-time.After(d + rand.N(d)):
		}
	}
}

func (c *client) double(ctx context.Context, url string) {
	d := time.Second
	for {
		if c.send(ctx, url) == nil {
			return
		}
		select {
		case <-ctx.Done():
			return
		case <-time.After(d):
		}
		d *= 2 // want `the pause before the next client.send in client.double doubles without a ceiling: after a long outage the next attempt is hours away; give it a ceiling`
	}
}

func (c *client) doubleHeld(ctx context.Context, url string) {
	d := time.Second
	for {
		if c.send(ctx, url) == nil {
			return
		}
		select {
		case <-ctx.Done():
			return
		case <-time.After(jittered(d)):
		}
		d = min(d*2, time.Minute)
	}
}

// taxonomy: steady-wait (possible)

func (c *client) constant(url string) (err error) {
	for range 5 {
		if err = c.send(c.life, url); err == nil {
			return nil
		}
		time.Sleep(time.Second) // want `the same pause lies between all attempts at client.send in client.constant: clients that failed together come back together, and a recovering peer meets them all at once; let the pause grow and add jitter`
	}
	return err
}

func (c *client) growing(url string) (err error) {
	d := time.Second
	for range 5 {
		if err = c.send(c.life, url); err == nil {
			return nil
		}
		time.Sleep(d) // want `the pauses between attempts grow but are not random at client.send in client.growing`
		if d *= 2; d > time.Minute {
			d = time.Minute
		}
	}
	return err
}

// taxonomy: stray-stop: a stop channel that only the return closes

type backoff struct {
	done <-chan struct{}
	d    time.Duration
}

func newBackoff(done <-chan struct{}, d time.Duration) *backoff { return &backoff{done, d} }

func (b *backoff) Wait() bool {
	select {
	case <-b.done:
		return false
	case <-time.After(jittered(b.d)):
		return true
	}
}

func (c *client) stray(ctx context.Context, url string) (err error) {
	stop := make(chan struct{})
	defer close(stop)
	b := newBackoff(stop, time.Second) // want `the stop channel given here is closed only when client.stray returns: the pauses that it should cut short go on when ctx ends; give it ctx.Done\(\)`
	for range 5 {
		if err = c.send(ctx, url); err == nil {
			return nil
		}
		if !b.Wait() {
			return err
		}
	}
	return err
}

func (c *client) unstopped(ctx context.Context, url string) (err error) {
	stop := make(chan struct{}) // nothing closes it: that is another story
	b := newBackoff(stop, time.Second)
	for range 5 {
		if err = c.send(ctx, url); err == nil {
			return nil
		}
		if !b.Wait() {
			return err
		}
	}
	return err
}

func (c *client) tied(ctx context.Context, url string) (err error) {
	b := newBackoff(ctx.Done(), time.Second)
	for range 5 {
		if err = c.send(ctx, url); err == nil {
			return nil
		}
		if !b.Wait() {
			return err
		}
	}
	return err
}

func (c *client) worker(ctx context.Context, serve func(<-chan struct{})) error {
	stop := make(chan struct{})
	defer close(stop)
	go serve(stop) // ends with this function: as it should
	return c.send(ctx, "http://once")
}

// event is set when it is time.
type event struct{ set chan struct{} }

func (e *event) WaitTimeout(d time.Duration) bool {
	select {
	case <-e.set:
		return true
	case <-time.After(d):
		return false
	}
}

// What cuts the wait short asks for the next attempt.
func (c *client) summoned(url string, e *event) {
	for {
		resp, err := c.http.Get(url)
		if err == nil && resp.StatusCode == http.StatusOK {
			return
		}
		e.WaitTimeout(jittered(time.Minute))
	}
}

// taxonomy: ignored-answer

func (c *client) unasked(url string, b *backoff) {
	for { // the loop has no other end
		b.Wait() // want `nobody looks at what backoff.Wait returns: once it is cut short the loop in client.unasked goes on without any pause; leave the loop when it says so`
		resp, err := c.http.Get(url)
		if err != nil {
			continue
		}
		if resp.StatusCode == http.StatusOK {
			return
		}
	}
}

func (c *client) asked(url string, b *backoff) {
	for b.Wait() {
		resp, err := c.http.Get(url)
		if err != nil {
			continue
		}
		if resp.StatusCode == http.StatusOK {
			return
		}
	}
}

// sleepFor tells whether it slept for so long.
func sleepFor(ctx context.Context, d time.Duration) bool {
	select {
	case <-ctx.Done():
		return false
	case <-time.After(d):
		return true
	}
}

// The next attempt fails with the same context, and that is not tried again.
func (c *client) endsInTheAttempt(ctx context.Context, url string) error {
	for {
		err := c.send(ctx, url)
		if err == nil || !retryable(err) {
			return err
		}
		sleepFor(ctx, jittered(time.Second))
	}
}

// The attempt has another one, which goes on.
func (c *client) endsInNoAttempt(ctx context.Context, url string) error {
	for {
		err := c.send(c.life, url)
		if err == nil || !retryable(err) {
			return err
		}
		sleepFor(ctx, jittered(time.Second)) // want `nobody looks at what retrywait.sleepFor returns`
	}
}

// taxonomy: never-reset

func (c *client) stays(url string) {
	d := time.Second
	for {
		if err := c.send(c.life, url); err != nil {
			d = min(d*2, time.Minute)
		}
		select { // want `the pause in the loop of client.stays grows with each failure, and no success of client.send makes it short again`
		case <-c.life.Done():
			return
		case <-time.After(d):
		}
	}
}

func (c *client) recovers(url string) {
	d := time.Second
	for {
		if err := c.send(c.life, url); err != nil {
			d = min(d*2, time.Minute)
		} else {
			d = time.Second
		}
		select {
		case <-c.life.Done():
			return
		case <-time.After(jittered(d)):
		}
	}
}

func (c *client) staysCounted(url string, work <-chan string) {
	for n := 0; ; {
		select {
		case <-c.life.Done():
			return
		case <-work:
		}
		if err := c.send(c.life, url); err != nil {
			n++
			select { // want `the pause in the loop of client.staysCounted grows with each failure`
			case <-c.life.Done():
				return
			case <-time.After(jittered(time.Second << min(n, 6))):
			}
		}
	}
}

func (c *client) counts(url string, work <-chan string) {
	for n := 0; ; n++ { // the number of the turn, not of the failures
		select {
		case <-c.life.Done():
			return
		case <-work:
		}
		if err := c.send(c.life, url); err != nil {
			select {
			case <-c.life.Done():
				return
			case <-time.After(jittered(time.Second << min(n, 6))):
			}
		}
	}
}

func (c *client) ends(url string) { // not for ever
	d := time.Second
	for !c.closed {
		if err := c.send(c.life, url); err != nil {
			d = min(d*2, time.Minute)
		}
		select {
		case <-c.life.Done():
			return
		case <-time.After(d + rand.N(d)):
		}
	}
}

// retryable tells which failures may pass.
func retryable(err error) bool { return strings.Contains(err.Error(), "refused") }

// A function that is given a context and says whether it worked is tried again, too.
func (c *client) acquire(url string) {
	for {
		if c.won(c.life, url) {
			return
		}
		if c.life.Err() != nil {
			return
		}
		time.Sleep(time.Second) // want `time.Sleep between attempts in client.acquire does not listen to the context that the loop looks at`
	}
}

func (c *client) acquireListening(url string) {
	for d := time.Second; ; d = min(2*d, time.Minute) {
		if c.won(c.life, url) {
			return
		}
		select {
		case <-c.life.Done():
			return
		case <-time.After(jittered(d)):
		}
	}
}

func (c *client) won(ctx context.Context, url string) bool { return c.send(ctx, url) == nil }

// A question about the context is no attempt.
func (c *client) acquireUnless(url string) {
	for {
		if canceled(c.life) {
			return
		}
		time.Sleep(time.Second)
		c.serve(c.life)
	}
}

func canceled(ctx context.Context) bool { return ctx.Err() != nil }

// A ceiling that is asked for when the number is beyond all bounds.

const ceiling = 30 * time.Second

func steep(n int) time.Duration {
	d := time.Second << n // want `the pause before the next client.send in client.steepHelper doubles each time, and nothing holds back the number that says how often: after enough attempts it overflows, and there is no pause any more`
	if d > ceiling {
		return ceiling
	}
	return d
}

func (c *client) steepHelper(url string) {
	for n := 0; ; n++ {
		if c.send(c.life, url) == nil {
			return
		}
		select {
		case <-c.life.Done():
			return
		case <-time.After(steep(n)):
		}
	}
}

func steepHeld(n int) time.Duration {
	d := time.Second << min(n, 10)
	if d > ceiling {
		return ceiling
	}
	return jittered(d)
}

func (c *client) steepHelperHeld(url string) {
	for n := 0; ; n++ {
		if c.send(c.life, url) == nil {
			return
		}
		select {
		case <-c.life.Done():
			return
		case <-time.After(steepHeld(n)):
		}
	}
}

// Who computes the pause looks whether it overflowed.
func steepAsked(n int) time.Duration {
	d := time.Second << n
	if d <= 0 || d > ceiling {
		return ceiling
	}
	return jittered(d)
}

func (c *client) steepHelperAsked(url string) {
	for n := 0; ; n++ {
		if c.send(c.life, url) == nil {
			return
		}
		select {
		case <-c.life.Done():
			return
		case <-time.After(steepAsked(n)):
		}
	}
}

func steepFew(n int) time.Duration {
	d := time.Second << n
	if d > ceiling {
		return ceiling
	}
	return jittered(d)
}

// It is tried a few times.
func (c *client) steepHelperFew(url string) {
	for n := 0; n < 8; n++ {
		if c.send(c.life, url) == nil {
			return
		}
		select {
		case <-c.life.Done():
			return
		case <-time.After(steepFew(n)):
		}
	}
}

func power(n int) time.Duration {
	d := time.Duration(math.Pow(2, float64(n))) * time.Second // want `the pause before the next client.send in client.powers doubles each time, and nothing holds back the number that says how often`
	return min(d, ceiling)
}

func (c *client) powers(url string) {
	for n := 0; ; n++ {
		if c.send(c.life, url) == nil {
			return
		}
		select {
		case <-c.life.Done():
			return
		case <-time.After(power(n)):
		}
	}
}

// The ceiling is asked for while it is a float.
func powerHeld(n int) time.Duration {
	d := time.Duration(math.Min(math.Pow(2, float64(n))*1e9, 3e10))
	return jittered(d)
}

func (c *client) powersHeld(url string) {
	for n := 0; ; n++ {
		if c.send(c.life, url) == nil {
			return
		}
		select {
		case <-c.life.Done():
			return
		case <-time.After(powerHeld(n)):
		}
	}
}

// Whether the number was too large is asked by turning it back.
func powerBack(n int) time.Duration {
	f := math.Pow(2, float64(n)) * 1e9
	d := time.Duration(f)
	if float64(d) != f || d > ceiling {
		d = ceiling
	}
	return jittered(d)
}

func (c *client) powersBack(url string) {
	for n := 0; ; n++ {
		if c.send(c.life, url) == nil {
			return
		}
		select {
		case <-c.life.Done():
			return
		case <-time.After(powerBack(n)):
		}
	}
}

func (c *client) doubleOn(url string) {
	d := time.Second
	for {
		if c.send(c.life, url) == nil {
			return
		}
		select {
		case <-c.life.Done():
			return
		case <-time.After(min(d, ceiling)):
		}
		d *= 2 // want `the pause before the next client.send in client.doubleOn has a ceiling, but the number that it is taken from doubles on`
	}
}

func (c *client) doubleOnHeld(url string) {
	d := time.Second
	for {
		if c.send(c.life, url) == nil {
			return
		}
		select {
		case <-c.life.Done():
			return
		case <-time.After(jittered(d)):
		}
		d = min(d*2, ceiling)
	}
}

// It is tried for a while: what the last pause is does not matter.
func (c *client) shiftWhile(url string) {
	end := time.Now().Add(time.Minute)
	for n := 0; time.Now().Before(end); n++ {
		if c.send(c.life, url) == nil {
			return
		}
		select {
		case <-c.life.Done():
			return
		case <-time.After(time.Second << n): // want `if the attempts are many the last ones are days apart`
		}
	}
}

// Settings that choose each other round the loop.
func (c *client) chooses(url string, slow, slower func(error) bool) {
	d := c.delay
	for {
		err := c.send(c.life, url)
		if err == nil {
			return
		}
		if slow(err) {
			d = c.least
		}
		if slower(err) {
			d = c.most
		}
		select { // want `the pauses between attempts grow but are not random at client.send in client.chooses`
		case <-c.life.Done():
			return
		case <-time.After(d):
		}
	}
}

func tooMany(n int) bool { return n > 6 }

// A predicate holds the number back.
func steepTold(n int) time.Duration {
	if tooMany(n) {
		return ceiling
	}
	return jittered(time.Second << n)
}

func (c *client) steepHelperTold(url string) {
	for n := 0; ; n++ {
		if c.send(c.life, url) == nil {
			return
		}
		select {
		case <-c.life.Done():
			return
		case <-time.After(steepTold(n)):
		}
	}
}
