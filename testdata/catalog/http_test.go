package catalog_test

import (
	"context"
	"io"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/policy"
	"github.com/Azure/azure-sdk-for-go/sdk/storage/azblob"
	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/credentials"
	"github.com/aws/aws-sdk-go-v2/service/sqs"
	"github.com/coreos/go-oidc/v3/oidc"
	"github.com/docker/docker/client"
	"github.com/elastic/go-elasticsearch/v8"
	"github.com/elastic/go-elasticsearch/v8/esapi"
	"github.com/go-resty/resty/v2"
	"github.com/google/go-github/v75/github"
	consul "github.com/hashicorp/consul/api"
	"github.com/hashicorp/go-cleanhttp"
	"github.com/hashicorp/go-retryablehttp"
	vault "github.com/hashicorp/vault/api"
	"github.com/imroc/req/v3"
	"github.com/minio/minio-go/v7"
	miniocreds "github.com/minio/minio-go/v7/pkg/credentials"
	"github.com/olivere/elastic/v7"
	"github.com/opensearch-project/opensearch-go/v4"
	"github.com/opensearch-project/opensearch-go/v4/opensearchapi"
	"github.com/slack-go/slack"
	"github.com/stripe/stripe-go/v82"
	"github.com/stripe/stripe-go/v82/charge"
	"github.com/valyala/fasthttp"
	"golang.org/x/oauth2"
	restyv3 "resty.dev/v3"
)

// url makes an address a URL.
func url(addr string) string {
	if strings.HasPrefix(addr, "http") {
		return addr
	}
	return "http://" + addr
}

func get(c *http.Client) func(context.Context, string) error {
	return func(ctx context.Context, addr string) error {
		r, err := http.NewRequestWithContext(ctx, "GET", url(addr), nil)
		if err != nil {
			return err
		}
		return withClose(c.Do(r))
	}
}

func retryable(ctx context.Context, addr string) error {
	c := retryablehttp.NewClient()
	c.RetryWaitMin, c.RetryWaitMax, c.Logger = time.Millisecond, time.Millisecond, nil
	r, err := retryablehttp.NewRequestWithContext(ctx, "POST", url(addr), []byte("x"))
	if err != nil {
		return err
	}
	return withClose(c.Do(r))
}

func elasticSearch(ctx context.Context, addr string) error {
	es, err := elasticsearch.NewClient(elasticsearch.Config{Addresses: []string{url(addr)}})
	if err != nil {
		return err
	}
	_, err = esapi.IndexRequest{Index: "i", Body: strings.NewReader("{}")}.Do(ctx, es)
	return err
}

func openSearch(ctx context.Context, addr string) error {
	os, err := opensearchapi.NewClient(opensearchapi.Config{Client: opensearch.Config{Addresses: []string{url(addr)}}})
	if err != nil {
		return err
	}
	_, err = os.Index(ctx, opensearchapi.IndexReq{Index: "i", Body: strings.NewReader("{}")})
	return err
}

func olivere(ctx context.Context, addr string) error {
	es, err := elastic.NewSimpleClient(elastic.SetURL(url(addr)))
	if err != nil {
		return err
	}
	_, err = es.Index().Index("i").BodyString("{}").Do(ctx)
	return err
}

func sendSQS(ctx context.Context, addr string) error {
	c := sqs.New(sqs.Options{
		Region: "r", BaseEndpoint: aws.String(url(addr)),
		Credentials: credentials.NewStaticCredentialsProvider("a", "b", ""),
	})
	_, err := c.SendMessage(ctx, &sqs.SendMessageInput{QueueUrl: aws.String(url(addr)), MessageBody: aws.String("m")})
	return err
}

func azure(ctx context.Context, addr string) error {
	c, err := azblob.NewClientWithNoCredential(url(addr), &azblob.ClientOptions{ClientOptions: azcore.ClientOptions{
		Retry: policy.RetryOptions{RetryDelay: time.Millisecond},
	}})
	if err != nil {
		return err
	}
	_, err = c.CreateContainer(ctx, "c", nil)
	return err
}

func vaultWrite(ctx context.Context, addr string) error {
	conf := vault.DefaultConfig()
	conf.Address = url(addr)
	c, err := vault.NewClient(conf)
	if err != nil {
		return err
	}
	_, err = c.Logical().WriteWithContext(ctx, "secret/x", map[string]any{"a": 1})
	return err
}

func minioPut(ctx context.Context, addr string) error {
	c, err := minio.New(strings.TrimPrefix(url(addr), "http://"), &minio.Options{
		Creds: miniocreds.NewStaticV4("a", "b", ""), Region: "r",
	})
	if err != nil {
		return err
	}
	_, err = c.PutObject(ctx, "bucket", "object", strings.NewReader("x"), 1, minio.PutObjectOptions{})
	return err
}

func slackPost(ctx context.Context, addr string) error {
	_, _, err := slack.New("t", slack.OptionAPIURL(url(addr)+"/")).PostMessageContext(ctx, "c", slack.MsgOptionText("x", false))
	return err
}

