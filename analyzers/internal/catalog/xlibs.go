package catalog

// xlibs holds golang.org/x and the identity libraries built on it.
var xlibs = []Library{
	{
		// ClientConfig.Timeout ends the TCP connect of Dial only: neither the handshake nor
		// anything done with the client.
		Path: "golang.org/x/crypto/ssh", Version: "v0.58.0", Family: "ssh",
		Rows: []Row{
			{Names: "Dial", Obj: Arg2, Effect: Read, Use: "a Timeout in the ClientConfig, or ssh.NewClientConn over a connection with a deadline"},
			{Names: "NewClientConn NewServerConn", Role: Conn, Obj: Arg0, Effect: Read, Use: "SetDeadline on the connection"},
			{Recv: "Client", Names: "NewSession Dial DialTCP", Role: Conn, Obj: Recv, Effect: Read, Use: "a deadline on the connection given to ssh.NewClientConn"},
			{Recv: "Conn", Names: "SendRequest OpenChannel", Role: Conn, Obj: Recv, Effect: Read, Use: "a deadline on the connection given to ssh.NewClientConn"},
			{Recv: "Client", Names: "DialContext", Ctx: Arg0, Effect: Read},
			{Recv: "Session", Names: "Run Start Output CombinedOutput", Role: Conn, Obj: Recv, Use: "a deadline on the connection given to ssh.NewClientConn"},
			{Recv: "Session", Names: "Shell Wait", Role: Stream, Obj: Recv, Use: "Close the session to end it"},
			{Recv: "Session", Names: "RequestPty RequestSubsystem Setenv Signal SendRequest WindowChange", Role: Conn, Obj: Recv, Effect: IdempotentWrite, Use: "a deadline on the connection given to ssh.NewClientConn"},
		},
		Objects: []Object{
			{Name: "ClientConfig", Partial: "Timeout", Knob: "Timeout"},
			{Name: "Client", Makers: "NewClient"},
			{Name: "Conn", Makers: "NewClientConn"},
			{Name: "Session"},
		},
	},
	{
		Path: "golang.org/x/net/websocket", Version: "v0.62.0", Family: "websocket",
		Rows: []Row{
			{Names: "Dial", Effect: Read, Use: "websocket.NewConfig, and DialContext of the Config"},
			{Names: "DialConfig", Obj: Arg0, Effect: Read, Use: "DialContext of the Config, or its Dialer with a Timeout"},
			{Names: "NewClient", Role: Conn, Obj: Arg1, Effect: Read, Use: "SetDeadline on the connection"},
			{Recv: "Config", Names: "DialContext", Ctx: Arg0, Obj: Recv, Effect: Read},
			{Recv: "Conn", Names: "Read", Role: Conn, Obj: Recv, Effect: Read, Use: "SetReadDeadline"},
			{Recv: "Conn", Names: "Write", Role: Conn, Obj: Recv, Use: "SetWriteDeadline"},
			{Recv: "Codec", Names: "Receive", Role: Conn, Obj: Arg0, Effect: Read, Use: "SetReadDeadline"},
			{Recv: "Codec", Names: "Send", Role: Conn, Obj: Arg0, Use: "SetWriteDeadline"},
		},
		Objects: []Object{
			{Name: "Config", Inner: "Dialer"},
			{Name: "Conn", Setters: "SetDeadline SetReadDeadline SetWriteDeadline", Makers: "NewClient"},
		},
	},
	{
		Path: "golang.org/x/net/proxy", Version: "v0.62.0", Family: "net",
		Rows: []Row{
			{Names: "Dial", Ctx: Arg0, Effect: Read},
			{Recv: "Dialer PerHost", Names: "Dial", Obj: Recv, Effect: Read, Use: "DialContext of proxy.ContextDialer"},
			{Recv: "ContextDialer PerHost", Names: "DialContext", Ctx: Arg0, Effect: Read},
		},
		// Anybody's dialer may be a Dialer, and have a timeout. Those made here have none.
		Objects: []Object{
			{Name: "Dialer", Makers: "SOCKS5 FromURL FromEnvironment FromEnvironmentUsing"},
			{Name: "PerHost", Makers: "NewPerHost"},
		},
	},
	{
		// What ReadIdleTimeout and WriteByteTimeout end is a connection, not a request.
		Path: "golang.org/x/net/http2", Version: "v0.62.0", Family: "HTTP",
		Rows: []Row{
			{Recv: "Transport ClientConn", Names: "RoundTrip", Req: Arg0, Effect: ByMethod, Use: "a request whose context has a deadline"},
			{Recv: "Transport", Names: "RoundTripOpt", Req: Arg0, Effect: ByMethod, Use: "a request whose context has a deadline"},
			{Recv: "ClientConn", Names: "Ping", Ctx: Arg0, Effect: Read},
		},
	},
	{
		Path: "golang.org/x/net/context/ctxhttp", Version: "v0.62.0", Family: "HTTP",
		Rows: []Row{
			{Names: "Get Head", Ctx: Arg0, Obj: Arg1, Effect: Read},
			{Names: "Post PostForm", Ctx: Arg0, Obj: Arg1, Effect: NonIdempotentWrite},
			{Names: "Do", Ctx: Arg0, Obj: Arg1},
		},
	},
	{
		// Requests go through the client in the context (oauth2.HTTPClient), else through
		// http.DefaultClient. The clients made here take over its Transport, and of late its
		// Timeout.
		Path: "golang.org/x/oauth2", Version: "v0.37.0", Family: "OAuth",
		Rows: []Row{
			{Recv: "Config", Names: "Exchange", Ctx: Arg0, CtxClient: true, Effect: NonIdempotentWrite, Note: "an authorization code can be used once"},
			{Recv: "Config", Names: "PasswordCredentialsToken DeviceAuth", Ctx: Arg0, CtxClient: true, Effect: IdempotentWrite},
			{Recv: "Config", Names: "DeviceAccessToken", Role: Stream, Ctx: Arg0, CtxClient: true, Effect: Read, Note: "it polls until the user has agreed"},
			{Recv: "Config", Names: "Client TokenSource", Role: Local, Ctx: Arg0, CtxClient: true},
			{Names: "NewClient", Role: Local, Ctx: Arg0, CtxClient: true},
			{Recv: "TokenSource", Names: "Token", Obj: Recv, Effect: IdempotentWrite, Use: "a client with a Timeout under oauth2.HTTPClient in the context of the token source"},
			{Recv: "Transport", Names: "RoundTrip", Obj: Recv, Req: Arg0, Effect: ByMethod},
		},
		Objects: []Object{
			{Name: "net/http.Client", Limits: "Timeout", Makers: "NewClient Config.Client", Plain: true},
			{Name: "TokenSource", Makers: "Config.TokenSource"},
			{Name: "Transport", Inner: "Base"},
		},
	},
	{
		Path: "golang.org/x/oauth2/clientcredentials", Version: "v0.37.0", Family: "OAuth",
		Rows: []Row{
			{Recv: "Config", Names: "Token", Ctx: Arg0, CtxClient: true, Effect: IdempotentWrite},
			{Recv: "Config", Names: "Client TokenSource", Role: Local, Ctx: Arg0, CtxClient: true},
		},
		Objects: []Object{{Name: "net/http.Client", Limits: "Timeout", Makers: "Config.Client", Plain: true}},
	},
	{
		Path: "golang.org/x/oauth2/jwt", Version: "v0.37.0", Family: "OAuth",
		Rows: []Row{
			{Recv: "Config", Names: "Client TokenSource", Role: Local, Ctx: Arg0, CtxClient: true},
		},
		Objects: []Object{{Name: "net/http.Client", Limits: "Timeout", Makers: "Config.Client", Plain: true}},
	},
	{
		Path: "golang.org/x/oauth2/google", Version: "v0.37.0", Family: "OAuth",
		Rows: []Row{
			// Without credentials in a file or the environment the metadata server is asked,
			// once, which the library bounds.
			{Names: "FindDefaultCredentials FindDefaultCredentialsWithParams DefaultTokenSource DefaultClient", Role: Local, Ctx: Arg0, CtxClient: true},
			{Names: "CredentialsFromJSON CredentialsFromJSONWithParams", Role: Local, Ctx: Arg0, CtxClient: true},
		},
		Objects: []Object{{Name: "net/http.Client", Limits: "Timeout", Makers: "DefaultClient", Plain: true}},
	},
	{
		Path: "github.com/coreos/go-oidc/v3/oidc", Also: "github.com/coreos/go-oidc", Version: "v3.21.0", Family: "OAuth",
		Rows: []Row{
			// Version 2 keeps the context for the keys that it fetches later: a deadline would end those, too.
			{Names: "NewProvider", Ctx: Arg0, CtxClient: true, Effect: Read, Use: "oidc.ClientContext with a client that has a Timeout"},
			{Recv: "Provider", Names: "UserInfo", Ctx: Arg0, CtxClient: true, Effect: Read},
			// Keys that a verifier does not have yet come through the client of whoever made it.
			{Recv: "IDTokenVerifier", Names: "Verify VerifyLogout", Ctx: Arg0, Effect: Read, Note: "it fetches keys that it does not have yet"},
			{Recv: "RemoteKeySet KeySet", Names: "VerifySignature", Ctx: Arg0, Effect: Read},
			{Names: "NewRemoteKeySet ClientContext InsecureIssuerURLContext", Role: Local, Ctx: Arg0},
			{Recv: "Provider", Names: "VerifierContext", Role: Local, Ctx: Arg0},
			{Recv: "ProviderConfig", Names: "NewProvider", Role: Local, Ctx: Arg0},
			{Recv: "StaticKeySet", Names: "VerifySignature", Role: Local, Ctx: Arg0},
		},
	},
	{
		// The library polls and repeats what the server refuses with a nonce error or 5xx,
		// until the context ends.
		Path: "golang.org/x/crypto/acme", Version: "v0.58.0", Family: "ACME",
		Rows: []Row{
			{Recv: "Client", Names: "WaitAuthorization WaitOrder", Ctx: Arg0, Obj: Recv, Effect: Read, Attempts: -1},
			{Recv: "Client", Names: "Discover GetReg GetAuthorization GetOrder GetChallenge FetchCert ListCertAlternates", Ctx: Arg0, Obj: Recv, Effect: Read, Attempts: -1},
			{Recv: "Client", Names: "*", Ctx: Arg0, Obj: Recv, Attempts: -1},
		},
		Objects: []Object{{Name: "Client", Inner: "HTTPClient"}},
	},
}
