#!/usr/bin/env bash
# The steps of action.yml. Inputs come as variables, never as text of the script, so that a
# branch or a directory with a hostile name stays a name.
set -euo pipefail

install() {
	local command=$DISTVET_COMMAND
	if [ -z "$command" ]; then
		export GOBIN=$RUNNER_TEMP/distvet
		go install "github.com/distvet/distvet/cmd/distvet@$DISTVET_VERSION"
		command=$GOBIN/distvet
		if [ -x "$command.exe" ]; then command=$command.exe; fi
	fi
	"$command" version
	output command "$(absolute "$command")"
}

check() {
	local sarif=${DISTVET_SARIF:-$RUNNER_TEMP/distvet.sarif} code=0
	sarif=$(absolute "$sarif")
	rm -f "$sarif"
	local args=(check "-format=github,sarif=$sarif")
	[ -z "$DISTVET_CHECKS" ] || args+=("-checks=$DISTVET_CHECKS")
	[ -z "$DISTVET_CONFIDENCE" ] || args+=("-confidence=$DISTVET_CONFIDENCE")
	[ -z "$DISTVET_BASELINE" ] || args+=("-baseline=$DISTVET_BASELINE")
	[ -z "$DISTVET_SINCE" ] || args+=("-since=$DISTVET_SINCE")
	# No pattern of the shell: ./... and the like are for the go command.
	local packages=()
	read -r -d '' -a packages <<<"$DISTVET_PACKAGES" || true
	(cd "$DISTVET_DIRECTORY" && "$DISTVET_COMMAND" "${args[@]}" -- "${packages[@]}") || code=$?
	output code "$code"
	if [ "$code" -eq 3 ]; then output findings true; else output findings false; fi
	if [ -e "$sarif" ]; then output sarif "$sarif"; fi
}

verdict() {
	case $DISTVET_CODE:$DISTVET_FAIL in
	0:*) ;;
	3:false) echo 'There are findings, which do not fail this job.' ;;
	*) exit "$DISTVET_CODE" ;;
	esac
}

absolute() {
	case $1 in
	/* | ?:*) printf '%s\n' "$1" ;;
	*) printf '%s/%s\n' "$PWD" "$1" ;;
	esac
}

# output NAME VALUE: a line break in the value would be another output.
output() {
	case $2 in
	*$'\n'*)
		echo "distvet: the value of $1 holds a line break" >&2
		exit 2
		;;
	esac
	printf '%s=%s\n' "$1" "$2" >>"$GITHUB_OUTPUT"
}

"$1"
