// Package drive is a stub of google.golang.org/api/drive/v3.
package drive

import "context"

type Service struct{ Files *FilesService }

type FilesService struct{}

func (s *FilesService) Get(id string) *FilesGetCall { return nil }

type FilesGetCall struct{}

func (c *FilesGetCall) Context(ctx context.Context) *FilesGetCall { return c }

func (c *FilesGetCall) Do() (string, error) { return "", nil }
