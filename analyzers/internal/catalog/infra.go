package catalog

// infra holds the interfaces of infrastructure: coordination, containers, directories.
var infra = []Library{
	{
		// Every call waits for a connection (WaitForReady) until its context ends;
		// DialTimeout bounds no call. Reads and leases are repeated while the server is not
		// available, writes only when they never left.
		Path: "go.etcd.io/etcd/client/v3", Also: "go.etcd.io/etcd/clientv3 github.com/coreos/etcd/clientv3", Version: "v3.7.3", Family: "etcd",
		Rows: []Row{
			{Names: "New", Obj: Arg0, Bound: true, Effect: Read},
			{Names: "NewFromURL NewFromURLs", Bound: true, Effect: Read},
			{Recv: "KV", Names: "Get", Ctx: Arg0, Effect: Read, Attempts: 100},
			{Recv: "KV", Names: "GetStream", Role: Stream, Ctx: Arg0, Effect: Read},
			{Recv: "KV", Names: "Put Delete Compact", Ctx: Arg0, Effect: IdempotentWrite},
			{Recv: "KV", Names: "Do", Ctx: Arg0},
			// The context given to Txn is that of its Commit.
			{Recv: "KV", Names: "Txn", Ctx: Arg0},
			{Recv: "Txn", Names: "Commit", Role: Rest},
			// A second lease that nothing is bound to expires by itself.
			{Recv: "Lease", Names: "Grant", Ctx: Arg0, Effect: IdempotentWrite, Attempts: 100},
			{Recv: "Lease", Names: "Revoke KeepAliveOnce", Ctx: Arg0, Effect: IdempotentWrite, Attempts: 100},
			{Recv: "Lease", Names: "TimeToLive Leases", Ctx: Arg0, Effect: Read, Attempts: 100},
			{Recv: "Lease", Names: "KeepAlive", Role: Stream, Ctx: Arg0, Effect: IdempotentWrite},
			{Recv: "Watcher", Names: "Watch", Role: Stream, Ctx: Arg0, Effect: Read},
			{Recv: "Watcher", Names: "RequestProgress", Ctx: Arg0, Effect: Read},
			{Recv: "Client", Names: "Sync", Ctx: Arg0, Effect: Read, Attempts: 100},
			{Recv: "Cluster", Names: "MemberList", Ctx: Arg0, Effect: Read, Attempts: 100},
			{Recv: "Cluster", Names: "MemberAdd MemberAddAsLearner", Ctx: Arg0, Effect: NonIdempotentWrite},
			{Recv: "Cluster", Names: "MemberRemove MemberUpdate MemberPromote", Ctx: Arg0, Effect: IdempotentWrite},
			{Recv: "Maintenance", Names: "AlarmList Status HashKV", Ctx: Arg0, Effect: Read, Attempts: 100},
			{Recv: "Maintenance", Names: "AlarmDisarm Defragment MoveLeader Downgrade", Ctx: Arg0, Effect: IdempotentWrite},
			{Recv: "Maintenance", Names: "Snapshot SnapshotWithVersion", Role: Stream, Ctx: Arg0, Effect: Read},
			{Recv: "Auth", Names: "*", Ctx: Arg0},
		},
	},
	{
		Path: "go.etcd.io/etcd/client/v3/concurrency", Also: "go.etcd.io/etcd/clientv3/concurrency github.com/coreos/etcd/clientv3/concurrency", Version: "v3.7.3", Family: "etcd",
		Rows: []Row{
			// The context of its option is the one of the session, which keeps its lease alive and ends it
			// with that: the context of a call is too short for it.
			{Names: "NewSession", Role: Stream, Obj: Arg1, Effect: IdempotentWrite},
			{Recv: "Mutex", Names: "Lock", Role: Stream, Ctx: Arg0, Effect: NonIdempotentWrite},
			{Recv: "Mutex", Names: "TryLock", Ctx: Arg0, Effect: NonIdempotentWrite},
			{Recv: "Mutex", Names: "Unlock", Ctx: Arg0, Effect: IdempotentWrite},
			{Recv: "Election", Names: "Campaign", Role: Stream, Ctx: Arg0, Effect: NonIdempotentWrite},
			{Recv: "Election", Names: "Observe", Role: Stream, Ctx: Arg0, Effect: Read},
			{Recv: "Election", Names: "Proclaim Resign", Ctx: Arg0, Effect: IdempotentWrite},
			{Recv: "Election", Names: "Leader", Ctx: Arg0, Effect: Read},
			{Names: "NewSTM", Obj: Arg2, Attempts: -1, Use: "concurrency.WithAbortContext"},
			{Names: "NewSTMReadCommitted NewSTMRepeatable NewSTMSerializable", Ctx: Arg0, Attempts: -1},
			{Names: "WithContext WithAbortContext", Role: Local, Ctx: Arg0},
		},
		Objects: []Object{
			{Name: "Session", Options: "WithContext"},
			{Name: "STM", Options: "WithAbortContext"},
		},
	},
	{
		// Dialling ends after a minute; what is asked over the connection never does,
		// unless SetTimeout is called.
		Path: "github.com/go-ldap/ldap/v3", Also: "github.com/go-ldap/ldap gopkg.in/ldap.v2 gopkg.in/ldap.v3", Version: "v3.4.15", Family: "LDAP",
		Rows: []Row{
			{Names: "Dial DialTLS", Bound: true, Effect: Read},
			{Names: "DialURL", Bound: true, Effect: Read},
			{
				Recv:  "Conn Client",
				Names: "Bind SimpleBind UnauthenticatedBind ExternalBind NTLMUnauthenticatedBind Compare Search SearchWithPaging DirSync StartTLS",
				Obj:   Recv, Effect: Read, Use: "SetTimeout on the connection",
			},
			{
				Recv:  "Conn",
				Names: "MD5Bind DigestMD5Bind NTLMBind NTLMBindWithHash NTLMChallengeBind GSSAPIBind GSSAPIBindRequest GSSAPIBindRequestWithAPOptions WhoAmI",
				Obj:   Recv, Effect: Read, Use: "SetTimeout on the connection",
			},
			{Recv: "Conn Client", Names: "Add", Obj: Recv, Effect: NonIdempotentWrite, Use: "SetTimeout on the connection"},
			{Recv: "Conn Client", Names: "Modify ModifyWithResult Del ModifyDN PasswordModify", Obj: Recv, Effect: IdempotentWrite, Use: "SetTimeout on the connection"},
			{Recv: "Conn Client", Names: "Extended", Obj: Recv, Use: "SetTimeout on the connection"},
			{Recv: "Conn Client", Names: "SearchAsync DirSyncAsync Syncrepl", Role: Stream, Ctx: Arg0, Obj: Recv, Effect: Read},
		},
		Objects: []Object{
			{Name: "Conn", Setters: "SetTimeout", Makers: "NewConn Dial DialTLS DialURL", Knob: "SetTimeout"},
			{Name: "Client", Setters: "SetTimeout", Knob: "SetTimeout"},
			{Name: "SearchRequest", Partial: "TimeLimit"},
		},
	},
	{
		Path: "github.com/docker/docker/client", Version: "v28.5.2", Family: "Docker",
		Rows: []Row{
			{
				Recv: "*",
				Names: "ContainerWait ContainerLogs ContainerAttach ContainerExecAttach ContainerStats Events ServiceLogs TaskLogs DialHijack" +
					" ImageBuild ImageCreate ImageImport ImageLoad ImagePull ImagePush ImageSave ContainerExport CopyToContainer CopyFromContainer",
				Role: Stream, Ctx: Arg0, Obj: Recv,
			},
			{
				Recv: "*",
				Names: "CheckpointList ConfigInspectWithRaw ConfigList ContainerStatPath ContainerDiff ContainerExecInspect ContainerInspect ContainerInspectWithRaw" +
					" ContainerList ContainerStatsOneShot ContainerTop DiskUsage DistributionInspect ImageHistory ImageInspect ImageInspectWithRaw ImageList ImageSearch" +
					" Info NegotiateAPIVersion NetworkInspect NetworkInspectWithRaw NetworkList NodeInspectWithRaw NodeList Ping PluginInspectWithRaw PluginList" +
					" SecretInspectWithRaw SecretList ServerVersion ServiceInspectWithRaw ServiceList SwarmGetUnlockKey SwarmInspect TaskInspectWithRaw TaskList" +
					" VolumeInspect VolumeInspectWithRaw VolumeList",
				Ctx: Arg0, Obj: Recv, Effect: Read,
			},
			{
				Recv: "*",
				Names: "ContainerCreate ContainerExecCreate ContainerCommit NetworkCreate ServiceCreate SecretCreate ConfigCreate PluginCreate CheckpointCreate" +
					" ContainerExecStart ContainerRestart ContainerKill",
				Ctx: Arg0, Obj: Recv, Effect: NonIdempotentWrite,
			},
			{
				Recv: "*",
				Names: "ContainerStart ContainerStop ContainerRemove ContainerPause ContainerUnpause ContainerUpdate ContainerResize ContainerExecResize" +
					" ImageRemove ImageTag NetworkConnect NetworkDisconnect NetworkRemove VolumeCreate VolumeRemove VolumeUpdate ServiceUpdate ServiceRemove" +
					" SecretUpdate SecretRemove ConfigUpdate ConfigRemove NodeUpdate NodeRemove SwarmUpdate",
				Ctx: Arg0, Obj: Recv, Effect: IdempotentWrite,
			},
			{Recv: "*", Names: "*", Ctx: Arg0, Obj: Recv},
			{Recv: "Client", Names: "NewVersionError", Role: Local, Ctx: Arg0},
		},
		Objects: []Object{
			{Name: "Client", Makers: "NewClientWithOpts", Seldom: true},
			{Name: "Opt", Options: "WithTimeout WithHTTPClient"},
		},
	},
	{
		Path: "github.com/moby/moby/client", Version: "v0.6.2", Family: "Docker",
		Rows: []Row{
			{
				Recv: "*",
				Names: "ContainerWait ContainerLogs ContainerAttach ExecAttach ContainerStats Events ServiceLogs TaskLogs DialHijack" +
					" ImageBuild ImageImport ImageLoad ImagePull ImagePush ImageSave ContainerExport CopyToContainer CopyFromContainer",
				Role: Stream, Ctx: Arg0, Obj: Recv,
			},
			{
				Recv: "*",
				Names: "CheckpointList ConfigInspect ConfigList ContainerStatPath ContainerDiff ExecInspect ContainerInspect ContainerList ContainerTop DiskUsage" +
					" DistributionInspect ImageHistory ImageInspect ImageList ImageSearch Info NetworkInspect NetworkList NodeInspect NodeList Ping PluginInspect PluginList" +
					" SecretInspect SecretList ServerVersion ServiceInspect ServiceList SwarmGetUnlockKey SwarmInspect TaskInspect TaskList VolumeInspect VolumeList",
				Ctx: Arg0, Obj: Recv, Effect: Read,
			},
			{
				Recv: "*",
				Names: "ContainerCreate ExecCreate ContainerCommit NetworkCreate ServiceCreate SecretCreate ConfigCreate PluginCreate CheckpointCreate" +
					" ExecStart ContainerRestart ContainerKill",
				Ctx: Arg0, Obj: Recv, Effect: NonIdempotentWrite,
			},
			{
				Recv: "*",
				Names: "ContainerStart ContainerStop ContainerRemove ContainerPause ContainerUnpause ContainerUpdate ContainerResize ExecResize ImageRemove ImageTag" +
					" NetworkConnect NetworkDisconnect NetworkRemove VolumeCreate VolumeRemove VolumeUpdate ServiceUpdate ServiceRemove" +
					" SecretUpdate SecretRemove ConfigUpdate ConfigRemove NodeUpdate NodeRemove SwarmUpdate",
				Ctx: Arg0, Obj: Recv, Effect: IdempotentWrite,
			},
			{Recv: "*", Names: "*", Ctx: Arg0, Obj: Recv},
		},
		Objects: []Object{
			{Name: "Client", Makers: "New NewClientWithOpts", Seldom: true},
			{Name: "Opt", Options: "WithTimeout WithHTTPClient"},
		},
	},
}
