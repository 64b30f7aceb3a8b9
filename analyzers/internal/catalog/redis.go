package catalog

// The commands of both go-redis lines by what they do. SETNX and its like count as
// non-idempotent: a repeat answers "not set" to the one who did set it.
const (
	redisReads = "Get GetRange MGet StrLen Exists TTL PTTL Type Touch Keys RandomKey Dump Scan ScanType" +
		" HGet HGetAll HMGet HExists HKeys HVals HLen HScan HRandField" +
		" LRange LIndex LLen LPos LPosCount" +
		" SMembers SMembersMap SIsMember SMIsMember SCard SScan SRandMember SRandMemberN SDiff SInter SUnion" +
		" ZRange ZRangeWithScores ZRangeByScore ZRangeByScoreWithScores ZRangeByLex ZRangeArgs ZRangeArgsWithScores" +
		" ZRevRange ZRevRangeWithScores ZRevRangeByScore ZRevRangeByScoreWithScores ZRevRangeByLex ZRank ZRevRank" +
		" ZScore ZMScore ZCard ZCount ZLexCount ZScan ZRandMember ZDiff ZDiffWithScores ZInter ZInterWithScores ZUnion ZUnionWithScores" +
		" XRange XRangeN XRevRange XRevRangeN XLen XPending XPendingExt XInfoGroups XInfoStream XInfoStreamFull XInfoConsumers" +
		" PFCount BitCount BitPos GetBit GeoPos GeoDist GeoHash GeoRadius GeoRadiusByMember GeoSearch GeoSearchLocation" +
		" ObjectEncoding ObjectIdleTime ObjectRefCount MemoryUsage DBSize Ping Echo Time Info ConfigGet SlowLogGet LastSave" +
		" ClientGetName ClientID ClientList Command PubSubChannels PubSubNumPat PubSubNumSub ScriptExists" +
		" ClusterInfo ClusterKeySlot ClusterNodes ClusterSlots ClusterSlaves ClusterCountKeysInSlot ClusterGetKeysInSlot"
	redisIdempotent = "Set SetXX SetArgs SetRange SetBit MSet HSet HMSet HDel Del Unlink" +
		" Expire ExpireAt PExpire PExpireAt Persist GetEx SAdd SRem SDiffStore SInterStore SUnionStore" +
		" ZAdd ZAddNX ZAddXX ZRem ZRemRangeByLex ZRemRangeByRank ZRemRangeByScore ZDiffStore ZInterStore ZUnionStore ZRangeStore" +
		" LSet LTrim PFAdd PFMerge GeoAdd XAck XDel XTrimMaxLen XTrimMaxLenApprox XTrimMinID XTrimMinIDApprox XGroupSetID XGroupDestroy XGroupDelConsumer" +
		" FlushAll FlushAllAsync FlushDB FlushDBAsync ConfigSet ScriptLoad ScriptFlush SwapDB"
	redisOnce = "Incr IncrBy IncrByFloat Decr DecrBy HIncrBy HIncrByFloat ZIncrBy Append" +
		" LPush LPushX RPush RPushX LPop LPopCount RPop RPopCount RPopLPush LMove LInsert LInsertBefore LInsertAfter LRem" +
		" SPop SPopN SMove ZPopMin ZPopMax GetDel GetSet SetNX MSetNX HSetNX" +
		" XAdd XClaim XClaimJustID XAutoClaim XAutoClaimJustID XGroupCreate XGroupCreateMkStream" +
		" Publish Rename RenameNX Copy Move Restore RestoreReplace SortStore"
)

const redisUse = "Options.ReadTimeout left at its default, or a positive one"

