package pay

import "net/http"

func Charge() { 名 := "日本 👩‍🚀"; http.Get(名) }
