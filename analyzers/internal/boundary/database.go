package boundary

import (
	"go/constant"
	"go/types"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/distvet/distvet/analyzers/internal/catalog"
	"github.com/distvet/distvet/analyzers/internal/effect"
	"github.com/distvet/distvet/analyzers/internal/origin"
)

// Drivers tells where the databases of a program may be, from the drivers it imports, and what is known
// of limits that are set far away from the calls that they end.
type Drivers uint8

// The kinds of drivers, as a set.
const (
	LocalDriver   Drivers = 1 << iota // the database is a file of this machine
	RemoteDriver                      // it is a server
	LimitedSource                     // some data source name or configuration limits reads or statements
	LimitedRPC                        // some gRPC connection gives each call a deadline
)

// localDrivers are the import paths of drivers whose database is a file or memory.
var localDrivers = [...]string{
	"github.com/mattn/go-sqlite3", "modernc.org/sqlite", "github.com/glebarez/sqlite", "github.com/glebarez/go-sqlite",
	"github.com/ncruces/go-sqlite3", "zombiezen.com/go/sqlite", "crawshaw.io/sqlite", "gorm.io/driver/sqlite",
	"github.com/mutecomm/go-sqlcipher", "github.com/rqlite/go-sqlite3", "github.com/marcboeker/go-duckdb", "github.com/duckdb/duckdb-go",
}

// remoteDrivers are the import paths of drivers whose database is a server.
var remoteDrivers = [...]string{
	"github.com/lib/pq", "github.com/jackc/pgx", "github.com/go-sql-driver/mysql", "github.com/microsoft/go-mssqldb",
	"github.com/denisenkom/go-mssqldb", "github.com/sijms/go-ora", "github.com/godror/godror", "github.com/ClickHouse/clickhouse-go",
	"github.com/snowflakedb/gosnowflake", "github.com/go-pg/pg", "gorm.io/driver/mysql", "gorm.io/driver/postgres", "gorm.io/driver/sqlserver",
	"github.com/tursodatabase/libsql-client-go", "github.com/rqlite/gorqlite", "github.com/uptrace/bun/driver",
}

// boundedDrivers are the import paths of drivers of a server that put a deadline on every read
// and write unless they are told otherwise: pgdriver 1.2.16, config.go, 10 s and 5 s.
var boundedDrivers = [...]string{"github.com/uptrace/bun/driver/pgdriver"}

// DriverOf returns what importing path says of the program's databases.
func DriverOf(path string) Drivers {
	if slices.Contains(boundedDrivers[:], path) {
		return RemoteDriver | LimitedSource
	}
	for _, p := range localDrivers {
		if path == p || strings.HasPrefix(path, p+"/") {
			return LocalDriver
		}
	}
	for _, p := range remoteDrivers {
		if path == p || strings.HasPrefix(path, p+"/") {
			return RemoteDriver
		}
	}
	return 0
}

// sourceLimits are the parameters of data source names that limit a read or a statement: of
// go-sql-driver/mysql 1.9, PostgreSQL (lib/pq 1.10, pgx 5, as a run-time parameter),
// go-mssqldb 1.9 and clickhouse-go 2.
var sourceLimits = [...]string{"readTimeout", "statement_timeout", "connection timeout", "read_timeout", "max_execution_time"}

// LimitsSource reports whether a string constant of a program says that a database connection
// limits its reads or statements: part of a data source name, or a name of a parameter of one.
func LimitsSource(text string) bool {
	for _, name := range sourceLimits {
		i := strings.Index(text, name)
		if i < 0 {
			continue
		}
		rest := strings.ToLower(strings.TrimLeft(text[i+len(name):], " "))
		if len(text) == len(name) || strings.HasPrefix(rest, "=") || len(rest) > 3 && strings.HasPrefix(rest, "to ") && strings.ContainsRune("0123456789'$", rune(rest[3])) { // also SET statement_timeout TO 5000
			return true
		}
	}
	return false
}

// exempt reports whether nothing is to be said of a crossing although no deadline is in sight:
// one with a database that is a file, since the package and what it imports know no other
// driver, or whose data source may have a limit, and one that works on the schema or for a
// migration.
func (a *Analysis) exempt(c *Crossing) bool { return a.Exempt(c) != "" }

// Exempt tells why nothing is said of a crossing for which [Analysis.exempt] holds, or returns "".
func (a *Analysis) Exempt(c *Crossing) string {
	switch {
	case c.Family != "SQL":
	case a.Drivers&LimitedSource != 0:
		return "the program sets a limit in the name of a data source, which may be this one"
	case a.Drivers == LocalDriver, a.opensFile(c), a.namedForFile(c.Fn):
		return "its database is a file"
	case a.migrates(c.Fn), a.maintenance(c):
		return "it works on the schema, which takes as long as there is data"
	}
	return ""
}

