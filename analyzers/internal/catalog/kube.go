package catalog

// kube holds the clients of Kubernetes. rest.Config.Timeout ends every call, watches
// included. What the server refuses with Retry-After is sent again up to ten times.
var kube = []Library{
	{
		Path: "k8s.io/client-go/kubernetes/typed/...", Version: "v0.37.2", Family: "Kubernetes",
		Rows: []Row{
			{Recv: "*", Names: "Get List", Ctx: Arg0, Obj: Recv, Effect: Read},
			{Recv: "*", Names: "Watch", Role: Stream, Ctx: Arg0, Obj: Recv, Effect: Read},
			{Recv: "*", Names: "Create", Ctx: Arg0, Obj: Recv, Effect: NonIdempotentWrite, Note: "a second Create of the same name answers AlreadyExists"},
			{Recv: "*", Names: "Update UpdateStatus UpdateScale Delete DeleteCollection Apply ApplyStatus ApplyScale", Ctx: Arg0, Obj: Recv, Effect: IdempotentWrite},
			{Recv: "*", Names: "*", Ctx: Arg0, Obj: Recv},
		},
		Objects: []Object{{Name: "*", Seldom: true}},
	},
	{
		// What the typed clients are made of.
		Path: "k8s.io/client-go/gentype", Version: "v0.37.2", Family: "Kubernetes",
		Rows: []Row{
			{Recv: "*", Names: "Get List", Ctx: Arg0, Obj: Recv, Effect: Read},
			{Recv: "*", Names: "Watch", Role: Stream, Ctx: Arg0, Obj: Recv, Effect: Read},
			{Recv: "*", Names: "Create", Ctx: Arg0, Obj: Recv, Effect: NonIdempotentWrite},
			{Recv: "*", Names: "Update UpdateStatus Delete DeleteCollection Apply ApplyStatus", Ctx: Arg0, Obj: Recv, Effect: IdempotentWrite},
			{Recv: "*", Names: "Patch", Ctx: Arg0, Obj: Recv},
			{Recv: "FakeClient", Names: "Get Watch Create Update UpdateStatus Delete Patch", Role: Local, Ctx: Arg0},
		},
		Objects: []Object{{Name: "*", Seldom: true}},
	},
	{
		Path: "k8s.io/client-go/dynamic", Also: "k8s.io/client-go/metadata", Version: "v0.37.2", Family: "Kubernetes",
		Rows: []Row{
			{Recv: "ResourceInterface", Names: "Get List", Ctx: Arg0, Obj: Recv, Effect: Read},
			{Recv: "ResourceInterface", Names: "Watch", Role: Stream, Ctx: Arg0, Obj: Recv, Effect: Read},
			{Recv: "ResourceInterface", Names: "Create", Ctx: Arg0, Obj: Recv, Effect: NonIdempotentWrite},
			{Recv: "ResourceInterface", Names: "Update UpdateStatus Delete DeleteCollection Apply ApplyStatus", Ctx: Arg0, Obj: Recv, Effect: IdempotentWrite},
			{Recv: "ResourceInterface", Names: "Patch", Ctx: Arg0, Obj: Recv},
		},
		Objects: []Object{
			{Name: "*", Seldom: true},
			{Name: "DynamicClient", Makers: "NewForConfig NewForConfigOrDie", Seldom: true},
		},
	},
	{
		Path: "k8s.io/client-go/kubernetes", Version: "v0.37.2", Family: "Kubernetes",
		Objects: []Object{
			{Name: "Clientset", Makers: "NewForConfig NewForConfigOrDie NewForConfigAndClient", Seldom: true},
			{Name: "Interface", Seldom: true},
		},
	},
	{
		Path: "k8s.io/client-go/rest", Version: "v0.37.2", Family: "Kubernetes",
		Rows: []Row{
			{Recv: "Request", Names: "Do DoRaw", Ctx: Arg0, Obj: Recv},
			{Recv: "ResponseWrapper", Names: "DoRaw", Ctx: Arg0},
			{Recv: "Request", Names: "Stream Watch", Role: Stream, Ctx: Arg0, Obj: Recv},
			{Recv: "ResponseWrapper", Names: "Stream", Role: Stream, Ctx: Arg0},
		},
		Objects: []Object{
			{Name: "Config", Limits: "Timeout", Makers: "InClusterConfig"},
			{Name: "RESTClient", Makers: "RESTClientFor UnversionedRESTClientFor RESTClientForConfigAndClient"},
			{Name: "Interface", Seldom: true},
			{Name: "Request", Setters: "Timeout", Seldom: true},
		},
	},
	{
		Path: "k8s.io/client-go/tools/clientcmd", Version: "v0.37.2", Family: "Kubernetes",
		Objects: []Object{{Name: "k8s.io/client-go/rest.Config", Limits: "Timeout", Makers: "BuildConfigFromFlags RESTConfigFromKubeConfig"}},
	},
	{
		// Every method asks the server; the forms with a context are new in v0.37.
		Path: "k8s.io/client-go/discovery", Version: "v0.37.2", Family: "Kubernetes", Sibling: "WithContext",
		Rows: []Row{
			{
				Recv: "DiscoveryClient",
				Names: "GroupsAndMaybeResourcesWithContext ServerGroupsWithContext ServerResourcesForGroupVersionWithContext ServerGroupsAndResourcesWithContext" +
					" ServerPreferredResourcesWithContext ServerPreferredNamespacedResourcesWithContext ServerVersionWithContext OpenAPISchemaWithContext",
				Ctx: Arg0, Bound: true, Effect: Read,
			},
			{Names: "ServerGroupsAndResourcesWithContext ServerPreferredResourcesWithContext ServerPreferredNamespacedResourcesWithContext", Ctx: Arg0, Bound: true, Effect: Read},
		},
	},
	{
		Path: "k8s.io/client-go/tools/remotecommand", Version: "v0.37.2", Family: "Kubernetes",
		Rows: []Row{
			{Recv: "Executor", Names: "StreamWithContext", Role: Stream, Ctx: Arg0},
			{Recv: "Executor", Names: "Stream", Role: Stream, Use: "StreamWithContext"},
		},
	},
	{
		Path: "k8s.io/client-go/tools/cache", Version: "v0.37.2", Family: "Kubernetes",
		Rows: []Row{
			{Names: "WaitForCacheSync WaitForNamedCacheSync", Role: Stream, Effect: Read},
			{Names: "WaitForNamedCacheSyncWithContext WaitFor", Role: Stream, Ctx: Arg0, Effect: Read},
			{Recv: "ListerWithContext ListWatch", Names: "ListWithContext", Ctx: Arg0, Effect: Read},
			{Recv: "WatcherWithContext ListWatch", Names: "WatchWithContext", Role: Stream, Ctx: Arg0, Effect: Read},
		},
	},
	{
		Path: "k8s.io/client-go/tools/leaderelection", Version: "v0.37.2", Family: "Kubernetes",
		Rows: []Row{
			{Names: "RunOrDie", Role: Stream, Ctx: Arg0},
			{Recv: "LeaderElector LeaseCandidate", Names: "Run", Role: Stream, Ctx: Arg0},
		},
	},
	{
		// The client of a manager reads from its cache; a client made by New asks the server.
		Path: "sigs.k8s.io/controller-runtime/pkg/client", Version: "v0.25.2", Family: "Kubernetes",
		Rows: []Row{
			{Recv: "Reader", Names: "Get List", Role: Cached, Ctx: Arg0},
			{Recv: "Writer", Names: "Create", Ctx: Arg0, Effect: NonIdempotentWrite, Note: "a second Create of the same name answers AlreadyExists"},
			{Recv: "Writer", Names: "Update Delete DeleteAllOf Apply", Ctx: Arg0, Effect: IdempotentWrite},
			{Recv: "Writer", Names: "Patch", Ctx: Arg0},
			{Recv: "SubResourceReader", Names: "Get", Ctx: Arg0, Effect: Read},
			{Recv: "SubResourceWriter", Names: "Create", Ctx: Arg0, Effect: NonIdempotentWrite},
			{Recv: "SubResourceWriter", Names: "Update Apply", Ctx: Arg0, Effect: IdempotentWrite},
			{Recv: "SubResourceWriter", Names: "Patch", Ctx: Arg0},
			{Recv: "WithWatch", Names: "Watch", Role: Stream, Ctx: Arg0, Effect: Read},
		},
	},
	{
		Path: "sigs.k8s.io/controller-runtime/pkg/controller/controllerutil", Version: "v0.25.2", Family: "Kubernetes",
		Rows: []Row{
			{Names: "CreateOrUpdate CreateOrPatch", Ctx: Arg0, Effect: IdempotentWrite},
		},
	},
	{
		Path: "sigs.k8s.io/controller-runtime/pkg/manager", Version: "v0.25.2", Family: "Kubernetes",
		Rows: []Row{
			{Recv: "Manager Runnable", Names: "Start", Role: Stream, Ctx: Arg0},
		},
	},
}
