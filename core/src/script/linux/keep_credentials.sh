keep_credentials() {
	#step
	## So that they stand on no command line.
	put work/.netrc "$credentials"
	put work/hide "s/$(printf %s "${credentials##* password }" | sed 's/[][\/$*.^]/\\&/g')/***/g"
}
