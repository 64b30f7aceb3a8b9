package catalog

// httpclients holds what wraps net/http or replaces it.
var httpclients = []Library{
	{
		// Client.Timeout is 0; five attempts by default, whatever the method.
		Path: "github.com/hashicorp/go-retryablehttp", Version: "v0.7.8", Family: "HTTP",
		Rows: []Row{
			{Names: "Get Head", Obj: Global, Effect: Read, Attempts: 5, Use: "a Timeout on the client's HTTPClient, or retryablehttp.NewRequestWithContext"},
			{Names: "Post PostForm", Obj: Global, Effect: NonIdempotentWrite, Attempts: 5, Use: "a Timeout on the client's HTTPClient, or retryablehttp.NewRequestWithContext"},
			{Recv: "Client", Names: "Get Head", Obj: Recv, Effect: Read, Attempts: 5, Use: "a Timeout on the HTTPClient, or retryablehttp.NewRequestWithContext"},
			{Recv: "Client", Names: "Post PostForm", Obj: Recv, Effect: NonIdempotentWrite, Attempts: 5, Use: "a Timeout on the HTTPClient, or retryablehttp.NewRequestWithContext"},
			{Recv: "Client", Names: "Do", Obj: Recv, Req: Arg0, Effect: ByMethod, Attempts: 5, Use: "a Timeout on the HTTPClient, or a request with a deadline"},
			{Recv: "RoundTripper", Names: "RoundTrip", Obj: Recv, Req: Arg0, Effect: ByMethod, Attempts: 5, Use: "a request whose context has a deadline"},
		},
		Objects: []Object{
			{Name: "Client", Inner: "HTTPClient", Makers: "NewClient", Knob: "HTTPClient.Timeout"},
			{Name: "RoundTripper", Inner: "Client"},
			{Name: "Request", Contexts: "WithContext"},
		},
	},
	{
		Path: "github.com/hashicorp/go-cleanhttp", Version: "v0.5.2", Family: "HTTP",
		Objects: []Object{
			{Name: "net/http.Client", Limits: "Timeout", Makers: "DefaultClient DefaultPooledClient"},
			{Name: "net/http.Transport", Partial: "ResponseHeaderTimeout", Makers: "DefaultTransport DefaultPooledTransport"},
		},
	},
	{
		// SetTimeout bounds each attempt; no retries unless asked for, then of all methods.
		Path: "github.com/go-resty/resty/v2", Also: "gopkg.in/resty.v1 github.com/go-resty/resty", Version: "v2.17.2", Family: "HTTP",
		Rows: []Row{
			{Recv: "Request", Names: "Get Head Options", Obj: Recv, Effect: Read, Use: "SetTimeout on the client, or SetContext on the request"},
			{Recv: "Request", Names: "Put Delete", Obj: Recv, Effect: IdempotentWrite, Use: "SetTimeout on the client, or SetContext on the request"},
			{Recv: "Request", Names: "Post Patch", Obj: Recv, Effect: NonIdempotentWrite, Use: "SetTimeout on the client, or SetContext on the request"},
			{Recv: "Request", Names: "Execute", Obj: Recv, Effect: ByMethod, Text: Arg0, Use: "SetTimeout on the client, or SetContext on the request"},
			{Recv: "Request", Names: "Send", Obj: Recv, Use: "SetTimeout on the client, or SetContext on the request"},
		},
		Objects: []Object{
			{Name: "Client", Setters: "SetTimeout SetTransport", Makers: "New NewWithClient NewWithLocalAddr", Knob: "SetTimeout"},
			{Name: "Request", Contexts: "SetContext"},
		},
	},
	{
		Path: "resty.dev/v3", Version: "v3.0.0-rc.4", Family: "HTTP",
		Rows: []Row{
			{Recv: "Request", Names: "Get Head Options Trace", Obj: Recv, Effect: Read, Use: "SetTimeout, or SetContext on the request"},
			{Recv: "Request", Names: "Put Delete", Obj: Recv, Effect: IdempotentWrite, Use: "SetTimeout, or SetContext on the request"},
			{Recv: "Request", Names: "Post Patch", Obj: Recv, Effect: NonIdempotentWrite, Use: "SetTimeout, or SetContext on the request"},
			{Recv: "Request", Names: "Execute", Obj: Recv, Effect: ByMethod, Text: Arg0, Use: "SetTimeout, or SetContext on the request"},
			{Recv: "Request", Names: "Send", Obj: Recv, Use: "SetTimeout, or SetContext on the request"},
		},
		Objects: []Object{
			{
				Name: "Client", Setters: "SetTimeout SetTransport", Contexts: "SetContext", Knob: "SetTimeout",
				Makers: "New NewWithClient NewWithDialer NewWithLocalAddr NewWithTransportSettings NewWithDialerAndTransportSettings",
			},
			{Name: "Request", Setters: "SetTimeout", Contexts: "SetContext WithContext"},
		},
	},
	{
		// Two minutes by default.
		Path: "github.com/imroc/req/v3", Version: "v3.54.0", Family: "HTTP",
		Rows: []Row{
			{Names: "Get MustGet Head MustHead Options MustOptions", Bound: true, Obj: Global, Effect: Read},
			{Names: "Put MustPut Delete MustDelete", Bound: true, Obj: Global, Effect: IdempotentWrite},
			{Names: "Post MustPost Patch MustPatch", Bound: true, Obj: Global, Effect: NonIdempotentWrite},
			{Recv: "Request", Names: "Get MustGet Head MustHead Options MustOptions", Bound: true, Obj: Recv, Effect: Read, Use: "SetTimeout on the client, or SetContext on the request"},
			{Recv: "Request", Names: "Put MustPut Delete MustDelete", Bound: true, Obj: Recv, Effect: IdempotentWrite, Use: "SetTimeout on the client, or SetContext on the request"},
			{Recv: "Request", Names: "Post MustPost Patch MustPatch", Bound: true, Obj: Recv, Effect: NonIdempotentWrite, Use: "SetTimeout on the client, or SetContext on the request"},
			{Recv: "Request", Names: "Send", Bound: true, Obj: Recv, Effect: ByMethod, Text: Arg0, Use: "SetTimeout on the client, or SetContext on the request"},
			{Recv: "Request", Names: "Do", Bound: true, Obj: Recv, Note: "the context is optional"},
			{Recv: "Client", Names: "Do", Bound: true, Obj: Recv, Req: Arg0, Effect: ByMethod},
		},
		Objects: []Object{
			{Name: "Client", Setters: "SetTimeout", Makers: "C NewClient", Bound: true, ZeroNone: true, Knob: "SetTimeout"},
			{Name: "Request", Contexts: "SetContext"},
		},
	},
	{
		// It knows no context. Dialling is bounded (3 s). GET, HEAD and PUT are tried up to
		// five times.
		Path: "github.com/valyala/fasthttp", Version: "v1.77.0", Family: "HTTP",
		Rows: []Row{
			{Names: "Get", Obj: Global, Effect: Read, Attempts: 5, Use: "GetTimeout"},
			{Names: "Post", Obj: Global, Effect: NonIdempotentWrite, Use: "DoTimeout"},
			{Names: "Do", Obj: Global, Req: Arg0, Effect: ByMethod, Attempts: 5, Use: "DoTimeout"},
			{Names: "DoRedirects", Obj: Global, Req: Arg0, Effect: ByMethod, Attempts: 5, Use: "DoTimeout"},
			{Names: "GetTimeout GetDeadline", Dur: Arg2, Effect: Read, Attempts: 5},
			{Names: "DoTimeout DoDeadline", Dur: Arg2, Req: Arg0, Effect: ByMethod, Attempts: 5},
			{Names: "Dial DialDualStack", Bound: true, Effect: Read},
			{Names: "DialTimeout DialDualStackTimeout", Dur: Arg1, Bound: true, Effect: Read},
			{Recv: "Client HostClient", Names: "Get", Obj: Recv, Effect: Read, Attempts: 5, Use: "GetTimeout, or a ReadTimeout on the client"},
			{Recv: "Client HostClient", Names: "Post", Obj: Recv, Effect: NonIdempotentWrite, Use: "DoTimeout, or a ReadTimeout on the client"},
			{Recv: "Client HostClient PipelineClient LBClient", Names: "Do", Obj: Recv, Req: Arg0, Effect: ByMethod, Attempts: 5, Use: "DoTimeout, or a ReadTimeout on the client"},
			{Recv: "Client HostClient", Names: "DoRedirects", Obj: Recv, Req: Arg0, Effect: ByMethod, Attempts: 5, Use: "DoTimeout, or a ReadTimeout on the client"},
			{Recv: "Client HostClient", Names: "GetTimeout GetDeadline", Dur: Arg2, Obj: Recv, Effect: Read, Attempts: 5},
			{Recv: "Client HostClient PipelineClient LBClient", Names: "DoTimeout DoDeadline", Dur: Arg2, Obj: Recv, Req: Arg0, Effect: ByMethod, Attempts: 5},
		},
		Objects: []Object{
			{Name: "Client", Limits: "ReadTimeout"},
			{Name: "HostClient", Limits: "ReadTimeout"},
			{Name: "PipelineClient", Limits: "ReadTimeout"},
			{Name: "LBClient", Limits: "Timeout", Bound: true},
			{Name: "Request", Setters: "SetTimeout"},
		},
	},
}
