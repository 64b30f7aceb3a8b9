package catalog

import (
	"go/types"
	"strings"
)

// A transactor is a function of a library that runs a function of the caller's in a
// transaction, and runs it again from the start when the transaction cannot be committed.
type transactor struct {
	Path        string
	Recv, Names string
}

var transactors = []transactor{
	{Path: "cloud.google.com/go/firestore", Recv: "Client", Names: "RunTransaction"},
	{Path: "cloud.google.com/go/spanner", Recv: "Client", Names: "ReadWriteTransaction ReadWriteTransactionWithOptions"},
	{Path: "cloud.google.com/go/datastore", Recv: "Client", Names: "RunInTransaction"},
	{Path: "google.golang.org/appengine/datastore", Names: "RunInTransaction"},
	{Path: "google.golang.org/appengine/v2/datastore", Names: "RunInTransaction"},
	{Path: "go.mongodb.org/mongo-driver/mongo", Recv: "Session", Names: "WithTransaction"},
	{Path: "go.mongodb.org/mongo-driver/v2/mongo", Recv: "Session", Names: "WithTransaction"},
	{Path: "github.com/cockroachdb/cockroach-go/crdb", Names: "ExecuteTx ExecuteInTx"},
	{Path: "github.com/cockroachdb/cockroach-go/v2/crdb", Names: "ExecuteTx ExecuteInTx ExecuteCtx"},
	{Path: "github.com/cockroachdb/cockroach-go/v2/crdb/crdbpgx", Names: "ExecuteTx"},
	{Path: "github.com/cockroachdb/cockroach-go/v2/crdb/crdbpgxv5", Names: "ExecuteTx"},
	{Path: "github.com/cockroachdb/cockroach-go/v2/crdb/crdbgorm", Names: "ExecuteTx"},
	{Path: "github.com/cockroachdb/cockroach-go/v2/crdb/crdbsqlx", Names: "ExecuteTx"},
	{Path: "go.etcd.io/etcd/client/v3/concurrency", Names: "NewSTM NewSTMSerializable NewSTMReadCommitted NewSTMRepeatable"},
	{Path: "go.etcd.io/etcd/clientv3/concurrency", Names: "NewSTM NewSTMSerializable NewSTMReadCommitted NewSTMRepeatable"},
}

// RunsTransaction reports whether fn runs a function of the caller's in a transaction, and
// again from the start when it cannot commit.
func RunsTransaction(fn *types.Func) bool {
	path := Path(fn.Pkg())
	if !strings.Contains(path, ".") {
		return false // the standard library leaves it to the caller
	}
	for i := range transactors {
		t := &transactors[i]
		if t.Path != path || !lists(t.Names, fn.Name()) {
			continue
		}
		if RecvName(fn) == t.Recv {
			return true
		}
	}
	return false
}
