log=/var/log/dynaboot.log state=/var/lib/dynaboot step=start
ended=failed code=70 text='stopped'
## Without the query, which may be secret.
asked=${bundle_url%%\?*}
#if verified
bundle="$asked, SHA-256 $sha256"
#end
#unless verified
bundle=$asked
#end

now() { date -u +%FT%TZ; }

## On the console and in the log.
say() {
	printf 'dynaboot: %s\n' "$1" >&3
	printf '%s %s\n' "$(now)" "$1"
}

## tell MESSAGE [STATE EXIT-CODE FINISHED]: replaces the status file in one move.
tell() {
	told=$(printf %s "$1" | tr '[:cntrl:]' ' ' | sed 's/["\]/\\&/g')
	status="{ \"state\": \"${2-running}\", \"step\": \"$step\", \"exitCode\": ${3-null}, \"message\": \"$told\", \"started\": \"$started\", \"finished\": ${4-null}, $by }"
	printf '%s\n' "$status" >new && mv new status.json
}

step() { step=$1; say "$1"; tell "$1"; begun=$(wc -c <"$log"); }

fail() { code=$1 text=$2; exit "$1"; }

## What programs say, without the store's password, queries and credentials in URLs, and without what JSON does not take.
hide() {
	#if credentials
	sed -f work/hide |
		#end
		sed 's,?[^ "]*,?,g;s,//[^/ ]*@,//,g' | tr -cd '[:print:]\n'
}

## fail_with CODE MESSAGE: the last lines of the step stand on the console, and the very last is the reason.
fail_with() {
	said=$(tail -c "+$begun" "$log" | hide | cut -c -300 | tail -n 15)
	printf '%s\n' "$said" | sed -n 's/./dynaboot: | &/p' >&3
	fail "$1" "$2${said:+: ${said##*
}}"
}

no_room() { fail 50 "$1 cannot be written: is the disk full?"; }

## put FILE TEXT: replaces a file in one move. One that the agent finds is for its owner alone, as the folder of work is.
put() {
	#if handover
	umask 077
	#end
	{ printf '%s\n' "$2" >"$1.new" && mv "$1.new" "$1"; } || { rm -f "$1.new"; no_room "$1"; }
	#if handover
	umask 022
	#end
}

#if handover
## hand FILE TEXT: goes with an installation that fails; then comes back what stood there.
hand() {
	if [ -e "$1" ]; then
		echo "$1.dynaboot" >>installing && ln -f "$1" "$1.dynaboot"
	else
		echo "$1" >>installing
	fi || no_room "$1"
	put "$1" "$2"
}

#end

## However the run ends, nothing half-done is left, and the outcome is told.
clean_up() {
	trap '' HUP INT TERM
	#if private
	umask 022
	#end
	exec >>"$log" 2>&1
	{ restarts || { end_all && undo; }; } || say "$left"
	rm -rf work unpacked
	say "$text"
	tell "$text" "$ended" "$code" "\"$(now)\""
	#if callHome
	call_home
	#end
	exit "$code"
}

## A restart is what the installer wanted, or nobody's fault. Whose wants one each time and brings no agent has its way once.
restarts() {
	#if oldTools
	[ "$code" = 70 ] && runlevel | grep -q ' [06]$' &&
	#end
	#unless oldTools
	[ "$code" = 70 ] && systemctl is-system-running | grep -q stopping &&
	#end
		ln installing restarted && ended=running code=0 by="\"restart\": true, $by" \
		text='the machine restarts: run this again'
}

## Removes what an unfinished installation left: the paths in its mark.
undo() {
	[ -e installing ] || return 0
	## It is empty where the power went before it was on the disk.
	[ -s installing ] || put installing "$remains"
	say 'removing what an unfinished run left'
	while read -r path; do
		left="$path cannot be removed: is it mounted?"
		#if handover
		before=$path path=${path%.dynaboot}
		[ "$before" = "$path" ] || [ -e "$before" ] || continue
		#end
		## Its package manager would take it for whole, so the next run installs it again.
		if
			#if handover
			## What was there before comes back.
			[ "$before" = "$path" ] &&
			#end
			#if apt
			dpkg -S "$path"
			#end
			#unless apt
			## A package may own what is in a directory, and not the directory.
			rpm -qal | grep -qxe "$path" -e "$path/.*"
			#end
		then
			kept="$path stays: a package owns it"
			say "$kept"
			continue
		fi
		{ ! grep -q " ${path}[/ ]" /proc/mounts && rm -rf "$path"; } || return
		#if handover
		[ ! -e "$before" ] || mv "$before" "$path" || return
		#end
	done <installing
	#if certificate
	update_trust
	#end
	[ -n "${kept-}" ] || rm installing
}

## Ends all that a failed run began, also what left its process group: each process has the run's name in its environment.
end_all() {
	[ "$code" != 0 ] || return 0
	text="$text (exit code $code, step: $step, log: $log)"
	run=$dynaboot dynaboot=''
	for signal in 15 0 0 0 0 9 9 9 9; do
		left=$(grep -lsF "dynaboot=$run" /proc/[0-9]*/environ | cut -d/ -f3)
		[ -n "$left" ] || return 0
		for id in $left; do kill "-$signal" "$id"; done
		sleep 1
	done
	! left="what was begun lives on: $left"
}

## bounded SECONDS COMMAND...: ends it after that, with its process group. It is waited for so that a signal is heard at once. Daemons
## hold neither console nor lock.
bounded() {
	#if oldTools
	timeout -s9 "$@" 3>&- 9>&- &
	#end
	#unless oldTools
	timeout -k9 "$@" 3>&- 9>&- &
	#end
	wait "$!"
}

## Keeps two runs apart, and sends what commands print to the log.
begin() {
	## Ignored, it would be so in all that is started.
	trap : PIPE
	trap 'exit 70' HUP INT TERM
	trap 'echo "dynaboot: $text"' EXIT
	[ "$(id -u)" = 0 ] || fail 70 'run this as root'
	{ mkdir -p "$state" && cd "$state" && (umask 077; : >>"$log") && chmod 600 "$log"; } || no_room "$state or $log"
	## The kernel lets go of it, however the run ends, and nobody else can open it.
	exec 9>>"$log"
	flock -w 1 9 2>/dev/null
	case $? in
	## Not every image has one.
	0 | 127) ;;
	1) fail 60 'another run is at work' ;;
	*) fail 30 'flock does not work' ;;
	esac
	exec 3>&1 >>"$log" 2>&1
	trap clean_up EXIT
	started=$(now)
	export dynaboot="$$ $started"
	rm -rf work unpacked
	mkdir -m 700 work || no_room "$state"
}
