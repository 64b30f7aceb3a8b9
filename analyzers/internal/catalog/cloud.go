package catalog

// cloud holds the SDKs of the large providers and object storage.
var cloud = []Library{
	{
		// No limit on a call, three attempts of every operation. Generated paginators and
		// waiters are the same in all services.
		Path: "github.com/aws/aws-sdk-go-v2/service/...", Version: "v1.47.6", Family: "AWS",
		Rows: []Row{
			{
				Recv: "Client",
				Names: "GetObject HeadObject HeadBucket ListBuckets ListObjects ListObjectsV2 ListObjectVersions GetObjectTagging ListParts" +
					" GetItem BatchGetItem Query Scan DescribeTable ListTables TransactGetItems" +
					" GetQueueUrl GetQueueAttributes ListQueues" +
					" GetTopicAttributes ListTopics ListSubscriptions GetRecords GetShardIterator ListShards DescribeStream GetFunction ListFunctions",
				Ctx: Arg0, Obj: Recv, Effect: Read, Attempts: 3,
			},
			{
				Recv: "Client",
				Names: "PutObject CopyObject DeleteObject DeleteObjects PutObjectTagging PutObjectAcl UploadPart CompleteMultipartUpload AbortMultipartUpload" +
					" PutItem DeleteItem BatchWriteItem DeleteTable" +
					" DeleteMessage DeleteMessageBatch ChangeMessageVisibility CreateQueue DeleteQueue PurgeQueue SetQueueAttributes" +
					" CreateTopic DeleteTopic Subscribe Unsubscribe",
				Ctx: Arg0, Obj: Recv, Effect: IdempotentWrite, Attempts: 3,
			},
			{
				Recv: "Client",
				Names: "CreateMultipartUpload" +
					" SendMessage SendMessageBatch ReceiveMessage" +
					" Publish PublishBatch PutRecord PutRecords Invoke InvokeWithResponseStream",
				Ctx: Arg0, Obj: Recv, Effect: NonIdempotentWrite, Attempts: 3,
			},
			// ADD and SET n = n + :x count twice when the SDK repeats them.
			{Recv: "Client", Names: "UpdateItem TransactWriteItems ExecuteStatement", Ctx: Arg0, Obj: Recv, Attempts: 3, Note: "an update relative to the old value counts twice when the SDK repeats it"},
			{Recv: "Client", Names: "*", Ctx: Arg0, Obj: Recv, Attempts: 3},
			{Recv: "*", Names: "NextPage", Ctx: Arg0, Obj: Recv, Effect: Read, Attempts: 3},
			{Recv: "*", Names: "Wait WaitForOutput", Ctx: Arg0, Obj: Recv, Dur: Arg2, Effect: Read, Attempts: -1},
			{Recv: "PresignClient", Names: "*", Role: Local, Ctx: Arg0},
		},
		Objects: []Object{
			{Name: "PresignClient", Queue: true}, // it signs what somebody else sends
			{Name: "Client", Makers: "NewFromConfig New", Seldom: true},
			{Name: "Options", Inner: "HTTPClient"},
			{Name: "*", Seldom: true}, // paginators and waiters
		},
	},
	{
		Path: "github.com/aws/aws-sdk-go-v2/config", Version: "v1.33.14", Family: "AWS",
		Rows: []Row{
			// Only when there is no other source does it ask the instance, within its own limits.
			{Names: "LoadDefaultConfig", Role: Local, Ctx: Arg0},
			{Names: "LoadSharedConfigProfile", Role: Local, Ctx: Arg0},
		},
		Objects: []Object{{Name: "github.com/aws/aws-sdk-go-v2/aws.Config", Makers: "LoadDefaultConfig", Options: "WithHTTPClient", Seldom: true}},
	},
	{
		Path: "github.com/aws/aws-sdk-go-v2/aws", Version: "v1.47.6", Family: "AWS",
		Objects: []Object{{Name: "Config", Inner: "HTTPClient", Seldom: true}},
	},
	{
		Path: "github.com/aws/aws-sdk-go-v2/aws/transport/http", Version: "v1.47.6", Family: "AWS",
		Objects: []Object{{Name: "BuildableClient", Makers: "NewBuildableClient", Setters: "WithTimeout WithTransportOptions"}},
	},
	{
		// request_middleware.go: five seconds for an operation whose context has no deadline.
		Path: "github.com/aws/aws-sdk-go-v2/feature/ec2/imds", Version: "v1.20.6", Family: "AWS",
		Rows: []Row{
			{Recv: "Client", Names: "*", Ctx: Arg0, Effect: Read, Bound: true, Attempts: 3},
		},
	},
	{
		Path: "github.com/aws/aws-sdk-go-v2/feature/s3/manager", Version: "v1.23.20", Family: "AWS",
		Rows: []Row{
			{Recv: "Uploader", Names: "Upload", Ctx: Arg0, Obj: Recv, Effect: IdempotentWrite, Attempts: 3},
			{Recv: "Downloader", Names: "Download", Ctx: Arg0, Obj: Recv, Effect: Read, Attempts: 3},
			{Names: "GetBucketRegion", Ctx: Arg0, Obj: Arg1, Effect: Read, Attempts: 3},
		},
		Objects: []Object{
			{Name: "Uploader", Makers: "NewUploader", Seldom: true},
			{Name: "Downloader", Makers: "NewDownloader", Seldom: true},
		},
	},
	{
		// Four attempts of every operation, DynamoDB's client eleven.
		Path: "github.com/aws/aws-sdk-go/service/...", Version: "v1.55.8", Family: "AWS", Sibling: "WithContext",
		Rows: []Row{
			{Recv: "*", Names: "*", Ctx: Arg0, Obj: Recv, Attempts: 4},
		},
		Objects: []Object{{Name: "*", Makers: "New", Seldom: true}},
	},
	{
		// What a service is made of: its own configuration, else the session's.
		Path: "github.com/aws/aws-sdk-go/aws", Version: "v1.55.8", Family: "AWS",
		Objects: []Object{{Name: "Config", Inner: "HTTPClient", Setters: "WithHTTPClient", Makers: "NewConfig", Seldom: true}},
	},
	{
		Path: "github.com/aws/aws-sdk-go/aws/session", Version: "v1.55.8", Family: "AWS",
		Objects: []Object{
			{Name: "Session", Makers: "New NewSession NewSessionWithOptions Must", Seldom: true},
			{Name: "Options", Inner: "Config", Seldom: true},
		},
	},
	{
		Path: "github.com/aws/aws-sdk-go/aws/client", Version: "v1.55.8", Family: "AWS",
		Objects: []Object{{Name: "ConfigProvider", Seldom: true}},
	},
	{
		Path: "github.com/aws/aws-sdk-go/service/s3/s3manager", Version: "v1.55.8", Family: "AWS", Sibling: "WithContext",
		Rows: []Row{
			{Recv: "Uploader", Names: "UploadWithContext", Ctx: Arg0, Obj: Recv, Effect: IdempotentWrite, Attempts: 4},
			{Recv: "Uploader", Names: "UploadWithIterator", Ctx: Arg0, Obj: Recv, Effect: IdempotentWrite, Attempts: 4},
			{Recv: "Downloader", Names: "DownloadWithContext", Ctx: Arg0, Obj: Recv, Effect: Read, Attempts: 4},
			{Recv: "Downloader", Names: "DownloadWithIterator", Ctx: Arg0, Obj: Recv, Effect: Read, Attempts: 4},
		},
		Objects: []Object{
			{Name: "Uploader", Makers: "NewUploader NewUploaderWithClient", Seldom: true},
			{Name: "Downloader", Makers: "NewDownloader NewDownloaderWithClient", Seldom: true},
		},
	},
	{
		Path: "github.com/aws/aws-sdk-go/aws/request", Version: "v1.55.8", Family: "AWS",
		Rows: []Row{
			{Recv: "Request", Names: "Send", Obj: Recv, Attempts: 4, Use: "SetContext"},
		},
		Objects: []Object{{Name: "Request", Contexts: "SetContext"}},
	},
	{
		// Transient errors are repeated until the context ends, but only of calls that may
		// be repeated: reads, and writes with a precondition.
		Path: "cloud.google.com/go/storage", Version: "v1.70.0", Family: "Google Cloud",
		Rows: []Row{
			{Recv: "ObjectHandle", Names: "NewReader NewRangeReader NewMultiRangeDownloader Attrs", Ctx: Arg0, Obj: Recv, Effect: Read, Attempts: -1, Deduped: true},
			// The writer sends with this context.
			{Recv: "ObjectHandle", Names: "NewWriter NewWriterFromAppendableObject", Ctx: Arg0, Obj: Recv, Effect: IdempotentWrite},
			{Recv: "ObjectHandle", Names: "Update Delete Restore Move", Ctx: Arg0, Obj: Recv, Effect: IdempotentWrite, Attempts: -1, Deduped: true},
			{Recv: "Writer", Names: "Write Close Flush", Role: Rest, Effect: IdempotentWrite},
			{Recv: "Reader", Names: "Read WriteTo", Role: Rest, Effect: Read},
			{Recv: "Copier Composer", Names: "Run", Ctx: Arg0, Obj: Recv, Effect: IdempotentWrite, Attempts: -1, Deduped: true},
			{Recv: "BucketHandle", Names: "Attrs Objects Notifications", Ctx: Arg0, Obj: Recv, Effect: Read, Attempts: -1, Deduped: true},
			{Recv: "BucketHandle", Names: "Create", Ctx: Arg0, Obj: Recv, Effect: NonIdempotentWrite, Attempts: -1, Deduped: true},
			{Recv: "BucketHandle", Names: "Update Delete LockRetentionPolicy DeleteNotification", Ctx: Arg0, Obj: Recv, Effect: IdempotentWrite, Attempts: -1, Deduped: true},
			{Recv: "BucketHandle", Names: "AddNotification", Ctx: Arg0, Obj: Recv, Effect: NonIdempotentWrite},
			{Recv: "ObjectIterator BucketIterator", Names: "Next", Role: Rest, Effect: Read},
			{Recv: "ACLHandle", Names: "List", Ctx: Arg0, Obj: Recv, Effect: Read, Attempts: -1, Deduped: true},
			{Recv: "ACLHandle", Names: "Set Delete", Ctx: Arg0, Obj: Recv, Effect: IdempotentWrite},
			{Recv: "Client", Names: "Buckets ListHMACKeys ServiceAccount", Ctx: Arg0, Obj: Recv, Effect: Read, Attempts: -1, Deduped: true},
			{Recv: "Client", Names: "CreateHMACKey", Ctx: Arg0, Obj: Recv, Effect: NonIdempotentWrite},
			{Recv: "HMACKeyHandle", Names: "Get", Ctx: Arg0, Obj: Recv, Effect: Read, Attempts: -1, Deduped: true},
			{Recv: "HMACKeyHandle", Names: "Update Delete", Ctx: Arg0, Obj: Recv, Effect: IdempotentWrite, Attempts: -1, Deduped: true},
			{Names: "NewClient NewGRPCClient", Role: Local, Ctx: Arg0},
		},
		Objects: []Object{{Name: "Client", Makers: "NewClient", Seldom: true}, {Name: "*", Seldom: true}},
	},
	{
		// A publish is repeated for a minute and may arrive twice.
		Path: "cloud.google.com/go/pubsub", Version: "v1.52.0", Family: "Google Cloud",
		Rows: []Row{
			{Names: "NewClient NewClientWithConfig NewSchemaClient", Role: Local, Ctx: Arg0},
			{Recv: "Topic", Names: "Publish", Ctx: Arg0, Bound: true, Effect: NonIdempotentWrite, Attempts: -1, Note: "the wait is for its result"},
			{Recv: "Subscription", Names: "Receive", Role: Stream, Ctx: Arg0, Effect: Read},
			{Recv: "Topic Subscription", Names: "Exists Config", Ctx: Arg0, Bound: true, Effect: Read},
			{Recv: "Topic Subscription", Names: "Update Delete", Ctx: Arg0, Bound: true, Effect: IdempotentWrite},
			{Recv: "Client", Names: "CreateTopic CreateTopicWithConfig CreateSubscription", Ctx: Arg0, Bound: true, Effect: NonIdempotentWrite},
			{Recv: "Client Topic Subscription Snapshot SchemaClient", Names: "*", Ctx: Arg0, Bound: true},
		},
	},
	{
		Path: "cloud.google.com/go/pubsub/v2", Version: "v2.8.1", Family: "Google Cloud",
		Rows: []Row{
			{Names: "NewClient NewClientWithConfig", Role: Local, Ctx: Arg0},
			{Recv: "Publisher", Names: "Publish", Ctx: Arg0, Bound: true, Effect: NonIdempotentWrite, Attempts: -1, Note: "the wait is for its result"},
			{Recv: "Subscriber", Names: "Receive", Role: Stream, Ctx: Arg0, Effect: Read},
		},
	},
	{
		// What both majors of pubsub share.
		Path: "cloud.google.com/go/internal/pubsub", Version: "v0.123.0", Family: "Google Cloud",
		Rows: []Row{
			{Recv: "PublishResult", Names: "Get", Ctx: Arg0, Bound: true, Effect: Read},
			{Recv: "AckResult", Names: "Get", Ctx: Arg0, Effect: Read},
		},
	},
	{
		// A minute a call, repeated by code.
		Path: "cloud.google.com/go/firestore", Version: "v1.29.2", Family: "Google Cloud",
		Rows: []Row{
			{Names: "NewClient NewClientWithDatabase NewRESTClient", Role: Local, Ctx: Arg0},
			{Recv: "DocumentRef", Names: "Get Collections", Ctx: Arg0, Bound: true, Effect: Read},
			{Recv: "DocumentRef", Names: "Set Delete", Ctx: Arg0, Bound: true, Effect: IdempotentWrite},
			{Recv: "DocumentRef", Names: "Update", Ctx: Arg0, Bound: true, Note: "firestore.Increment counts twice when repeated"},
			{Recv: "DocumentRef", Names: "Create", Ctx: Arg0, Bound: true, Effect: NonIdempotentWrite},
			{Recv: "DocumentRef Query", Names: "Snapshots", Role: Stream, Ctx: Arg0, Effect: Read},
			{Recv: "CollectionRef", Names: "Add", Ctx: Arg0, Bound: true, Effect: NonIdempotentWrite},
			{Recv: "CollectionRef", Names: "DocumentRefs", Ctx: Arg0, Bound: true, Effect: Read},
			{Recv: "Query VectorQuery", Names: "Documents", Ctx: Arg0, Bound: true, Effect: Read},
			{Recv: "AggregationQuery", Names: "Get GetResponse", Ctx: Arg0, Bound: true, Effect: Read},
			{Recv: "CollectionGroupRef", Names: "GetPartitionedQueries", Ctx: Arg0, Bound: true, Effect: Read},
			{Recv: "Client", Names: "GetAll Collections", Ctx: Arg0, Bound: true, Effect: Read},
			{Recv: "Client", Names: "RunTransaction", Ctx: Arg0, Bound: true, Note: "it runs the function up to five times"},
			{Recv: "Client", Names: "BulkWriter", Role: Local, Ctx: Arg0},
			{Recv: "WriteBatch", Names: "Commit", Ctx: Arg0, Bound: true},
			{Recv: "DocumentIterator CollectionIterator DocumentRefIterator", Names: "Next GetAll", Role: Rest, Effect: Read},
			{Recv: "QuerySnapshotIterator DocumentSnapshotIterator", Names: "Next", Role: Rest, Effect: Read},
		},
	},
	{
		// The context is that of the chain; without one there is none at all.
		Path: "google.golang.org/api/...", Version: "v0.311.0", Family: "Google API",
		Rows: []Row{
			{Recv: "*", Names: "Do Download", Obj: Recv, Use: "Context of the call"},
			{Recv: "*", Names: "Pages", Ctx: Arg0, Effect: Read},
		},
		Objects: []Object{{Name: "*", Contexts: "Context", Seldom: true}, {Name: "Service", Makers: "NewService New", Seldom: true}},
	},
	{
		Path: "google.golang.org/api/option", Version: "v0.311.0", Family: "Google API",
		Objects: []Object{{Name: "ClientOption", Options: "WithHTTPClient"}},
	},
	{
		Path: "google.golang.org/api/idtoken", Version: "v0.311.0", Family: "Google API",
		Rows: []Row{
			{Names: "Validate", Ctx: Arg0, Effect: Read},
			{Recv: "Validator", Names: "Validate", Ctx: Arg0, Effect: Read},
			{Names: "NewClient NewTokenSource NewValidator", Role: Local, Ctx: Arg0},
		},
	},
	{
		// The call options decide: no attempt cap, and a limit only with WithTimeout.
		Path: "github.com/googleapis/gax-go/v2", Version: "v2.27.0", Family: "Google API",
		Rows: []Row{
			{Names: "Invoke", Ctx: Arg0, Opts: "WithTimeout"},
			{Names: "Sleep BuildHeaders InsertMetadataIntoOutgoingContext", Role: Local, Ctx: Arg0},
		},
	},
	{
		// No limit on a try, four tries of every method.
		Path: "github.com/Azure/azure-sdk-for-go/sdk/storage/...",
		Also: "github.com/Azure/azure-sdk-for-go/sdk/data/... github.com/Azure/azure-sdk-for-go/sdk/resourcemanager/..." +
			" github.com/Azure/azure-sdk-for-go/sdk/keyvault/... github.com/Azure/azure-sdk-for-go/sdk/security/...",
		Version: "v1.6.3", Family: "Azure",
		Rows: []Row{
			{Recv: "*", Names: "DownloadBuffer DownloadFile DownloadStream GetProperties GetTags", Ctx: Arg0, Effect: Read, Attempts: 4},
			{Recv: "*", Names: "UploadBuffer UploadFile UploadStream Delete DeleteBlob DeleteContainer SetMetadata SetTags", Ctx: Arg0, Effect: IdempotentWrite, Attempts: 4},
			{Recv: "*", Names: "AppendBlock CreateContainer", Ctx: Arg0, Effect: NonIdempotentWrite, Attempts: 4},
			{Recv: "*", Names: "*", Ctx: Arg0, Attempts: 4},
		},
	},
	{
		Path: "github.com/Azure/azure-sdk-for-go/sdk/azcore/runtime", Version: "v1.24.0", Family: "Azure",
		Rows: []Row{
			{Recv: "Pager", Names: "NextPage", Ctx: Arg0, Effect: Read, Attempts: 4},
			{Recv: "Poller", Names: "PollUntilDone", Ctx: Arg0, Effect: Read, Attempts: -1},
			{Recv: "Poller", Names: "Poll Result", Ctx: Arg0, Effect: Read, Attempts: 4},
			{Names: "NewRequest NewRequestForNextLink StartSpan WithCaptureResponse WithHTTPHeader WithRetryOptions", Role: Local, Ctx: Arg0},
		},
	},
	{
		// A minute to the first byte, ten attempts; the body has no limit.
		Path: "github.com/minio/minio-go/v7", Version: "v7.4.1", Family: "S3",
		Rows: []Row{
			{
				Recv: "Client",
				Names: "BucketExists FGetObject GetBucketLifecycle GetBucketLocation GetBucketNotification GetBucketPolicy GetBucketTagging GetBucketVersioning" +
					" GetObject GetObjectTagging ListBuckets ListIncompleteUploads ListObjects ListObjectsIter StatObject",
				Ctx: Arg0, Bound: true, Effect: Read, Attempts: 10,
			},
			{
				Recv: "Client",
				Names: "ComposeObject CopyObject EnableVersioning FPutObject MakeBucket PutObject PutObjectRetention PutObjectTagging RemoveBucket RemoveIncompleteUpload" +
					" RemoveObject RemoveObjects RemoveObjectTagging SetBucketLifecycle SetBucketNotification SetBucketPolicy SetBucketTagging SetBucketVersioning",
				Ctx: Arg0, Bound: true, Effect: IdempotentWrite, Attempts: 10,
			},
			{Recv: "Client", Names: "AppendObject", Ctx: Arg0, Bound: true, Effect: NonIdempotentWrite, Attempts: 10},
			{Recv: "Client", Names: "ListenNotification ListenBucketNotification", Role: Stream, Ctx: Arg0, Effect: Read},
			{Recv: "Client", Names: "Presign PresignHeader PresignedGetObject PresignedHeadObject PresignedPutObject PresignedPostPolicy", Role: Local, Ctx: Arg0},
			{Recv: "Client Core", Names: "*", Ctx: Arg0, Bound: true, Attempts: 10},
			{Recv: "Object", Names: "Read ReadAt Stat", Role: Rest, Effect: Read},
		},
	},
}
