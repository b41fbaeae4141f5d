#if apt
#if packages
## Keeps settings that somebody changed.
use_apt() {
	bounded 900 apt-get -qy -o Dpkg::Options::=--force-confdef -o Dpkg::Options::=--force-confold "$@"
}

#end
#end
## run_manager PACKAGE...: asks nobody for anything, nor a repository for what is there already.
run_manager() {
	#if apt
	export DEBIAN_FRONTEND=noninteractive
	## A repository that is dead does not spoil the others.
	#if packages
	! use_apt --no-download --no-upgrade install -- "$@" || return 0
	## Takes up what a killed run left undone.
	bounded 900 dpkg --force-confdef --force-confold --configure -a
	use_apt update
	use_apt install -- "$@"
	#end
	#unless packages
	bounded 900 apt-get -qy update
	bounded 900 apt-get -qy install -- "$@"
	#end
	#end
	#unless apt
	#if packages
	! rpm -q --whatprovides -- "$@" || return 0
	#end
	#end
	#if zypper
	bounded 900 zypper --non-interactive install -- "$@"
	## From 100 to 103 and with 106, it has installed and wants to say more.
	result=$?
	case $result in 0 | 10[01236]) ;; *) return "$result" ;; esac
	#end
	#if yum
	## Else it waits for the lock without an end.
	bounded 900 "$manager" -y --setopt=exit_on_lock=1 '--setopt=*.skip_if_unavailable=1' install -- "$@"
	#end
} >work/said 2>&1
