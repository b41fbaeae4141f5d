log=/var/log/dynaboot.log state=/var/lib/dynaboot step=start
ended=failed code=70 message='stopped unexpectedly'

now() { date -u +%Y-%m-%dT%H:%M:%SZ; }

## On the console and in the log.
say() {
	printf 'dynaboot: %s\n' "$1" >&3
	printf '%s %s\n' "$(now)" "$1"
}

## tell STATE EXIT-CODE FINISHED MESSAGE: replaces the status file in one move.
tell() {
	umask 022
	printf '{ "state": "%s", "step": "%s", "exitCode": %s, "message": "%s", "started": "%s", "finished": %s, %s }\n' \
		"$1" "$step" "$2" "$4" "$started" "$3" "$made_by" >status.new && mv status.new status.json
	umask 077
}

step() { step=$1; say "$1"; tell running null null "$1"; }

finish() { ended=$1 code=0 message=$2; exit; }

fail() { code=$1 message=$2; exit "$1"; }

fail_to_write() { fail 50 "$1 cannot be written: is the disk full?"; }

## put FILE TEXT: replaces a file in one move.
put() {
	printf '%s\n' "$2" >"$1.new" && mv "$1.new" "$1" && return
	rm -f "$1.new"
	fail_to_write "$1"
}

#if handover
## hand FILE TEXT: goes with an installation that fails; then comes back what stood there.
hand() {
	if [ -e "$1" ]; then
		echo "$1.dynaboot" >>installing && ln -f "$1" "$1.dynaboot"
	else
		echo "$1" >>installing
	fi || fail_to_write "$1"
	put "$1" "$2"
}

#end

## However the run ends, nothing half-done is left, and the outcome is told.
clean_up() {
	trap '' HUP INT TERM
	[ "$code" = 0 ] || message="$message (exit code $code, step: $step, log: $log)"
	remove_remains || say "$path cannot be removed"
	rm -rf work
	say "$message"
	## As JSON has it.
	message=$(printf %s "$message" | tr '[:cntrl:]' ' ' | sed 's/["\]/\\&/g')
	tell "$ended" "$code" "\"$(now)\"" "$message"
	#if callHome
	call_home
	#end
	exit "$code"
}

## Removes what an unfinished installation left: the paths in its mark.
remove_remains() {
	[ -e installing ] || return 0
	say 'the remains of an unfinished installation are removed'
	while IFS= read -r path; do
		#if handover
		case $path in *.dynaboot)
			[ ! -e "$path" ] || { rm -f "${path%.*}" && mv "$path" "${path%.*}"; } || return
			continue
			;;
		esac
		#end
		rm -rf -- "$path" || return
	done <installing
	rm installing
}

## bounded SECONDS COMMAND...: ended after that; daemons hold neither console nor lock.
bounded() { timeout "$@" 3>&- 9>&-; }

## Keeps two runs apart, and sends what commands print to the log.
begin() {
	## Ignored, it would be so in all that is started.
	trap : PIPE
	trap 'exit 70' HUP INT TERM
	trap 'echo "dynaboot: $message (exit code $code)"' EXIT
	[ "$(id -u)" = 0 ] || fail 70 'this script must be run as root'
	{ mkdir -p "$state" && chmod 755 "$state" && cd "$state" && true >>"$log" && chmod 600 "$log"; } || fail_to_write "$state or $log"
	## The kernel lets go of it, however the run ends.
	exec 9<.
	! command -v flock >/dev/null || flock -w 1 9 || fail 60 'another run is at work'
	exec 3>&1 >>"$log" 2>&1
	trap clean_up EXIT
	started=$(now)
	rm -rf work
	## Who is not root may pass through, to what is unpacked.
	mkdir -m 711 work || fail_to_write "$state"
}
