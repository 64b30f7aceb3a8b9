package retrywait

import (
	"context"
	"log"
	"time"

	clientv3 "go.etcd.io/etcd/client/v3"
	"k8s.io/apimachinery/pkg/watch"
)

// Channels that a library closes: what is received from them then is the zero value.

type pod struct{ name string }

type podWatcher struct {
	w     watch.Interface
	begin func() watch.Interface
	seen  map[string]bool
}

// taxonomy: closed-channel
func (p *podWatcher) run(ctx context.Context) {
	for {
		select { // want `once the watch has ended, as the server ends each after a while, the channel of watch.Interface.ResultChan is closed: what podWatcher.run receives from it is empty`
		case <-ctx.Done():
			return
		case e := <-p.w.ResultChan():
			if e.Type == watch.Deleted {
				log.Print("a pod is gone")
			}
		}
	}
}

func (p *podWatcher) asked(ctx context.Context) {
	for {
		select {
		case <-ctx.Done():
			return
		case e, ok := <-p.w.ResultChan():
			if !ok {
				return
			}
			if e.Type == watch.Deleted {
				log.Print("a pod is gone")
			}
		}
	}
}

// unheard asks, and goes on all the same.
func (p *podWatcher) unheard(ctx context.Context) {
	for {
		select { // want `the channel of watch.Interface.ResultChan is closed: what podWatcher.unheard receives`
		case <-ctx.Done():
			return
		case e, ok := <-p.w.ResultChan():
			if !ok {
				log.Print("closed")
				continue
			}
			log.Print(e.Type)
		}
	}
}

func (p *podWatcher) byObject(ctx context.Context) {
	ch := p.w.ResultChan()
	for {
		select { // want `the channel of watch.Interface.ResultChan is closed: what podWatcher.byObject receives`
		case <-ctx.Done():
			return
		case e := <-ch:
			o, ok := e.Object.(*pod)
			if !ok {
				continue
			}
			p.seen[o.name] = true
		}
	}
}

// byObjectOnly leaves the loop when there is no pod in it.
func (p *podWatcher) byObjectOnly(ctx context.Context) {
	ch := p.w.ResultChan()
	for {
		select {
		case <-ctx.Done():
			return
		case e := <-ch:
			o, ok := e.Object.(*pod)
			if !ok {
				return
			}
			p.seen[o.name] = true
		}
	}
}

// byForce cannot do without an object, and panics.
func (p *podWatcher) byForce(ctx context.Context) {
	for {
		select {
		case <-ctx.Done():
			return
		case e := <-p.w.ResultChan():
			p.seen[e.Object.(*pod).name] = true
		}
	}
}

// helped leaves the question to a function.
func (p *podWatcher) helped(ctx context.Context) {
	for {
		select {
		case <-ctx.Done():
			return
		case e := <-p.w.ResultChan():
			if !p.take(e) {
				return
			}
		}
	}
}

func (p *podWatcher) take(e watch.Event) bool { return e.Object != nil }

// rested pauses on each turn.
func (p *podWatcher) rested(ctx context.Context) {
	for {
		select {
		case <-ctx.Done():
			return
		case e := <-p.w.ResultChan():
			log.Print(e.Type)
			time.Sleep(time.Second)
		}
	}
}

// again watches anew when there was nothing.
func (p *podWatcher) again(ctx context.Context) {
	w := p.begin()
	for {
		select {
		case <-ctx.Done():
			return
		case e := <-w.ResultChan():
			if e.Object == nil {
				w = p.begin()
				continue
			}
			log.Print(e.Type)
		}
	}
}

// counted goes on whatever it counts.
func (p *podWatcher) counted(ctx context.Context) {
	n := 0
	for {
		select { // want `the channel of watch.Interface.ResultChan is closed: what podWatcher.counted receives`
		case <-ctx.Done():
			return
		case e := <-p.w.ResultChan():
			if n++; n%100 == 0 {
				log.Print(n, e.Type)
			}
		}
	}
}

// emptied leaves the loop after a hundred events without an object.
func (p *podWatcher) emptied(ctx context.Context) {
	n := 0
	for {
		select {
		case <-ctx.Done():
			return
		case e := <-p.w.ResultChan():
			if o, ok := e.Object.(*pod); ok {
				p.seen[o.name] = true
				n = -1
			}
			if n++; n == 100 {
				return
			}
		}
	}
}

// ranged ends with the channel.
func (p *podWatcher) ranged() {
	for e := range p.w.ResultChan() {
		log.Print(e.Type)
	}
}

type leader struct {
	c  *clientv3.Client
	id clientv3.LeaseID
}

func (l *leader) keep(ctx context.Context) error {
	alive, err := l.c.KeepAlive(ctx, l.id)
	if err != nil {
		return err
	}
	for {
		select { // want `once the lease has expired, the channel of clientv3.Lease.KeepAlive is closed: what leader.keep receives from it is empty`
		case <-ctx.Done():
			return ctx.Err()
		case <-alive:
		}
	}
}

func (l *leader) keepWell(ctx context.Context) error {
	alive, err := l.c.KeepAlive(ctx, l.id)
	if err != nil {
		return err
	}
	for {
		select {
		case <-ctx.Done():
			return ctx.Err()
		case r := <-alive:
			if r == nil {
				return context.Canceled
			}
		}
	}
}

func (l *leader) follow(ctx context.Context, stop chan struct{}) {
	changes := l.c.Watch(ctx, "leader")
	for {
		select { // want `once the watch has been cancelled, the channel of clientv3.Watcher.Watch is closed: what leader.follow receives`
		case <-stop:
			return
		case r := <-changes:
			if err := r.Err(); err != nil {
				return
			}
			for _, e := range r.Events {
				log.Print(e.Key)
			}
		}
	}
}

// followed is left when nothing has changed.
func (l *leader) followed(ctx context.Context, stop chan struct{}) {
	changes := l.c.Watch(ctx, "leader")
	for {
		select {
		case <-stop:
			return
		case r := <-changes:
			if len(r.Events) == 0 {
				return
			}
			log.Print(r.Events[0].Key)
		}
	}
}

// followAnew makes a new channel on every turn.
func followAnew(ctx context.Context, w clientv3.Watcher, stop chan struct{}) {
	for {
		changes := w.Watch(ctx, "leader")
		select {
		case <-stop:
			return
		case r := <-changes:
			log.Print(len(r.Events))
		}
	}
}
