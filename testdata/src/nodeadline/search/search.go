// Package search asks a cluster, through clients with limits and without.
package search

import (
	"context"
	"net/http"
	"time"

	elasticsearch "github.com/elastic/go-elasticsearch/v8"
	"github.com/elastic/go-elasticsearch/v8/esapi"
)

func plain() error {
	es, err := elasticsearch.NewClient(elasticsearch.Config{Addresses: []string{"http://es.example"}})
	if err != nil {
		return err
	}
	_, err = esapi.InfoRequest{}.Do(context.Background(), es) // want `esapi.InfoRequest.Do has no deadline: it gets context.Background\(\)`
	return err
}

func headersInTime() error {
	es, err := elasticsearch.NewClient(elasticsearch.Config{Transport: &http.Transport{ResponseHeaderTimeout: time.Minute}})
	if err != nil {
		return err
	}
	_, err = esapi.InfoRequest{}.Do(context.Background(), es)
	return err
}

func otherTransport() error {
	es, err := elasticsearch.NewClient(elasticsearch.Config{Transport: &http.Transport{MaxIdleConns: 4}})
	if err != nil {
		return err
	}
	_, err = esapi.InfoRequest{}.Do(context.Background(), es) // want `esapi.InfoRequest.Do has no deadline: it gets context.Background\(\)`
	return err
}

// Most clients have no limit: one that is out of sight is taken to have none.
func given(es *elasticsearch.Client) error {
	_, err := esapi.InfoRequest{}.Do(context.Background(), es) // want `esapi.InfoRequest.Do has no deadline: it gets context.Background\(\)`
	return err
}
