// Package pace runs functions that say themselves whether they are to be run again.
package pace

import "time"

// A Step is run again for as long as it says so, whatever its error.
type Step func() (again bool, err error)

// A Pacer leaves a pause before each step.
type Pacer struct {
	invoke func(try int, s Step) (bool, error)
	tries  int
}

// New returns a pacer that takes up to n tries.
func New(n int) *Pacer {
	return &Pacer{tries: n, invoke: func(_ int, s Step) (bool, error) { return s() }}
}

// Call runs s until it no longer asks for more.
func (p *Pacer) Call(s Step) error { return p.call(s, p.tries) }

func (p *Pacer) call(s Step, tries int) (err error) {
	for try := 1; try <= tries; try++ {
		time.Sleep(10 * time.Millisecond)
		var again bool
		again, err = p.invoke(try, s)
		if !again {
			break
		}
	}
	return err
}

// Until runs s until it is done.
func Until(tries int, s func() (done bool, err error)) (err error) {
	for range tries {
		var done bool
		if done, err = s(); done {
			return err
		}
		time.Sleep(time.Second)
	}
	return err
}

// Once runs s again only if it has not failed: there is more to do.
func Once(tries int, s func() (more bool, err error)) error {
	for range tries {
		more, err := s()
		if err != nil {
			return err
		}
		if !more {
			return nil
		}
		time.Sleep(time.Second)
	}
	return nil
}

// Counted runs s with a pause of its own, whatever it says.
func Counted(tries int, s func() (bool, error)) (n int) {
	for range tries {
		if ok, _ := s(); ok {
			n++
		}
		time.Sleep(time.Second)
	}
	return n
}

// Quiet hands a step without an answer on.
func Quiet(p *Pacer, s func() error) error {
	return p.Call(func() (bool, error) {
		err := s()
		return err != nil, err
	})
}

// First runs s, and something else again.
func First(p *Pacer, s func() error) error {
	if err := s(); err != nil {
		return err
	}
	return p.Call(func() (bool, error) { return false, nil })
}

// CallOnce does not run s again.
func (p *Pacer) CallOnce(s Step) error { return p.call(s, 1) }

// Again runs s, and n times again.
func Again(n int, s func() error) (err error) {
	for i := 0; i <= n; i++ {
		if err = s(); err == nil {
			return nil
		}
		time.Sleep(time.Second)
	}
	return err
}
