package listener

import (
	"net"
	"net/http"
)

// keeper serves a socket of this machine, in a goroutine that is given the listener.
type keeper struct {
	socket, public net.Listener
	handler        http.Handler
}

func (k *keeper) listen(path, addr string) (err error) {
	if k.socket, err = net.Listen("unix", path); err != nil {
		return err
	}
	k.public, err = net.Listen("tcp", addr)
	return err
}

func (k *keeper) serve() {
	socket := new(http.Server)
	socket.Handler = k.handler
	go func(l net.Listener) {
		socket.Serve(l)
	}(k.socket)
	public := new(http.Server) // want `http.Server has no ReadHeaderTimeout`
	public.Handler = http.NotFoundHandler()
	go func(l net.Listener) {
		public.Serve(l)
	}(k.public)
}

func Keep(path, addr string, h http.Handler) error {
	k := &keeper{handler: h}
	if err := k.listen(path, addr); err != nil {
		return err
	}
	k.serve()
	return nil
}
