#if apt
locked='get lock|unable to lock|locked by'
away='n.t (resolve|connect)|failed to fetch|release file'
#end
#if yum
locked='already locked|locked by|yum lock'
away='n.t (resolve|connect)|failed to (connect|download)|curl( error|#)|timed out|valid baseurl'
#end
#if zypper
locked='locked by'
away='n.t (resolve|connect)|failed to (connect|download)|curl error|metadata not found|timed out|unreachable'
#end

## get_packages PACKAGE...: waits ten minutes at most for a lock that another program holds.
get_packages() {
	tries=0
	until run_manager "$@" &&
		#if yum
		## The old one passes over a package that it does not know.
		! says '^No package .* available' &&
		#end
		true; do
		[ "$?" -ne 124 ] || fail 31 "$manager did not end within 15 minutes"
		cat work/said
		failed="$manager could not install $*"
		if says "$locked"; then
			why="another program holds the lock of $manager"
			[ "$tries" -lt 40 ] || fail 31 "$why, for ten minutes now: end it"
			tries=$((tries + 1))
		elif says "$away"; then
			dead=$(dead_ones)
			why="$manager cannot reach these repositories: $dead"
			if [ "$tries" -ge 40 ]; then
				## Dead repositories or no network? The store tells, where something can ask it.
				failed="$failed: package repositories have moved or are gone, name others: $dead"
				#if curlAlone
				command -v curl ||
				#end
				#unless curlAlone
				[ -n "$client" ] ||
				#end
					fail 31 "$failed, or there is no network"
				rest=60
				request
				case $bad in 10 | 13) fail "$bad" "neither the package repositories nor the bundle store answer: $why" ;; esac
				fail 31 "$failed"
			fi
			## Twice in all.
			tries=$((tries + 20))
		else
			fail 31 "$failed: $(tail -n 1 work/said)"
		fi
		say "$why"
		bounded 99 sleep 15
	done
	cat work/said
	dead=$(dead_ones)
	[ -z "$dead" ] || say "these repositories do not answer: $dead"
}

says() { grep -qiE "$1" work/said; }

## By name, without what would be secret in a URL.
dead_ones() {
	#if apt
	sed -nE 's!^Err:[0-9]+ ([a-z+]+://)([^/]*@)?([^ ?]*).*!\1\3!p' work/said |
	#end
	#unless apt
	sed -nE "s/.*(repo[a-z]* ['\"]| from )([^'\" ]*)(['\"] b|['\"]:|: \[Errno).*/\2/p" work/said |
	#end
		sort -u | paste -sd ' ' -
}
