package catalog_test

import (
	"context"
	"crypto/tls"
	"database/sql"
	"net"
	"net/rpc"
	"net/smtp"
	"sync/atomic"
	"testing"
	"time"

	"github.com/IBM/sarama"
	"github.com/bradfitz/gomemcache/memcache"
	"github.com/coder/websocket"
	"github.com/go-git/go-git/v5"
	"github.com/go-git/go-git/v5/config"
	"github.com/go-git/go-git/v5/storage/memory"
	"github.com/go-ldap/ldap/v3"
	"github.com/gocql/gocql"
	"github.com/gomodule/redigo/redis"
	gorilla "github.com/gorilla/websocket"
	"github.com/jackc/pgx/v5"
	_ "github.com/jackc/pgx/v5/stdlib"
	"github.com/jlaffaye/ftp"
	_ "github.com/lib/pq"
	"github.com/miekg/dns"
	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
	amqp "github.com/rabbitmq/amqp091-go"
	goredis "github.com/redis/go-redis/v9"
	"github.com/segmentio/kafka-go"
	"github.com/twmb/franz-go/pkg/kgo"
	"github.com/wneessen/go-mail"
	clientv3 "go.etcd.io/etcd/client/v3"
	"golang.org/x/crypto/ssh"
	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials/insecure"
	"google.golang.org/protobuf/types/known/emptypb"
	"gopkg.in/gomail.v2"
	mailv2 "gopkg.in/mail.v2"
)

// grpcServer takes every call and answers none.
func grpcServer(t *testing.T) string {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	done := make(chan struct{})
	s := grpc.NewServer(grpc.UnknownServiceHandler(func(any, grpc.ServerStream) error {
		<-done
		return nil
	}))
	go s.Serve(l)
	t.Cleanup(func() {
		close(done)
		s.Stop()
	})
	return l.Addr().String()
}

func hostPort(addr string) (string, int) {
	a, err := net.ResolveTCPAddr("tcp", addr)
	if err != nil {
		panic(err)
	}
	return a.IP.String(), a.Port
}

