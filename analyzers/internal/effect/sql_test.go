package effect

import (
	"strings"
	"testing"
	"time"

	"github.com/distvet/distvet/analyzers/internal/catalog"
)

const (
	unknown = catalog.Unknown
	reads   = catalog.Read
	idem    = catalog.IdempotentWrite
	nonIdem = catalog.NonIdempotentWrite
)

// statements are written as services write them, in the dialects of PostgreSQL, MySQL,
// SQLite and SQL Server; some are what a program knows of a statement that it puts together.
var statements = []struct {
	sql  string
	want catalog.Effect
}{
	// Reads.
	{"SELECT id, total FROM orders WHERE id = $1", reads},
	{"select 1", reads},
	{"SELECT now()", reads},
	{"SELECT version()", reads},
	{"SELECT count(*) FROM tickets WHERE sold_at IS NULL", reads},
	{"SELECT * FROM seats WHERE show_id = ? FOR UPDATE", reads},
	{"SELECT id FROM jobs WHERE state = 'new' ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED", reads},
	{"SELECT pg_is_in_recovery()", reads},
	{"SELECT `id`, `name` FROM `users` WHERE `email` = ?", reads},
	{"SELECT [id] FROM [dbo].[orders] WITH (NOLOCK) WHERE [id] = @p1", reads},
	{"SELECT TOP 10 * FROM dbo.Orders ORDER BY CreatedAt DESC", reads},
	{"WITH recent AS (SELECT id FROM orders WHERE created_at > now() - interval '1 day') SELECT count(*) FROM recent", reads},
	{"WITH RECURSIVE tree(id) AS (SELECT 1 UNION ALL SELECT c.id FROM c JOIN tree t ON c.parent = t.id) SELECT * FROM tree", reads},
	{"(SELECT 1) UNION (SELECT 2)", reads},
	{"EXPLAIN DELETE FROM orders", reads},
	{"EXPLAIN ANALYZE SELECT * FROM orders", reads},
	{"SHOW TABLES", reads},
	{"DESCRIBE orders", reads},
	{"PRAGMA table_info(orders)", reads},
	{"VALUES (1, 'a'), (2, 'b')", reads},
	{"SELECT EXISTS(SELECT 1 FROM users WHERE email = $1)", reads},
	{"SELECT @@version", reads},
	{"SELECT * FROM generate_series(1, 10)", reads},
	{"-- find the seat\nSELECT seat FROM seats WHERE id = :id", reads},
	{"/* report */ SELECT sum(total) FROM orders GROUP BY day", reads},
	{"SELECT 'insert into x values (1)'", reads},
	{`SELECT "update" FROM "order"`, reads},
	{"SELECT id INTO @order_id FROM orders WHERE ref = ?", reads},
	{"BEGIN", reads},
	{"SELECT note FROM orders WHERE note LIKE '50\\% off' ESCAPE '\\'", reads},
	{"COPY orders TO STDOUT", reads},
	{"SELECT %s FROM %s WHERE id = ?", reads},
	{"SELECT a % 2 FROM t", reads},
	{"LISTEN tickets", reads},

	// Inserts that add a row each time.
	{"INSERT INTO orders (customer, total) VALUES ($1, $2)", nonIdem},
	{"insert into orders(customer,total) values(?,?)", nonIdem},
	{"INSERT INTO `orders` (`customer`) VALUES (?)", nonIdem},
	{"INSERT INTO orders SET customer = ?, total = ?", nonIdem},
	{"INSERT INTO [dbo].[Orders] ([Customer]) OUTPUT INSERTED.ID VALUES (@p1)", nonIdem},
	{"INSERT INTO orders DEFAULT VALUES", nonIdem},
	{"INSERT INTO orders (customer) VALUES ($1) RETURNING id", nonIdem},
	{"INSERT INTO archive SELECT * FROM orders WHERE created_at < $1", nonIdem},
	{"INSERT INTO orders (a) VALUES %s", nonIdem},
	{"INSERT INTO %s (a, b) VALUES (%s)", nonIdem},
	{"INSERT INTO orders (a) VALUES ($%d)", nonIdem},
	{"INSERT INTO orders (a, b) VALUES (?, ?), (?, ?)", nonIdem},
	{"WITH new AS (INSERT INTO orders (customer) VALUES ($1) RETURNING id) SELECT id FROM new", nonIdem},
	{"WITH src AS (SELECT 1 AS a) INSERT INTO orders (a) SELECT a FROM src", nonIdem},
	{"INSERT OR ABORT INTO orders (id) VALUES (?)", nonIdem},
	{"INSERT INTO notes (body) VALUES ('on conflict do nothing')", nonIdem},
	{"INSERT INTO notes (body) VALUES ('it''s -- fine'); -- ON CONFLICT DO NOTHING", nonIdem},
	{"INSERT INTO public.orders (ref) VALUES (gen_random_uuid())", nonIdem},
	{"INSERT INTO log VALUES (1, 'x')", nonIdem},
	{"INSERT orders (customer) VALUES (?)", nonIdem},
	{"INSERT INTO t EXEC dbo.FindRows", nonIdem},
	{"COPY orders (a, b) FROM STDIN", nonIdem},
	{"LOAD DATA INFILE 'x.csv' INTO TABLE orders", nonIdem},
	{"BULK INSERT orders FROM 'x.csv'", nonIdem},
	{"BEGIN; INSERT INTO orders (a) VALUES (1); COMMIT", nonIdem},

	// Inserts that a repeat leaves alone.
	{"INSERT INTO orders (id, total) VALUES ($1, $2) ON CONFLICT DO NOTHING", idem},
	{"INSERT INTO orders (id, total) VALUES ($1, $2) ON CONFLICT (id) DO NOTHING RETURNING id", idem},
	{"INSERT INTO orders (id, total) VALUES ($1, $2) ON CONFLICT (id) DO UPDATE SET total = EXCLUDED.total", idem},
	{"INSERT INTO orders (id, total) VALUES ($1, $2) ON CONFLICT ON CONSTRAINT orders_pk DO UPDATE SET total = excluded.total, updated_at = now()", idem},
	{"INSERT IGNORE INTO orders (id) VALUES (?)", idem},
	{"INSERT OR IGNORE INTO orders (id) VALUES (?)", idem},
	{"INSERT OR REPLACE INTO orders (id) VALUES (?)", idem},
	{"INSERT INTO orders (id, n) VALUES (?, ?) ON DUPLICATE KEY UPDATE n = VALUES(n)", idem},
	{"INSERT INTO orders (id, n) VALUES (?, ?) AS new ON DUPLICATE KEY UPDATE n = new.n + 1", idem},
	{"REPLACE INTO orders (id, n) VALUES (?, ?)", idem},
	{"UPSERT INTO orders (id, n) VALUES ($1, $2)", idem},
	{"INSERT INTO orders (id) SELECT $1 WHERE NOT EXISTS (SELECT 1 FROM orders WHERE id = $1)", idem},
	{"INSERT INTO seen (id) SELECT id FROM orders WHERE id NOT IN (SELECT id FROM seen)", idem},
	{"IF NOT EXISTS (SELECT 1 FROM t WHERE id = @p1) INSERT INTO t (id) VALUES (@p1)", unknown},
	{"MERGE INTO orders AS t USING (SELECT @p1 AS id) AS s ON t.id = s.id WHEN NOT MATCHED THEN INSERT (id) VALUES (s.id);", idem},
	{"MERGE orders AS t USING s ON t.id = s.id WHEN MATCHED THEN UPDATE SET t.total = s.total WHEN NOT MATCHED THEN INSERT (id) VALUES (s.id);", idem},
	{"INSERT INTO k (id, v) VALUES (?, ?) IF NOT EXISTS", idem}, // CQL

	// Upserts that count.
	{"INSERT INTO hits (page, n) VALUES ($1, 1) ON CONFLICT (page) DO UPDATE SET n = hits.n + 1", nonIdem},
	{"INSERT INTO hits (page, n) VALUES ($1, $2) ON CONFLICT (page) DO UPDATE SET n = hits.n + EXCLUDED.n", nonIdem},
	{"INSERT INTO hits (page, n) VALUES (?, 1) ON DUPLICATE KEY UPDATE n = n + 1", nonIdem},
	{"INSERT INTO hits (page, n) VALUES (?, ?) ON DUPLICATE KEY UPDATE n = n + VALUES(n)", nonIdem},
	{"MERGE INTO hits t USING s ON t.id = s.id WHEN MATCHED THEN UPDATE SET n = t.n + 1", nonIdem},

	// What a program may know of an insert that it puts together.
	{"INSERT INTO orders (a) VALUES (?) %s", unknown},
	{"INSERT %s INTO orders (a) VALUES (?)", unknown},
	{"INSERT INTO orders (a, b)", unknown},
	{"INSERT INTO orders %s", unknown},
	{"%s INTO orders (a) VALUES (?)", unknown},

	// Updates that set.
	{"UPDATE orders SET state = 'paid' WHERE id = $1", idem},
	{"UPDATE orders SET total = ? WHERE id = ?", idem},
	{"UPDATE orders SET updated_at = NOW() WHERE id = ?", idem},
	{"UPDATE orders SET name = COALESCE($1, name) WHERE id = $2", idem},
	{"UPDATE orders SET name = lower(name)", idem},
	{"UPDATE orders SET high = GREATEST(high, $1) WHERE id = $2", idem},
	{"UPDATE orders SET total = price * amount WHERE id = ?", idem},
	{"UPDATE orders SET flags = flags | 4 WHERE id = ?", idem},
	{"UPDATE orders SET (a, b) = ($1, $2) WHERE id = $3", idem},
	{"UPDATE orders SET data = data || '{\"paid\": true}' WHERE id = $1", idem},
	{"UPDATE orders SET data = jsonb_set(data, '{paid}', 'true') WHERE id = $1", idem},
	{"UPDATE [dbo].[Orders] SET [State] = @p1 WHERE [Id] = @p2", idem},
	{"UPDATE %s SET a = ? WHERE id = ?", idem},
	{"UPDATE orders SET a = %s WHERE id = %d", idem},
	{"UPDATE orders o SET total = p.price FROM prices p WHERE p.id = o.price_id", idem},
	{"UPDATE orders SET version = version + 1, state = ? WHERE id = ? AND version = ?", idem},
	{"UPDATE coupons SET uses = uses + 1, used_at = now() WHERE code = $1 AND used_at IS NULL", idem},
	{"UPDATE orders SET n = NULLIF(n, 0)", idem},

	// Updates that add.
	{"UPDATE accounts SET balance = balance - $1 WHERE id = $2", nonIdem},
	{"UPDATE accounts SET balance=balance+? WHERE id=?", nonIdem},
	{"UPDATE accounts SET balance = balance +1 WHERE id = 7", nonIdem},
	{"UPDATE accounts SET balance = balance - $1 WHERE id = $2 AND balance >= $1", nonIdem},
	{"UPDATE accounts a SET balance = a.balance * 1.01", nonIdem},
	{"UPDATE hits SET n = COALESCE(n, 0) + 1 WHERE page = ?", nonIdem},
	{"UPDATE hits SET n = (n + 1) WHERE page = ?", nonIdem},
	{"UPDATE hits SET n += 1 WHERE page = @p1", nonIdem},
	{"UPDATE notes SET body = body || $1 WHERE id = $2", nonIdem},
	{"UPDATE notes SET body = CONCAT(body, ?) WHERE id = ?", nonIdem},
	{"UPDATE notes SET tags = array_append(tags, $1) WHERE id = $2", nonIdem},
	{"UPDATE orders SET number = nextval('order_numbers') WHERE id = $1", nonIdem},
	{"UPDATE switches SET lit = NOT lit WHERE id = ?", nonIdem},
	{"UPDATE `hits` SET `n` = `n` + 1 WHERE `page` = ?", nonIdem},
	{"UPDATE hits SET \"n\" = \"n\" + 1", nonIdem},
	{"UPDATE leases SET until = until + interval '1 minute' WHERE id = $1", nonIdem},
	{"UPDATE leases SET until = DATE_ADD(until, INTERVAL 1 MINUTE) WHERE id = ?", nonIdem},
	{"UPDATE counters SET n = n + ? WHERE id = ? /* version = ? */", nonIdem},
	{"UPDATE jobs SET owner = $1 WHERE id = (SELECT id FROM jobs WHERE owner IS NULL LIMIT 1 FOR UPDATE SKIP LOCKED) RETURNING id", nonIdem},
	{"UPDATE orders SET %s WHERE id = ?", unknown},
	{"UPDATE jobs SET owner = ? WHERE owner IS NULL LIMIT 1", unknown},

	// Deletes.
	{"DELETE FROM orders WHERE id = $1", idem},
	{"DELETE FROM `orders` WHERE `id` IN (?, ?)", idem},
	{"DELETE FROM orders WHERE id = $1 RETURNING *", idem},
	{"DELETE FROM orders WHERE %s", idem},
	{"DELETE FROM queue WHERE id = (SELECT id FROM queue ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED) RETURNING body", nonIdem},
	{"DELETE TOP (1) FROM queue OUTPUT DELETED.body", nonIdem},
	{"DELETE FROM log WHERE at < ? LIMIT 1000", unknown},
	{"TRUNCATE TABLE orders", idem},
	{"WITH gone AS (DELETE FROM queue ORDER BY id LIMIT 1 RETURNING *) INSERT INTO done SELECT * FROM gone", nonIdem},
	{"WITH gone AS (DELETE FROM queue WHERE id = $1 RETURNING *) INSERT INTO done SELECT * FROM gone", idem},
	{"WITH gone AS (DELETE FROM queue WHERE id = $1 RETURNING *) INSERT INTO done (n) SELECT count(*) FROM gone", nonIdem},
	{"WITH t AS (INSERT INTO ledger (id, amount) VALUES ($1, $2) ON CONFLICT (id) DO NOTHING RETURNING amount) UPDATE accounts a SET balance = a.balance + t.amount FROM t WHERE a.id = $3", idem},
	{"WITH t AS (INSERT INTO ledger (id, amount) VALUES ($1, $2) ON CONFLICT (id) DO NOTHING RETURNING amount) UPDATE accounts SET balance = balance + $2 WHERE id = $3 AND EXISTS (SELECT 1 FROM t)", idem},
	{"WITH t AS (INSERT INTO ledger (id, amount) VALUES ($1, $2) ON CONFLICT (id) DO NOTHING RETURNING amount) UPDATE accounts SET balance = balance + $2 WHERE id = $3 AND NOT EXISTS (SELECT 1 FROM t)", nonIdem},
	{"WITH t AS (INSERT INTO ledger (id, amount) VALUES ($1, $2) ON CONFLICT (id) DO NOTHING RETURNING amount) UPDATE accounts SET balance = balance + $2 WHERE id = $3", nonIdem},
	{"WITH t AS (INSERT INTO ledger (id, amount) VALUES ($1, $2) ON CONFLICT (id) DO UPDATE SET amount = $2 RETURNING amount) UPDATE accounts a SET balance = a.balance + t.amount FROM t WHERE a.id = $3", nonIdem},
	{"WITH t AS (UPDATE transfers SET state = 'done' WHERE id = $1 AND state = 'pending' RETURNING account, amount) UPDATE accounts a SET balance = a.balance + t.amount FROM t WHERE a.id = t.account", idem},
	{"WITH t AS (UPDATE transfers SET state = 'done' WHERE id = $1 RETURNING account, amount) UPDATE accounts a SET balance = a.balance + t.amount FROM t WHERE a.id = t.account", nonIdem},
	{"WITH t AS (UPDATE transfers SET state = 'done' WHERE id = $1 AND state = 'pending' RETURNING account, amount), b AS (INSERT INTO lines (amount) SELECT amount FROM t RETURNING amount) UPDATE accounts SET balance = balance + b.amount FROM b WHERE id = $2", idem},
	{"WITH t AS (UPDATE transfers SET state = 'done' WHERE id = $1 AND state = 'pending' RETURNING amount) INSERT INTO lines (amount, ref) SELECT l.amount, t.amount FROM items l LEFT JOIN t ON true", nonIdem},

	// The condition no longer holds when the change was made.
	{"UPDATE accounts SET balance = balance + 10, bonus = true WHERE id = $1 AND NOT bonus", idem},
	{"UPDATE accounts SET balance = balance + 10, bonus = true WHERE id = $1 AND NOT closed", nonIdem},
	{"UPDATE accounts SET balance = balance + $1, pos = $2 WHERE id = $3 AND pos < $2", idem},
	{"UPDATE accounts SET balance = balance + $1, pos = $2 WHERE id = $3 AND $2 > pos", idem},
	{"UPDATE accounts SET balance = balance + $1, pos = $2 WHERE id = $3 AND pos < $4", nonIdem},
	{"UPDATE accounts SET balance = balance + $1, pos = pos + 1 WHERE id = $3 AND pos < $1", nonIdem},
	{"UPDATE orders SET total = total + $1, status = 'paid' WHERE id = $2 AND status <> 'paid'", idem},
	{"UPDATE accounts SET balance = balance - $1, last_transfer = $2 WHERE id = $3 AND last_transfer <> $2", nonIdem},
	{"UPDATE accounts SET balance = balance + $1, applied = applied || $2 WHERE id = $3 AND NOT ($2 = ANY(applied))", idem},
	{"UPDATE accounts SET balance = balance + $1, applied = array_append(applied, $2) WHERE id = $3 AND $2 <> ALL(applied)", idem},
	{"UPDATE accounts SET balance = balance + $1, applied = applied || $2 WHERE id = $3 AND NOT ($4 = ANY(applied))", nonIdem},
	{"UPDATE accounts SET balance = balance + $1, applied = applied || $2 WHERE id = $3 AND $2 = ANY(applied)", nonIdem},

	// Definitions.
	{"CREATE TABLE IF NOT EXISTS orders (id int)", idem},
	{"CREATE OR REPLACE VIEW v AS SELECT 1", idem},
	{"CREATE OR REPLACE FUNCTION f() RETURNS int AS $$ BEGIN INSERT INTO t VALUES (1); END $$ LANGUAGE plpgsql", idem},
	{"CREATE TABLE orders (id int)", nonIdem},
	{"CREATE DATABASE shop", nonIdem},
	{"DROP TABLE IF EXISTS orders", idem},
	{"DROP TABLE orders", nonIdem},
	{"ALTER TABLE orders ADD COLUMN note text", nonIdem},
	{"ALTER TABLE orders ADD COLUMN IF NOT EXISTS note text", idem},
	{"ALTER TABLE orders OWNER TO shop", idem},
	{"GRANT SELECT ON orders TO reader", idem},
	{"SET search_path TO shop", idem},
	{"VACUUM ANALYZE orders", idem},

	// Functions and procedures.
	{"SELECT nextval('order_numbers')", nonIdem},
	{"SELECT NEXT VALUE FOR order_numbers", nonIdem},
	{"SELECT pg_notify($1, $2)", nonIdem},
	{"NOTIFY tickets, 'sold'", nonIdem},
	{"SELECT place_order($1, $2)", unknown},
	{"SELECT * FROM place_order($1, $2)", unknown},
	{"SELECT pg_advisory_lock($1)", unknown},
	{"SELECT GET_LOCK(?, 10)", unknown},
	{"CALL place_order(?, ?)", unknown},
	{"EXEC dbo.PlaceOrder @p1", unknown},
	{"DO $$ BEGIN PERFORM 1; END $$", unknown},
	{"COMMIT", unknown},
	{"SELECT id INTO recent FROM orders", nonIdem},

	// No statement.
	{"", unknown},
	{"%s", unknown},
	{"orders", unknown},
	{"WHERE id = ?", unknown},
	{"SELECT 'open", unknown},
	{";;;", unknown},
	{"((((", unknown},
	{"WITH x AS", unknown},
	{"INSERT", unknown},
	{"UPDATE", unknown},
}