var (
	goRedisV9 = []Row{
		{Recv: "*", Names: redisReads, Ctx: Arg0, CtxWeak: true, Obj: Recv, Bound: true, Effect: Read, Attempts: 4, Use: redisUse},
		{Recv: "*", Names: redisIdempotent + " SetEx", Ctx: Arg0, CtxWeak: true, Obj: Recv, Bound: true, Effect: IdempotentWrite, Attempts: 4, Use: redisUse},
		{Recv: "*", Names: redisOnce, Ctx: Arg0, CtxWeak: true, Obj: Recv, Bound: true, Effect: NonIdempotentWrite, Attempts: 4, Use: redisUse},
		{
			Recv:  "cmdable statefulCmdable Client ClusterClient Ring SentinelClient Conn Cmdable StatefulCmdable UniversalClient AutoPipeliner",
			Names: "*", Ctx: Arg0, CtxWeak: true, Obj: Recv, Bound: true, Attempts: 4, Use: redisUse,
		},
		{
			Recv: "ACLCmdable ArrayCmdable BitMapCmdable ClusterCmdable GenericCmdable GeoCmdable HashCmdable" +
				" ListCmdable ProbabilisticCmdable PubSubCmdable ScriptingFunctionsCmdable SearchCmdable SetCmdable SortedSetCmdable StringCmdable StreamCmdable" +
				" TimeseriesCmdable JSONCmdable VectorSetCmdable",
			Names: "*", Ctx: Arg0, CtxWeak: true, Obj: Recv, Bound: true, Attempts: 4, Use: redisUse,
		},
		// A blocking command waits for as long as it is told to; zero is for ever.
		{Recv: "*", Names: "BLPop BRPop BLMPop BZPopMax BZPopMin BZMPop", Role: Stream, Ctx: Arg0, CtxWeak: true, Dur: Arg1, Effect: NonIdempotentWrite, Use: "a positive timeout"},
		{Recv: "*", Names: "BRPopLPush", Role: Stream, Ctx: Arg0, CtxWeak: true, Dur: Arg3, Effect: NonIdempotentWrite, Use: "a positive timeout"},
		{Recv: "*", Names: "BLMove", Role: Stream, Ctx: Arg0, CtxWeak: true, Dur: Arg5, Effect: NonIdempotentWrite, Use: "a positive timeout"},
		{Recv: "*", Names: "XRead XReadStreams", Role: Stream, Ctx: Arg0, CtxWeak: true, Effect: Read, Use: "a positive Block"},
		{Recv: "*", Names: "XReadGroup", Role: Stream, Ctx: Arg0, CtxWeak: true, Effect: NonIdempotentWrite, Use: "a positive Block"},
		{Recv: "*", Names: "Wait WaitAOF Migrate Monitor", Role: Stream, CtxWeak: true, Ctx: Arg0},
		{Recv: "PubSub", Names: "Receive ReceiveMessage", Role: Stream, Ctx: Arg0, Effect: Read, Use: "Close the PubSub to end it"},
		{Recv: "PubSub", Names: "ReceiveTimeout", Ctx: Arg0, CtxWeak: true, Dur: Arg1, Effect: Read, Use: "a positive timeout"},
		{Recv: "PubSub", Names: "Subscribe PSubscribe SSubscribe Unsubscribe PUnsubscribe SUnsubscribe Ping", Ctx: Arg0, CtxWeak: true, Bound: true, Effect: IdempotentWrite},
		{Recv: "Client ClusterClient Ring UniversalClient AutoPipeliner SentinelClient", Names: "Subscribe PSubscribe", Ctx: Arg0, CtxWeak: true, Bound: true, Effect: IdempotentWrite},
		{Recv: "Client ClusterClient Ring UniversalClient AutoPipeliner", Names: "SSubscribe", Ctx: Arg0, CtxWeak: true, Bound: true, Effect: IdempotentWrite},
		// What the function given to it does is its own.
		{Recv: "Client ClusterClient Ring UniversalClient AutoPipeliner", Names: "Watch", Ctx: Arg0, CtxWeak: true, Obj: Recv, Bound: true},
		{Recv: "Script", Names: "Run Eval EvalSha RunRO EvalRO EvalShaRO Load", Ctx: Arg0, CtxWeak: true, Obj: Arg1, Bound: true, Attempts: 4},
		{Recv: "Script", Names: "Exists", Ctx: Arg0, CtxWeak: true, Obj: Arg1, Bound: true, Effect: Read, Attempts: 4},
		{Recv: "Scripter", Names: "*", Ctx: Arg0, CtxWeak: true, Obj: Recv, Bound: true, Attempts: 4},
		{Recv: "ScanIterator", Names: "Next", Ctx: Arg0, CtxWeak: true, Bound: true, Effect: Read, Attempts: 4},
		{Recv: "Pipeliner Pipeline", Names: "Exec", Ctx: Arg0, CtxWeak: true, Bound: true, Attempts: 4},
		{Recv: "Pipeliner Pipeline", Names: "Do Process", Role: Local, Ctx: Arg0},
		{Recv: "Pipeliner", Names: "BatchProcess", Role: Local, Ctx: Arg0},
		{
			Recv: "Client",
			Names: "NewSearchBuilder NewAggregateBuilder NewCreateIndexBuilder NewDropIndexBuilder NewAliasBuilder NewExplainBuilder NewSearchInfoBuilder" +
				" NewSpellCheckBuilder NewDictBuilder NewTagValsBuilder NewCursorBuilder NewSynUpdateBuilder",
			Role: Local, Ctx: Arg0,
		},
		{Recv: "LocalCache", Names: "Get", Role: Local, Ctx: Arg0},
	}
	goRedisV8 = []Row{
		{Recv: "*", Names: redisReads, Ctx: Arg0, Obj: Recv, Bound: true, Effect: Read, Attempts: 4, Use: redisUse},
		{Recv: "*", Names: redisIdempotent + " SetEX", Ctx: Arg0, Obj: Recv, Bound: true, Effect: IdempotentWrite, Attempts: 4, Use: redisUse},
		{Recv: "*", Names: redisOnce, Ctx: Arg0, Obj: Recv, Bound: true, Effect: NonIdempotentWrite, Attempts: 4, Use: redisUse},
		{
			Recv:  "cmdable statefulCmdable Client ClusterClient Ring SentinelClient Conn Tx Cmdable StatefulCmdable UniversalClient",
			Names: "*", Ctx: Arg0, Obj: Recv, Bound: true, Attempts: 4, Use: redisUse,
		},
		{Recv: "*", Names: "BLPop BRPop BZPopMax BZPopMin", Role: Stream, Ctx: Arg0, Dur: Arg1, Effect: NonIdempotentWrite, Use: "a positive timeout"},
		{Recv: "*", Names: "BRPopLPush", Role: Stream, Ctx: Arg0, Dur: Arg3, Effect: NonIdempotentWrite, Use: "a positive timeout"},
		{Recv: "*", Names: "BLMove", Role: Stream, Ctx: Arg0, Dur: Arg5, Effect: NonIdempotentWrite, Use: "a positive timeout"},
		{Recv: "*", Names: "XRead XReadStreams", Role: Stream, Ctx: Arg0, Effect: Read, Use: "a positive Block"},
		{Recv: "*", Names: "XReadGroup", Role: Stream, Ctx: Arg0, Effect: NonIdempotentWrite, Use: "a positive Block"},
		{Recv: "PubSub", Names: "Receive ReceiveMessage", Role: Stream, Ctx: Arg0, Effect: Read, Use: "Close the PubSub to end it"},
		{Recv: "PubSub", Names: "ReceiveTimeout", Ctx: Arg0, Dur: Arg1, Effect: Read, Use: "a positive timeout"},
		{Recv: "PubSub", Names: "Subscribe PSubscribe Unsubscribe PUnsubscribe Ping", Ctx: Arg0, Bound: true, Effect: IdempotentWrite},
		{Recv: "Script", Names: "Run Eval EvalSha Load", Ctx: Arg0, Obj: Arg1, Bound: true, Attempts: 4},
		{Recv: "Script", Names: "Exists", Ctx: Arg0, Obj: Arg1, Bound: true, Effect: Read, Attempts: 4},
		{Recv: "Scripter", Names: "*", Ctx: Arg0, Obj: Recv, Bound: true, Attempts: 4},
		{Recv: "ScanIterator", Names: "Next", Ctx: Arg0, Bound: true, Effect: Read, Attempts: 4},
		{Recv: "Pipeliner Pipeline", Names: "Exec", Ctx: Arg0, Bound: true, Attempts: 4},
		{Recv: "Pipeliner Pipeline", Names: "Do Process", Role: Local, Ctx: Arg0},
		{Recv: "Client ClusterClient Ring Tx SentinelClient", Names: "WithContext", Role: Local, Ctx: Arg0},
	}
	goRedisObjects = []Object{
		{Name: "Client", Makers: "NewClient NewFailoverClient", Setters: "WithTimeout", Bound: true, ZeroNone: true, Knob: "ReadTimeout"},
		{Name: "ClusterClient", Makers: "NewClusterClient NewFailoverClusterClient", Bound: true, ZeroNone: true, Knob: "ReadTimeout"},
		{Name: "Ring", Makers: "NewRing", Bound: true, ZeroNone: true, Knob: "ReadTimeout"},
		{Name: "UniversalClient", Makers: "NewUniversalClient", Bound: true, Knob: "ReadTimeout"},
		{Name: "SentinelClient", Makers: "NewSentinelClient", Bound: true, ZeroNone: true, Knob: "ReadTimeout"},
		{Name: "Options", Limits: "ReadTimeout", Partial: "DialTimeout WriteTimeout PoolTimeout", Bound: true, Makers: "ParseURL"},
		{Name: "ClusterOptions", Limits: "ReadTimeout", Partial: "DialTimeout WriteTimeout PoolTimeout", Bound: true},
		{Name: "RingOptions", Limits: "ReadTimeout", Partial: "DialTimeout WriteTimeout PoolTimeout", Bound: true},
		{Name: "FailoverOptions", Limits: "ReadTimeout", Partial: "DialTimeout WriteTimeout PoolTimeout", Bound: true},
		{Name: "UniversalOptions", Limits: "ReadTimeout", Partial: "DialTimeout WriteTimeout PoolTimeout", Bound: true},
		{Name: "Pipeliner", Queue: true},
		{Name: "Pipeline", Queue: true},
	}
)