func TestWireUnbounded(t *testing.T) {
	unbounded(t, []claim{
		{path: "crypto/tls", name: "Dial", call: func(_ context.Context, addr string) error {
			_, err := tls.Dial("tcp", addr, nil)
			return err
		}},
		{path: "crypto/tls", recv: "Dialer", name: "DialContext", call: func(ctx context.Context, addr string) error {
			_, err := new(tls.Dialer).DialContext(ctx, "tcp", addr)
			return err
		}},
		{path: "net/smtp", name: "SendMail", call: func(_ context.Context, addr string) error {
			return smtp.SendMail(addr, nil, "a@b", []string{"c@d"}, nil)
		}},
		{path: "net/rpc", recv: "Client", name: "Call", call: func(_ context.Context, addr string) error {
			c, err := rpc.Dial("tcp", addr)
			if err != nil {
				return err
			}
			return c.Call("S.M", 1, new(int))
		}},
		{path: "database/sql", recv: "DB", name: "Exec", serve: postgres, call: func(_ context.Context, addr string) error {
			db, err := sql.Open("postgres", "postgres://u@"+addr+"/d?sslmode=disable")
			if err != nil {
				return err
			}
			_, err = db.Exec("SELECT 1")
			return err
		}},
		{path: "database/sql", recv: "DB", name: "ExecContext", serve: postgres, call: func(ctx context.Context, addr string) error {
			db, err := sql.Open("pgx", "postgres://u@"+addr+"/d?sslmode=disable")
			if err != nil {
				return err
			}
			_, err = db.ExecContext(ctx, "SELECT 1")
			return err
		}},
		{path: "github.com/jackc/pgx/v5", name: "Connect", call: func(ctx context.Context, addr string) error {
			_, err := pgx.Connect(ctx, "postgres://u@"+addr+"/d?sslmode=disable")
			return err
		}},
		{path: "github.com/jackc/pgx/v5", recv: "Conn", name: "Exec", serve: postgres, call: func(ctx context.Context, addr string) error {
			c, err := pgx.Connect(ctx, "postgres://u@"+addr+"/d?sslmode=disable")
			if err != nil {
				return err
			}
			_, err = c.Exec(ctx, "SELECT 1")
			return err
		}},
		{path: "google.golang.org/grpc", recv: "ClientConn", name: "Invoke", serve: grpcServer, call: func(ctx context.Context, addr string) error {
			c, err := grpc.NewClient(addr, grpc.WithTransportCredentials(insecure.NewCredentials()))
			if err != nil {
				return err
			}
			defer c.Close()
			return c.Invoke(ctx, "/s/m", new(emptypb.Empty), new(emptypb.Empty))
		}},
		{path: "google.golang.org/grpc", name: "DialContext", serve: closed, call: func(ctx context.Context, addr string) error {
			_, err := grpc.DialContext(ctx, addr, grpc.WithTransportCredentials(insecure.NewCredentials()), grpc.WithBlock())
			return err
		}},
		{path: "go.etcd.io/etcd/client/v3", recv: "KV", name: "Put", serve: closed, call: func(ctx context.Context, addr string) error {
			c, err := clientv3.New(clientv3.Config{Endpoints: []string{addr}, DialTimeout: time.Second})
			if err != nil {
				return err
			}
			defer c.Close()
			_, err = c.Put(ctx, "k", "v")
			return err
		}},
		{path: "github.com/gomodule/redigo/redis", recv: "Conn", name: "Do", serve: silentRedis, call: func(_ context.Context, addr string) error {
			c, err := redis.Dial("tcp", addr)
			if err != nil {
				return err
			}
			_, err = c.Do("INCR", "k")
			return err
		}},
		{path: "github.com/gomodule/redigo/redis", name: "DoContext", serve: silentRedis, call: func(ctx context.Context, addr string) error {
			c, err := redis.Dial("tcp", addr)
			if err != nil {
				return err
			}
			_, err = redis.DoContext(c, ctx, "INCR", "k")
			return err
		}},
		{path: "github.com/go-ldap/ldap/v3", recv: "Conn", name: "Bind", call: func(_ context.Context, addr string) error {
			c, err := ldap.DialURL("ldap://" + addr)
			if err != nil {
				return err
			}
			return c.Bind("u", "p")
		}},
		{path: "github.com/gorilla/websocket", recv: "Dialer", name: "DialContext", call: func(ctx context.Context, addr string) error {
			_, _, err := new(gorilla.Dialer).DialContext(ctx, "ws://"+addr, nil)
			return err
		}},
		{path: "github.com/coder/websocket", name: "Dial", call: func(ctx context.Context, addr string) error {
			_, _, err := websocket.Dial(ctx, "ws://"+addr, nil)
			return err
		}},
		// The Timeout of the config ends the connect, not the handshake.
		{path: "golang.org/x/crypto/ssh", name: "Dial", call: func(_ context.Context, addr string) error {
			_, err := ssh.Dial("tcp", addr, &ssh.ClientConfig{Timeout: 200 * time.Millisecond, HostKeyCallback: ssh.InsecureIgnoreHostKey()})
			return err
		}},
		{path: "github.com/twmb/franz-go/pkg/kgo", recv: "Client", name: "ProduceSync", serve: closed, call: func(ctx context.Context, addr string) error {
			c, err := kgo.NewClient(kgo.SeedBrokers(addr))
			if err != nil {
				return err
			}
			return c.ProduceSync(ctx, &kgo.Record{Topic: "t", Value: []byte("v")}).FirstErr()
		}},
		{path: "github.com/nats-io/nats.go", recv: "Conn", name: "RequestWithContext", serve: natsServer, call: func(ctx context.Context, addr string) error {
			c, err := nats.Connect(addr)
			if err != nil {
				return err
			}
			_, err = c.RequestWithContext(ctx, "s", nil)
			return err
		}},
		{path: "github.com/go-git/go-git/v5", name: "CloneContext", call: func(ctx context.Context, addr string) error {
			_, err := git.CloneContext(ctx, memory.NewStorage(), nil, &git.CloneOptions{URL: "http://" + addr + "/r.git"})
			return err
		}},
		{path: "github.com/jlaffaye/ftp", name: "Dial", call: func(_ context.Context, addr string) error {
			_, err := ftp.Dial(addr, ftp.DialWithTimeout(200*time.Millisecond))
			return err
		}},
		{path: "gopkg.in/gomail.v2", recv: "Dialer", name: "Dial", call: func(_ context.Context, addr string) error {
			host, port := hostPort(addr)
			_, err := gomail.NewDialer(host, port, "u", "p").Dial()
			return err
		}},
		{path: "gopkg.in/mail.v2", recv: "Dialer", name: "Dial", call: func(_ context.Context, addr string) error {
			host, port := hostPort(addr)
			d := mailv2.NewDialer(host, port, "u", "p")
			d.Timeout = 200 * time.Millisecond
			_, err := d.Dial()
			return err
		}},
		{path: "github.com/segmentio/kafka-go", recv: "Conn", name: "ReadPartitions", call: func(_ context.Context, addr string) error {
			c, err := new(kafka.Dialer).Dial("tcp", addr)
			if err != nil {
				return err
			}
			_, err = c.ReadPartitions("t")
			return err
		}},
	})
}

