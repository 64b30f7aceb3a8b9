// Package status reads the code out of an error.
package status

import (
	"errors"

	"google.golang.org/grpc/codes"
)

// Code returns the status code of err.
func Code(err error) codes.Code {
	var s interface{ Code() codes.Code }
	switch {
	case err == nil:
		return codes.OK
	case errors.As(err, &s):
		return s.Code()
	}
	return codes.Unknown
}
