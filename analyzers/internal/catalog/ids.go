package catalog

// ids holds what makes a value that is new on every call. Made inside a retry it makes
// every attempt another operation.
var ids = []Library{
	{
		Path: "github.com/google/uuid", Also: "github.com/pborman/uuid", Version: "v1.6.0", Family: "id",
		Rows: []Row{
			{Names: "New NewString NewRandom NewRandomFromReader NewUUID NewV6 NewV7 NewV7FromReader", Role: Fresh},
		},
	},
	{
		Path: "github.com/gofrs/uuid/v5", Also: "github.com/gofrs/uuid github.com/gofrs/uuid/v3 github.com/satori/go.uuid", Version: "v5.5.1", Family: "id",
		Rows: []Row{
			{Names: "NewV1 NewV1AtTime NewV4 NewV6 NewV6AtTime NewV7 NewV7AtTime", Role: Fresh},
		},
	},
	{
		Path: "github.com/oklog/ulid/v2", Also: "github.com/oklog/ulid", Version: "v2.1.2", Family: "id",
		Rows: []Row{
			{Names: "Make New MustNew MustNewDefault", Role: Fresh},
		},
	},
	{
		Path: "github.com/rs/xid", Version: "v1.6.0", Family: "id",
		Rows: []Row{
			{Names: "New NewWithTime", Role: Fresh},
		},
	},
	{
		Path: "github.com/segmentio/ksuid", Version: "v1.0.4", Family: "id",
		Rows: []Row{
			{Names: "New NewRandom NewRandomWithTime", Role: Fresh},
		},
	},
	{
		Path: "github.com/hashicorp/go-uuid", Version: "v1.0.3", Family: "id",
		Rows: []Row{
			{Names: "GenerateUUID GenerateUUIDWithReader GenerateRandomBytes", Role: Fresh},
		},
	},
	{
		Path: "crypto/rand", Version: "go1.26.8", Family: "id",
		Rows: []Row{
			{Names: "Text Int", Role: Fresh},
		},
	},
	{
		Path: "math/rand", Also: "math/rand/v2", Version: "go1.26.8", Family: "id",
		Rows: []Row{
			{Names: "Int Int63 Int31 Uint32 Uint64 Intn Int63n Int31n", Role: Fresh},
		},
	},
}
