package driver

import "os"

// interrupt ends a go command: Windows cannot send it anything milder.
var interrupt os.Signal = os.Kill
