hand_over() {
	#step
	write_handover_files
}

# write_line FILE LINE: replaces a file in one move.
write_line() {
	{ printf '%s\n' "$2" >"$1.new" && mv "$1.new" "$1"; } || fail_to_write "$1"
}