// rediss holds the Redis clients.
var rediss = []Library{
	{
		// Each attempt is bounded: 5 s to dial, ReadTimeout (5 s; 3 s before v9.22) to write
		// and to read. The deadline of the context reaches the socket only with
		// Options.ContextTimeoutEnabled. Every command, INCR and its like included, is
		// repeated up to three times, also after a read timeout.
		Path: "github.com/redis/go-redis/v9", Also: "github.com/go-redis/redis/v9", Version: "v9.23.0", Family: "Redis",
		Rows: goRedisV9, Objects: goRedisObjects,
	},
	{
		// As v9, but the deadline of the context is the deadline of the socket.
		Path: "github.com/go-redis/redis/v8", Version: "v8.11.5", Family: "Redis",
		Rows: goRedisV8, Objects: goRedisObjects,
	},
	{
		// Dialling is bounded (30 s), waiting for a reply is not.
		Path: "github.com/gomodule/redigo/redis", Also: "github.com/garyburd/redigo/redis", Version: "v1.9.3", Family: "Redis",
		Rows: []Row{
			{Names: "Dial DialURL", Bound: true, Effect: Read},
			{Names: "DialTimeout", Dur: Arg2, Effect: Read},
			{Names: "DialContext DialURLContext", Ctx: Arg0, Bound: true, Effect: Read},
			{Recv: "Conn", Names: "Do", Obj: Recv, Use: "redis.DoContext, or redis.DialReadTimeout when dialling"},
			{Recv: "Conn", Names: "Flush", Obj: Recv, Use: "redis.DialWriteTimeout when dialling"},
			{Recv: "Conn", Names: "Receive", Role: Stream, Obj: Recv, Effect: Read, Use: "redis.ReceiveContext"},
			{Recv: "Conn", Names: "Send", Role: Local},
			{Recv: "ConnWithContext", Names: "DoContext", Ctx: Arg0, Obj: Recv},
			{Recv: "ConnWithContext", Names: "ReceiveContext", Role: Stream, Ctx: Arg0, Obj: Recv, Effect: Read},
			{Recv: "ConnWithTimeout", Names: "DoWithTimeout", Dur: Arg0},
			{Recv: "ConnWithTimeout", Names: "ReceiveWithTimeout", Role: Stream, Dur: Arg0, Effect: Read},
			{Names: "DoContext", Ctx: Arg1, Obj: Arg0},
			{Names: "ReceiveContext", Role: Stream, Ctx: Arg1, Obj: Arg0, Effect: Read},
			{Names: "DoWithTimeout", Dur: Arg1},
			{Names: "ReceiveWithTimeout", Role: Stream, Dur: Arg1, Effect: Read},
			// The dial function of the pool bounds a new connection; the wait for a free one
			// (MaxActive with Wait) has no limit.
			{Recv: "Pool", Names: "Get", Bound: true, Effect: Read, Use: "GetContext"},
			{Recv: "Pool", Names: "GetContext", Ctx: Arg0, Bound: true, Effect: Read},
			{Recv: "Script", Names: "Do", Obj: Arg0, Use: "DoContext"},
			{Recv: "Script", Names: "Load", Obj: Arg0, Effect: IdempotentWrite, Use: "redis.DialReadTimeout when dialling"},
			{Recv: "Script", Names: "DoContext", Ctx: Arg0, Obj: Arg1},
			{Recv: "PubSubConn", Names: "Receive", Role: Stream, Obj: Recv, Effect: Read, Use: "ReceiveContext"},
			{Recv: "PubSubConn", Names: "ReceiveContext", Role: Stream, Ctx: Arg0, Effect: Read},
			{Recv: "PubSubConn", Names: "ReceiveWithTimeout", Role: Stream, Dur: Arg0, Effect: Read},
			{Recv: "PubSubConn", Names: "Subscribe PSubscribe Unsubscribe PUnsubscribe Ping", Role: Local, Note: "they send and flush; Receive gets the answer"},
		},
		Objects: []Object{
			{
				Name: "Conn", Options: "DialReadTimeout", Knob: "redis.DialReadTimeout",
				// DialTimeout takes a limit for reads among its durations.
				Makers: "Dial DialURL DialContext DialURLContext NewConn",
			},
			{Name: "ConnWithContext", Knob: "redis.DialReadTimeout"},
			{Name: "Pool", Inner: "Dial DialContext", Makers: "NewPool", Knob: "redis.DialReadTimeout"},
			{Name: "PubSubConn", Inner: "Conn"},
		},
	},
	{
		// ConnWriteTimeout (10 s) is the deadline of reads as well, kept up by PINGs.
		// Read-only commands are repeated on network errors for as long as the context lives.
		Path: "github.com/redis/rueidis", Version: "v1.0.79", Family: "Redis",
		Rows: []Row{
			{Names: "NewClient", Bound: true, Effect: Read},
			{Recv: "CommandClient", Names: "Do DoMulti", Ctx: Arg0, Bound: true, Attempts: -1},
			{Recv: "Client", Names: "DoCache DoMultiCache", Ctx: Arg0, Bound: true, Effect: Read, Attempts: -1},
			{Recv: "Client", Names: "DoStream DoMultiStream", Ctx: Arg0, Bound: true},
			{Recv: "CoreClient", Names: "Receive", Role: Stream, Ctx: Arg0, Effect: Read},
			{Names: "MGet JsonMGet", Ctx: Arg1, Bound: true, Effect: Read, Attempts: -1},
			{Names: "MGetCache JsonMGetCache", Ctx: Arg1, Bound: true, Effect: Read, Attempts: -1},
			{Names: "MSet MDel JsonMSet", Ctx: Arg1, Bound: true, Effect: IdempotentWrite},
			{Names: "MSetNX", Ctx: Arg1, Bound: true, Effect: NonIdempotentWrite},
			{Recv: "Lua", Names: "Exec ExecMulti", Ctx: Arg0, Bound: true},
		},
	},
}