func TestSQL(t *testing.T) {
	if len(statements) < 120 {
		t.Errorf("%d statements, want at least 120", len(statements))
	}
	for _, tt := range statements {
		if got := SQL(tt.sql); got.Effect != tt.want {
			t.Errorf("%s\n\tis %+v, want %v", tt.sql, got, tt.want)
		}
	}
}

// The same statement in other clothes: case, line breaks, comments and a final semicolon
// change nothing.
func TestSQLClothes(t *testing.T) {
	for _, tt := range statements {
		if strings.ContainsAny(tt.sql, "'\"-`[") || tt.sql == "" {
			continue // the words of strings and quoted names are not ours to change
		}
		for _, s := range []string{
			strings.ReplaceAll(strings.ToLower(tt.sql), " ", "\n\t"),
			"-- name: statement\n" + tt.sql,
			tt.sql + " ;",
		} {
			if strings.ContainsAny(tt.sql, "%$") && s == strings.ToLower(tt.sql) {
				continue
			}
			if got := SQL(s); got.Effect != tt.want {
				t.Errorf("%s\n\tis %+v, want %v", s, got, tt.want)
			}
		}
	}
}

func TestSQLNames(t *testing.T) {
	for _, tt := range []struct{ sql, verb, table string }{
		{"INSERT INTO orders (a) VALUES (1)", "INSERT", "orders"},
		{"INSERT INTO `shop`.`orders` (a) VALUES (1)", "INSERT", "shop.orders"},
		{"update public.accounts set n = n + 1", "UPDATE", "public.accounts"},
		{"UPDATE ONLY accounts SET n = n + 1", "UPDATE", "accounts"},
		{"INSERT INTO %s (a) VALUES (1)", "INSERT", ""},
	} {
		if got := SQL(tt.sql); got.Verb != tt.verb || got.Table != tt.table {
			t.Errorf("%s is %q of %q, want %q of %q", tt.sql, got.Verb, got.Table, tt.verb, tt.table)
		}
	}
}

