package catalog

// stdlib was read in Go 1.26.8. Listening and accepting wait for nobody in particular and
// have no rows; DNS look-ups are bounded by the resolver's own configuration (five seconds
// and two attempts a server by default).
var stdlib = []Library{
	{
		Path: "net/http", Version: "go1.26.8", Family: "HTTP",
		Rows: []Row{
			{Names: "Get Head", Obj: Global, Effect: Read, Use: "a client with a Timeout, or http.NewRequestWithContext"},
			{Names: "Post PostForm", Obj: Global, Effect: NonIdempotentWrite, Use: "a client with a Timeout, or http.NewRequestWithContext"},
			{Recv: "Client", Names: "Get Head", Obj: Recv, Effect: Read, Use: "a Timeout on the client, or http.NewRequestWithContext"},
			{Recv: "Client", Names: "Post PostForm", Obj: Recv, Effect: NonIdempotentWrite, Use: "a Timeout on the client, or http.NewRequestWithContext"},
			{Recv: "Client", Names: "Do", Obj: Recv, Req: Arg0, Effect: ByMethod, Use: "a Timeout on the client, or a request with a deadline"},
			{Recv: "Transport RoundTripper ClientConn", Names: "RoundTrip", Obj: Recv, Req: Arg0, Effect: ByMethod, Use: "a request whose context has a deadline"},
			{Recv: "Transport", Names: "NewClientConn", Ctx: Arg0, Obj: Recv, Effect: Read},
		},
		Objects: []Object{
			{Name: "Client", Limits: "Timeout", Inner: "Transport", Knob: "Timeout"},
			{Name: "Transport", Partial: "ResponseHeaderTimeout", Knob: "ResponseHeaderTimeout"},
			{Name: "RoundTripper", Seldom: true, Knob: "ResponseHeaderTimeout"},
			{Name: "Request", Contexts: "WithContext Clone"},
		},
	},
	{
		Path: "net/http/httputil", Version: "go1.26.8", Family: "HTTP",
		Rows: []Row{
			// A proxy passes on bodies of any length; its client may leave at any time.
			{Recv: "ReverseProxy", Names: "ServeHTTP", Role: Stream, Req: Arg1, Obj: Recv, Effect: ByMethod, Use: "a Transport with a ResponseHeaderTimeout"},
		},
		Objects: []Object{{Name: "ReverseProxy", Inner: "Transport", Makers: "NewSingleHostReverseProxy"}},
	},
	{
		Path: "net", Version: "go1.26.8", Family: "net",
		Rows: []Row{
			{Names: "Dial", Effect: Read, Use: "net.Dialer.DialContext or net.DialTimeout"},
			{Names: "DialTimeout", Dur: Arg2, Effect: Read, Use: "a positive timeout"},
			{Names: "DialTCP", Effect: Read, Use: "net.Dialer.DialContext"},
			// Nothing is sent to connect these, and a unix socket is not remote.
			{Names: "DialUDP DialIP DialUnix", Role: Local},
			{Recv: "Dialer", Names: "Dial", Obj: Recv, Effect: Read, Use: "DialContext, or a Timeout on the dialer"},
			{Recv: "Dialer", Names: "DialContext DialTCP", Ctx: Arg0, Obj: Recv, Effect: Read, Use: "a Timeout on the dialer"},
			{Recv: "Dialer", Names: "DialUDP DialIP DialUnix", Role: Local, Ctx: Arg0},
			{
				Names: "LookupAddr LookupCNAME LookupHost LookupIP LookupMX LookupNS LookupPort LookupSRV LookupTXT ResolveIPAddr ResolveTCPAddr ResolveUDPAddr",
				Bound: true, Effect: Read, Use: "a method of net.Resolver, which takes a context",
			},
			{
				Recv: "Resolver", Names: "LookupAddr LookupCNAME LookupHost LookupIP LookupIPAddr LookupMX LookupNS LookupNetIP LookupPort LookupSRV LookupTXT",
				Ctx: Arg0, Bound: true, Effect: Read,
			},
			{Recv: "Conn conn", Names: "Read", Role: Conn, Obj: Recv, Effect: Read, Use: "SetReadDeadline before each read"},
			{Recv: "Conn conn", Names: "Write", Role: Conn, Obj: Recv, Use: "SetWriteDeadline before each write"},
			{Recv: "TCPConn", Names: "ReadFrom", Role: Conn, Obj: Recv, Use: "SetWriteDeadline"},
			{Recv: "TCPConn", Names: "WriteTo", Role: Conn, Obj: Recv, Effect: Read, Use: "SetReadDeadline"},
			{Recv: "Buffers", Names: "WriteTo", Role: Conn, Obj: Arg0, Use: "SetWriteDeadline"},
			// A socket without a peer is mostly one that serves.
			{Recv: "PacketConn IPConn UDPConn UnixConn", Names: "ReadFrom", Role: Stream, Obj: Recv, Effect: Read, Use: "SetReadDeadline"},
			{Recv: "UDPConn", Names: "ReadFromUDP ReadFromUDPAddrPort ReadMsgUDP ReadMsgUDPAddrPort", Role: Stream, Obj: Recv, Effect: Read, Use: "SetReadDeadline"},
			{Recv: "IPConn", Names: "ReadFromIP ReadMsgIP", Role: Stream, Obj: Recv, Effect: Read, Use: "SetReadDeadline"},
		},
		Objects: []Object{
			{Name: "Dialer", Limits: "Timeout Deadline"},
			{Name: "Conn", Setters: "SetDeadline SetReadDeadline SetWriteDeadline"},
			{Name: "PacketConn", Setters: "SetDeadline SetReadDeadline SetWriteDeadline"},
			{Name: "TCPConn", Setters: "SetDeadline SetReadDeadline SetWriteDeadline"},
			{Name: "UDPConn", Setters: "SetDeadline SetReadDeadline SetWriteDeadline"},
			{Name: "IPConn", Setters: "SetDeadline SetReadDeadline SetWriteDeadline"},
			{Name: "UnixConn", Setters: "SetDeadline SetReadDeadline SetWriteDeadline"},
		},
	},
	{
		Path: "crypto/tls", Version: "go1.26.8", Family: "TLS",
		Rows: []Row{
			{Names: "Dial", Effect: Read, Use: "tls.Dialer.DialContext, or tls.DialWithDialer with a Timeout"},
			{Names: "DialWithDialer", Obj: Arg0, Effect: Read, Use: "a Timeout on the dialer, which covers the handshake as well"},
			{Recv: "Dialer", Names: "Dial", Obj: Recv, Effect: Read, Use: "DialContext, or a Timeout on the NetDialer"},
			{Recv: "Dialer", Names: "DialContext", Ctx: Arg0, Obj: Recv, Effect: Read},
			{Recv: "Conn", Names: "Handshake", Role: Conn, Obj: Recv, Effect: Read, Use: "HandshakeContext"},
			{Recv: "Conn", Names: "HandshakeContext", Ctx: Arg0, Obj: Recv, Effect: Read},
			{Recv: "Conn", Names: "Read", Role: Conn, Obj: Recv, Effect: Read, Use: "SetReadDeadline before each read"},
			{Recv: "Conn", Names: "Write", Role: Conn, Obj: Recv, Use: "SetWriteDeadline before each write"},
		},
		Objects: []Object{
			{Name: "Dialer", Inner: "NetDialer"},
			{Name: "Conn", Makers: "Client Server", Setters: "SetDeadline SetReadDeadline SetWriteDeadline"},
		},
	},
	{
		Path: "net/rpc", Version: "go1.26.8", Family: "net/rpc",
		Rows: []Row{
			{Names: "Dial DialHTTP DialHTTPPath", Effect: Read, Use: "rpc.NewClient over a connection from net.DialTimeout"},
			{Recv: "Client", Names: "Call", Obj: Recv, Use: "Go, and a select on its Done channel and a timer"},
			{Recv: "Client", Names: "Go", Role: Local, Note: "the wait is the receive from Done"},
		},
		Objects: []Object{{Name: "Client", Makers: "NewClient Dial DialHTTP DialHTTPPath"}},
	},
	{
		Path: "net/rpc/jsonrpc", Version: "go1.26.8", Family: "net/rpc",
		Rows: []Row{
			{Names: "Dial", Effect: Read, Use: "jsonrpc.NewClient over a connection from net.DialTimeout"},
		},
	},
	{
		Path: "net/smtp", Version: "go1.26.8", Family: "mail",
		Rows: []Row{
			{Names: "SendMail", Effect: NonIdempotentWrite, Use: "smtp.NewClient over a connection with a deadline"},
			{Names: "Dial", Effect: Read, Use: "smtp.NewClient over a connection with a deadline"},
			{Names: "NewClient", Role: Conn, Obj: Arg0, Effect: Read, Use: "SetDeadline on the connection"},
			{Recv: "Client", Names: "Hello StartTLS Auth Verify Reset Noop Quit", Role: Conn, Obj: Recv, Effect: Read, Use: "SetDeadline on the connection given to smtp.NewClient"},
			{Recv: "Client", Names: "Mail Rcpt Data", Role: Conn, Obj: Recv, Effect: NonIdempotentWrite, Use: "SetDeadline on the connection given to smtp.NewClient"},
		},
		Objects: []Object{{Name: "Client", Makers: "NewClient Dial"}},
	},
	{
		Path: "net/textproto", Version: "go1.26.8", Family: "net",
		Rows: []Row{
			{Names: "Dial", Effect: Read, Use: "textproto.NewConn over a connection with a deadline"},
		},
	},
	{
		Path: "log/syslog", Version: "go1.26.8", Family: "syslog",
		Rows: []Row{
			{Names: "Dial", Effect: Read, Note: "an empty network is the local daemon"},
		},
	},
	{
		Path: "database/sql", Version: "go1.26.8", Family: "SQL",
		Rows: []Row{
			{Recv: "DB Conn", Names: "PingContext", Ctx: Arg0, Effect: Read},
			{Recv: "DB", Names: "Ping", Effect: Read, Use: "PingContext"},
			{Recv: "DB", Names: "Conn", Ctx: Arg0, Effect: Read},
			{Recv: "DB Tx", Names: "Exec", Effect: BySQL, Text: Arg0, Use: "ExecContext"},
			{Recv: "DB Tx", Names: "Query", Effect: BySQL, Text: Arg0, Use: "QueryContext"},
			{Recv: "DB Tx", Names: "QueryRow", Effect: BySQL, Text: Arg0, Use: "QueryRowContext"},
			{Recv: "DB Tx", Names: "Prepare", Effect: Read, Use: "PrepareContext"},
			{Recv: "DB", Names: "Begin", Effect: Read, Use: "BeginTx"},
			{Recv: "DB Conn", Names: "BeginTx", Ctx: Arg0, Effect: Read},
			{Recv: "DB Conn Tx", Names: "ExecContext QueryContext QueryRowContext", Ctx: Arg0, Effect: BySQL, Text: Arg1},
			{Recv: "DB Conn Tx", Names: "PrepareContext", Ctx: Arg0, Effect: Read},
			{Recv: "Tx", Names: "Stmt", Effect: Read, Use: "StmtContext"},
			{Recv: "Tx", Names: "StmtContext", Ctx: Arg0, Effect: Read},
			{Recv: "Stmt", Names: "Exec", Effect: BySQL, Text: Recv, Use: "ExecContext"},
			{Recv: "Stmt", Names: "Query", Effect: BySQL, Text: Recv, Use: "QueryContext"},
			{Recv: "Stmt", Names: "QueryRow", Effect: BySQL, Text: Recv, Use: "QueryRowContext"},
			{Recv: "Stmt", Names: "ExecContext QueryContext QueryRowContext", Ctx: Arg0, Effect: BySQL, Text: Recv},
			{Recv: "Tx", Names: "Commit", Role: Rest, Effect: NonIdempotentWrite, Note: "after an error of Commit nobody knows whether the transaction took place"},
			{Recv: "Tx", Names: "Rollback", Role: Rest, Effect: IdempotentWrite},
			{Recv: "Rows", Names: "Next NextResultSet Close", Role: Rest, Effect: Read},
			{Recv: "Row", Names: "Scan", Role: Rest, Effect: Read},
		},
	},
}
