install_python2() {
	#step
	umask 022
	command -v python2 >/dev/null || install_packages "$python2_package"
	umask 077
}