// What tells that a second run matters: a row without a name, and amounts.
func TestSQLWeighs(t *testing.T) {
	for _, tt := range []struct {
		sql  string
		want bool
	}{
		{"INSERT INTO payments (user_id, amount) VALUES ($1, $2)", true},
		{"INSERT INTO payments (id, user_id, amount) VALUES ($1, $2, $3)", false},
		{"INSERT INTO payments (payment_id, amount) VALUES ($1, $2)", false},
		{"INSERT INTO payments (customerid, amount) VALUES ($1, $2)", false},
		{"INSERT INTO payments (`amount`, `payment_key`) VALUES (?, ?)", false},
		{"INSERT INTO `shop`.`payments` (`account_id`, `amount`) VALUES (?, ?), (?, ?)", true},
		{"INSERT INTO [payments] ([amount], [made_at]) VALUES (@p1, @p2)", true},
		{"INSERT INTO payments VALUES (?, ?)", false},
		{"INSERT INTO payments (%s) VALUES (?)", false},
		{"INSERT INTO %s (amount) VALUES (?)", false},
		{"INSERT INTO payments (amount) SELECT amount FROM offers", false},
		{"INSERT INTO payments SET amount = ?", false},
		{"INSERT INTO payment_events (user_id, amount) VALUES ($1, $2)", false},
		{"INSERT INTO payments (user_id, amount) VALUES ($1, $2) ON CONFLICT DO NOTHING", false},
		{"UPDATE accounts SET balance = balance + $1 WHERE id = $2", true},
		{"UPDATE accounts SET balance += @p1 WHERE id = @p2", true},
		{"UPDATE accounts SET logins = logins + $1 WHERE id = $2", false},
		{"UPDATE accounts SET logins += @p1 WHERE id = @p2", false},
		{"UPDATE items SET seen = seen + 1, stock = stock - 1 WHERE id = ?", true},
		{"UPDATE accounts SET balance = balance + $1, version = version + 1 WHERE version = $2", false},
		{"UPDATE accounts SET balance = $1 WHERE id = $2", false},
		{"INSERT INTO stocks (id, stock) VALUES (?, ?) ON DUPLICATE KEY UPDATE stock = stock + VALUES(stock)", true},
	} {
		if got := SQL(tt.sql); got.Weighs != tt.want {
			t.Errorf("%s\n\tis %+v, want Weighs %v", tt.sql, got, tt.want)
		}
	}
}

// FuzzSQL wants an answer for every text, the same one each time, and soon.
func FuzzSQL(f *testing.F) {
	for _, tt := range statements {
		f.Add(tt.sql)
	}
	f.Fuzz(func(t *testing.T, sql string) {
		start := time.Now()
		got := SQL(sql)
		if again := SQL(sql); got != again {
			t.Errorf("%q is %+v, then %+v", sql, got, again)
		}
		if d := time.Since(start); d > 5*time.Second {
			t.Errorf("%d bytes took %v", len(sql), d)
		}
	})
}

func BenchmarkSQL(b *testing.B) {
	for b.Loop() {
		SQL("INSERT INTO orders (id, total) VALUES ($1, $2) ON CONFLICT (id) DO UPDATE SET total = EXCLUDED.total")
	}
}
