package a

import (
	"context"
	"database/sql"
	"log"
	"time"

	"ctxdrop/lib"
)

func fresh() (context.Context, context.CancelFunc) {
	return context.WithTimeout(context.Background(), time.Second)
}

// Each of these leaves its caller's context behind on purpose.

func goroutine(ctx context.Context, url string) {
	go func() {
		own, cancel := fresh()
		defer cancel()
		lib.Load(own, url)
	}()
}

func goStatement(ctx context.Context, url string) {
	go lib.Load(context.WithoutCancel(ctx), url)
}

func noGoroutine(ctx context.Context, url string) {
	own, cancel := fresh()
	defer cancel()
	lib.Load(own, url) // want `does not get ctx, which is at hand`
}

func deferred(ctx context.Context, url string) error {
	defer func() {
		own, cancel := fresh()
		defer cancel()
		lib.Load(own, url+"/done")
	}()
	return lib.Load(ctx, url)
}

func withoutCancel(ctx context.Context, url string) error {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), time.Second)
	defer cancel()
	return lib.Load(ctx, url)
}

type server struct{ db *sql.DB }

func (s *server) Shutdown(ctx context.Context) error {
	own, cancel := fresh()
	defer cancel()
	return s.db.PingContext(own)
}

func (s *server) releaseLock(ctx context.Context) error {
	own, cancel := fresh()
	defer cancel()
	_, err := s.db.ExecContext(own, "DELETE FROM locks")
	return err
}

func (s *server) abortUpload(ctx context.Context) error {
	own, cancel := fresh()
	defer cancel()
	_, err := s.db.ExecContext(own, "DELETE FROM uploads")
	return err
}

func (s *server) takeLock(ctx context.Context) error {
	own, cancel := fresh()
	defer cancel()
	_, err := s.db.ExecContext(own, "INSERT INTO locks VALUES (1)") // want `sql.DB.ExecContext does not get ctx, which is at hand`
	return err
}

// After the context has ended, passing it would be pointless.

func afterDone(ctx context.Context, url string) error {
	<-ctx.Done()
	own, cancel := fresh()
	defer cancel()
	return lib.Load(own, url)
}

func afterSelect(ctx context.Context, url string, tick <-chan time.Time) error {
	select {
	case <-ctx.Done():
	case <-tick:
		log.Print("late")
	}
	own, cancel := fresh()
	defer cancel()
	return lib.Load(own, url)
}

func everyTurn(ctx context.Context, url string, tick <-chan time.Time) {
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick:
		}
		lib.Load(context.Background(), url) // want `does not get ctx, which is at hand`
	}
}

// A callback that is stored may run when the call is long over.

type hooks struct{ onIdle func() }

func register(ctx context.Context, h *hooks, url string) {
	h.onIdle = func() {
		own, cancel := fresh()
		defer cancel()
		lib.Load(own, url)
	}
}

func afterFunc(ctx context.Context, url string) {
	time.AfterFunc(time.Second, func() {
		own, cancel := fresh()
		defer cancel()
		lib.Load(own, url)
	})
}
