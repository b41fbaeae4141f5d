#if apt
says_locked='get lock|unable to lock|locked by'
says_away='n.t (resolve|connect)|failure resolving|failed to fetch|timed out|unreachable|release file'
#end
#if yum
says_locked='already locked|locked by|yum lock'
says_away='n.t (resolve|connect)|failed to (connect|download)|curl( error|#)|timed out|unreachable|valid baseurl'
#end
#if zypper
says_locked='locked by'
says_away='n.t (resolve|connect)|failed to (connect|download)|curl error|metadata not found|timed out|unreachable'
#end

# install_packages PACKAGE...: waits ten minutes at most for a lock that another program holds.
install_packages() {
	waited=0 tries=0
	until run_manager "$@" >work/packages 2>&1; do
		[ "$?" -ne 124 ] || fail 31 "$manager did not end within 15 minutes"
		cat work/packages
		if packages_say "$says_locked"; then
			reason="another program holds the lock of $manager"
			[ "$waited" -lt 600 ] || fail 31 "$reason, for ten minutes now: end it"
			waited=$((waited + 15))
		elif packages_say "$says_away"; then
			reason="$manager cannot reach its repositories"
			[ "$tries" -lt 2 ] || explain_repositories
			tries=$((tries + 1))
		else
			fail 31 "$manager could not install $*: $(tail -n 1 work/packages)"
		fi
		say "$reason"
		sleep 15
	done
	cat work/packages
}

packages_say() { grep -qiE "$1" work/packages; }

run_manager() {
	#if apt
	# Takes up what a killed run left undone.
	bounded 900 dpkg --configure -a && bounded 600 apt-get -qy update &&
		bounded 900 env DEBIAN_FRONTEND=noninteractive apt-get -qy install -- "$@"
	#end
	#if zypper
	bounded 900 zypper --non-interactive install -- "$@"
	# From 100 to 103 and with 106, it has installed and wants to say more.
	ended_with=$?
	case $ended_with in 0 | 10[01236]) ;; *) return "$ended_with" ;; esac
	#end
	#if yum
	# Else it waits for the lock without an end. The old yum passes over a package that it does not know.
	bounded 900 "$manager" -y --setopt=exit_on_lock=1 install -- "$@" && ! packages_say '^No package .* available'
	#end
}

# Dead repositories or no network? The store tells.
explain_repositories() {
	request "$bundle_url" work/answer
	case $trouble in 10 | 13) fail "$trouble" "neither the package repositories nor the bundle store can be reached: $reason" ;; esac
	fail 31 "the package repositories have moved or are gone, for the store does answer: name others on the image"
}
