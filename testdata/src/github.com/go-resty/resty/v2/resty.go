// Package resty stands for github.com/go-resty/resty/v2.
package resty

import "context"

type Client struct{}

func New() *Client                                { return &Client{} }
func (c *Client) R() *Request                     { return &Request{} }
func (c *Client) SetRetryCount(n int) *Client     { return c }
func (c *Client) AddRetryCondition(f any) *Client { return c }

type Request struct{}

func (r *Request) SetBody(b any) *Request                { return r }
func (r *Request) SetHeader(key, value string) *Request  { return r }
func (r *Request) SetContext(c context.Context) *Request { return r }
func (r *Request) Post(url string) (*Response, error)    { return nil, nil }
func (r *Request) Get(url string) (*Response, error)     { return nil, nil }

type Response struct{}
