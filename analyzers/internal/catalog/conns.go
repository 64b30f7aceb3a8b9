package catalog

const sftpUse = "a deadline on the connection below the ssh client"

// conns holds what keeps a connection open and talks over it: websockets, QUIC, DNS, FTP,
// SFTP, git.
var conns = []Library{
	{
		// DefaultDialer ends a handshake after 45 s, a literal never; messages have no limit.
		Path: "github.com/gorilla/websocket", Version: "v1.5.4", Family: "websocket",
		Rows: []Row{
			{Recv: "Dialer", Names: "Dial", Obj: Recv, Effect: Read, Use: "DialContext, or a HandshakeTimeout"},
			{Recv: "Dialer", Names: "DialContext", Ctx: Arg0, Obj: Recv, Effect: Read, Use: "a HandshakeTimeout"},
			{Names: "NewClient", Role: Conn, Obj: Arg0, Effect: Read, Use: "SetDeadline on the connection"},
			{Recv: "Conn", Names: "ReadMessage NextReader ReadJSON", Role: Conn, Obj: Recv, Effect: Read, Use: "SetReadDeadline, renewed by a pong handler"},
			{Recv: "Conn", Names: "WriteMessage WriteJSON NextWriter WritePreparedMessage", Role: Conn, Obj: Recv, Use: "SetWriteDeadline before each write"},
			{Names: "ReadJSON", Role: Conn, Obj: Arg0, Effect: Read, Use: "SetReadDeadline, renewed by a pong handler"},
			{Names: "WriteJSON", Role: Conn, Obj: Arg0, Use: "SetWriteDeadline before each write"},
			{Recv: "Conn", Names: "WriteControl", Dur: Arg2, Effect: IdempotentWrite, Use: "a deadline that is not zero"},
		},
		Objects: []Object{
			{Name: "Dialer", Limits: "HandshakeTimeout"},
			{Name: "Conn", Setters: "SetReadDeadline SetWriteDeadline"},
		},
	},
	{
		// The end of a context during a read or write closes the connection.
		Path: "github.com/coder/websocket", Also: "nhooyr.io/websocket", Version: "v1.8.15", Family: "websocket",
		Rows: []Row{
			{Names: "Dial", Ctx: Arg0, Obj: Arg2, Effect: Read},
			{Recv: "Conn", Names: "Read Reader", Role: Stream, Ctx: Arg0, Effect: Read},
			{Recv: "Conn", Names: "Write Writer", Ctx: Arg0},
			{Recv: "Conn", Names: "Ping", Ctx: Arg0, Effect: Read},
			{Recv: "Conn", Names: "Close CloseNow", Bound: true, Effect: IdempotentWrite},
			{Recv: "Conn", Names: "CloseRead", Role: Local, Ctx: Arg0},
			{Names: "NetConn", Role: Local, Ctx: Arg0},
		},
		Objects: []Object{{Name: "DialOptions", Inner: "HTTPClient"}},
	},
	{
		Path: "github.com/coder/websocket/wsjson", Also: "nhooyr.io/websocket/wsjson", Version: "v1.8.15", Family: "websocket",
		Rows: []Row{
			{Names: "Read", Role: Stream, Ctx: Arg0, Effect: Read},
			{Names: "Write", Ctx: Arg0},
		},
	},
	{
		// A peer that is silent is found out by the idle timeout (30 s; 5 s in the handshake);
		// one that keeps the connection alive and never answers is not.
		Path: "github.com/quic-go/quic-go", Version: "v0.53.0", Family: "QUIC",
		Rows: []Row{
			{Names: "Dial DialAddr DialEarly DialAddrEarly", Ctx: Arg0, Bound: true, Effect: Read},
			{Recv: "Transport", Names: "Dial DialEarly", Ctx: Arg0, Bound: true, Effect: Read},
			// They wait for the peer to allow another stream, and ask it nothing.
			{Recv: "Conn", Names: "OpenStreamSync OpenUniStreamSync", Role: Stream, Ctx: Arg0, Effect: Read},
			{Recv: "Conn", Names: "AcceptStream AcceptUniStream ReceiveDatagram", Role: Stream, Ctx: Arg0, Effect: Read},
			{Recv: "Conn", Names: "NextConnection", Ctx: Arg0, Effect: Read},
			{Recv: "Listener EarlyListener", Names: "Accept", Role: Stream, Ctx: Arg0, Effect: Read},
			{Recv: "Stream ReceiveStream", Names: "Read", Role: Conn, Obj: Recv, Effect: Read, Use: "SetReadDeadline"},
			{Recv: "Stream SendStream", Names: "Write", Role: Conn, Obj: Recv, Use: "SetWriteDeadline"},
		},
		Objects: []Object{
			{Name: "Stream", Setters: "SetDeadline SetReadDeadline SetWriteDeadline"},
			{Name: "ReceiveStream", Setters: "SetReadDeadline"},
			{Name: "SendStream", Setters: "SetWriteDeadline"},
		},
	},
	{
		Path: "github.com/quic-go/quic-go/http3", Version: "v0.53.0", Family: "HTTP",
		Rows: []Row{
			{Recv: "Transport", Names: "RoundTrip RoundTripOpt", Req: Arg0, Effect: ByMethod, Use: "a request whose context has a deadline"},
		},
	},
	{
		// Two seconds each to dial, write and read.
		Path: "github.com/miekg/dns", Version: "v1.1.73", Family: "DNS",
		Rows: []Row{
			{Names: "Exchange", Bound: true, Effect: Read, Use: "ExchangeContext"},
			{Names: "ExchangeContext", Ctx: Arg0, Bound: true, Effect: Read},
			{Names: "ExchangeConn", Role: Conn, Obj: Arg0, Effect: Read, Use: "SetDeadline on the connection"},
			{Names: "Dial DialWithTLS", Effect: Read, Use: "DialTimeout, or a dns.Client"},
			{Names: "DialTimeout", Dur: Arg2, Effect: Read},
			{Names: "DialTimeoutWithTLS", Dur: Arg3, Effect: Read},
			{Recv: "Client", Names: "Exchange ExchangeWithConn Dial", Obj: Recv, Bound: true, Effect: Read, Use: "ExchangeContext"},
			{Recv: "Client", Names: "ExchangeContext ExchangeWithConnContext DialContext", Ctx: Arg0, Obj: Recv, Bound: true, Effect: Read},
			{Recv: "Conn", Names: "ReadMsg ReadMsgHeader Read", Role: Conn, Obj: Recv, Effect: Read, Use: "SetReadDeadline"},
			{Recv: "Conn", Names: "WriteMsg Write", Role: Conn, Obj: Recv, Effect: Read, Use: "SetWriteDeadline"},
			{Recv: "Transfer", Names: "In", Bound: true, Effect: Read},
		},
		Objects: []Object{
			{Name: "Client", Limits: "Timeout", Partial: "DialTimeout ReadTimeout WriteTimeout", Inner: "Dialer", Bound: true},
			{Name: "Conn", Inner: "Conn"},
		},
	},
	{
		// Connecting ends after 30 s; waiting for the greeting and for any answer never does.
		Path: "github.com/jlaffaye/ftp", Version: "v0.2.4", Family: "FTP",
		Rows: []Row{
			{Names: "Dial", Opts: "DialWithDialFunc DialWithNetConn", Effect: Read, Use: "a connection with deadlines through DialWithDialFunc"},
			{Names: "DialTimeout", Effect: Read, Use: "Dial, and a connection with deadlines through DialWithDialFunc"},
			{
				Recv:  "ServerConn",
				Names: "Login NameList List GetEntry ChangeDir ChangeDirToParent CurrentDir FileSize GetTime Retr RetrFrom NoOp Logout Type",
				Obj:   Recv, Effect: Read, Use: "a connection with deadlines through DialWithDialFunc",
			},
			{
				Recv:  "ServerConn",
				Names: "Stor StorFrom Rename Delete RemoveDirRecur MakeDir RemoveDir SetTime",
				Obj:   Recv, Effect: IdempotentWrite, Use: "a connection with deadlines through DialWithDialFunc",
			},
			{Recv: "ServerConn", Names: "Append", Obj: Recv, Effect: NonIdempotentWrite, Use: "a connection with deadlines through DialWithDialFunc"},
			{Recv: "ServerConn", Names: "Quit", Obj: Recv, Effect: Read, Use: "a connection with deadlines through DialWithDialFunc"},
			{Recv: "Response", Names: "Read", Role: Conn, Obj: Recv, Effect: Read, Use: "SetDeadline"},
		},
		Objects: []Object{
			{Name: "ServerConn", Makers: "Dial", Options: "DialWithDialFunc DialWithNetConn"},
			{Name: "Response", Setters: "SetDeadline"},
		},
	},
	{
		Path: "github.com/pkg/sftp", Version: "v1.13.12", Family: "ssh",
		Rows: []Row{
			{Names: "NewClient", Role: Conn, Obj: Arg0, Effect: Read, Use: sftpUse},
			{Recv: "Client", Names: "ReadDirContext", Ctx: Arg0, Effect: Read},
			{Recv: "Client", Names: "ReadDir Stat Lstat ReadLink Open StatVFS RealPath Getwd Glob", Role: Conn, Obj: Recv, Effect: Read, Use: sftpUse},
			{
				Recv:  "Client",
				Names: "Create OpenFile Link Symlink Chtimes Chown Chmod Truncate SetExtendedData Remove RemoveDirectory Rename PosixRename Mkdir MkdirAll RemoveAll",
				Role:  Conn, Obj: Recv, Effect: IdempotentWrite, Use: sftpUse,
			},
			{Recv: "File", Names: "Read ReadAt WriteTo Stat", Role: Conn, Obj: Recv, Effect: Read, Use: sftpUse},
			{Recv: "File", Names: "Write WriteAt ReadFrom ReadFromWithConcurrency Chown Chmod Truncate Sync Close", Role: Conn, Obj: Recv, Effect: IdempotentWrite, Use: sftpUse},
		},
		Objects: []Object{
			{Name: "Client", Makers: "NewClient NewClientPipe"},
			{Name: "File"},
		},
	},
	{
		Path: "github.com/go-git/go-git/v5", Also: "gopkg.in/src-d/go-git.v4", Version: "v5.19.3", Family: "git", Sibling: "Context",
		// How long a transfer takes is a matter of how much there is: it wants a way to
		// stop, not a deadline.
		Rows: []Row{
			{Names: "CloneContext PlainCloneContext", Role: Stream, Ctx: Arg0, Effect: Read},
			{Recv: "Repository Remote", Names: "FetchContext", Role: Stream, Ctx: Arg0, Effect: Read},
			{Recv: "Repository Remote", Names: "PushContext", Role: Stream, Ctx: Arg0, Effect: IdempotentWrite},
			{Recv: "Remote", Names: "ListContext", Ctx: Arg0, Effect: Read},
			{Recv: "Remote", Names: "List", Bound: true, Effect: Read, Use: "ListContext"},
			{Recv: "Worktree", Names: "PullContext", Role: Stream, Ctx: Arg0, Effect: Read},
			{Recv: "Submodule Submodules", Names: "UpdateContext", Role: Stream, Ctx: Arg0, Effect: Read},
		},
	},
}
