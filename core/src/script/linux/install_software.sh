install_software() {
	#step
	install_software_packages
}
