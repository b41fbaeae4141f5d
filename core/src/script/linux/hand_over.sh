hand_over() {
	#step
	hand_files
}