func gitHub(ctx context.Context, addr string) error {
	c, err := github.NewClient(nil).WithEnterpriseURLs(url(addr), url(addr))
	if err != nil {
		return err
	}
	_, _, err = c.Issues.Create(ctx, "o", "r", &github.IssueRequest{})
	return err
}

func TestHTTPUnbounded(t *testing.T) {
	unbounded(t, []claim{
		{path: "net/http", recv: "Client", name: "Do", call: get(http.DefaultClient)},
		{path: "net/http", recv: "Transport", name: "RoundTrip", call: get(&http.Client{Transport: &http.Transport{}})},
		{path: "net/http", recv: "Client", name: "Get", call: func(_ context.Context, addr string) error {
			return withClose(cleanhttp.DefaultClient().Get(url(addr)))
		}},
		{path: "github.com/hashicorp/go-retryablehttp", recv: "Client", name: "Do", call: retryable},
		{path: "github.com/go-resty/resty/v2", recv: "Request", name: "Get", call: func(_ context.Context, addr string) error {
			_, err := resty.New().R().Get(url(addr))
			return err
		}},
		{path: "resty.dev/v3", recv: "Request", name: "Get", call: func(_ context.Context, addr string) error {
			_, err := restyv3.New().R().Get(url(addr))
			return err
		}},
		{path: "github.com/valyala/fasthttp", recv: "Client", name: "Get", call: func(_ context.Context, addr string) error {
			_, _, err := new(fasthttp.Client).Get(nil, url(addr))
			return err
		}},
		{path: "github.com/elastic/go-elasticsearch/v8/esapi", recv: "IndexRequest", name: "Do", call: elasticSearch},
		{path: "github.com/opensearch-project/opensearch-go/v4/opensearchapi", recv: "Client", name: "Index", call: openSearch},
		{path: "github.com/olivere/elastic/v7", recv: "IndexService", name: "Do", call: olivere},
		{path: "github.com/aws/aws-sdk-go-v2/service/...", recv: "Client", name: "SendMessage", call: sendSQS},
		{path: "github.com/Azure/azure-sdk-for-go/sdk/storage/...", recv: "Client", name: "CreateContainer", call: azure},
		{path: "github.com/slack-go/slack", recv: "Client", name: "PostMessageContext", call: slackPost},
		{path: "github.com/google/go-github/v75/github", recv: "IssuesService", name: "Create", call: gitHub},
		{path: "github.com/hashicorp/consul/api", recv: "KV", name: "Get", call: func(ctx context.Context, addr string) error {
			c, err := consul.NewClient(&consul.Config{Address: addr})
			if err != nil {
				return err
			}
			_, _, err = c.KV().Get("k", new(consul.QueryOptions).WithContext(ctx))
			return err
		}},
		{path: "github.com/docker/docker/client", recv: "Client", name: "Ping", call: func(ctx context.Context, addr string) error {
			c, err := client.NewClientWithOpts(client.WithHost("tcp://" + addr))
			if err != nil {
				return err
			}
			_, err = c.Ping(ctx)
			return err
		}},
		{path: "github.com/coreos/go-oidc/v3/oidc", name: "NewProvider", call: func(ctx context.Context, addr string) error {
			_, err := oidc.NewProvider(ctx, url(addr))
			return err
		}},
		{path: "golang.org/x/oauth2", recv: "Config", name: "Exchange", call: func(ctx context.Context, addr string) error {
			_, err := (&oauth2.Config{Endpoint: oauth2.Endpoint{TokenURL: url(addr)}}).Exchange(ctx, "code")
			return err
		}},
	})
}

// TestContextClient shows that the client a context carries ends the call (Row.CtxClient),
// and that a client made by oauth2 takes over its Timeout.
func TestContextClient(t *testing.T) {
	t.Parallel()
	addr := silent(t)
	ctx := context.WithValue(context.Background(), oauth2.HTTPClient, &http.Client{Timeout: 200 * time.Millisecond})
	for _, c := range []claim{
		{path: "golang.org/x/oauth2", recv: "Config", name: "Exchange", call: func(ctx context.Context, addr string) error {
			_, err := (&oauth2.Config{Endpoint: oauth2.Endpoint{TokenURL: url(addr)}}).Exchange(ctx, "code")
			return err
		}},
		{path: "github.com/coreos/go-oidc/v3/oidc", name: "NewProvider", call: func(ctx context.Context, addr string) error {
			_, err := oidc.NewProvider(ctx, url(addr))
			return err
		}},
	} {
		if !c.row(t).CtxClient {
			t.Errorf("%v: the catalog knows no client in the context", c)
		}
		select {
		case err := <-c.run(ctx, addr):
			if err == nil {
				t.Errorf("%v: no error", c)
			}
		case <-time.After(margin):
			t.Errorf("%v: the client in the context does not end the call", c)
		}
	}
	for _, c := range []*http.Client{
		oauth2.NewClient(ctx, oauth2.StaticTokenSource(&oauth2.Token{})),
		new(oauth2.Config).Client(ctx, &oauth2.Token{}),
	} {
		if c.Timeout != 200*time.Millisecond {
			t.Errorf("oauth2 made a client with a Timeout of %v", c.Timeout)
		}
	}
	if c := new(oauth2.Config).Client(context.Background(), nil); c.Timeout != 0 {
		t.Errorf("oauth2 made a client with a Timeout of %v from nothing", c.Timeout)
	}
}

