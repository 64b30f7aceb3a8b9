package clients

import (
	"net"
	"net/http"
	"time"
)

// Options come from a file; two have defaults here.
type Options struct {
	Connect time.Duration `yaml:"connect"`
	Request time.Duration `yaml:"request"`
	Idle    time.Duration `yaml:"idle"`
	Warm    time.Duration `yaml:"warm"`
}

func (o *Options) setDefaults() {
	if o.Idle == 0 {
		o.Idle = time.Minute
	}
	if o.Warm == 0 {
		o.Warm = time.Second
	}
}

func optionClient(o *Options, url string) {
	c := &http.Client{Timeout: o.Request} // want `http.Client has no Timeout unless it is configured, and http.Client.Get in optionClient has no deadline either: it waits for ever for a peer that never answers; set Timeout to a default`
	c.Get(url)
}

func optionClientDefault(o *Options, url string) {
	c := &http.Client{Timeout: o.Warm}
	c.Get(url)
}

func optionClientElse(o *Options, url string) {
	c := &http.Client{Timeout: o.Request}
	if c.Timeout == 0 {
		c.Timeout = time.Second
	}
	c.Get(url)
}

func optionDial(o *Options, addr string) {
	net.DialTimeout("tcp", addr, o.Connect) // want `net.DialTimeout has no deadline unless its timeout is configured, and waits for ever for a peer that never answers; give the timeout a default, as its neighbours have`
}

func optionDialDefault(o *Options, addr string) {
	net.DialTimeout("tcp", addr, o.Warm)
}

func optionDialElse(o *Options, addr string) {
	d := o.Connect
	if d <= 0 {
		d = time.Second
	}
	net.DialTimeout("tcp", addr, d)
}
