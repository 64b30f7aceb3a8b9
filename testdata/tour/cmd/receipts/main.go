// Command receipts takes orders out of the receipt queue, archives their receipts and
// mails them. Once a day, one of its replicas sends the theatres a digest.
package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log"
	"os"
	"os/signal"
	"syscall"
	"time"

	"example.com/tickets/internal/beanstalk"
	"example.com/tickets/internal/receipt"
	"example.com/tickets/internal/store"
)

func main() {
	if err := run(); err != nil {
		log.Fatal(err)
	}
}

// drainTime is how many milliseconds we go on with what is queued when asked to stop.
const drainTime = 25_000

type worker struct {
	store   *store.Store
	queue   *beanstalk.Consumer
	archive *receipt.Archive
	mailer  *receipt.Mailer
	host    string
}

func run() error {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	st, err := store.Open(os.Getenv("DATABASE_URL"))
	if err != nil {
		return err
	}
	defer st.Close()
	queue, err := beanstalk.NewConsumer(os.Getenv("QUEUE_ADDR"))
	if err != nil {
		return err
	}
	defer queue.Close()
	w := &worker{
		store:   st,
		queue:   queue,
		archive: receipt.NewArchive(os.Getenv("ARCHIVE_URL")),
		mailer:  receipt.NewMailer(os.Getenv("MAIL_URL")),
	}
	w.host, _ = os.Hostname()
	go w.digests(ctx)
	if err := w.work(ctx); err != nil {
		return err
	}
	w.drain()
	return nil
}

// work handles jobs until ctx ends or the queue is lost; then we are started anew.
func (w *worker) work(ctx context.Context) error {
	for ctx.Err() == nil {
		if err := w.next(); err != nil && !errors.Is(err, beanstalk.ErrNoJob) {
			return err
		}
	}
	return nil
}

// drain handles what is left in the queue, but not for longer than we are given.
func (w *worker) drain() {
	began := time.Now().UnixMilli()
	for {
		// defect (wallelapsed): milliseconds since 1970 are what the wall clock says. A host that
		// boots with a wrong clock and is corrected in between stops here at once, with
		// customers waiting, or never, and is killed in the middle of a receipt.
		if time.Now().UnixMilli()-began > drainTime {
			return
		}
		if err := w.next(); err != nil {
			return
		}
	}
}

// next handles one job. A job that fails is put aside for a person to look at.
func (w *worker) next() error {
	job, err := w.queue.Reserve(5 * time.Second)
	if err != nil {
		return err
	}
	if err := w.handle(job.Body); err != nil {
		log.Printf("receipts: burying job %d: %v", job.ID, err)
		return w.queue.Bury(job.ID)
	}
	return w.queue.Delete(job.ID)
}

func (w *worker) handle(body []byte) error {
	ctx, cancel := context.WithTimeout(context.Background(), 50*time.Second)
	defer cancel()
	var job struct{ Order string }
	if err := json.Unmarshal(body, &job); err != nil {
		return err
	}
	o, err := w.store.Order(ctx, job.Order)
	if err != nil {
		return err
	}
	f, err := os.CreateTemp("", "receipt-*.pdf")
	if err != nil {
		return err
	}
	defer os.Remove(f.Name())
	defer f.Close()
	if err := receipt.Write(f, o); err != nil {
		return err
	}
	if _, err := f.Seek(0, 0); err != nil {
		return err
	}
	if err := w.archive.Store(ctx, o.ID+".pdf", bufio.NewReader(f)); err != nil {
		return err
	}
	return w.mailer.Deliver(receipt.Mail{ID: o.ID, To: o.Email, Subject: "Your tickets", Text: "Order " + o.ID})
}

// digests sends the theatres a digest once a day, from whichever replica has the lease.
func (w *worker) digests(ctx context.Context) {
	tick := time.NewTicker(24 * time.Hour)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
		if err := w.digest(ctx); err != nil {
			log.Printf("receipts: digest: %v", err)
		}
	}
}

func (w *worker) digest(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, time.Minute)
	defer cancel()
	mine, err := w.store.TakeLease(ctx, "digest", w.host, time.Hour)
	if err != nil || !mine {
		return err
	}
	charges, err := w.store.Unsettled(ctx)
	if err != nil {
		return err
	}
	day, err := w.store.Today(ctx)
	if err != nil {
		return err
	}
	summary := fmt.Appendf(nil, "day,open charges\n%s,%d\n", day, len(charges))
	if err := w.archive.StoreSummary(ctx, day+".csv", summary); err != nil {
		return err
	}
	return w.mailer.Send(ctx, receipt.Mail{
		ID:      "digest-" + day,
		To:      "theatres@tickets.example.com",
		Subject: "Yesterday's sales",
		Text:    string(summary),
	})
}
