hand_over_credentials() {
	#step
	# First in root's netrc file; what it says of other hosts stays.
	true >>/root/.netrc
	{ cat work/.netrc && { grep -v -F "${credentials%% login *} login " /root/.netrc || [ "$?" = 1 ]; }; } >/root/.netrc.new &&
		mv /root/.netrc.new /root/.netrc && return
	rm -f /root/.netrc.new
	fail_to_write /root/.netrc
}
