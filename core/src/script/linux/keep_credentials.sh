keep_credentials() {
	#step
	# So that they stand on no command line.
	printf '%s\n' "$credentials" >work/.netrc || fail_to_write "$state"
}