// localNames are the names by which the drivers of localDrivers are known to database/sql.
var localNames = [...]string{"sqlite", "sqlite3", "sqlite3_extended", "duckdb", "ramsql"}

// opensFile reports whether a SQL crossing opens a database by the name of a driver whose
// database is a file, or works on one that was opened so in this package.
func (a *Analysis) opensFile(c *Crossing) bool {
	if a.Drivers&LocalDriver == 0 {
		return false
	}
	common := c.Call.Common()
	if namesLocalDriver(common) {
		return true
	}
	db := operand(common, catalog.Recv)
	if c.Via != nil || db == nil || common.Signature().Recv() == nil {
		return false
	}
	return origin.All(a.Origin.Sources(db, c.Fn), func(s origin.Source) bool {
		call, ok := s.Value.(*ssa.Call)
		return ok && namesLocalDriver(call.Common())
	})
}

// namedForFile reports whether the file of a function, or its package, is called after a database that
// is a file: a program that knows several databases keeps what is for one in a place of that name.
func (a *Analysis) namedForFile(fn *ssa.Function) bool {
	file, pkg := a.placeOf(fn)
	for _, name := range [...]string{file, pkg} {
		name = strings.ToLower(name)
		if (strings.Contains(name, "sqlite") || strings.Contains(name, "duckdb")) && !strings.Contains(name, "_to_") { // what copies from one to another
			return true
		}
	}
	return false
}

// placeOf returns the name of the file that holds a function, "" if there is none, and the last element of
// its package's path.
func (a *Analysis) placeOf(fn *ssa.Function) (file, pkg string) {
	if pos := a.Program.Pass.Fset.Position(fn.Pos()); pos.IsValid() {
		file = filepath.Base(pos.Filename)
	}
	pkg = a.Program.Pass.Pkg.Path()
	return file, pkg[strings.LastIndex(pkg, "/")+1:]
}

// namesLocalDriver reports whether a call opens a database and names one of localNames.
func namesLocalDriver(c *ssa.CallCommon) bool {
	name := calleeName(c)
	if !strings.Contains(name, "Open") && !strings.Contains(name, "Connect") {
		return false
	}
	return slices.ContainsFunc(c.Args, func(v ssa.Value) bool {
		k, ok := v.(*ssa.Const)
		return ok && k.Value != nil && k.Value.Kind() == constant.String && slices.Contains(localNames[:], constant.StringVal(k.Value))
	})
}

// maintenance reports whether a SQL crossing sends a statement that defines the schema, asks how
// far it has come, or maintains the database. Such statements rightly run as long as there is data, when the program
// starts or when an operator asks; a deadline would leave a migration half done.
func (a *Analysis) maintenance(c *Crossing) bool {
	if c.Row == nil || c.Row.Text < catalog.Arg0 {
		return false
	}
	text := operand(c.Call.Common(), c.Row.Text)
	if text == nil {
		return false
	}
	if b, ok := text.Type().Underlying().(*types.Basic); !ok || b.Info()&types.IsString == 0 {
		return false
	}
	texts := effect.Reader{Tracer: a.Origin}.Texts(text, nil, c.Fn)
	for _, text := range texts {
		if !definesSchema(text) && !asksSchema(text) {
			return false
		}
	}
	return len(texts) > 0
}

// migrates reports whether a function is called a migration, or its file or package is.
func (a *Analysis) migrates(fn *ssa.Function) bool {
	file, pkg := a.placeOf(fn) // of a literal itself: what holds it may be the making of the package's variables
	for _, name := range [...]string{origin.Outermost(fn).Name(), file, pkg} {
		if strings.Contains(strings.ToLower(name), "migrat") {
			return true
		}
	}
	return false
}

// asksSchema reports whether a SQL text works on the table in which a program by custom keeps
// how far its migrations have come.
func asksSchema(text string) bool {
	text = strings.ToLower(text)
	return strings.Contains(text, "schema_version") || strings.Contains(text, "schema_migration") || strings.Contains(text, "gorp_migrations")
}

// definesSchema reports whether the first word of a SQL text is one that only the
// definition of a schema and the maintenance of a database begin with.
func definesSchema(text string) bool {
	for {
		text = strings.TrimSpace(text)
		comment := strings.HasPrefix(text, "--")
		if !comment {
			break
		}
		_, text, _ = strings.Cut(text, "\n")
	}
	verb, _, _ := strings.Cut(text, " ")
	verb, _, _ = strings.Cut(verb, "\n")
	switch strings.ToUpper(strings.TrimRight(verb, ";")) {
	case "CREATE", "ALTER", "DROP", "TRUNCATE", "VACUUM", "ANALYZE", "REINDEX", "PRAGMA", "OPTIMIZE", "CLUSTER", "REFRESH", "GRANT", "REVOKE", "COMMENT", "ATTACH", "DETACH":
		return true
	}
	return false
}
