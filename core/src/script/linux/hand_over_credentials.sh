hand_over_credentials() {
	#step
	## First in root's netrc file; what it says of other hosts stays.
	others=$(grep -svF "${credentials%% login *} login " /root/.netrc) || [ "$?" = 1 ] || [ ! -e /root/.netrc ] ||
		no_room /root/.netrc
	hand /root/.netrc "$credentials${others:+
$others}"
}
