install_software() {
	#step
	umask 022
	install_software_packages
	umask 077
}
