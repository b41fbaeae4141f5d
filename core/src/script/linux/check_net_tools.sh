check_net_tools() {
	#step
	command -v ifconfig >/dev/null || fail 30 "the image lacks net-tools, which must be preinstalled: install it there"
}
