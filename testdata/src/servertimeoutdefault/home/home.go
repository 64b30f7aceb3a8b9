// Package home has servers on addresses of this machine that come about in several ways, each
// beside one that others can reach.
package home

import (
	"flag"
	"fmt"
	"net"
	"net/http"
)

var (
	profile = flag.String("profile", "localhost:6060", "where the profile is served")
	public  = flag.String("public", ":8080", "where the rest is served")
)

func handler() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("/callback", func(w http.ResponseWriter, r *http.Request) { fmt.Fprintln(w, r.URL) })
	return mux
}

func address(port int) string { return fmt.Sprintf("127.0.0.1:%d", port) }

func anywhere(port int) string { return fmt.Sprintf("0.0.0.0:%d", port) }

func Callback(port int) *http.Server { return &http.Server{Addr: address(port), Handler: handler()} }

func Hooks(port int) *http.Server {
	return &http.Server{Addr: anywhere(port), Handler: handler()} // want `http.Server has no ReadHeaderTimeout`
}

func Joined(port string) error {
	return http.ListenAndServe(net.JoinHostPort("localhost", port), handler())
}

func JoinedOpen(port string) error {
	return http.ListenAndServe(net.JoinHostPort("0.0.0.0", port), handler()) // want `http.ListenAndServe serves without any timeout`
}

func Profile() *http.Server { return &http.Server{Addr: *profile, Handler: handler()} }

func Public() *http.Server {
	return &http.Server{Addr: *public, Handler: handler()} // want `http.Server has no ReadHeaderTimeout`
}

func ServeProfile() error { return http.ListenAndServe(*profile, handler()) }

func ServePublic() error {
	return http.ListenAndServe(*public, handler()) // want `http.ListenAndServe serves without any timeout`
}
