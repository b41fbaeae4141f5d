check_image() {
	#step
	for tool in $tools; do need "$tool"; done
	#unless curlAlone
	choose_downloader || fail 30 "the image lacks all of $downloaders: install one of them there"
	#end
}

# need PROGRAM [PACKAGE]
need() { command -v "$1" >/dev/null || fail 30 "the image lacks ${2-$1}: install it there"; }
