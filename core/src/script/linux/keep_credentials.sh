keep_credentials() {
	#step
	## So that they stand on no command line.
	put "$state/work/.netrc" "$credentials"
}
