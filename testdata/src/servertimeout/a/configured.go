package a

import (
	"net/http"
	"time"
)

// Duration is decoded from text.
type Duration time.Duration

// Limits come from a file. Only one has a default here.
type Limits struct {
	Header Duration `json:"header,omitempty"`
	Idle   Duration `json:"idle,omitempty"`
}

func (l *Limits) provision() {
	if l.Idle == 0 {
		l.Idle = Duration(5 * time.Minute)
	}
}

func fromFile(l *Limits, h http.Handler) error {
	s := &http.Server{ // want `http.Server has no ReadHeaderTimeout unless one is configured, though other limits beside it have a default`
		Handler:           h,
		ReadHeaderTimeout: time.Duration(l.Header),
		IdleTimeout:       time.Duration(l.Idle),
	}
	return s.ListenAndServe()
}

// FullLimits have defaults here.
type FullLimits struct {
	Header Duration `json:"header,omitempty"`
	Idle   Duration `json:"idle,omitempty"`
}

func (l *FullLimits) provision() {
	if l.Idle == 0 {
		l.Idle = Duration(5 * time.Minute)
	}
	if l.Header == 0 {
		l.Header = Duration(time.Minute)
	}
}

func fromFileFully(l *FullLimits, h http.Handler) error {
	s := &http.Server{Handler: h, ReadHeaderTimeout: time.Duration(l.Header)}
	return s.ListenAndServe()
}

// FarLimits have no default here: they may have one where they are read.
type FarLimits struct {
	Header time.Duration `json:"header,omitempty"`
	Idle   time.Duration `json:"idle,omitempty"`
}

func fromFileFar(l *FarLimits, h http.Handler) error {
	s := &http.Server{Handler: h, ReadHeaderTimeout: l.Header}
	return s.ListenAndServe()
}

// TaggedLimits carry their defaults in their tags.
type TaggedLimits struct {
	Header time.Duration `json:"header" default:"10s"`
	Idle   time.Duration `json:"idle"`
}

func (l *TaggedLimits) provision() { l.Idle = time.Minute }

func fromFileByTag(l *TaggedLimits, h http.Handler) error {
	s := &http.Server{Handler: h, ReadHeaderTimeout: l.Header}
	return s.ListenAndServe()
}
