package catalog

// stores holds document, wide-column and search stores and caches.
var stores = []Library{
	{
		// Choosing a server ends after 30 s, the operation itself never. What the driver
		// repeats (one retry by default) carries a transaction number that the server knows.
		// An insert without an _id gets a new one at each call.
		Path: "go.mongodb.org/mongo-driver/v2/mongo", Also: "go.mongodb.org/mongo-driver/mongo", Version: "v2.9.3", Family: "MongoDB",
		Rows: []Row{
			{Recv: "Collection", Names: "Find FindOne Aggregate CountDocuments EstimatedDocumentCount Distinct", Ctx: Arg0, Obj: Recv, Effect: Read, Attempts: 2, Deduped: true},
			{Recv: "Collection", Names: "InsertOne InsertMany", Ctx: Arg0, Obj: Recv, Effect: NonIdempotentWrite, Attempts: 2, Deduped: true},
			{Recv: "Collection", Names: "UpdateOne UpdateByID FindOneAndUpdate BulkWrite", Ctx: Arg0, Obj: Recv, Attempts: 2, Deduped: true, Note: "the operators of the update decide what a repeat does"},
			{Recv: "Collection", Names: "UpdateMany", Ctx: Arg0, Obj: Recv, Note: "the operators of the update decide what a repeat does"},
			{Recv: "Collection", Names: "ReplaceOne DeleteOne FindOneAndReplace FindOneAndDelete", Ctx: Arg0, Obj: Recv, Effect: IdempotentWrite, Attempts: 2, Deduped: true},
			{Recv: "Collection", Names: "DeleteMany Drop", Ctx: Arg0, Obj: Recv, Effect: IdempotentWrite},
			{Recv: "Collection Database Client", Names: "Watch", Role: Stream, Ctx: Arg0, Obj: Recv, Effect: Read},
			{Recv: "Database", Names: "Aggregate ListCollectionSpecifications ListCollections ListCollectionNames", Ctx: Arg0, Obj: Recv, Effect: Read, Attempts: 2, Deduped: true},
			{Recv: "Database", Names: "RunCommand RunCommandCursor", Ctx: Arg0, Obj: Recv},
			{Recv: "Database", Names: "CreateCollection CreateView", Ctx: Arg0, Obj: Recv, Effect: NonIdempotentWrite},
			{Recv: "Database", Names: "Drop", Ctx: Arg0, Obj: Recv, Effect: IdempotentWrite},
			{Recv: "Client", Names: "Ping ListDatabases ListDatabaseNames", Ctx: Arg0, Obj: Recv, Effect: Read, Attempts: 2, Deduped: true},
			{Recv: "Client", Names: "BulkWrite", Ctx: Arg0, Obj: Recv, Attempts: 2, Deduped: true},
			{Recv: "Client", Names: "Disconnect", Ctx: Arg0, Obj: Recv, Effect: IdempotentWrite},
			// What the function does is its own; WithTransaction runs it again for up to two minutes.
			{Recv: "Client", Names: "UseSession UseSessionWithOptions", Role: Local, Ctx: Arg0},
			{Recv: "Session", Names: "WithTransaction", Ctx: Arg0, Obj: Recv, Bound: true, Note: "it runs the function again on transient errors for up to two minutes"},
			{Recv: "Session", Names: "CommitTransaction", Ctx: Arg0, Obj: Recv, Effect: IdempotentWrite, Attempts: 2, Deduped: true},
			{Recv: "Session", Names: "AbortTransaction", Ctx: Arg0, Obj: Recv, Effect: IdempotentWrite},
			// v2.8.0, mongo/session.go: it aborts a transaction that is still under way, and sends nothing without one.
			{Recv: "Session", Names: "EndSession", Role: Local, Ctx: Arg0},
			{Recv: "Cursor", Names: "Next TryNext All", Ctx: Arg0, Obj: Recv, Effect: Read},
			{Recv: "Cursor", Names: "Close", Ctx: Arg0, Obj: Recv, Effect: IdempotentWrite},
			{Recv: "ChangeStream", Names: "Next TryNext", Role: Stream, Ctx: Arg0, Obj: Recv, Effect: Read},
			{Recv: "ChangeStream", Names: "Close", Ctx: Arg0, Obj: Recv, Effect: IdempotentWrite},
			{Recv: "IndexView SearchIndexView", Names: "List", Ctx: Arg0, Obj: Recv, Effect: Read, Attempts: 2, Deduped: true},
			{Recv: "IndexView", Names: "ListSpecifications", Ctx: Arg0, Obj: Recv, Effect: Read, Attempts: 2, Deduped: true},
			{Recv: "IndexView SearchIndexView", Names: "CreateOne CreateMany DropOne", Ctx: Arg0, Obj: Recv, Effect: IdempotentWrite},
			{Recv: "IndexView", Names: "DropAll DropWithKey", Ctx: Arg0, Obj: Recv, Effect: IdempotentWrite},
			{Recv: "SearchIndexView", Names: "UpdateOne", Ctx: Arg0, Obj: Recv, Effect: IdempotentWrite},
			{Recv: "GridFSBucket", Names: "OpenDownloadStream DownloadToStream OpenDownloadStreamByName DownloadToStreamByName Find", Ctx: Arg0, Obj: Recv, Effect: Read},
			{Recv: "GridFSBucket", Names: "OpenUploadStream UploadFromStream", Ctx: Arg0, Obj: Recv, Effect: NonIdempotentWrite},
			{Recv: "GridFSBucket", Names: "OpenUploadStreamWithID UploadFromStreamWithID Delete Rename Drop", Ctx: Arg0, Obj: Recv, Effect: IdempotentWrite},
			{Recv: "ClientEncryption", Names: "*", Ctx: Arg0},
		},
		Objects: []Object{
			// Many programs set a limit for sockets or for all operations, or have it in the URI.
			// The first versions of the driver have no SetTimeout.
			{Name: "Client", Makers: "Connect", Knob: "SetTimeout SetSocketTimeout"},
			{Name: "Database", Knob: "SetTimeout"},
			{Name: "Collection", Knob: "SetTimeout"},
			// What a client, a database or a collection returns has the limits of the client.
			{Name: "Cursor", Knob: "SetTimeout"},
			{Name: "ChangeStream", Knob: "SetTimeout"},
			{Name: "Session", Knob: "SetTimeout"},
			{Name: "IndexView", Knob: "SetTimeout"},
			{Name: "SearchIndexView", Knob: "SetTimeout"},
			{Name: "GridFSBucket", Knob: "SetTimeout"},
		},
	},
	{
		// A root context, with the deadline of the bucket if it has one; those of a client count as well. From
		// the second version of the driver on, everything takes a context.
		Path: "go.mongodb.org/mongo-driver/mongo/gridfs", Version: "v1.17.10", Family: "MongoDB", Sibling: "Context",
		Rows: []Row{
			{Recv: "Bucket", Names: "OpenUploadStream OpenUploadStreamWithID UploadFromStream UploadFromStreamWithID", Obj: Recv, Effect: NonIdempotentWrite, Use: "SetWriteDeadline on the bucket"},
			{Recv: "Bucket", Names: "OpenDownloadStream OpenDownloadStreamByName DownloadToStream DownloadToStreamByName", Obj: Recv, Effect: Read, Use: "SetReadDeadline on the bucket"},
			{Recv: "Bucket", Names: "FindContext", Ctx: Arg0, Obj: Recv, Effect: Read},
			{Recv: "Bucket", Names: "DeleteContext RenameContext DropContext", Ctx: Arg0, Obj: Recv, Effect: IdempotentWrite},
		},
		Objects: []Object{{Name: "Bucket", Makers: "NewBucket", Setters: "SetReadDeadline SetWriteDeadline"}},
	},
	{
		Path: "go.mongodb.org/mongo-driver/v2/mongo/options", Version: "v2.9.3", Family: "MongoDB",
		Objects: []Object{{Name: "ClientOptions", Setters: "SetTimeout", Limits: "Timeout", Makers: "Client"}},
	},
	{
		Path: "go.mongodb.org/mongo-driver/mongo/options", Version: "v1.17.10", Family: "MongoDB",
		Objects: []Object{{Name: "ClientOptions", Setters: "SetTimeout SetSocketTimeout", Limits: "Timeout SocketTimeout", Makers: "Client"}},
	},
	{
		// NewCluster sets 11 s. No retries unless a policy is set, which v1 then applies to
		// every query, idempotent or not.
		Path: "github.com/gocql/gocql", Version: "v1.7.0", Family: "Cassandra",
		Rows: []Row{
			{Recv: "Query", Names: "Exec Iter Scan MapScan ScanCAS MapScanCAS", Obj: Recv, Bound: true, Effect: BySQL, Text: Recv, Use: "WithContext, or a Timeout in the ClusterConfig"},
			{Recv: "Session", Names: "ExecuteBatch ExecuteBatchCAS MapExecuteBatchCAS", Obj: Arg0, Bound: true, Use: "WithContext on the batch, or a Timeout in the ClusterConfig"},
			{Recv: "Session", Names: "AwaitSchemaAgreement", Ctx: Arg0, Bound: true, Effect: Read},
			{Recv: "ClusterConfig", Names: "CreateSession", Obj: Recv, Bound: true, Effect: Read, Use: "a ConnectTimeout in the ClusterConfig"},
			{Names: "NewSession", Obj: Arg0, Bound: true, Effect: Read, Use: "a ConnectTimeout in the ClusterConfig"},
			{Recv: "Iter", Names: "Scan MapScan SliceMap RowData Close", Role: Rest, Effect: Read},
			{Recv: "Scanner", Names: "Next", Role: Rest, Effect: Read},
			{Names: "TimeUUID RandomUUID MustRandomUUID", Role: Fresh},
		},
		Objects: []Object{
			{Name: "ClusterConfig", Limits: "Timeout", Partial: "ConnectTimeout WriteTimeout", Makers: "NewCluster", Bound: true, ZeroNone: true},
			{Name: "Session", Makers: "NewSession"},
			{Name: "Query", Contexts: "WithContext"},
			{Name: "Batch", Contexts: "WithContext"},
		},
	},
	{
		// As gocql, but only queries marked idempotent are repeated.
		Path: "github.com/apache/cassandra-gocql-driver/v2", Version: "v2.1.2", Family: "Cassandra",
		Rows: []Row{
			{Recv: "Query", Names: "Exec Iter Scan MapScan ScanCAS MapScanCAS", Obj: Recv, Bound: true, Effect: BySQL, Text: Recv, Use: "the Context form, or a Timeout in the ClusterConfig"},
			{Recv: "Query", Names: "ExecContext IterContext ScanContext MapScanContext ScanCASContext MapScanCASContext", Ctx: Arg0, Obj: Recv, Bound: true, Effect: BySQL, Text: Recv},
			{Recv: "Batch", Names: "Exec Iter ExecCAS MapExecCAS", Obj: Recv, Bound: true, Use: "the Context form, or a Timeout in the ClusterConfig"},
			{Recv: "Batch", Names: "ExecContext IterContext ExecCASContext MapExecCASContext", Ctx: Arg0, Obj: Recv, Bound: true},
			{Recv: "Session", Names: "ExecuteBatch ExecuteBatchCAS MapExecuteBatchCAS", Obj: Arg0, Bound: true, Use: "the Context form of the batch"},
			{Recv: "Session", Names: "AwaitSchemaAgreement StatementMetadata", Ctx: Arg0, Bound: true, Effect: Read},
			{Recv: "ClusterConfig", Names: "CreateSession", Obj: Recv, Bound: true, Effect: Read, Use: "a ConnectTimeout in the ClusterConfig"},
			{Names: "NewSession", Obj: Arg0, Bound: true, Effect: Read, Use: "a ConnectTimeout in the ClusterConfig"},
			{Recv: "Iter", Names: "Scan MapScan SliceMap RowData Close", Role: Rest, Effect: Read},
			{Recv: "Scanner", Names: "Next", Role: Rest, Effect: Read},
			{Names: "TimeUUID RandomUUID MustRandomUUID", Role: Fresh},
		},
		Objects: []Object{
			{Name: "ClusterConfig", Limits: "Timeout", Partial: "ConnectTimeout WriteTimeout", Makers: "NewCluster", Bound: true, ZeroNone: true},
			{Name: "Session", Makers: "NewSession"},
			{Name: "Query", Contexts: "WithContext"},
			{Name: "Batch", Contexts: "WithContext"},
		},
	},
	{
		// 30 s to connect or to wait for a connection, five minutes to read.
		Path: "github.com/ClickHouse/clickhouse-go/v2", Version: "v2.50.0", Family: "ClickHouse",
		Rows: []Row{
			{Names: "Context", Role: Local, Ctx: Arg0},
		},
		Objects: []Object{
			{Name: "Options", Limits: "ReadTimeout", Partial: "DialTimeout", Bound: true, Makers: "ParseDSN"},
			{Name: "github.com/ClickHouse/clickhouse-go/v2/lib/driver.Conn", Makers: "Open", Bound: true, Knob: "Options.ReadTimeout"},
		},
	},
	{
		Path: "github.com/ClickHouse/clickhouse-go/v2/lib/driver", Version: "v2.50.0", Family: "ClickHouse",
		Rows: []Row{
			{Recv: "Conn", Names: "Query QueryRow Exec", Ctx: Arg0, Obj: Recv, Bound: true, Effect: BySQL, Text: Arg1},
			{Recv: "Conn", Names: "Select QueryFormat", Ctx: Arg0, Obj: Recv, Bound: true, Effect: Read},
			{Recv: "Conn", Names: "AsyncInsert InsertFormat", Ctx: Arg0, Obj: Recv, Bound: true, Effect: NonIdempotentWrite},
			{Recv: "Conn", Names: "PrepareBatch Ping", Ctx: Arg0, Obj: Recv, Bound: true, Effect: Read},
			{Recv: "Batch", Names: "Send Flush", Role: Rest, Effect: NonIdempotentWrite},
			{Recv: "Batch", Names: "Append AppendStruct", Role: Local},
			{Recv: "Rows", Names: "Next Close", Role: Rest, Effect: Read},
		},
		Objects: []Object{{Name: "Conn", Bound: true}},
	},
	{
		// The functions of a client are fields: client.Search(client.Search.WithContext(ctx)).
		// Four attempts without a pause, whatever the method, on transport errors and 502-504.
		Path: "github.com/elastic/go-elasticsearch/v8/esapi", Also: "github.com/elastic/go-elasticsearch/v*/esapi", Version: "v8.19.7", Family: "Elasticsearch",
		Rows: []Row{
			{Recv: "*", Names: "()", Opts: "*.WithContext", Ctx: Nowhere, Attempts: 4, Use: "the WithContext option of the function"},
			{Recv: "*", Names: "Do", Ctx: Arg0, Obj: Arg1, Attempts: 4},
			{Recv: "SearchRequest GetRequest CountRequest MgetRequest MsearchRequest ExistsRequest InfoRequest PingRequest ScrollRequest ClusterHealthRequest IndicesExistsRequest IndicesGetRequest", Names: "Do", Ctx: Arg0, Obj: Arg1, Effect: Read, Attempts: 4},
			{Recv: "DeleteRequest IndicesDeleteRequest IndicesRefreshRequest", Names: "Do", Ctx: Arg0, Obj: Arg1, Effect: IdempotentWrite, Attempts: 4},
			{Recv: "Transport", Names: "Perform", Req: Arg0, Effect: ByMethod, Attempts: 4},
		},
	},
	{
		Path: "github.com/elastic/go-elasticsearch/v8/typedapi/...", Also: "github.com/elastic/go-elasticsearch/v*/typedapi/...", Version: "v8.19.7", Family: "Elasticsearch",
		Rows: []Row{
			{Recv: "*", Names: "Do Perform IsSuccess", Ctx: Arg0, Attempts: 4},
			{Recv: "*", Names: "HttpRequest", Role: Local, Ctx: Arg0},
		},
	},
	{
		Path: "github.com/elastic/go-elasticsearch/v8/esutil", Also: "github.com/elastic/go-elasticsearch/v*/esutil", Version: "v8.19.7", Family: "Elasticsearch",
		Rows: []Row{
			{Recv: "BulkIndexer", Names: "Add", Role: Stream, Ctx: Arg0, Effect: NonIdempotentWrite, Note: "it waits for a free worker"},
			{Recv: "BulkIndexer", Names: "Flush Close", Ctx: Arg0},
		},
	},
	{
		Path: "github.com/elastic/go-elasticsearch/v8", Also: "github.com/elastic/go-elasticsearch/v*", Version: "v8.19.7", Family: "Elasticsearch",
		Rows: []Row{
			{Recv: "BaseClient", Names: "Perform", Req: Arg0, Effect: ByMethod, Attempts: 4, Use: "a request whose context has a deadline"},
			{Recv: "BaseClient", Names: "Close", Ctx: Arg0, Effect: IdempotentWrite},
			{Recv: "BaseClient", Names: "DiscoverNodes", Effect: Read, Attempts: 4},
		},
		Objects: []Object{
			{Name: "Config", Inner: "Transport", Seldom: true},
			{Name: "Client", Makers: "New NewClient NewDefaultClient", Seldom: true},
			{Name: "TypedClient", Makers: "NewTyped NewTypedClient"},
		},
	},
	{
		// No retries unless a Retrier is set, then of all methods.
		Path: "github.com/olivere/elastic/v7", Also: "gopkg.in/olivere/elastic.v5 gopkg.in/olivere/elastic.v6 github.com/olivere/elastic", Version: "v7.0.32", Family: "Elasticsearch",
		Rows: []Row{
			{Names: "NewClient NewClientFromConfig Dial", Bound: true, Effect: Read, Note: "health check and sniffing end after five seconds each"},
			{Names: "DialContext DialWithConfig", Ctx: Arg0, Bound: true, Effect: Read},
			{Recv: "Client", Names: "PerformRequest", Ctx: Arg0, Obj: Recv},
			{Recv: "SearchService GetService MgetService CountService ExistsService MultiSearchService ScrollService ClusterHealthService IndicesExistsService IndicesGetService ExplainService", Names: "Do", Ctx: Arg0, Obj: Recv, Effect: Read},
			{Recv: "DeleteService IndicesDeleteService RefreshService", Names: "Do", Ctx: Arg0, Obj: Recv, Effect: IdempotentWrite},
			{Recv: "*", Names: "Do DoAsync", Ctx: Arg0, Obj: Recv},
			{Recv: "BulkProcessor", Names: "Start", Role: Local, Ctx: Arg0},
			{Recv: "BulkProcessorService", Names: "Do", Role: Local, Ctx: Arg0},
			{Recv: "*", Names: "*", Ctx: Arg0, Obj: Recv},
		},
		Objects: []Object{
			{Name: "Client", Makers: "NewClient NewSimpleClient Dial DialContext", Seldom: true},
			{Name: "ClientOptionFunc", Options: "SetHttpClient"},
			{Name: "*", Seldom: true},
		},
	},
	{
		// Seven attempts without a pause: 502-504, EOF, network errors that are no timeouts.
		Path: "github.com/opensearch-project/opensearch-go/v4/opensearchapi", Also: "github.com/opensearch-project/opensearch-go/v*/opensearchapi", Version: "v4.8.1", Family: "Elasticsearch",
		Rows: []Row{
			{Recv: "Client", Names: "Search MSearch MGet Info Ping SearchShards SearchTemplate", Ctx: Arg0, Effect: Read, Attempts: 7},
			{Recv: "*", Names: "*", Ctx: Arg0, Attempts: 7},
		},
	},
	{
		// The former versions, whose requests are given the client.
		Path: "github.com/opensearch-project/opensearch-go/v2/opensearchapi", Also: "github.com/opensearch-project/opensearch-go/opensearchapi", Version: "v2.3.0", Family: "Elasticsearch",
		Rows: []Row{
			{Recv: "*", Names: "()", Opts: "*.WithContext", Ctx: Nowhere, Attempts: 4, Use: "the WithContext option of the function"},
			{Recv: "*", Names: "Do", Ctx: Arg0, Obj: Arg1, Attempts: 4},
			{Recv: "Transport", Names: "Perform", Req: Arg0, Effect: ByMethod, Attempts: 4},
		},
	},
	{
		Path: "github.com/opensearch-project/opensearch-go/v4", Also: "github.com/opensearch-project/opensearch-go/v*", Version: "v4.8.1", Family: "Elasticsearch",
		Rows: []Row{
			{Recv: "Client", Names: "Do", Ctx: Arg0, Attempts: 7},
			{Names: "Do", Ctx: Arg0, Attempts: 7},
			{Recv: "Client", Names: "Perform", Req: Arg0, Effect: ByMethod, Attempts: 7},
			{Recv: "Client", Names: "DiscoverNodes", Ctx: Arg0, Effect: Read},
		},
		Objects: []Object{
			{Name: "Config", Inner: "Transport", Seldom: true},
			{Name: "Client", Makers: "NewClient NewDefaultClient", Seldom: true},
		},
	},
	{
		// Half a second for dialling, reading and writing alike.
		Path: "github.com/bradfitz/gomemcache/memcache", Version: "v0.0.0-20260422231931-4d751bb6e37c", Family: "memcached",
		Rows: []Row{
			{Recv: "Client", Names: "Get GetMulti Ping", Obj: Recv, Bound: true, Effect: Read},
			{Recv: "Client", Names: "Set Delete Touch GetAndTouch FlushAll DeleteAll", Obj: Recv, Bound: true, Effect: IdempotentWrite},
			{Recv: "Client", Names: "Add Replace Append Prepend CompareAndSwap Increment Decrement", Obj: Recv, Bound: true, Effect: NonIdempotentWrite},
		},
		Objects: []Object{{Name: "Client", Limits: "Timeout", Bound: true, Makers: "New NewFromSelector"}},
	},
}
