hand_over() {
	#step
	write_handover_files
}
