check_net_tools() {
	#step
	need ifconfig 'net-tools, which must be preinstalled'
}
