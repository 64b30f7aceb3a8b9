package catalog

import (
	"go/types"
	"slices"
)

// A Closing is a function of a library that returns a channel which the library closes when what
// feeds it has ended, be it that the peer has ended it. What is received from it then is empty, at
// once and for ever.
type Closing struct {
	Path, Version string
	Recv, Names   string // the receivers, and the functions or methods, separated by spaces
	Results       string // the indices of the results that are such channels
	// Same says that each call returns the same channel.
	Same bool
	Once string // what has happened when it is closed, for messages
}

// closings is what each library says of its channels, or does: watch.go of apimachinery ("If an error
// occurs or Stop() is called, the producer must close this channel"), watch.go of etcd ("WatchResponse
// from this closed channel has zero events and nil Err()") and its lease.go, kv.go and object.go of
// nats.go (a subscription that is closed closes it), consumers.go of amqp091-go, consumer.go and
// consumer_group.go of sarama ("a revoked claim has its Messages channel closed"), mux.go and channel.go
// of x/crypto/ssh.
var closings = []Closing{
	{Path: "k8s.io/apimachinery/pkg/watch", Version: "v0.37.2", Recv: "Interface", Names: "ResultChan", Results: "0", Same: true, Once: "the watch has ended, as the server ends each after a while"},
	{Path: "go.etcd.io/etcd/client/v3", Version: "v3.7.3", Recv: "Client Watcher", Names: "Watch", Results: "0", Once: "the watch has been cancelled"},
	{Path: "go.etcd.io/etcd/client/v3", Version: "v3.7.3", Recv: "Client Lease", Names: "KeepAlive", Results: "0", Once: "the lease has expired"},
	{Path: "go.etcd.io/etcd/clientv3", Version: "v3.3.27", Recv: "Client Watcher", Names: "Watch", Results: "0", Once: "the watch has been cancelled"},
	{Path: "go.etcd.io/etcd/clientv3", Version: "v3.3.27", Recv: "Client Lease", Names: "KeepAlive", Results: "0", Once: "the lease has expired"},
	{Path: "github.com/nats-io/nats.go", Version: "v1.55.0", Recv: "KeyWatcher ObjectWatcher", Names: "Updates", Results: "0", Same: true, Once: "the connection is closed"},
	{Path: "github.com/nats-io/nats.go/jetstream", Version: "v1.55.0", Recv: "KeyWatcher ObjectWatcher", Names: "Updates", Results: "0", Same: true, Once: "the connection is closed"},
	{Path: "github.com/rabbitmq/amqp091-go", Version: "v1.16.0", Recv: "Channel", Names: "Consume ConsumeWithContext", Results: "0", Once: "the channel or its connection is lost"},
	{Path: "github.com/streadway/amqp", Version: "v1.1.0", Recv: "Channel", Names: "Consume", Results: "0", Once: "the channel or its connection is lost"},
	{Path: "github.com/IBM/sarama", Version: "v1.61.1", Recv: "ConsumerGroupClaim PartitionConsumer", Names: "Messages", Results: "0", Same: true, Once: "the partition belongs to another consumer"},
	{Path: "github.com/Shopify/sarama", Version: "v1.38.1", Recv: "ConsumerGroupClaim PartitionConsumer", Names: "Messages", Results: "0", Same: true, Once: "the partition belongs to another consumer"},
	{Path: "golang.org/x/crypto/ssh", Version: "v0.58.0", Names: "NewServerConn NewClientConn", Results: "1 2", Once: "the connection is lost"},
	{Path: "golang.org/x/crypto/ssh", Version: "v0.58.0", Recv: "NewChannel", Names: "Accept", Results: "1", Once: "the channel is closed"},
	{Path: "golang.org/x/crypto/ssh", Version: "v0.58.0", Recv: "Conn Client", Names: "OpenChannel", Results: "1", Once: "the channel is closed"},
}

// Closes reports whether values of type t come through channels of a library that closes them: it is
// the library's own type, or a pointer to one.
func Closes(t types.Type) bool {
	n := named(t)
	return n != nil && slices.ContainsFunc(closings, func(c Closing) bool { return c.Path == Path(n.Obj().Pkg()) })
}

// ClosingOf returns what is known of the channel that is result i of a function, or nil.
func ClosingOf(fn *types.Func, i int) *Closing {
	path := Path(fn.Pkg())
	for k := range closings {
		c := &closings[k]
		if c.Path == path && lists(c.Names, fn.Name()) && (c.Recv == "" && RecvName(fn) == "" || lists(c.Recv, RecvName(fn))) && lists(c.Results, string(rune('0'+i))) {
			return c
		}
	}
	return nil
}
