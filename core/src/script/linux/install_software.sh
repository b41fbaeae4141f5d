install_software() {
	#step
	install_wanted
}
