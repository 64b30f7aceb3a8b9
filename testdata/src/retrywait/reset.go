package retrywait

import (
	"math/rand/v2"
	"time"
)

// taxonomy: half-reset

// A drawnPacer draws the random part of its next pause ahead.
type drawnPacer struct {
	first, most time.Duration
	next, extra time.Duration
	stop        chan struct{}
}

func (p *drawnPacer) Reset() { // want `drawnPacer.Reset sets back a part of what the pause of drawnPacer.Wait is computed from, but not extra`
	p.next = p.first
}

func (p *drawnPacer) pause() time.Duration { return p.next/2 + p.extra }

func (p *drawnPacer) Wait() bool {
	d := p.pause()
	p.extra = rand.N(p.next)
	p.next = min(2*p.next, p.most)
	select {
	case <-p.stop:
		return false
	case <-time.After(d):
		return true
	}
}

// It sets back both.
type wholePacer struct {
	first, most time.Duration
	next, extra time.Duration
	stop        chan struct{}
}

func (p *wholePacer) Reset() {
	p.next = p.first
	p.extra = rand.N(p.first)
}

func (p *wholePacer) Wait() bool {
	d := p.next/2 + p.extra
	p.extra = rand.N(p.next)
	p.next = min(2*p.next, p.most)
	select {
	case <-p.stop:
		return false
	case <-time.After(d):
		return true
	}
}

// It draws before it waits: nothing is left.
type freshPacer struct {
	first, most time.Duration
	next, extra time.Duration
	stop        chan struct{}
}

func (p *freshPacer) Reset() { p.next = p.first }

func (p *freshPacer) Wait() bool {
	p.extra = rand.N(p.next)
	d := p.next/2 + p.extra
	p.next = min(2*p.next, p.most)
	select {
	case <-p.stop:
		return false
	case <-time.After(d):
		return true
	}
}
