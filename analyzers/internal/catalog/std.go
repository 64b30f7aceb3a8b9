package catalog

// stdlib was read in Go 1.26.8. Listening and accepting wait for nobody in particular and
// have no rows; DNS look-ups are bounded by the resolver's own configuration.
var stdlib = []Library{
	{
		Path: "net/http", Version: "go1.26.8", Family: "HTTP",
		Rows: []Row{
			{Names: "Get Head", Obj: Global, Effect: Read, Use: "a client with a Timeout, or http.NewRequestWithContext"},
			{Names: "Post PostForm", Obj: Global, Effect: NonIdempotentWrite, Use: "a client with a Timeout, or http.NewRequestWithContext"},
			{Recv: "Client", Names: "Get Head", Obj: Recv, Effect: Read, Use: "a Timeout on the client, or http.NewRequestWithContext"},
			{Recv: "Client", Names: "Post PostForm", Obj: Recv, Effect: NonIdempotentWrite, Use: "a Timeout on the client, or http.NewRequestWithContext"},
			{Recv: "Client", Names: "Do", Obj: Recv, Req: Arg0, Effect: ByMethod, Use: "a Timeout on the client, or a request with a deadline"},
			{Recv: "Transport", Names: "RoundTrip", Obj: Recv, Req: Arg0, Effect: ByMethod, Use: "a request whose context has a deadline"},
		},
		Objects: []Object{
			{Name: "Client", Limits: "Timeout", Inner: "Transport", Knob: "Timeout"},
			{Name: "Transport", Partial: "ResponseHeaderTimeout", Knob: "ResponseHeaderTimeout"},
		},
	},
}
