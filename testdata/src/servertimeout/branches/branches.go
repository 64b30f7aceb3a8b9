// Package branches serves plainly or over TLS.
package branches

import (
	"crypto/tls"
	"net"
	"net/http"
)

func Serve(addr, cert, key string, mux *http.ServeMux) error {
	if cert != "" {
		return http.ListenAndServeTLS(addr, cert, key, mux) // want `http.ListenAndServeTLS serves without any timeout`
	}
	return http.ListenAndServe(addr, mux)
}

// Two handlers are two servers.
func ServeBoth(addr, admin string, mux, adminMux *http.ServeMux) error {
	go http.ListenAndServe(admin, adminMux) // want `http.ListenAndServe serves without any timeout`
	return http.ListenAndServe(addr, mux)   // want `http.ListenAndServe serves without any timeout`
}

type api struct {
	mux      *http.ServeMux
	other    *http.ServeMux
	listener net.Listener
	private  bool
}

// start reads the handler twice, and serves in goroutines.
func (a *api) start() {
	a.mux = http.NewServeMux()
	if a.private {
		go func() {
			http.ServeTLS(a.listener, a.mux, "cert", "key")
		}()
	} else {
		go http.Serve(a.listener, a.mux) // want `http.Serve serves without any timeout`
	}
}

// both serves two things.
func (a *api) both() {
	a.mux, a.other = http.NewServeMux(), http.NewServeMux()
	go http.Serve(a.listener, a.mux)   // want `http.Serve serves without any timeout`
	go http.Serve(a.listener, a.other) // want `http.Serve serves without any timeout`
}

type kept struct{ srv *http.Server }

// make keeps one server, made in one of two ways.
func (k *kept) make(addr string, mux *http.ServeMux, tlsConfig *tls.Config) {
	if tlsConfig != nil {
		k.srv = &http.Server{Addr: addr, Handler: mux, TLSConfig: tlsConfig} // want `http.Server has no ReadHeaderTimeout`
	} else {
		k.srv = &http.Server{Addr: addr, Handler: mux}
	}
}

type keptBoth struct{ srv, admin *http.Server }

func (k *keptBoth) make(addr string, mux *http.ServeMux) {
	k.srv = &http.Server{Addr: addr, Handler: mux}      // want `http.Server has no ReadHeaderTimeout`
	k.admin = &http.Server{Addr: ":8081", Handler: mux} // want `http.Server has no ReadHeaderTimeout`
}

// Each way wraps the handler anew.
func serveWrapped(addr, cert, key string, mux *http.ServeMux) error {
	if cert != "" {
		return http.ListenAndServeTLS(addr, cert, key, http.StripPrefix("/api", mux)) // want `http.ListenAndServeTLS serves without any timeout`
	}
	return http.ListenAndServe(addr, http.StripPrefix("/api", mux))
}

// What is served at another address is another server.
func serveElsewhere(addr, plain, cert, key string, mux *http.ServeMux) error {
	if cert != "" {
		return http.ListenAndServeTLS(addr, cert, key, http.StripPrefix("/api", mux)) // want `http.ListenAndServeTLS serves without any timeout`
	}
	return http.ListenAndServe(plain, http.StripPrefix("/api", mux)) // want `http.ListenAndServe serves without any timeout`
}

// The one comes after the other.
func serveAgain(addr, cert, key string, mux *http.ServeMux) error {
	if cert != "" {
		http.ListenAndServeTLS(addr, cert, key, http.StripPrefix("/api", mux)) // want `http.ListenAndServeTLS serves without any timeout`
	}
	return http.ListenAndServe(addr, http.StripPrefix("/api", mux)) // want `http.ListenAndServe serves without any timeout`
}

// Two addresses of one name are two servers.
func serveEither(plain bool, mux *http.ServeMux) error {
	if plain {
		addr := ":8080"
		return http.ListenAndServe(addr, http.StripPrefix("/plain", mux)) // want `http.ListenAndServe serves without any timeout`
	}
	addr := ":8081"
	return http.ListenAndServe(addr, http.StripPrefix("/api", mux)) // want `http.ListenAndServe serves without any timeout`
}
