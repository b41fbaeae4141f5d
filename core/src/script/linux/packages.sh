#if apt
says_locked='get lock|unable to lock|locked by'
says_away='n.t (resolve|connect)|failed to fetch|release file'
#end
#if yum
says_locked='already locked|locked by|yum lock'
says_away='n.t (resolve|connect)|failed to (connect|download)|curl( error|#)|timed out|valid baseurl'
#end
#if zypper
says_locked='locked by'
says_away='n.t (resolve|connect)|failed to (connect|download)|curl error|metadata not found|timed out|unreachable'
#end

## install_packages PACKAGE...: waits ten minutes at most for a lock that another program holds.
install_packages() {
	tries=0
	until run_manager "$@" &&
		#if yum
		## The old one passes over a package that it does not know.
		! packages_say '^No package .* available' &&
		#end
		true; do
		[ "$?" -ne 124 ] || fail 31 "$manager did not end within 15 minutes"
		cat work/packages
		if packages_say "$says_locked"; then
			reason="another program holds the lock of $manager"
			[ "$tries" -lt 40 ] || fail 31 "$reason, for ten minutes now: end it"
			tries=$((tries + 1))
		elif packages_say "$says_away"; then
			dead=$(dead_repositories)
			reason="$manager cannot reach these repositories: $dead"
			if [ "$tries" -ge 40 ]; then
				## Dead repositories or no network? The store tells.
				[ -z "${downloader-curl}" ] || request "$bundle_url" work/answer
				case ${trouble-} in 10 | 13) fail "$trouble" "neither the package repositories nor the bundle store answer: $reason" ;; esac
				fail 31 "$manager could not install $*: package repositories have moved or are gone, name others: $dead"
			fi
			## Twice in all.
			tries=$((tries + 20))
		else
			fail 31 "$manager could not install $*: $(tail -n 1 work/packages)"
		fi
		say "$reason"
		bounded 99 sleep 15
	done
	cat work/packages
	dead=$(dead_repositories)
	[ -z "$dead" ] || say "these repositories do not answer: $dead"
}

packages_say() { grep -qiE "$1" work/packages; }

## By name, without what would be secret in a URL.
dead_repositories() {
	#if apt
	sed -nE 's!^Err:[0-9]+ ([a-z+]+://)([^/]*@)?([^ ?]*).*!\1\3!p' work/packages |
	#end
	#unless apt
	sed -nE "s/.*(repo[a-z]* ['\"]| from )([^'\" ]*)(['\"] b|['\"]:|: \[Errno).*/\2/p" work/packages |
	#end
		sort -u | paste -sd ' ' -
}
