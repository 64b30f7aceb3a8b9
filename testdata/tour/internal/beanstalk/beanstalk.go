// Package beanstalk speaks as much of the beanstalkd protocol as the receipt queue needs.
package beanstalk

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"net"
	"strings"
	"sync"
	"time"
)

const (
	dialTimeout    = 5 * time.Second
	commandTimeout = 3 * time.Second
)

// ErrNoJob says that there was no job within the time that Reserve was given.
var ErrNoJob = errors.New("beanstalk: no job")

// A Producer puts jobs into the queue.
type Producer struct {
	mu   sync.Mutex // one command at a time
	conn net.Conn
	r    *bufio.Reader
}

// NewProducer connects to the queue at addr.
func NewProducer(addr string) (*Producer, error) {
	conn, err := net.DialTimeout("tcp", addr, dialTimeout)
	if err != nil {
		return nil, err
	}
	return &Producer{conn: conn, r: bufio.NewReader(conn)}, nil
}

// Put adds a job that a worker may keep for a minute.
func (p *Producer) Put(body []byte) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if err := p.conn.SetDeadline(time.Now().Add(commandTimeout)); err != nil {
		return err
	}
	if _, err := fmt.Fprintf(p.conn, "put 1024 0 60 %d\r\n%s\r\n", len(body), body); err != nil {
		return err
	}
	answer, err := p.r.ReadString('\n')
	if err != nil {
		return err
	}
	if !strings.HasPrefix(answer, "INSERTED ") {
		return fmt.Errorf("beanstalk: put: %q", answer)
	}
	return nil
}

// Close closes the connection.
func (p *Producer) Close() error { return p.conn.Close() }

// A Consumer takes jobs out of the queue.
type Consumer struct {
	conn net.Conn
	r    *bufio.Reader
}

// NewConsumer connects to the queue at addr.
func NewConsumer(addr string) (*Consumer, error) {
	conn, err := net.DialTimeout("tcp", addr, dialTimeout)
	if err != nil {
		return nil, err
	}
	// defect (nodeadline): no deadline is ever set on this connection. The
	// queue promises an answer after the wait, but a firewall that has forgotten the
	// connection sends nothing at all: the worker looks alive and sends no more receipts
	// until somebody restarts it.
	return &Consumer{conn: conn, r: bufio.NewReader(conn)}, nil
}

// A Job is a job that this worker has reserved.
type Job struct {
	ID   uint64
	Body []byte
}

// Reserve waits up to the given time for a job; without one it returns ErrNoJob.
func (c *Consumer) Reserve(wait time.Duration) (Job, error) {
	answer, err := c.command("reserve-with-timeout %d", int(wait.Seconds()))
	if err != nil {
		return Job{}, err
	}
	if answer == "TIMED_OUT" {
		return Job{}, ErrNoJob
	}
	var job Job
	var size int
	if _, err := fmt.Sscanf(answer, "RESERVED %d %d", &job.ID, &size); err != nil {
		return Job{}, fmt.Errorf("beanstalk: reserve: %q", answer)
	}
	job.Body = make([]byte, size+len("\r\n"))
	if _, err := io.ReadFull(c.r, job.Body); err != nil {
		return Job{}, err
	}
	job.Body = job.Body[:size]
	return job, nil
}

// Delete removes a job that is done.
func (c *Consumer) Delete(id uint64) error {
	answer, err := c.command("delete %d", id)
	if err == nil && answer != "DELETED" {
		err = fmt.Errorf("beanstalk: delete: %q", answer)
	}
	return err
}

// Bury puts a job aside for a person to look at.
func (c *Consumer) Bury(id uint64) error {
	answer, err := c.command("bury %d 1024", id)
	if err == nil && answer != "BURIED" {
		err = fmt.Errorf("beanstalk: bury: %q", answer)
	}
	return err
}

func (c *Consumer) command(format string, args ...any) (string, error) {
	if _, err := fmt.Fprintf(c.conn, format+"\r\n", args...); err != nil {
		return "", err
	}
	answer, err := c.r.ReadString('\n')
	return strings.TrimSpace(answer), err
}

// Close closes the connection.
func (c *Consumer) Close() error { return c.conn.Close() }
