hand_over_credentials() {
	#step
	## First in root's netrc file; what it says of other hosts stays.
	others=''
	[ ! -e /root/.netrc ] || others=$(grep -v -F "${credentials%% login *} login " /root/.netrc) || [ "$?" = 1 ] ||
		fail_to_write /root/.netrc
	hand /root/.netrc "$credentials${others:+
$others}"
}
