// Package inputs sends readers that lie in the input of a call to an SDK, which reads on from where they are.
package inputs

import (
	"bytes"
	"context"
	"io"
	"os"
	"time"

	"github.com/aws/aws-sdk-go-v2/service/s3"
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
