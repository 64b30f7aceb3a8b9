// Package squirrel stands for github.com/Masterminds/squirrel.
package squirrel

type InsertBuilder struct{}

func Insert(into string) InsertBuilder                               { return InsertBuilder{} }
func (b InsertBuilder) Columns(columns ...string) InsertBuilder      { return b }
func (b InsertBuilder) Values(values ...any) InsertBuilder           { return b }
func (b InsertBuilder) Suffix(sql string, args ...any) InsertBuilder { return b }
func (b InsertBuilder) ToSql() (string, []any, error)                { return "", nil, nil }

type UpdateBuilder struct{}

func Update(table string) UpdateBuilder                            { return UpdateBuilder{} }
func (b UpdateBuilder) Set(column string, value any) UpdateBuilder { return b }
func (b UpdateBuilder) Where(pred any, args ...any) UpdateBuilder  { return b }
func (b UpdateBuilder) ToSql() (string, []any, error)              { return "", nil, nil }

func Expr(sql string, args ...any) any { return nil }
