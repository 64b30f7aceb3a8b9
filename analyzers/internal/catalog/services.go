package catalog

// services holds more clients of services on the internet, and of GraphQL, graph and time-series stores. What a
// library has no limit for ends with the http.Client that it is given, if anything does.
var services = []Library{
	{
		// No limit by default, and a context only as the option WithContext of each call; 429 and 5xx are
		// repeated five times, whatever the method.
		Path: "gitlab.com/gitlab-org/api/client-go", Also: "github.com/xanzy/go-gitlab", Version: "v1.46.0", Family: "GitLab",
		Rows: []Row{
			{
				Recv: "*",
				Names: "CurrentUser GetUser ListUsers GetProject ListProjects ListProjectMembers ListAllProjectMembers GetGroup ListGroups ListGroupMembers ListGroupProjects" +
					" GetFile GetRawFile ListTree GetBranch ListBranches GetCommit ListCommits GetTag ListTags GetRelease ListReleases" +
					" GetMergeRequest ListMergeRequests ListProjectMergeRequests ListMergeRequestNotes ListMergeRequestDiffs GetIssue ListProjectIssues ListIssueNotes" +
					" GetPipeline GetLatestPipeline ListProjectPipelines ListPipelineJobs GetJob ListProjectHooks GetProjectHook ListLabels",
				Obj: Recv, Opts: "WithContext", Attempts: 6, Use: gitlabUse, Effect: Read,
			},
			{
				Recv: "*",
				Names: "CreateBranch CreateCommit CreateFile CreateTag CreateRelease CreateMergeRequest CreateMergeRequestNote CreateMergeRequestDiscussion" +
					" CreateIssue CreateIssueNote CreateProject CreateGroup CreatePipeline CreateUser AddProjectHook AddDeployKey RetryJob PlayJob RunPipelineTrigger",
				Obj: Recv, Opts: "WithContext", Attempts: 6, Use: gitlabUse, Effect: NonIdempotentWrite,
			},
			{
				Recv: "*",
				Names: "SetCommitStatus UpdateMergeRequest AcceptMergeRequest ApproveMergeRequest UpdateMergeRequestNote UpdateIssue UpdateIssueNote UpdateFile DeleteFile" +
					" DeleteBranch DeleteTag EditProject EditProjectHook DeleteProjectHook DeleteProject DeleteMergeRequest DeleteIssue CancelJob",
				Obj: Recv, Opts: "WithContext", Attempts: 6, Use: gitlabUse, Effect: IdempotentWrite,
			},
			{Recv: "Client", Names: "Do", Req: Arg0, Obj: Recv, Effect: ByMethod, Attempts: 6},
		},
		Objects: []Object{
			{Name: "Client", Makers: "NewClient NewBasicAuthClient NewJobClient NewOAuthClient", Options: "WithHTTPClient", Seldom: true, Knob: "gitlab.WithHTTPClient"},
			{Name: "*", Seldom: true},
		},
	},
	{
		// http.DefaultClient if none is given.
		Path: "github.com/shurcooL/graphql", Version: "v0.0.0-20240915155400-7ee5256398cf", Family: "GraphQL",
		Rows: []Row{
			{Recv: "Client", Names: "Query", Ctx: Arg0, Obj: Recv, Effect: Read},
			{Recv: "Client", Names: "Mutate", Ctx: Arg0, Obj: Recv, Effect: NonIdempotentWrite},
		},
		Objects: []Object{{Name: "Client", Makers: "NewClient", Seldom: true}},
	},
	{
		Path: "github.com/shurcooL/githubv4", Version: "v0.0.0-20260209031235-2402fdf4a9ed", Family: "GitHub",
		Rows: []Row{
			{Recv: "Client", Names: "Query", Ctx: Arg0, Obj: Recv, Effect: Read},
			{Recv: "Client", Names: "Mutate", Ctx: Arg0, Obj: Recv, Effect: NonIdempotentWrite},
		},
		Objects: []Object{{Name: "Client", Makers: "NewClient NewEnterpriseClient", Seldom: true}},
	},
	{
		// http.DefaultClient unless WithHTTPClient is given.
		Path: "github.com/machinebox/graphql", Version: "v0.2.2", Family: "GraphQL",
		Rows: []Row{
			{Recv: "Client", Names: "Run", Ctx: Arg0, Obj: Recv},
		},
		Objects: []Object{
			{Name: "Client", Makers: "NewClient", Seldom: true},
			{Name: "ClientOption", Options: "WithHTTPClient"},
		},
	},
	{
		// http.DefaultClient if none is given.
		Path: "github.com/Khan/genqlient/graphql", Version: "v0.8.1", Family: "GraphQL",
		Rows: []Row{
			{Recv: "Client", Names: "MakeRequest", Ctx: Arg0, Obj: Recv},
		},
		Objects: []Object{{Name: "Client", Makers: "NewClient NewClientUsingGet", Seldom: true}},
	},
	{
		// http.DefaultClient unless HTTPClient is given; transport errors, 429 and 5xx are repeated three times,
		// whatever the method.
		Path: "github.com/cloudflare/cloudflare-go", Version: "v0.119.0", Family: "Cloudflare",
		Rows: []Row{
			{
				Recv:  "API",
				Names: "GetDNSRecord ListDNSRecords ListZones ListZonesContext ZoneDetails GetTunnel ListTunnels GetTunnelConfiguration GetList ListLists GetRuleset ListRulesets UserDetails",
				Ctx:   Arg0, Obj: Recv, Effect: Read, Attempts: 4,
			},
			{Recv: "API", Names: "CreateDNSRecord CreateZone CreateTunnel CreateList CreateRuleset", Ctx: Arg0, Obj: Recv, Effect: NonIdempotentWrite, Attempts: 4},
			{Recv: "API", Names: "UpdateDNSRecord DeleteDNSRecord DeleteZone DeleteTunnel UpdateTunnelConfiguration PurgeCache PurgeEverything", Ctx: Arg0, Obj: Recv, Effect: IdempotentWrite, Attempts: 4},
			{Recv: "API", Names: "*", Ctx: Arg0, Obj: Recv, Attempts: 4},
		},
		Objects: []Object{
			{Name: "API", Makers: "New NewWithAPIToken NewWithUserServiceKey", Seldom: true},
			{Name: "Option", Options: "HTTPClient"},
		},
	},
	{
		// The default client limits dialling alone.
		Path: "github.com/PagerDuty/go-pagerduty", Version: "v1.8.0", Family: "PagerDuty", Sibling: "WithContext",
		Rows: []Row{
			{
				Recv:  "Client",
				Names: "GetIncidentWithContext ListIncidentsWithContext GetServiceWithContext ListServicesWithContext GetUserWithContext ListUsersWithContext ListOnCallsWithContext ListSchedulesWithContext GetScheduleWithContext",
				Ctx:   Arg0, Obj: Recv, Effect: Read,
			},
			{Recv: "Client", Names: "CreateIncidentWithContext CreateIncidentNoteWithContext CreateServiceWithContext", Ctx: Arg0, Obj: Recv, Effect: NonIdempotentWrite},
			{Recv: "Client", Names: "*", Ctx: Arg0, Obj: Recv},
			// The dedup key makes one of several.
			{Names: "ManageEventWithContext", Ctx: Arg0, Effect: NonIdempotentWrite},
		},
		Objects: []Object{{Name: "Client", Inner: "HTTPClient", Makers: "NewClient NewOAuthClient", Seldom: true, Knob: "HTTPClient"}},
	},
	{
		// It knows no context, and the client that NewBotAPI makes has no Timeout.
		Path: "github.com/go-telegram-bot-api/telegram-bot-api/v5", Version: "v5.5.1", Family: "Telegram",
		Rows: []Row{
			{Recv: "BotAPI", Names: "Send SendMediaGroup CopyMessage UploadFiles", Obj: Recv, Effect: NonIdempotentWrite, Use: telegramUse},
			{Recv: "BotAPI", Names: "Request MakeRequest", Obj: Recv, Use: telegramUse},
			{
				Recv:  "BotAPI",
				Names: "GetMe GetFile GetFileDirectURL GetUserProfilePhotos GetWebhookInfo GetChat GetChatAdministrators GetChatMembersCount GetChatMember GetMyCommands",
				Obj:   Recv, Effect: Read, Use: telegramUse,
			},
			// A long poll of UpdateConfig.Timeout seconds, by the server's clock.
			{Recv: "BotAPI", Names: "GetUpdates", Role: Stream, Obj: Recv, Effect: Read},
			{Recv: "BotAPI", Names: "GetUpdatesChan", Role: Local},
		},
		Objects: []Object{
			{Name: "BotAPI", Inner: "Client", Makers: "NewBotAPI NewBotAPIWithAPIEndpoint NewBotAPIWithClient", Seldom: true, Knob: "Client"},
			{Name: "HTTPClient", Seldom: true},
		},
	},
	{
		// Twenty seconds a call, the reading of the answer included.
		Path: "github.com/influxdata/influxdb-client-go/v2/api", Version: "v2.14.0", Family: "InfluxDB",
		Rows: []Row{
			{Recv: "WriteAPIBlocking", Names: "WriteRecord WritePoint Flush", Ctx: Arg0, Bound: true, Effect: IdempotentWrite},
			// They hand the record to a goroutine.
			{Recv: "WriteAPI", Names: "WriteRecord WritePoint", Role: Local},
			{Recv: "QueryAPI", Names: "Query QueryRaw QueryWithParams QueryRawWithParams", Ctx: Arg0, Bound: true, Effect: Read},
			{Recv: "DeleteAPI", Names: "Delete DeleteWithID DeleteWithName", Ctx: Arg0, Bound: true, Effect: IdempotentWrite},
		},
	},
	{
		// It knows no context; HTTPConfig.Timeout is 0 by default.
		Path: "github.com/influxdata/influxdb1-client/v2", Version: "v0.0.0-20220302092344-a9ab5670611c", Family: "InfluxDB",
		Rows: []Row{
			{Recv: "Client", Names: "Query QueryAsChunk", Obj: Recv, Use: "HTTPConfig.Timeout"},
			{Recv: "Client", Names: "Write", Obj: Recv, Effect: IdempotentWrite, Use: "HTTPConfig.Timeout"},
			// The argument is how long the server waits for a leader.
			{Recv: "Client", Names: "Ping", Obj: Recv, Effect: Read, Use: "HTTPConfig.Timeout"},
		},
		Objects: []Object{
			{Name: "Client", Makers: "NewHTTPClient", Seldom: true, Knob: "HTTPConfig.Timeout"},
			{Name: "HTTPConfig", Limits: "Timeout"},
		},
	},
	{
		// A minute for a connection, then no limit: only a deadline ends a read, a cancellation alone does not.
		Path: "github.com/neo4j/neo4j-go-driver/v5/neo4j", Version: "v5.28.4", Family: "Neo4j",
		Rows: []Row{
			{Names: "ExecuteQuery ExecuteWrite", Ctx: Arg0, Attempts: -1},
			{Names: "ExecuteRead", Ctx: Arg0, Effect: Read, Attempts: -1},
			{Recv: "DriverWithContext", Names: "VerifyConnectivity VerifyAuthentication GetServerInfo", Ctx: Arg0, Effect: Read},
			{Recv: "DriverWithContext", Names: "NewSession", Role: Local, Ctx: Arg0},
			{Recv: "SessionWithContext", Names: "ExecuteRead", Ctx: Arg0, Effect: Read, Attempts: -1},
			{Recv: "SessionWithContext", Names: "ExecuteWrite", Ctx: Arg0, Attempts: -1},
			{Recv: "SessionWithContext ExplicitTransaction ManagedTransaction", Names: "Run", Ctx: Arg0},
			{Recv: "SessionWithContext", Names: "BeginTransaction", Ctx: Arg0, Effect: Read},
			{Recv: "ExplicitTransaction", Names: "Commit", Ctx: Arg0, Effect: NonIdempotentWrite},
			{Recv: "ExplicitTransaction", Names: "Rollback", Ctx: Arg0, Effect: IdempotentWrite},
			{Recv: "DriverWithContext SessionWithContext ExplicitTransaction", Names: "Close", Role: Local, Ctx: Arg0},
			{Recv: "ResultWithContext", Names: "Next NextRecord Peek PeekRecord Collect Single Consume", Role: Rest, Ctx: Arg0, Effect: Read},
		},
	},
	{
		// No limit by default; timeouts, 502, 504, conflicts and rate limits are repeated five times, whatever the
		// method.
		Path: "github.com/hetznercloud/hcloud-go/v2/hcloud", Version: "v2.52.0", Family: "Hetzner Cloud",
		Rows: []Row{
			{Recv: "*", Names: "Get GetByID GetByName List All AllWithOpts", Ctx: Arg0, Obj: Recv, Attempts: 6, Effect: Read},
			{Recv: "*", Names: "Create CreateImage Reset Reboot Rebuild", Ctx: Arg0, Obj: Recv, Attempts: 6, Effect: NonIdempotentWrite},
			{Recv: "*", Names: "Update Delete Assign Unassign Attach Detach Poweron Poweroff Shutdown Resize SetRules", Ctx: Arg0, Obj: Recv, Attempts: 6, Effect: IdempotentWrite},
			{Recv: "ActionClient", Names: "WatchProgress WatchOverallProgress", Role: Local, Ctx: Arg0},
			{Recv: "Client", Names: "NewRequest", Role: Local, Ctx: Arg0},
			{Recv: "*", Names: "*", Ctx: Arg0, Obj: Recv, Attempts: 6},
		},
		Objects: []Object{
			{Name: "Client", Makers: "NewClient", Seldom: true},
			{Name: "ClientOption", Options: "WithHTTPClient"},
			{Name: "*", Seldom: true},
		},
	},
	{
		// http.DefaultClient unless SetClient is called.
		Path: "github.com/mailgun/mailgun-go/v4", Version: "v4.23.0", Family: "Mailgun",
		Rows: []Row{
			{Recv: "Mailgun MailgunImpl", Names: "Send ReSend", Ctx: Arg0, Obj: Recv, Effect: NonIdempotentWrite},
			{Recv: "Mailgun MailgunImpl", Names: "GetDomain GetMailingList GetMember GetStoredMessage GetTemplate ValidateEmail", Ctx: Arg0, Obj: Recv, Effect: Read},
			{Recv: "Mailgun MailgunImpl", Names: "*", Ctx: Arg0, Obj: Recv},
		},
		Objects: []Object{
			{Name: "MailgunImpl", Setters: "SetClient", Makers: "NewMailgun NewMailgunFromEnv", Seldom: true},
			{Name: "Mailgun", Setters: "SetClient", Seldom: true},
		},
	},
	{
		// A minute a call.
		Path: "github.com/sideshow/apns2", Version: "v0.25.0", Family: "APNs",
		Rows: []Row{
			{Recv: "Client", Names: "Push PushWithContext", Bound: true, Effect: NonIdempotentWrite},
		},
	},
	{
		// A client without a Timeout unless Options.HTTPClient is set.
		Path: "github.com/SherClockHolmes/webpush-go", Version: "v1.4.0", Family: "Web Push", Sibling: "WithContext",
		Rows: []Row{
			{Names: "SendNotificationWithContext", Ctx: Arg0, Obj: Arg3, Effect: NonIdempotentWrite},
		},
		Objects: []Object{{Name: "Options", Inner: "HTTPClient", Seldom: true}},
	},
	{
		// No limit by default; network errors and 503 are repeated four times, so that a message may arrive twice.
		Path: "firebase.google.com/go/v4/messaging", Version: "v4.19.0", Family: "Firebase",
		Rows: []Row{
			{Recv: "fcmClient", Names: "Send SendEach SendEachForMulticast", Ctx: Arg0, Obj: Recv, Effect: NonIdempotentWrite, Attempts: 5},
			{Recv: "iidClient", Names: "SubscribeToTopic UnsubscribeFromTopic", Ctx: Arg0, Obj: Recv, Effect: IdempotentWrite, Attempts: 5},
		},
		Objects: []Object{{Name: "*", Seldom: true}},
	},
	{
		Path: "firebase.google.com/go/v4", Version: "v4.19.0", Family: "Firebase",
		Rows: []Row{
			{Names: "NewApp", Role: Local, Ctx: Arg0},
			{Recv: "App", Names: "Messaging", Role: Local, Ctx: Arg0},
		},
		Objects: []Object{
			{Name: "App", Makers: "NewApp", Seldom: true},
			{Name: "firebase.google.com/go/v4/messaging.Client", Makers: "App.Messaging", Seldom: true},
		},
	},
}

const (
	gitlabUse   = "gitlab.WithContext among the options, or gitlab.WithHTTPClient where the client is made"
	telegramUse = "NewBotAPIWithClient with a client that has a Timeout"
)
