# install_packages PACKAGE...: waits ten minutes at most for a lock that another program holds.
install_packages() {
	waited=0 tries=0
	until run_package_manager "$@" >work/packages 2>&1; do
		[ "$?" -ne 124 ] || fail 31 "$package_manager did not end within 15 minutes"
		cat work/packages
		if packages_say "$locked"; then
			[ "$waited" -lt 600 ] || fail 31 "another program has held the lock of $package_manager for ten minutes: end it"
			waited=$((waited + 15))
			say "another program holds the lock of $package_manager"
		elif packages_say "$no_answer"; then
			[ "$tries" -lt 2 ] || explain_repositories
			tries=$((tries + 1))
			say "$package_manager cannot reach its repositories"
		else
			fail 31 "$package_manager could not install $*: $(tail -n 1 work/packages)"
		fi
		sleep 15
	done
	cat work/packages
}

# What is said when another holds the lock, and when a repository does not answer.
#if apt
locked='get lock\|unable to lock\|locked by'
no_answer='n.t resolve\|failure resolving\|n.t connect\|failed to fetch\|timed out\|unreachable\|release file'
#end
#if yum
locked='already locked\|locked by\|yum lock'
no_answer='n.t resolve\|n.t connect\|failed to \(connect\|download\)\|curl error\|curl#\|timed out\|unreachable\|valid baseurl'
#end
#if zypper
locked='locked by'
no_answer='n.t resolve\|n.t connect\|failed to \(connect\|download\)\|curl error\|metadata not found\|timed out\|unreachable'
#end
packages_say() { grep -qi "$1" work/packages; }

run_package_manager() {
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
	# Else it would wait for the lock itself, without an end. The old yum passes over a package that it does not know.
	bounded 900 "$package_manager" -y --setopt=exit_on_lock=1 install -- "$@" && ! packages_say '^No package .* available'
	#end
}

# Dead repositories or no network? The store tells.
explain_repositories() {
	request "$bundle_url" work/answer
	case $trouble in
	10 | 13) fail "$trouble" "neither the package repositories nor the bundle store can be reached: $reason" ;;
	esac
	fail 31 "the package repositories have moved or are gone, for the store does answer: name others on the image"
}
