package cli

import (
	"fmt"
	"io"
	"os"
	"sync"
	"time"

	"golang.org/x/term"
)

// isTerminal reports whether w is a terminal that understands escape sequences.
func isTerminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	return ok && os.Getenv("TERM") != "dumb" && term.IsTerminal(int(f.Fd()))
}

// width returns the number of columns of the terminal w, or zero.
func width(w io.Writer) int {
	if !isTerminal(w) {
		return 0
	}
	columns, _, err := term.GetSize(int(w.(*os.File).Fd()))
	if err != nil {
		return 0
	}
	return columns
}

// useColor decides whether to colour what goes to w. See https://no-color.org.
func (f *checkFlags) useColor(w io.Writer) (bool, error) {
	switch f.color {
	case "auto":
		return os.Getenv("NO_COLOR") == "" && isTerminal(w), nil
	case "always":
		return true, nil
	case "never":
		return false, nil
	}
	return false, usagef("-color: want auto, always or never, not %q", f.color)
}

// A progress is a line at the bottom of a terminal that says how far the analysis is. It
// appears when the analysis takes longer than a second.
type progress struct {
	w    io.Writer
	line bool // w is a terminal

	mu          sync.Mutex
	what        string // of several analyses, the one that runs: " for darwin"
	done, total int
	shown       bool
	quit        chan struct{}
}

func newProgress(w io.Writer) *progress {
	p := &progress{w: w, line: isTerminal(w), quit: make(chan struct{})}
	if p.line {
		go p.run(time.Now())
	}
	return p
}

func (p *progress) run(start time.Time) {
	tick := time.NewTicker(250 * time.Millisecond)
	defer tick.Stop()
	for {
		select {
		case <-p.quit:
			return
		case now := <-tick.C:
			if elapsed := now.Sub(start); elapsed > time.Second {
				p.show(elapsed)
			}
		}
	}
}

const clearLine = "\r\x1b[K"

func (p *progress) show(elapsed time.Duration) {
	p.mu.Lock()
	defer p.mu.Unlock()
	select {
	case <-p.quit:
		return // stop came between the tick and here
	default:
	}
	p.shown = true
	text := "analysing"
	switch { // dependencies come first, and are most of the work of a first run
	case p.done == 0 && p.total > 0:
		text = fmt.Sprintf("analysing %d packages and what they import", p.total)
	case p.done > 0 && p.done <= p.total:
		text = fmt.Sprintf("analysed %d of %d packages", p.done, p.total)
	case p.done > 0:
		text = fmt.Sprintf("analysed %d packages", p.done)
	}
	fmt.Fprintf(p.w, clearLine+"distvet: %s%s (%.0fs)", text, p.what, elapsed.Seconds())
}

// begin tells which of several analyses comes next.
func (p *progress) begin(what string) {
	p.mu.Lock()
	p.what, p.done, p.total = what, 0, 0
	p.mu.Unlock()
}

// update tells how far the analysis is; zero for total means unknown.
func (p *progress) update(done, total int) {
	p.mu.Lock()
	p.done, p.total = done, total
	p.mu.Unlock()
}

// println prints a line above the progress line.
func (p *progress) println(line string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.clear()
	fmt.Fprintln(p.w, line)
}

// stop removes the line for good.
func (p *progress) stop() {
	p.mu.Lock()
	defer p.mu.Unlock()
	close(p.quit)
	p.clear()
}

func (p *progress) clear() {
	if p.shown {
		io.WriteString(p.w, clearLine)
		p.shown = false
	}
}
