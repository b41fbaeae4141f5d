check_machine() {
	#step
	[ "$(uname -m)" = "$machine" ] || fail 30 "the bundle is for $machine, and this machine is $(uname -m): launch it on another"
}
