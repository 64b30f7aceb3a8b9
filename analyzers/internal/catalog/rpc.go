package catalog

// rpcs holds what remote procedure calls are made of. Generated gRPC, connect and twirp
// clients are recognised by the shape of their methods, not here.
var rpcs = []Library{
	{
		// No call has a deadline by default, and one that waits for a connection waits as
		// long as its context lets it.
		Path: "google.golang.org/grpc", Version: "v1.85.0", Family: "gRPC",
		Rows: []Row{
			{Recv: "ClientConn ClientConnInterface", Names: "Invoke", Ctx: Arg0},
			{Names: "Invoke", Ctx: Arg0},
			{Recv: "ClientConn ClientConnInterface", Names: "NewStream", Role: Stream, Ctx: Arg0},
			{Names: "NewClientStream", Role: Stream, Ctx: Arg0},
			{Recv: "ClientConn", Names: "WaitForStateChange", Role: Stream, Ctx: Arg0, Effect: Read},
			{Recv: "ClientStream", Names: "SendMsg RecvMsg CloseSend Header", Role: Rest},
			{Names: "Dial", Opts: "WithTimeout FailOnNonTempDialError", Effect: Read, If: "WithBlock WithReturnConnectionError", Use: "grpc.NewClient, or grpc.DialContext with a deadline"},
			{Names: "DialContext", Ctx: Arg0, Opts: "WithTimeout", Effect: Read, If: "WithBlock WithReturnConnectionError"},
			{Names: "NewClient", Role: Local},
		},
		Objects: []Object{
			{Name: "ClientConn", Options: "WithTimeout FailOnNonTempDialError", Makers: "Dial DialContext NewClient"},
		},
	},
	{
		Path: "connectrpc.com/connect", Version: "v1.21.1", Family: "connect",
		Rows: []Row{
			{Recv: "Client", Names: "CallUnary", Ctx: Arg0, Obj: Recv},
			{Recv: "Client", Names: "CallServerStream CallClientStream CallBidiStream", Role: Stream, Ctx: Arg0, Obj: Recv},
		},
		Objects: []Object{{Name: "Client", Makers: "NewClient"}},
	},
}
