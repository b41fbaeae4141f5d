## Tries again while that may help, for five to ten minutes, and for an hour where something comes. Machines that start together
## do not ask together.
fetch_bundle() {
	#step
	## By a clock that nobody sets.
	end=$(($(cut -d. -f1 /proc/uptime) + 3600))
	for pause in 0 2 4 8 16 32 32 32 32 32 32 32 32; do
		[ "$pause" = 0 ] || bounded 99 sleep "$((pause + $(od -An -N1 -tu1 /dev/urandom || echo 1) % pause))"
		rest=$((end - $(cut -d. -f1 /proc/uptime)))
		[ "$rest" -gt 0 ] || break
		request && return
		say "$why"
		case $bad:$http:$said in
		## Too early, too often, or by a clock that is not set yet.
		#if secure
		12:*expired* | 12:*'not yet'*) ;;
		12:*) break ;;
		#end
		11:408* | 11:42[59]*) ;;
		11:[34]* | 50:*) break ;;
		esac
		tell "$why"
	done
	fail "$bad" "$why"
}