func TestWireBounded(t *testing.T) {
	bounded(t, 500*time.Millisecond, claim{path: "github.com/bradfitz/gomemcache/memcache", recv: "Client", name: "Increment", call: func(_ context.Context, addr string) error {
		_, err := memcache.New(addr).Increment("k", 1)
		return err
	}})
	bounded(t, 2*time.Second, claim{path: "github.com/miekg/dns", recv: "Client", name: "Exchange", serve: silentUDP, call: func(_ context.Context, addr string) error {
		_, _, err := new(dns.Client).Exchange(new(dns.Msg).SetQuestion("example.com.", dns.TypeA), addr)
		return err
	}})
	bounded(t, 2*time.Second, claim{path: "github.com/nats-io/nats.go", name: "Connect", call: func(_ context.Context, addr string) error {
		_, err := nats.Connect(addr)
		return err
	}})
	bounded(t, 5*time.Second, claim{path: "github.com/nats-io/nats.go/jetstream", recv: "Publisher", name: "Publish", serve: natsServer, call: func(ctx context.Context, addr string) error {
		c, err := nats.Connect(addr)
		if err != nil {
			return err
		}
		js, err := jetstream.New(c)
		if err != nil {
			return err
		}
		_, err = js.Publish(ctx, "s", nil)
		return err
	}})
	bounded(t, 10*time.Second, claim{path: "github.com/go-git/go-git/v5", recv: "Remote", name: "List", call: func(_ context.Context, addr string) error {
		_, err := git.NewRemote(memory.NewStorage(), &config.RemoteConfig{Name: "r", URLs: []string{"http://" + addr + "/r.git"}}).List(&git.ListOptions{})
		return err
	}})
	bounded(t, 11*time.Second, claim{path: "github.com/gocql/gocql", recv: "ClusterConfig", name: "CreateSession", call: func(_ context.Context, addr string) error {
		_, err := gocql.NewCluster(addr).CreateSession()
		return err
	}})
	bounded(t, 15*time.Second, claim{path: "github.com/wneessen/go-mail", recv: "Client", name: "DialAndSend", call: func(_ context.Context, addr string) error {
		host, port := hostPort(addr)
		c, err := mail.NewClient(host, mail.WithPort(port), mail.WithTLSPolicy(mail.NoTLS))
		if err != nil {
			return err
		}
		return c.DialAndSend(mail.NewMsg())
	}})
	// Four attempts of five seconds.
	bounded(t, 20*time.Second, claim{path: "github.com/redis/go-redis/v9", recv: "cmdable", name: "Incr", serve: silentRedis, call: func(ctx context.Context, addr string) error {
		return goredis.NewClient(&goredis.Options{Addr: addr}).Incr(ctx, "k").Err()
	}})
	bounded(t, 30*time.Second, claim{path: "github.com/rabbitmq/amqp091-go", name: "Dial", call: func(_ context.Context, addr string) error {
		_, err := amqp.Dial("amqp://" + addr)
		return err
	}})
}

// TestWireLimits reads the defaults that would take too long to wait for.
func TestWireLimits(t *testing.T) {
	if c := gocql.NewCluster("x"); c.Timeout != 11*time.Second || c.ConnectTimeout != 11*time.Second {
		t.Errorf("gocql: %v, %v", c.Timeout, c.ConnectTimeout)
	}
	if c := sarama.NewConfig(); c.Net.ReadTimeout != 30*time.Second || c.Producer.Retry.Max != 3 || c.Producer.Idempotent {
		t.Errorf("sarama: %v, %d", c.Net.ReadTimeout, c.Producer.Retry.Max)
	}
	if d := gorilla.DefaultDialer.HandshakeTimeout; d != 45*time.Second {
		t.Errorf("gorilla: %v", d)
	}
	if ldap.DefaultTimeout != time.Minute {
		t.Errorf("ldap: %v", ldap.DefaultTimeout)
	}
	if d := kafka.DefaultDialer.Timeout; d != 10*time.Second {
		t.Errorf("kafka-go: %v", d)
	}
}

// TestRedisRepeats counts how often INCR arrives when its reply never comes: one call may
// count four times.
func TestRedisRepeats(t *testing.T) {
	t.Parallel()
	c := claim{path: "github.com/redis/go-redis/v9", recv: "cmdable", name: "Incr"}
	seen := new(atomic.Int32)
	addr := redisServer(t, func(string) bool {
		seen.Add(1)
		return true
	})
	if err := goredis.NewClient(&goredis.Options{Addr: addr}).Incr(context.Background(), "k").Err(); err == nil {
		t.Error("no error")
	}
	if got, want := seen.Load(), int32(c.row(t).Attempts); got != want {
		t.Errorf("INCR arrived %d times, the catalog says %d", got, want)
	}
}

// TestRedisContext shows that a deadline does not reach the socket (Row.CtxWeak), unless
// ContextTimeoutEnabled is set.
func TestRedisContext(t *testing.T) {
	t.Parallel()
	if c := (claim{path: "github.com/redis/go-redis/v9", recv: "cmdable", name: "Incr"}); !c.row(t).CtxWeak {
		t.Error("the catalog says that the context ends the call")
	}
	addr := silentRedis(t)
	ended := func(enabled bool, wait time.Duration) bool {
		done := make(chan struct{})
		go func() {
			ctx, cancel := context.WithTimeout(context.Background(), 200*time.Millisecond)
			defer cancel()
			goredis.NewClient(&goredis.Options{Addr: addr, ContextTimeoutEnabled: enabled}).Incr(ctx, "k")
			close(done)
		}()
		select {
		case <-done:
			return true
		case <-time.After(wait):
			return false
		}
	}
	if ended(false, patience) {
		t.Error("the context ended a read")
	}
	if !ended(true, 4*time.Second) {
		t.Error("the context did not end a read although it should reach the socket")
	}
}
