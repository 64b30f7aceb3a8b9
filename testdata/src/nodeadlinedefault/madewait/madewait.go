// Package madewait asks a service whenever it is asked, and dials one for what it makes.
package madewait

import (
	"context"
	"net"

	"github.com/aws/aws-sdk-go/service/ec2/ec2iface"
)

type Tags struct{ api ec2iface.EC2API }

func (t *Tags) List(name string) (string, error) {
	return t.api.DescribeTagsWithContext(context.Background(), name) // want `ec2iface.EC2API.DescribeTagsWithContext has no deadline`
}

type Peer struct{ conn net.Conn }

func NewPeer(addr string) (*Peer, error) {
	conn, err := net.Dial("tcp", addr) // want `net.Dial has no timeout`
	return &Peer{conn}, err
}
