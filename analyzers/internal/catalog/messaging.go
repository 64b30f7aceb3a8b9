package catalog

const (
	saramaReads = "Controller Coordinator DescribeCluster DescribeConfig DescribeConsumerGroups DescribeLogDirs DescribeTopics DescribeUserScramCredentials" +
		" DescribeClientQuotas ListAcls ListConsumerGroupOffsets ListConsumerGroups ListPartitionReassignments ListTopics"
	saramaWrites = "AlterConfig IncrementalAlterConfig AlterPartitionReassignments CreateACL CreateACLs DeleteACL DeleteConsumerGroup DeleteConsumerGroupOffset" +
		" DeleteRecords DeleteTopic DeleteUserScramCredentials UpsertUserScramCredentials RemoveMemberFromConsumerGroup AlterClientQuotas"

	jetStreamUse = "a context with a deadline, or leave the five seconds that the library adds"
)

// messaging holds brokers and task queues. Consuming waits by design.
var messaging = []Library{
	{
		// 30 s to dial, read and write. A produce is tried four times and may be stored twice
		// unless Producer.Idempotent is set.
		Path: "github.com/IBM/sarama", Also: "github.com/Shopify/sarama gopkg.in/Shopify/sarama.v1", Version: "v1.61.1", Family: "Kafka",
		Rows: []Row{
			{Names: "NewClient NewConsumer NewClusterAdmin", Obj: Arg1, Bound: true, Effect: Read, Attempts: 4},
			{Names: "NewConsumerGroup", Obj: Arg2, Bound: true, Effect: Read, Attempts: 4},
			{Names: "NewSyncProducer NewAsyncProducer", Obj: Arg1, Bound: true, Effect: Read, Attempts: 4},
			{Recv: "SyncProducer", Names: "SendMessage SendMessages", Obj: Recv, Bound: true, Effect: NonIdempotentWrite, Attempts: 4},
			{Recv: "SyncProducer AsyncProducer", Names: "CommitTxn AbortTxn", Obj: Recv, Bound: true, Effect: IdempotentWrite},
			{Recv: "Client", Names: "RefreshMetadata RefreshCoordinator RefreshController GetOffset Coordinator Controller", Obj: Recv, Bound: true, Effect: Read, Attempts: 4},
			{Recv: "ConsumerGroup", Names: "Consume", Role: Stream, Ctx: Arg0, Effect: Read},
			{Recv: "Consumer", Names: "ConsumePartition", Obj: Recv, Bound: true, Effect: Read},
			{Recv: "ClusterAdmin", Names: saramaReads, Obj: Recv, Bound: true, Effect: Read},
			{Recv: "ClusterAdmin", Names: "CreateTopic CreatePartitions", Obj: Recv, Bound: true, Effect: NonIdempotentWrite},
			{Recv: "ClusterAdmin", Names: saramaWrites, Obj: Recv, Bound: true, Effect: IdempotentWrite},
		},
		Objects: []Object{
			{Name: "Config", Makers: "NewConfig", Bound: true, Knob: "Net.ReadTimeout"},
			{Name: "Client", Makers: "NewClient", Bound: true},
			{Name: "SyncProducer", Makers: "NewSyncProducer NewSyncProducerFromClient", Bound: true},
			{Name: "AsyncProducer", Makers: "NewAsyncProducer NewAsyncProducerFromClient", Bound: true},
			{Name: "Consumer", Makers: "NewConsumer NewConsumerFromClient", Bound: true},
			{Name: "ClusterAdmin", Makers: "NewClusterAdmin NewClusterAdminFromClient", Bound: true},
		},
	},
	{
		// 10 s a request, ten attempts: a message may be stored twice. The context of
		// WriteMessages ends the wait; the batch is sent all the same.
		Path: "github.com/segmentio/kafka-go", Version: "v0.4.51", Family: "Kafka",
		Rows: []Row{
			{Recv: "Writer", Names: "WriteMessages", Ctx: Arg0, Obj: Recv, Bound: true, Effect: NonIdempotentWrite, Attempts: 10, Note: "when the context ends the batch may still be sent"},
			{Recv: "Reader", Names: "ReadMessage FetchMessage", Role: Stream, Ctx: Arg0, Effect: Read},
			{Recv: "Reader", Names: "CommitMessages", Ctx: Arg0, Bound: true, Effect: IdempotentWrite, Attempts: 3},
			{Recv: "Reader", Names: "ReadLag SetOffsetAt", Ctx: Arg0, Bound: true, Effect: Read},
			{Recv: "ConsumerGroup", Names: "Next", Role: Stream, Ctx: Arg0, Effect: Read},
			{Names: "Dial", Bound: true, Effect: Read},
			{Names: "DialContext DialLeader DialPartition LookupPartition LookupPartitions", Ctx: Arg0, Bound: true, Effect: Read},
			{Recv: "Dialer", Names: "Dial", Obj: Recv, Effect: Read, Use: "DialContext, or a Timeout on the dialer"},
			{Recv: "Dialer", Names: "DialContext DialLeader DialPartition LookupLeader LookupPartition LookupPartitions", Ctx: Arg0, Obj: Recv, Effect: Read},
			{Recv: "Conn", Names: "Read ReadMessage ReadBatch ReadBatchWith ReadOffset ReadFirstOffset ReadLastOffset ReadOffsets ReadPartitions Controller Brokers ApiVersions", Role: Conn, Obj: Recv, Effect: Read, Use: "SetDeadline"},
			{Recv: "Conn", Names: "Write WriteMessages WriteCompressedMessages WriteCompressedMessagesAt CreateTopics", Role: Conn, Obj: Recv, Effect: NonIdempotentWrite, Use: "SetDeadline"},
			{Recv: "Conn", Names: "DeleteTopics", Role: Conn, Obj: Recv, Effect: IdempotentWrite, Use: "SetDeadline"},
			{Recv: "Client", Names: "Produce RawProduce CreateTopics CreatePartitions", Ctx: Arg0, Obj: Recv, Effect: NonIdempotentWrite},
			{
				Recv: "Client",
				Names: "ApiVersions ConsumerOffsets DescribeACLs DescribeClientQuotas DescribeConfigs DescribeGroups DescribeUserScramCredentials Fetch FindCoordinator" +
					" ListGroups ListOffsets ListPartitionReassignments Metadata OffsetFetch",
				Ctx: Arg0, Obj: Recv, Effect: Read,
			},
			{Recv: "Client", Names: "*", Ctx: Arg0, Obj: Recv},
			{Recv: "Transport RoundTripper", Names: "RoundTrip", Ctx: Arg0},
		},
		Objects: []Object{
			{Name: "Writer", Limits: "WriteTimeout", Partial: "ReadTimeout", Bound: true, Makers: "NewWriter"},
			{Name: "Client", Limits: "Timeout"},
			{Name: "Dialer", Limits: "Timeout Deadline"},
			{Name: "Conn", Setters: "SetDeadline SetReadDeadline SetWriteDeadline"},
		},
	},
	{
		// Requests are repeated for 30 s, records for ever unless RecordDeliveryTimeout or
		// RecordRetries is set. Producing is idempotent by default.
		Path: "github.com/twmb/franz-go/pkg/kgo", Version: "v1.22.2", Family: "Kafka",
		Rows: []Row{
			{Recv: "Client GroupTransactSession", Names: "ProduceSync", Ctx: Arg0, Obj: Recv, Effect: NonIdempotentWrite, Attempts: -1, Deduped: true},
			{Recv: "Client GroupTransactSession", Names: "Produce TryProduce", Role: Local, Ctx: Arg0, Note: "the promise is told the result"},
			{Recv: "Client", Names: "Flush", Ctx: Arg0, Obj: Recv, Effect: NonIdempotentWrite, Attempts: -1, Deduped: true},
			{Recv: "Client GroupTransactSession", Names: "PollFetches PollRecords", Role: Stream, Ctx: Arg0, Effect: Read},
			{Recv: "Client", Names: "Ping ProducerID RequestCachedMetadata EnsureProduceConnectionIsOpen", Ctx: Arg0, Bound: true, Effect: Read},
			{Recv: "Client", Names: "Request RequestSharded", Ctx: Arg0, Bound: true},
			{Recv: "Broker", Names: "Request RetriableRequest", Ctx: Arg0, Bound: true},
			{Recv: "Client", Names: "CommitRecords CommitUncommittedOffsets CommitMarkedOffsets CommitOffsetsSync LeaveGroupContext FlushAcks", Ctx: Arg0, Bound: true, Effect: IdempotentWrite},
			{Recv: "Client", Names: "CommitOffsets", Role: Local, Ctx: Arg0},
			{Recv: "Client", Names: "EndTransaction EndAndBeginTransaction AbortBufferedRecords", Ctx: Arg0, Effect: IdempotentWrite},
			{Recv: "GroupTransactSession", Names: "End", Ctx: Arg0, Effect: IdempotentWrite},
		},
		Objects: []Object{
			{Name: "Client", Makers: "NewClient", Options: "RecordDeliveryTimeout", Knob: "kgo.RecordDeliveryTimeout"},
			{Name: "GroupTransactSession", Makers: "NewGroupTransactSession"},
		},
	},
	{
		// librdkafka gives a message five minutes and repeats it all that time; it may be
		// stored twice unless enable.idempotence is set.
		Path: "github.com/confluentinc/confluent-kafka-go/v2/kafka", Also: "github.com/confluentinc/confluent-kafka-go/kafka", Version: "v2.11.1", Family: "Kafka",
		Rows: []Row{
			{Recv: "Producer", Names: "Produce", Role: Local, Note: "the delivery channel is told the result"},
			{Recv: "Producer", Names: "Flush", Dur: Arg0, Effect: NonIdempotentWrite, Attempts: -1},
			{Recv: "Producer", Names: "InitTransactions CommitTransaction AbortTransaction SendOffsetsToTransaction", Ctx: Arg0, Effect: IdempotentWrite},
			{Recv: "Producer Consumer", Names: "GetMetadata", Dur: Arg2, Effect: Read},
			{Recv: "Producer Consumer", Names: "QueryWatermarkOffsets", Dur: Arg2, Effect: Read},
			{Recv: "Producer Consumer", Names: "OffsetsForTimes", Dur: Arg1, Effect: Read},
			{Recv: "Consumer", Names: "Poll ReadMessage", Role: Stream, Dur: Arg0, Effect: Read},
			{Recv: "Consumer", Names: "Commit CommitMessage CommitOffsets", Bound: true, Effect: IdempotentWrite},
			{Recv: "Consumer", Names: "Committed", Dur: Arg1, Effect: Read},
			{Recv: "AdminClient", Names: "CreateTopics CreatePartitions", Ctx: Arg0, Bound: true, Effect: NonIdempotentWrite},
			{Recv: "AdminClient", Names: "*", Ctx: Arg0, Bound: true},
		},
	},
	{
		// Connecting ends after two seconds, Flush after ten. A request with a context waits
		// for as long as the context lets it.
		Path: "github.com/nats-io/nats.go", Version: "v1.55.0", Family: "NATS",
		Rows: []Row{
			{Names: "Connect", Bound: true, Effect: Read},
			{Recv: "Options", Names: "Connect", Bound: true, Effect: Read},
			{Recv: "Conn", Names: "Request", Dur: Arg2},
			{Recv: "Conn", Names: "RequestMsg", Dur: Arg1},
			{Recv: "Conn", Names: "RequestWithContext RequestMsgWithContext", Ctx: Arg0},
			{Recv: "Conn", Names: "Publish PublishMsg PublishRequest", Bound: true, Effect: NonIdempotentWrite, Note: "it only writes to the buffer of the connection"},
			{Recv: "Conn", Names: "Flush RTT Drain", Bound: true, Effect: Read},
			{Recv: "Conn", Names: "FlushTimeout", Dur: Arg0, Effect: Read},
			{Recv: "Conn", Names: "FlushWithContext", Ctx: Arg0, Bound: true, Effect: Read, Note: "it refuses a context without a deadline"},
			{Recv: "EncodedConn", Names: "Request", Dur: Arg3},
			{Recv: "EncodedConn", Names: "RequestWithContext", Ctx: Arg0},
			{Recv: "EncodedConn", Names: "Publish PublishRequest", Bound: true, Effect: NonIdempotentWrite},
			{Recv: "Subscription", Names: "NextMsg", Role: Stream, Dur: Arg0, Effect: Read},
			{Recv: "Subscription", Names: "NextMsgWithContext", Role: Stream, Ctx: Arg0, Effect: Read},
			{Recv: "Subscription", Names: "Fetch FetchBatch", Bound: true, Opts: "Context MaxWait", Effect: NonIdempotentWrite},
			{Recv: "JetStream", Names: "Publish PublishMsg", Bound: true, Opts: "Context AckWait", Effect: NonIdempotentWrite, Attempts: 3, Deduped: true, Note: "only an answer of no responders is repeated"},
			{Recv: "JetStream", Names: "PublishAsync PublishMsgAsync", Role: Local, Note: "the future is told the result"},
			{Recv: "JetStreamManager", Names: "StreamInfo ConsumerInfo AccountInfo GetMsg GetLastMsg StreamNameBySubject", Bound: true, Opts: "Context MaxWait", Effect: Read},
			{Recv: "JetStreamManager", Names: "AddStream AddConsumer UpdateStream UpdateConsumer DeleteStream DeleteConsumer DeleteMsg SecureDeleteMsg PurgeStream", Bound: true, Opts: "Context MaxWait", Effect: IdempotentWrite},
			{Recv: "KeyValue", Names: "Get GetRevision Keys History Status", Bound: true, Effect: Read},
			{Recv: "KeyValue", Names: "Put PutString Delete Purge PurgeDeletes", Bound: true, Effect: IdempotentWrite},
			{Recv: "KeyValue", Names: "Create Update", Bound: true, Effect: NonIdempotentWrite},
			{Recv: "Msg", Names: "Ack Nak NakWithDelay Term InProgress", Bound: true, Effect: IdempotentWrite},
			{Recv: "Msg", Names: "AckSync", Bound: true, Opts: "Context AckWait", Effect: IdempotentWrite},
			{Recv: "Msg", Names: "Respond RespondMsg", Bound: true, Effect: NonIdempotentWrite},
			{Names: "NewInbox", Role: Fresh},
		},
	},
	{
		// A context without a deadline gets five seconds.
		Path: "github.com/nats-io/nats.go/jetstream", Version: "v1.55.0", Family: "NATS",
		Rows: []Row{
			{Recv: "Publisher", Names: "Publish PublishMsg", Ctx: Arg0, Bound: true, Effect: NonIdempotentWrite, Attempts: 3, Deduped: true, Use: jetStreamUse},
			{Recv: "KeyValue", Names: "Get GetRevision Keys ListKeys ListKeysFiltered History Status", Ctx: Arg0, Bound: true, Effect: Read, Use: jetStreamUse},
			{Recv: "KeyValue", Names: "Put PutString Delete Purge PurgeDeletes", Ctx: Arg0, Bound: true, Effect: IdempotentWrite, Use: jetStreamUse},
			{Recv: "KeyValue", Names: "Create Update", Ctx: Arg0, Bound: true, Effect: NonIdempotentWrite, Use: jetStreamUse},
			{Recv: "KeyValue", Names: "Watch WatchAll WatchFiltered", Role: Stream, Ctx: Arg0, Effect: Read},
			{Recv: "ObjectStore", Names: "Get GetBytes GetFile GetInfo GetString List Status", Ctx: Arg0, Bound: true, Effect: Read, Use: jetStreamUse},
			{Recv: "ObjectStore", Names: "Watch", Role: Stream, Ctx: Arg0, Effect: Read},
			{Recv: "Stream Consumer PushConsumer", Names: "Info", Ctx: Arg0, Bound: true, Effect: Read, Use: jetStreamUse},
			{Recv: "Stream", Names: "GetMsg GetLastMsgForSubject", Ctx: Arg0, Bound: true, Effect: Read, Use: jetStreamUse},
			{Recv: "*", Names: "*", Ctx: Arg0, Bound: true, Effect: IdempotentWrite, Use: jetStreamUse},
			{Recv: "Consumer", Names: "Fetch FetchBytes FetchNoWait Next", Bound: true, Effect: NonIdempotentWrite},
			{Recv: "Consumer PushConsumer", Names: "Consume", Role: Stream, Effect: Read},
			{Recv: "MessagesContext", Names: "Next", Role: Stream, Effect: Read},
		},
	},
	{
		// Connecting ends after 30 s; a broker that is silent for three heartbeats (30 s) loses
		// the connection, and with it every call. The context of PublishWithContext is looked
		// at before it starts.
		Path: "github.com/rabbitmq/amqp091-go", Also: "github.com/streadway/amqp", Version: "v1.16.0", Family: "AMQP",
		Rows: []Row{
			{Names: "Dial DialTLS DialTLS_ExternalAuth DialConfig", Bound: true, Effect: Read},
			{Names: "Open", Role: Conn, Obj: Arg0, Effect: Read, Use: "SetDeadline on the connection"},
			{Recv: "Connection", Names: "Channel UpdateSecret", Bound: true, Effect: Read},
			{Recv: "Channel", Names: "Publish PublishWithDeferredConfirm", Bound: true, Effect: NonIdempotentWrite},
			{Recv: "Channel", Names: "PublishWithContext PublishWithDeferredConfirmWithContext", Ctx: Arg0, CtxWeak: true, Bound: true, Effect: NonIdempotentWrite},
			{Recv: "Channel", Names: "Get", Bound: true, Effect: NonIdempotentWrite},
			{Recv: "Channel", Names: "QueueDeclare QueueDeclarePassive QueueInspect QueueBind QueueUnbind QueuePurge QueueDelete", Bound: true, Effect: IdempotentWrite},
			{Recv: "Channel", Names: "ExchangeDeclare ExchangeDeclarePassive ExchangeDelete ExchangeBind ExchangeUnbind", Bound: true, Effect: IdempotentWrite},
			{Recv: "Channel", Names: "Qos Confirm Flow Recover Cancel Tx TxRollback", Bound: true, Effect: IdempotentWrite},
			{Recv: "Channel", Names: "TxCommit", Bound: true, Effect: NonIdempotentWrite},
			{Recv: "Channel", Names: "Consume", Role: Stream, Bound: true, Effect: Read},
			{Recv: "Channel", Names: "ConsumeWithContext", Role: Stream, Ctx: Arg0, Bound: true, Effect: Read},
			{Recv: "Channel", Names: "Ack Nack Reject", Role: Rest, Effect: IdempotentWrite},
			{Recv: "Delivery", Names: "Ack Nack Reject", Role: Rest, Effect: IdempotentWrite},
			{Recv: "DeferredConfirmation", Names: "Wait", Bound: true, Effect: Read, Use: "WaitContext"},
			{Recv: "DeferredConfirmation", Names: "WaitContext", Ctx: Arg0, Bound: true, Effect: Read},
		},
	},
	{
		// Connect, Publish and Subscribe return at once; waiting for their token is the call.
		Path: "github.com/eclipse/paho.mqtt.golang", Version: "v1.5.1", Family: "MQTT",
		Rows: []Row{
			{Recv: "Token", Names: "Wait", Obj: Recv, Use: "WaitTimeout"},
			{Recv: "Token", Names: "WaitTimeout", Dur: Arg0},
			{Recv: "Client", Names: "Connect Publish Subscribe SubscribeMultiple Unsubscribe", Role: Local, Note: "the wait is for the token"},
		},
		Objects: []Object{
			// ConnectTimeout (30 s) ends a Connect. KeepAlive (30 s) notices a broker that has gone, and
			// then fails a Subscribe (client.go, internalConnLost), but a Publish only where the client does
			// not connect again.
			{Name: "github.com/eclipse/paho.mqtt.golang.Token", Makers: "Client.Connect Client.Subscribe Client.SubscribeMultiple Client.Unsubscribe", Bound: true},
			{Name: "Token", Makers: "Client.Publish", Plain: true, Knob: "WaitTimeout"},
		},
	},
	{
		// Ten seconds a packet are added to the context.
		Path: "github.com/eclipse/paho.golang/paho", Version: "v0.23.0", Family: "MQTT",
		Rows: []Row{
			{Recv: "Client", Names: "Connect Authenticate Subscribe Unsubscribe", Ctx: Arg0, Bound: true, Effect: IdempotentWrite},
			{Recv: "Client", Names: "Publish PublishWithOptions", Ctx: Arg0, Bound: true, Effect: NonIdempotentWrite},
		},
	},
	{
		Path: "github.com/eclipse/paho.golang/autopaho", Version: "v0.23.0", Family: "MQTT",
		Rows: []Row{
			{Names: "NewConnection", Role: Local, Ctx: Arg0, Note: "it connects in the background until the context ends"},
			{Recv: "ConnectionManager", Names: "AwaitConnection", Ctx: Arg0, Effect: Read},
			{Recv: "ConnectionManager", Names: "Subscribe Unsubscribe Authenticate", Ctx: Arg0, Bound: true, Effect: IdempotentWrite},
			{Recv: "ConnectionManager", Names: "Disconnect", Ctx: Arg0, Effect: IdempotentWrite},
			{Recv: "ConnectionManager", Names: "Publish", Ctx: Arg0, Bound: true, Effect: NonIdempotentWrite},
			{Recv: "ConnectionManager", Names: "PublishViaQueue", Role: Local, Ctx: Arg0},
		},
	},
	{
		// Dialling and writing end after a second, reading after a minute.
		Path: "github.com/nsqio/go-nsq", Version: "v1.1.0", Family: "NSQ",
		Rows: []Row{
			{Recv: "Producer", Names: "Publish MultiPublish DeferredPublish", Bound: true, Effect: NonIdempotentWrite},
			{Recv: "Producer", Names: "PublishAsync MultiPublishAsync DeferredPublishAsync", Role: Local, Note: "the channel is told the result"},
			{Recv: "Producer", Names: "Ping", Bound: true, Effect: Read},
			{Recv: "Consumer", Names: "ConnectToNSQD ConnectToNSQDs ConnectToNSQLookupd ConnectToNSQLookupds", Bound: true, Effect: Read},
		},
	},
	{
		// It runs on go-redis: bounded by its timeouts, repeated by it.
		Path: "github.com/hibiken/asynq", Version: "v0.26.0", Family: "Redis",
		Rows: []Row{
			{Recv: "Client", Names: "Enqueue", Bound: true, Effect: NonIdempotentWrite, Attempts: 4, Use: "EnqueueContext"},
			{Recv: "Client", Names: "EnqueueContext", Ctx: Arg0, CtxWeak: true, Bound: true, Effect: NonIdempotentWrite, Attempts: 4},
			{Recv: "Client Scheduler Server", Names: "Ping", Bound: true, Effect: Read, Attempts: 4},
			{Recv: "Server Scheduler", Names: "Run", Role: Stream},
		},
	},
}
