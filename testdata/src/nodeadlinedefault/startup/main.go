// Command startup makes calls without a deadline when it starts, and others later.
package main

import (
	"database/sql"
	"log"
	"net"
	"net/http"
	"time"
)

func main() {
	db, err := sql.Open("postgres", "postgres://db/shop")
	if err != nil {
		log.Fatal(err)
	}
	check(db)
	go watch()
	for range time.Tick(time.Minute) {
		look()
	}
	http.Get("http://registry/self") // want `http.Get has no deadline`
}

// check is called once.
func check(db *sql.DB) {
	if err := db.Ping(); err != nil {
		log.Fatal(err)
	}
	net.Dial("tcp", "queue:5672")
}

// look is called in a loop, and watch beside main.
func look() {
	net.Dial("tcp", "cache:6379") // want `net.Dial has no timeout`
}

func watch() {
	net.Dial("tcp", "stock:9000") // want `net.Dial has no timeout`
}

// What init registers runs when somebody asks.
func init() {
	http.HandleFunc("/probe", func(http.ResponseWriter, *http.Request) {
		net.Dial("tcp", "probe:9000") // want `net.Dial has no timeout`
	})
	net.Dial("tcp", "mail:25")
}
