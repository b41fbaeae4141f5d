install_python2() {
	#step
	command -v python2 >/dev/null || get_packages "$python2_package"
}
