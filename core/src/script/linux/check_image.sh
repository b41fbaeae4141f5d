check_image() {
	#step
	for tool in $tools; do
		command -v "$tool" >/dev/null || fail 30 "the image lacks $tool: install it there"
	done
	#unless curlAlone
	choose_downloader || fail 30 "the image lacks all of $downloaders: install one of them there"
	#end
}
