// Package manager is a stub of github.com/aws/aws-sdk-go-v2/feature/s3/manager.
package manager

import (
	"context"

	"github.com/aws/aws-sdk-go-v2/service/s3"
)

type Uploader struct{}

type UploadOutput struct{}

func (u *Uploader) Upload(ctx context.Context, in *s3.PutObjectInput, opts ...func(*Uploader)) (*UploadOutput, error) {
	return nil, nil
}
