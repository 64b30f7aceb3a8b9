// Package keepers has servers that answer those who run the program, beside servers that
// answer others as well.
package keepers

import (
	"context"
	"io"
	"net/http"

	"github.com/prometheus/client_golang/prometheus/promhttp"

	"servertimeoutdefault/keepers/elsewhere"
)

type App struct{ metricsPath string }

func ok(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusOK) }

func order(w http.ResponseWriter, r *http.Request) { io.Copy(w, r.Body) }

// Health and metrics.

func Health(addr string) error {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /healthz", ok)
	mux.HandleFunc("/ready", ok)
	srv := &http.Server{Addr: addr, Handler: mux}
	return srv.ListenAndServe()
}

func HealthAndOrders(addr string) error {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /healthz", ok)
	mux.HandleFunc("/orders", order)
	srv := &http.Server{Addr: addr, Handler: mux} // want `http.Server has no ReadHeaderTimeout`
	return srv.ListenAndServe()
}

func (a App) Metrics(addr string) error {
	mux := http.NewServeMux()
	mux.Handle(a.metricsPath, promhttp.Handler())
	return http.ListenAndServe(addr, mux)
}

func (a App) SomeHandler(addr string, h http.Handler) error {
	mux := http.NewServeMux()
	mux.Handle(a.metricsPath, h)
	return http.ListenAndServe(addr, mux) // want `http.ListenAndServe serves without any timeout`
}

func Handler(addr string) error { return http.ListenAndServe(addr, promhttp.Handler()) }

func Timed(addr string) error {
	return http.ListenAndServe(addr, http.TimeoutHandler(promhttp.Handler(), 5, "late"))
}

func TimedOrders(addr string) error {
	return http.ListenAndServe(addr, http.TimeoutHandler(http.HandlerFunc(order), 5, "late")) // want `http.ListenAndServe serves without any timeout`
}

// A page that links to them.

func Links(addr string) error {
	mux := http.NewServeMux()
	mux.Handle("/metrics", promhttp.Handler())
	mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/" {
			http.NotFound(w, r)
			return
		}
		io.WriteString(w, `<a href="/metrics">metrics</a>`)
	})
	return http.ListenAndServe(addr, mux)
}

func Answers(addr string) error {
	mux := http.NewServeMux()
	mux.Handle("/metrics", promhttp.Handler())
	mux.HandleFunc("/", order)
	return http.ListenAndServe(addr, mux) // want `http.ListenAndServe serves without any timeout`
}

func OnlyAPage(addr string) error {
	mux := http.NewServeMux()
	mux.HandleFunc("/", ok)
	return http.ListenAndServe(addr, mux) // want `http.ListenAndServe serves without any timeout`
}

// Where the registrations are.

func Background(addr string) {
	mux := http.NewServeMux()
	mux.Handle("/metrics", promhttp.Handler())
	go func() {
		http.ListenAndServe(addr, mux)
	}()
}

func BackgroundOrders(addr string) {
	mux := http.NewServeMux()
	mux.Handle("/metrics", promhttp.Handler())
	go func() {
		mux.HandleFunc("/orders", order)
		http.ListenAndServe(addr, mux) // want `http.ListenAndServe serves without any timeout`
	}()
}

func probes(mux *http.ServeMux) { mux.HandleFunc("/livez", ok) }

func Here(addr string) error {
	mux := http.NewServeMux()
	mux.Handle("/metrics", promhttp.Handler())
	probes(mux)
	return http.ListenAndServe(addr, mux)
}

func OutOfSight(addr string) error {
	mux := http.NewServeMux()
	mux.Handle("/metrics", promhttp.Handler())
	elsewhere.Routes(mux)
	return http.ListenAndServe(addr, mux) // want `http.ListenAndServe serves without any timeout`
}

func pages() http.Handler {
	mux := http.NewServeMux()
	mux.Handle("/metrics", promhttp.Handler())
	return mux
}

func Made(addr string) error { return http.ListenAndServe(addr, pages()) }

func router() *http.ServeMux {
	mux := http.NewServeMux()
	mux.Handle("/metrics", promhttp.Handler())
	return mux
}

func MadeAndMore(addr string) error {
	mux := router()
	mux.HandleFunc("/orders", order)
	return http.ListenAndServe(addr, mux) // want `http.ListenAndServe serves without any timeout`
}

func Kept(addr string, a *struct{ mux *http.ServeMux }) error {
	mux := http.NewServeMux()
	mux.Handle("/metrics", promhttp.Handler())
	a.mux = mux
	return http.ListenAndServe(addr, mux) // want `http.ListenAndServe serves without any timeout`
}

// Whoever stops a service ends it when it has waited long enough.

func OrdersEnd(ctx context.Context, addr string) error {
	mux := http.NewServeMux()
	mux.HandleFunc("/orders", order)
	srv := &http.Server{Addr: addr, Handler: mux} // want `http.Server has no ReadHeaderTimeout`
	defer srv.Shutdown(context.Background())
	return srv.ListenAndServe()
}
