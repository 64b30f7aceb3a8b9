package catalog

// mail holds what sends mail over SMTP. No server takes a message once that is sent twice.
var mail = []Library{
	{
		// 15 s, as the limit of the dial and the deadline of the connection.
		Path: "github.com/wneessen/go-mail", Version: "v0.8.1", Family: "mail",
		Rows: []Row{
			{Recv: "Client", Names: "DialAndSend", Obj: Recv, Bound: true, Effect: NonIdempotentWrite, Use: "DialAndSendWithContext"},
			{Recv: "Client", Names: "DialAndSendWithContext", Ctx: Arg0, Obj: Recv, Bound: true, Effect: NonIdempotentWrite},
			{Recv: "Client", Names: "DialWithContext DialToSMTPClientWithContext", Ctx: Arg0, Obj: Recv, Bound: true, Effect: Read},
			{Recv: "Client", Names: "Send SendWithSMTPClient", Obj: Recv, Bound: true, Effect: NonIdempotentWrite},
			{Recv: "Client", Names: "Reset Close", Obj: Recv, Bound: true, Effect: Read},
		},
		Objects: []Object{{Name: "Client", Makers: "NewClient", Options: "WithTimeout", Bound: true, Knob: "mail.WithTimeout"}},
	},
	{
		// Ten seconds to connect, nothing after that.
		Path: "gopkg.in/gomail.v2", Also: "github.com/go-gomail/gomail", Version: "v2.0.0-20160411212932-81ebce5c23df", Family: "mail",
		Rows: []Row{
			{Recv: "Dialer", Names: "DialAndSend", Effect: NonIdempotentWrite, Use: "net/smtp over a connection with a deadline"},
			{Recv: "Dialer", Names: "Dial", Effect: Read, Use: "net/smtp over a connection with a deadline"},
			{Names: "Send", Obj: Arg0, Effect: NonIdempotentWrite, Use: "net/smtp over a connection with a deadline"},
			{Recv: "Sender", Names: "Send", Effect: NonIdempotentWrite, Use: "net/smtp over a connection with a deadline"},
		},
	},
	{
		// The Dialer's Timeout, 10 s from NewDialer, ends the connect and, as a deadline of the
		// connection, all that comes after the greeting. For the greeting itself it waits without one.
		Path: "gopkg.in/mail.v2", Version: "v2.3.1", Family: "mail",
		Rows: []Row{
			{Recv: "Dialer", Names: "DialAndSend", Partly: true, Effect: NonIdempotentWrite, Use: "a NetDialTimeout that sets the connection's deadline", Note: "its Timeout does not cover the greeting"},
			{Recv: "Dialer", Names: "Dial", Partly: true, Effect: Read, Use: "a NetDialTimeout that sets the connection's deadline", Note: "its Timeout does not cover the greeting"},
			{Names: "Send", Obj: Arg0, Bound: true, Effect: NonIdempotentWrite},
			{Recv: "Sender", Names: "Send", Bound: true, Effect: NonIdempotentWrite},
		},
	},
}
