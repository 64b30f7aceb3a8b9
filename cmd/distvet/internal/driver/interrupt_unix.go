//go:build !windows

package driver

import "os"

// interrupt asks a go command to stop; it removes its temporary files first.
var interrupt os.Signal = os.Interrupt
