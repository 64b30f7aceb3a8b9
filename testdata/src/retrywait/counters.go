package retrywait

import (
	"log"
	"time"
)

// taxonomy: wrong-counter

type follower struct {
	client
	failures uint64
}

func backoffFor(n uint64) time.Duration { return jittered(time.Duration(n) * time.Second) }

func (f *follower) beat(url string, stop <-chan struct{}) {
	failed := uint64(0)
	for {
		if err := f.send(f.life, url); err != nil {
			failed++
			select { // want `the pause in the loop of follower.beat does not grow with its failures: failed counts them, and the pause is computed from another number, which this loop does not change`
			case <-stop:
				return
			case <-time.After(backoffFor(f.failures)):
			}
			continue
		}
		if failed > 0 {
			log.Print("well again")
		}
		failed = 0
		select {
		case <-stop:
			return
		case <-time.After(time.Minute):
		}
	}
}

func (f *follower) beatRight(url string, stop <-chan struct{}) {
	failed := uint64(0)
	for {
		if err := f.send(f.life, url); err != nil {
			failed++
			select {
			case <-stop:
				return
			case <-time.After(backoffFor(failed)):
			}
			continue
		}
		failed = 0
		select {
		case <-stop:
			return
		case <-time.After(time.Minute):
		}
	}
}

func (f *follower) beatBoth(url string, stop <-chan struct{}) {
	failed := uint64(0)
	for {
		if err := f.send(f.life, url); err != nil {
			failed++
			f.failures++
			select {
			case <-stop:
				return
			case <-time.After(backoffFor(f.failures)):
			}
			continue
		}
		failed, f.failures = 0, 0
		select {
		case <-stop:
			return
		case <-time.After(time.Minute):
		}
	}
}

// taxonomy: steady-wait (possible): a period is no pause between attempts

func (f *follower) report(url string, work <-chan string) {
	for range work {
		if err := f.send(f.life, url); err != nil {
			log.Print(err)
		}
		time.Sleep(time.Minute)
	}
}

func (f *follower) restless(url string) {
	for {
		if err := f.send(f.life, url); err != nil {
			time.Sleep(time.Minute) // want `the same pause lies between all attempts at client.send in follower.restless`
			continue
		}
		time.Sleep(jittered(f.delay))
	}
}

func (f *follower) restful(url string) {
	for {
		if err := f.send(f.life, url); err != nil {
			log.Print(err)
		}
		time.Sleep(time.Minute)
	}
}
