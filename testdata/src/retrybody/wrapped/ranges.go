package wrapped

import (
	"io"
	"mime/multipart"
	"net/textproto"
)

// Each part gets its share of what is read.
func writeRanges(w *multipart.Writer, content io.Reader, lengths []int64) error {
	for _, n := range lengths {
		part, err := w.CreatePart(textproto.MIMEHeader{})
		if err != nil {
			return err
		}
		if _, err := io.CopyN(part, content, n); err != nil {
			return err
		}
	}
	return w.Close()
}

// The first part gets all of it.
func writeCopies(w *multipart.Writer, content io.Reader, lengths []int64) error {
	for range lengths {
		part, err := w.CreatePart(textproto.MIMEHeader{})
		if err != nil {
			return err
		}
		if _, err := io.Copy(part, content); err != nil { // want `content was read by the attempt before, so the next request gets an empty body`
			return err
		}
	}
	return w.Close()
}
