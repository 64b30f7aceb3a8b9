// Package gapi has functions that speak to a service without contexts, which is one decision.
package gapi

import (
	"context"

	drive "google.golang.org/api/drive/v3"
)

func First(s *drive.Service) (string, error) {
	return s.Files.Get("a").Do() // want `drive.FilesGetCall.Do has no deadline, like other Google API calls of this package`
}

func Second(s *drive.Service) (string, error) { return s.Files.Get("b").Do() }

func Third(ctx context.Context, s *drive.Service) (string, error) {
	return s.Files.Get("c").Context(ctx).Do()
}

type Shelf struct{ s *drive.Service }

func (s *Shelf) First() (string, error) {
	return s.s.Files.Get("a").Do() // want `drive.FilesGetCall.Do has no deadline, like other Google API calls of Shelf`
}

func (s *Shelf) Second() (string, error) { return s.s.Files.Get("b").Do() }

// A caller's context is his to end, and one that may have a deadline is no lack of one.
type Asked struct{ s *drive.Service }

func (a *Asked) First(ctx context.Context) (string, error) {
	return a.s.Files.Get("a").Context(ctx).Do()
}

func (a *Asked) Second() (string, error) { return a.s.Files.Get("b").Context(scope()).Do() }

func (a *Asked) Third() (string, error) {
	return a.s.Files.Get("c").Context(context.Background()).Do() // want `drive.FilesGetCall.Do has no deadline`
}

var scope = func() context.Context { return nil }