func TestHTTPBounded(t *testing.T) {
	bounded(t, time.Minute, claim{path: "github.com/hashicorp/vault/api", recv: "Logical", name: "WriteWithContext", call: vaultWrite})
}

// TestHTTPLimits reads the defaults that would take too long to wait for.
func TestHTTPLimits(t *testing.T) {
	if d := req.C().GetClient().Timeout; d != 2*time.Minute {
		t.Errorf("req: %v", d)
	}
	if tr, err := minio.DefaultTransport(false); err != nil || tr.ResponseHeaderTimeout != time.Minute {
		t.Errorf("minio: %v, %v", tr, err)
	}
	if c := cleanhttp.DefaultPooledClient(); c.Timeout != 0 {
		t.Errorf("cleanhttp: %v", c.Timeout)
	}
	if c := retryablehttp.NewClient(); c.HTTPClient.Timeout != 0 || c.RetryMax != 4 {
		t.Errorf("retryablehttp: %v, %d", c.HTTPClient.Timeout, c.RetryMax)
	}
}

func TestHTTPAttempts(t *testing.T) {
	attempts(t, []claim{
		{path: "net/http", recv: "Client", name: "Do", call: get(http.DefaultClient)},
		{path: "github.com/hashicorp/go-retryablehttp", recv: "Client", name: "Do", call: retryable},
		{path: "github.com/go-resty/resty/v2", recv: "Request", name: "Post", call: func(_ context.Context, addr string) error {
			_, err := resty.New().R().Post(addr)
			return err
		}},
		{path: "resty.dev/v3", recv: "Request", name: "Post", call: func(_ context.Context, addr string) error {
			_, err := restyv3.New().R().Post(addr)
			return err
		}},
		{path: "github.com/elastic/go-elasticsearch/v8/esapi", recv: "IndexRequest", name: "Do", call: elasticSearch},
		{path: "github.com/opensearch-project/opensearch-go/v4/opensearchapi", recv: "Client", name: "Index", call: openSearch},
		{path: "github.com/olivere/elastic/v7", recv: "IndexService", name: "Do", call: olivere},
		{path: "github.com/aws/aws-sdk-go-v2/service/...", recv: "Client", name: "SendMessage", call: sendSQS},
		{path: "github.com/Azure/azure-sdk-for-go/sdk/storage/...", recv: "Client", name: "CreateContainer", call: azure},
		{path: "github.com/hashicorp/vault/api", recv: "Logical", name: "WriteWithContext", call: vaultWrite},
		{path: "github.com/minio/minio-go/v7", recv: "Client", name: "PutObject", call: minioPut},
		{path: "github.com/slack-go/slack", recv: "Client", name: "PostMessageContext", call: slackPost},
		{path: "github.com/google/go-github/v75/github", recv: "IssuesService", name: "Create", call: gitHub},
	})
}

// TestStripe shows that the attempts of one call share a key (Row.Deduped), and that two
// calls do not.
func TestStripe(t *testing.T) {
	t.Parallel()
	var mu sync.Mutex
	var keys []string
	addr := listenHTTP(t, func(w http.ResponseWriter, r *http.Request) {
		io.Copy(io.Discard, r.Body)
		mu.Lock()
		keys = append(keys, r.Header.Get("Idempotency-Key"))
		mu.Unlock()
		w.WriteHeader(http.StatusServiceUnavailable)
	})
	backend := stripe.GetBackendWithConfig(stripe.APIBackend, &stripe.BackendConfig{
		URL: stripe.String(addr), LeveledLogger: &stripe.LeveledLogger{},
	})
	c := charge.Client{B: backend, Key: "k"}
	for range 2 {
		if _, err := c.New(&stripe.ChargeParams{Amount: stripe.Int64(1)}); err == nil {
			t.Fatal("no error")
		}
	}
	row := claim{path: "github.com/stripe/stripe-go/v82/...", recv: "Client", name: "New"}.row(t)
	if n := int(row.Attempts); !row.Deduped || len(keys) != 2*n || keys[0] == "" || keys[0] != keys[n-1] || keys[0] == keys[n] {
		t.Errorf("keys %q, row %+v", keys, row)
	}
}

// TestFasthttpAttempts counts connections that end without an answer.
func TestFasthttpAttempts(t *testing.T) {
	t.Parallel()
	c := claim{path: "github.com/valyala/fasthttp", recv: "Client", name: "Get"}
	addr, seen := hangUp(t)
	if _, _, err := new(fasthttp.Client).Get(nil, url(addr)); err == nil {
		t.Error("no error")
	}
	if got, want := seen.Load(), int32(c.row(t).Attempts); got != want {
		t.Errorf("%d attempts, the catalog says %d", got, want)
	}
}
