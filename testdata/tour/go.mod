module example.com/tickets

go 1.26.0

require (
	github.com/google/uuid v1.6.0
	github.com/jackc/pgx/v5 v5.12.0
	google.golang.org/grpc v1.85.0
)

// The tour builds without a network: these folders hold the few types of each
// library that the shop names, and none of its work.
replace (
	github.com/google/uuid => ./third_party/uuid
	github.com/jackc/pgx/v5 => ./third_party/pgx
	google.golang.org/grpc => ./third_party/grpc
)
