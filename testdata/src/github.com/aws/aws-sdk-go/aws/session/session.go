// Package session is a stub of github.com/aws/aws-sdk-go/aws/session.
package session

import "github.com/aws/aws-sdk-go/aws"

type Session struct{}

type Options struct {
	Config  aws.Config
	Profile string
}

func NewSession(cfgs ...*aws.Config) (*Session, error) { return nil, nil }

func NewSessionWithOptions(o Options) (*Session, error) { return nil, nil }

func Must(s *Session, err error) *Session { return s }

func (s *Session) ClientConfig(service string, cfgs ...*aws.Config) *aws.Config { return nil }
