// Package inputs sends readers that lie in the input of a call to an SDK, which reads on from where they are.
package inputs

import (
	"bytes"
	"context"
	"io"
	"os"
	"time"

	"github.com/aws/aws-sdk-go-v2/feature/s3/manager"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/minio/minio-go/v7"
)

func File(ctx context.Context, c *s3.Client, name string) error {
	f, err := os.Open(name)
	if err != nil {
		return err
	}
	defer f.Close()
	for range 3 {
		_, err = c.PutObject(ctx, &s3.PutObjectInput{Body: f}) // want `the reader was read by the attempt before, so s3.Client.PutObject gets what is left of it`
		if err == nil {
			return nil
		}
		time.Sleep(time.Second)
	}
	return err
}

// It is sought back to its start.
func Rewound(ctx context.Context, c *s3.Client, f *os.File) (err error) {
	for range 3 {
		if _, err = f.Seek(0, io.SeekStart); err != nil {
			return err
		}
		if _, err = c.PutObject(ctx, &s3.PutObjectInput{Body: f}); err == nil {
			return nil
		}
		time.Sleep(time.Second)
	}
	return err
}

// The reader is made anew.
func Bytes(ctx context.Context, c *s3.Client, data []byte) (err error) {
	for range 3 {
		if _, err = c.PutObject(ctx, &s3.PutObjectInput{Body: bytes.NewReader(data)}); err == nil {
			return nil
		}
		time.Sleep(time.Second)
	}
	return err
}

func Before(ctx context.Context, c *s3.Client, r io.Reader) (err error) {
	in := &s3.PutObjectInput{Body: r}
	for range 3 {
		if _, err = c.PutObject(ctx, in); err == nil { // want `r was read by the attempt before, so s3.Client.PutObject gets what is left of it`
			return nil
		}
		time.Sleep(time.Second)
	}
	return err
}

// It is set anew each time.
func Refilled(ctx context.Context, c *s3.Client, data []byte) (err error) {
	in := &s3.PutObjectInput{Body: bytes.NewReader(data)}
	for range 3 {
		if _, err = c.PutObject(ctx, in); err == nil {
			return nil
		}
		in.Body = bytes.NewReader(data)
		time.Sleep(time.Second)
	}
	return err
}

// What does not write may do anything with its input.
func Asked(ctx context.Context, c *s3.Client, r io.Reader) (err error) {
	in := &s3.SelectInput{Body: r}
	for range 3 {
		if _, err = c.SelectObjectContent(ctx, in); err == nil {
			return nil
		}
		time.Sleep(time.Second)
	}
	return err
}

// The manager of transfers reads a file at offsets, from its start, and so does minio.
func Managed(ctx context.Context, u *manager.Uploader, f *os.File) (err error) {
	for range 3 {
		if _, err = u.Upload(ctx, &s3.PutObjectInput{Body: f}); err == nil {
			return nil
		}
		time.Sleep(time.Second)
	}
	return err
}

func At(ctx context.Context, c *minio.Client, f *os.File, n int64) (err error) {
	for range 3 {
		if _, err = c.PutObject(ctx, "bucket", "object", f, n, minio.PutObjectOptions{}); err == nil {
			return nil
		}
		time.Sleep(time.Second)
	}
	return err
}

func Through(ctx context.Context, c *minio.Client, r io.Reader, n int64) (err error) {
	for range 3 {
		if _, err = c.PutObject(ctx, "bucket", "object", r, n, minio.PutObjectOptions{}); err == nil { // want `r was read by the attempt before, so minio.Client.PutObject gets what is left of it; open`
			return nil
		}
		time.Sleep(time.Second)
	}
	return err
}
