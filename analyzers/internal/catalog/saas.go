package catalog

// saas holds clients of services on the internet.
var saas = []Library{
	{
		Path: "github.com/sendgrid/sendgrid-go", Version: "v3.16.1", Family: "SendGrid", Sibling: "WithContext",
		Rows: []Row{
			{Recv: "Client", Names: "SendWithContext", Ctx: Arg0, Effect: NonIdempotentWrite},
			{Names: "MakeRequestWithContext", Ctx: Arg0},
			{Names: "MakeRequestRetryWithContext", Ctx: Arg0, Attempts: 6},
			{Names: "MakeRequestAsyncWithContext", Role: Local, Ctx: Arg0},
			{Names: "API", Use: "MakeRequestWithContext"},
		},
	},
	{
		Path: "github.com/sendgrid/rest", Version: "v2.6.9", Family: "SendGrid", Sibling: "WithContext",
		Rows: []Row{
			{Names: "SendWithContext", Ctx: Arg0},
			{Recv: "Client", Names: "SendWithContext", Ctx: Arg0, Obj: Recv},
			{Names: "MakeRequest", Req: Arg0, Effect: ByMethod, Use: "a request with a deadline"},
			{Recv: "Client", Names: "MakeRequest", Obj: Recv, Req: Arg0, Effect: ByMethod, Use: "a request with a deadline"},
			{Names: "API", Use: "SendWithContext"},
			{Recv: "Client", Names: "API", Obj: Recv, Use: "SendWithContext"},
		},
		Objects: []Object{{Name: "Client", Inner: "HTTPClient"}},
	},
	{
		// Ten seconds by default; no context can be given.
		Path: "github.com/twilio/twilio-go/rest/...", Version: "v1.31.0", Family: "Twilio",
		Rows: []Row{
			{Recv: "*", Names: "CreateMessage CreateCall CreateVerification", Bound: true, Effect: NonIdempotentWrite},
			{Recv: "*", Names: "FetchMessage FetchCall ListMessage ListCall", Bound: true, Effect: Read},
			{Recv: "*", Names: "UpdateCall UpdateMessage DeleteMessage", Bound: true, Effect: IdempotentWrite},
		},
	},
	{
		// 80 s an attempt, three attempts. The library makes an idempotency key for them,
		// which a caller's own loop gets anew each time.
		Path: "github.com/stripe/stripe-go/v82/...", Also: "github.com/stripe/stripe-go/v*/...", Version: "v82.5.1", Family: "Stripe",
		Rows: []Row{
			{Names: "New", Req: Arg0, Bound: true, Effect: NonIdempotentWrite, Attempts: 3, Deduped: true},
			{Names: "Get", Req: Arg1, Bound: true, Effect: Read, Attempts: 3},
			{Names: "Update Del", Req: Arg1, Bound: true, Effect: IdempotentWrite, Attempts: 3},
			{Names: "Confirm Capture Cancel Pay", Req: Arg1, Bound: true, Effect: NonIdempotentWrite, Attempts: 3, Deduped: true},
			{Names: "List Search", Role: Local, Note: "the iterator asks the server"},
			{Recv: "Client", Names: "New", Req: Arg0, Bound: true, Effect: NonIdempotentWrite, Attempts: 3, Deduped: true},
			{Recv: "Client", Names: "Get", Req: Arg1, Bound: true, Effect: Read, Attempts: 3},
			{Recv: "Client", Names: "Update Del", Req: Arg1, Bound: true, Effect: IdempotentWrite, Attempts: 3},
			{Recv: "Client", Names: "Confirm Capture Cancel Pay", Req: Arg1, Bound: true, Effect: NonIdempotentWrite, Attempts: 3, Deduped: true},
		},
	},
	{
		// There is one of these an account, hence no id.
		Path: "github.com/stripe/stripe-go/v82/balance",
		Also: "github.com/stripe/stripe-go/v*/balance github.com/stripe/stripe-go/v*/cashbalance github.com/stripe/stripe-go/v*/tax/settings" +
			" github.com/stripe/stripe-go/v*/billing/creditbalancesummary",
		Version: "v82.5.1", Family: "Stripe",
		Rows: []Row{
			{Names: "Get", Req: Arg0, Bound: true, Effect: Read, Attempts: 3},
			{Recv: "Client", Names: "Get", Req: Arg0, Bound: true, Effect: Read, Attempts: 3},
		},
	},
	{
		Path: "github.com/stripe/stripe-go/v82/account", Also: "github.com/stripe/stripe-go/v*/account", Version: "v82.5.1", Family: "Stripe",
		Rows: []Row{
			{Names: "Get", Bound: true, Effect: Read, Attempts: 3},
			{Recv: "Client", Names: "Get", Bound: true, Effect: Read, Attempts: 3},
			{Names: "GetByID", Req: Arg1, Bound: true, Effect: Read, Attempts: 3},
			{Names: "New", Req: Arg0, Bound: true, Effect: NonIdempotentWrite, Attempts: 3, Deduped: true},
			{Names: "Update Del", Req: Arg1, Bound: true, Effect: IdempotentWrite, Attempts: 3},
		},
	},
	{
		Path: "github.com/stripe/stripe-go/v82/oauth", Also: "github.com/stripe/stripe-go/v*/oauth", Version: "v82.5.1", Family: "Stripe",
		Rows: []Row{
			{Names: "New", Req: Arg0, Bound: true, Effect: NonIdempotentWrite, Attempts: 3},
			{Names: "Del", Req: Arg0, Bound: true, Effect: IdempotentWrite, Attempts: 3},
		},
	},
	{
		Path: "github.com/stripe/stripe-go/v82/client", Also: "github.com/stripe/stripe-go/v*/client", Version: "v82.5.1", Family: "Stripe",
		Rows: []Row{
			{Names: "New", Role: Local},
		},
	},
	{
		Path: "github.com/stripe/stripe-go/v82", Also: "github.com/stripe/stripe-go/v*", Version: "v82.5.1", Family: "Stripe",
		Rows: []Row{
			{Recv: "*", Names: "Create", Ctx: Arg0, Bound: true, Effect: NonIdempotentWrite, Attempts: 3, Deduped: true},
			{Recv: "*", Names: "Retrieve", Ctx: Arg0, Bound: true, Effect: Read, Attempts: 3},
			{Recv: "*", Names: "Update Delete", Ctx: Arg0, Bound: true, Effect: IdempotentWrite, Attempts: 3},
			{Recv: "*", Names: "*", Ctx: Arg0, Bound: true, Attempts: 3, Deduped: true},
			{Recv: "Backend", Names: "Call", Req: Arg3, Bound: true, Effect: ByMethod, Text: Arg0, Attempts: 3, Deduped: true},
			{Names: "NewIdempotencyKey", Role: Fresh},
		},
		Objects: []Object{{Name: "*", Contexts: "Context"}},
	},
	{
		Path: "github.com/slack-go/slack", Also: "github.com/nlopes/slack", Version: "v0.34.0", Family: "Slack", Sibling: "Context",
		Rows: []Row{
			{Recv: "Client", Names: "PostMessageContext PostEphemeralContext ScheduleMessageContext SendMessageContext UploadFileContext", Ctx: Arg0, Obj: Recv, Effect: NonIdempotentWrite},
			{
				Recv: "Client",
				Names: "AuthTestContext GetUserInfoContext GetUserByEmailContext GetUsersContext GetUserGroupsContext GetConversationsContext GetConversationInfoContext" +
					" GetConversationHistoryContext GetConversationRepliesContext GetUsersInConversationContext GetFileInfoContext",
				Ctx: Arg0, Obj: Recv, Effect: Read,
			},
			{Recv: "Client", Names: "UpdateMessageContext DeleteMessageContext UnfurlMessageContext", Ctx: Arg0, Obj: Recv, Effect: IdempotentWrite},
			{Recv: "Client", Names: "*", Ctx: Arg0, Obj: Recv},
			{Names: "PostWebhookContext", Ctx: Arg0, Effect: NonIdempotentWrite},
			{Names: "PostWebhookCustomHTTPContext", Ctx: Arg0, Obj: Arg2, Effect: NonIdempotentWrite},
			{Recv: "RTM", Names: "ManageConnection", Role: Stream},
		},
		Objects: []Object{{Name: "Client", Makers: "New", Options: "OptionHTTPClient", Seldom: true, Knob: "slack.OptionHTTPClient"}},
	},
	{
		Path: "github.com/google/go-github/v75/github", Also: "github.com/google/go-github/v*/github github.com/google/go-github/github", Version: "v75.0.0", Family: "GitHub",
		Rows: []Row{
			{Recv: "*", Names: "Get List ListByOrg ListByUser ListByRepo ListComments ListFiles ListTags ListBranches ListReleases GetContents GetCommit GetBranch GetRef GetLatestRelease GetReleaseByTag GetTree GetBlob", Ctx: Arg0, Obj: Recv, Effect: Read},
			{Recv: "*", Names: "Create CreateComment CreateRelease CreateRef CreateCommit CreateTree CreateStatus CreateCheckRun CreateReview CreateFile CreateFork", Ctx: Arg0, Obj: Recv, Effect: NonIdempotentWrite},
			{Recv: "*", Names: "Edit EditComment Delete DeleteComment UpdateRef DeleteRef UpdateFile DeleteFile Merge", Ctx: Arg0, Obj: Recv, Effect: IdempotentWrite},
			{Recv: "Client", Names: "Do BareDo", Ctx: Arg0, Obj: Recv},
			{Recv: "*", Names: "*", Ctx: Arg0, Obj: Recv},
			{Names: "NewTokenClient", Role: Local, Ctx: Arg0},
		},
		Objects: []Object{
			{Name: "Client", Makers: "NewClient NewEnterpriseClient NewTokenClient NewClientWithEnvProxy", Seldom: true},
			{Name: "*", Seldom: true},
		},
	},
	{
		// Ten seconds a call, repeated for a minute; a workflow id makes a start idempotent.
		Path: "go.temporal.io/sdk/client", Version: "v1.50.0", Family: "Temporal",
		Rows: []Row{
			{Names: "Dial NewClient", Bound: true, Effect: Read},
			{Names: "DialContext NewClientFromExistingWithContext", Ctx: Arg0, Bound: true, Effect: Read},
			{Names: "NewLazyClient", Role: Local},
			// A second start of a workflow with the same id is refused or joins the first.
			{Recv: "Client", Names: "ExecuteWorkflow SignalWithStartWorkflow UpdateWithStartWorkflow ExecuteActivity", Ctx: Arg0, Bound: true, Effect: NonIdempotentWrite, Note: "a workflow id of one's own makes it idempotent"},
			{Recv: "Client", Names: "SignalWorkflow UpdateWorkflow ResetWorkflowExecution", Ctx: Arg0, Bound: true, Effect: NonIdempotentWrite},
			{
				Recv: "Client",
				Names: "DescribeWorkflow DescribeWorkflowExecution DescribeTaskQueue QueryWorkflow CountWorkflow ListWorkflow ListOpenWorkflow ListClosedWorkflow" +
					" ListArchivedWorkflow ScanWorkflow GetSearchAttributes CheckHealth",
				Ctx: Arg0, Bound: true, Effect: Read,
			},
			{Recv: "Client", Names: "GetWorkflow GetWorkflowHistory", Role: Local, Ctx: Arg0},
			{Recv: "Client NamespaceClient", Names: "*", Ctx: Arg0, Bound: true, Effect: IdempotentWrite},
		},
	},
	{
		Path: "go.temporal.io/sdk/internal", Version: "v1.50.0", Family: "Temporal",
		Rows: []Row{
			{Recv: "WorkflowRun", Names: "Get GetWithOptions", Role: Stream, Ctx: Arg0, Effect: Read},
			{Recv: "WorkflowUpdateHandle", Names: "Get", Role: Stream, Ctx: Arg0, Effect: Read},
		},
	},
}
